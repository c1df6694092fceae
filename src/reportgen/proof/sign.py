"""PDF → the same PDF with a signature behind it (PAdES, ETSI EN 319 142-1: B-B, with a timestamp B-T), by pyhanko.

Only ``pipeline`` imports this, where somebody signs: pyhanko is an extra.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from asn1crypto import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

_SECONDS: Final = 30


class UnsignableError(Exception):
    """Nothing can be signed with what was given; the message says why."""


class LockedError(UnsignableError):
    """What was given does not open: perhaps for want of a passphrase."""


@dataclass(frozen=True)
class Identity:
    """What somebody signs with, as bytes of files: a PKCS#12 file, or a key and its certificates, their own first."""

    pkcs12: bytes = b""
    key: bytes = b""
    certificates: bytes = b""


class _Appended(IncrementalPdfFileWriter):
    """Leaves title, dates and metadata as they were built: they are sealed."""

    def _update_meta(self) -> None:
        pass


def signer(identity: Identity, passphrase: str) -> SimpleSigner:
    """Return who signs. Raises ``UnsignableError``, whose message never holds the passphrase."""
    secret = passphrase.encode() if passphrase else None
    try:
        found: SimpleSigner
        if identity.pkcs12:
            found = SimpleSigner.load_pkcs12_data(identity.pkcs12, (), secret)
        else:
            own, *others = load_certs_from_pemder_data(identity.certificates)
            key = load_private_key_from_pemder_data(identity.key, secret)
            known = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyhanko types all but this
            known.register_multiple(others)
            found = SimpleSigner(own, key, known)
        certificate: x509.Certificate = found.signing_cert
    except (ValueError, TypeError, AttributeError) as error:
        reason = "is none, or the passphrase is missing or wrong"
        told = "the PKCS#12 file" if identity.pkcs12 else "the key or its certificate"
        raise LockedError(f"{told} {reason}") from error
    _hold(certificate)
    own = serialization.load_der_private_key(found.signing_key.dump(), None).public_key()
    if own != serialization.load_der_public_key(certificate.public_key.dump()):
        raise UnsignableError("the key is not the one of the first certificate")
    return found


def _hold(certificate: x509.Certificate) -> None:
    """Raise ``UnsignableError`` where a certificate is for something else, or for another time."""
    times = certificate["tbs_certificate"]["validity"]
    begins, ends = times["not_before"].native, times["not_after"].native
    if not begins <= datetime.now(UTC) <= ends:
        raise UnsignableError(f"the certificate is valid from {begins:%Y-%m-%d} to {ends:%Y-%m-%d} only")
    usage = certificate.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & usage.native:
        raise UnsignableError("the certificate is not for signatures")


def sign(pdf: bytes, who: SimpleSigner, *, earlier: int = 0, timestamp: str = "") -> bytes:
    """Return the PDF, to the byte as it was, with a signature of all of it behind.

    The first signature certifies the PDF: viewers then take nothing but further signatures. ``earlier`` is how many it
    has, ``timestamp`` the address of a server that says when. Raises ``UnsignableError``.
    """
    field = f"Signature{earlier + 1}"
    said = PdfSignatureMetadata(
        field_name=field,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=not earlier,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    # Of a field that shows nothing, PDF/A wants that it prints, and PDF/UA that it lies outside of the page.
    place = SigFieldSpec(
        field,
        invis_sig_settings=InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True),
    )
    server = HTTPTimeStamper(timestamp, timeout=_SECONDS) if timestamp else None
    try:
        signed = PdfSigner(said, who, timestamper=server, new_field_spec=place).sign_pdf(_Appended(io.BytesIO(pdf)))
    except (PdfError, SigningError, OSError, ValueError) as error:
        raise UnsignableError(_told(error, timestamp)) from error
    written: bytes = signed.getvalue()
    return written


def _told(error: Exception, timestamp: str) -> str:
    if isinstance(error, OSError) and timestamp:
        return f'the timestamp server "{timestamp}" does not answer as one: {error}'
    return f"it cannot be signed: {error}"
