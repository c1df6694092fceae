"""Who signs, and what of a PDF stays when it is signed."""

from __future__ import annotations

import io

import pikepdf
import pytest

from reportgen.proof.sign import Identity, LockedError, UnsignableError, sign, signer
from signing_keys import PASSPHRASE, Signer
from signing_keys import signer as somebody

ADA, BEA = somebody(), somebody("Bea")


def blank() -> bytes:
    written = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(written)
    return written.getvalue()


def of(who: Signer) -> Identity:
    return Identity(key=who.key_pem(), certificates=who.pem())


@pytest.mark.parametrize("identity", [Identity(pkcs12=ADA.p12()), of(ADA)])
def test_either_form_of_key_signs(identity: Identity) -> None:
    pdf = blank()
    signed = sign(pdf, signer(identity, PASSPHRASE))
    assert signed.startswith(pdf)
    assert sign(signed, signer(identity, PASSPHRASE), earlier=1).startswith(signed)


def test_a_key_without_passphrase_needs_none() -> None:
    assert signer(Identity(pkcs12=ADA.p12("")), "").signing_cert is not None


@pytest.mark.parametrize(
    "identity", [Identity(pkcs12=ADA.p12()), of(ADA), Identity(b"no"), Identity(b"", b"no", b"no"), Identity()]
)
@pytest.mark.parametrize("passphrase", ["", "not this one"])
def test_what_does_not_open_is_told_without_the_passphrase(identity: Identity, passphrase: str) -> None:
    with pytest.raises(LockedError) as told:
        signer(identity, passphrase)
    assert "not this one" not in str(told.value)


@pytest.mark.parametrize(
    ("identity", "message"),
    [
        (Identity(key=ADA.key_pem(), certificates=BEA.pem()), "the key is not the one"),
        (of(somebody(days=(-9, -1))), "the certificate is valid from"),
        (of(somebody(days=(1, 9))), "the certificate is valid from"),
    ],
)
def test_what_is_not_to_be_used_is_told(identity: Identity, message: str) -> None:
    with pytest.raises(UnsignableError, match=message):
        signer(identity, PASSPHRASE)


def test_what_is_no_pdf_cannot_be_signed() -> None:
    with pytest.raises(UnsignableError):
        sign(b"%PDF-1.5 and no more", signer(of(ADA), PASSPHRASE))
