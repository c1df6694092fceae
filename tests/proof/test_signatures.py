"""What is told of signatures, by the process that reads them."""

from __future__ import annotations

import io

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from proof.test_sign import ADA, BEA, blank, of
from reportgen.proof.read import UnreadableError, signatures
from reportgen.proof.sign import sign, signer
from signing_keys import PASSPHRASE, PEM

SIGNED = sign(blank(), signer(of(ADA), PASSPHRASE))
ROOT = ADA.root.public_bytes(PEM)


def test_who_signed_is_told_and_whether_the_certificate_is_vouched_for() -> None:
    (untold,), (trusted,), (other,) = (
        signatures(SIGNED, roots) for roots in ((), (ROOT,), (BEA.root.public_bytes(PEM),))
    )
    assert (untold.signer, untold.issuer) == ("Common Name: Ada Lovelace", "Common Name: Root of Ada Lovelace")
    assert (untold.trusted, trusted.trusted, other.trusted) == (False, True, False)
    assert other.distrust == "no certificate chain found"
    assert untold.flaw == trusted.flaw == other.flaw == ""


def test_the_own_certificate_can_be_trusted_too() -> None:
    assert signatures(SIGNED, [ADA.certificate.public_bytes(PEM)])[0].trusted


def test_what_is_changed_or_added_breaks_it() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(SIGNED))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page[generic.pdf_name("/Rotate")] = generic.NumberObject(90)  # type: ignore[no-untyped-call]
    writer.update_container(page)
    written = io.BytesIO()
    writer.write(written)  # type: ignore[no-untyped-call]
    assert "added after it" in signatures(written.getvalue(), ())[0].flaw
    at = SIGNED.index(b"%PDF-") + 10
    assert "changed since" in signatures(SIGNED[:at] + b"#" + SIGNED[at + 1 :], ())[0].flaw


def test_what_is_no_certificate_cannot_be_trusted() -> None:
    with pytest.raises(UnreadableError, match="no certificate"):
        signatures(SIGNED, [b"nothing"])


def test_what_is_no_pdf_cannot_be_read() -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        signatures(b"nothing", ())
