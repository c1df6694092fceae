"""What the signatures in a PDF come to, by pyhanko, in the process that ``read.signatures`` starts."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel, SignatureStatus
from pyhanko_certvalidator import ValidationContext

_USAGE: Final = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
_MOST: Final = 20
_BEHIND: Final = "something stands behind it, which it does not cover"


def serve() -> None:
    """Read a line of certificates to trust, as JSON, and a PDF from standard input; write its signatures as JSON."""
    logging.disable()
    trusted = [base64.b64decode(item) for item in json.loads(sys.stdin.buffer.readline())]
    answer: dict[str, Any]
    try:
        # asn1crypto reads certificates when they are used.
        roots = [root for content in trusted for root in load_certs_from_pemder_data(content) if root.sha256]
    except ValueError:
        answer = {"reason": "what is to be trusted is no certificate"}
    else:
        answer = {"signatures": list(_signatures(sys.stdin.buffer.read(), roots))}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _signatures(pdf: bytes, roots: Sequence[x509.Certificate]) -> Iterator[dict[str, Any]]:
    signed = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    for number, signature in enumerate(signed[:_MOST], start=1):
        # Strangers wrote it: whatever goes wrong with it, it is no signature that holds.
        try:
            yield asyncio.run(_examined(signature, roots, last=number == len(signed)))
        except Exception as error:
            yield {"flaw": f"it cannot be read: {type(error).__name__}"}


async def _examined(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], *, last: bool
) -> dict[str, Any]:
    status = await _validated(signature, roots, None)
    stamp = status.timestamp_validity
    if roots and stamp is not None and stamp.trusted and stamp.intact and stamp.valid and not status.trusted:
        # Somebody trusted says that it was signed then: a certificate may have run out since.
        status = await _validated(signature, roots, stamp.timestamp)
    certificate = status.signing_cert
    return {
        "signer": _name(certificate.subject),
        "issuer": _name(certificate.issuer),
        "certificate": certificate.sha256.hex(),
        "time": _time(status.signer_reported_dt),
        "flaw": _flaw(status) or _BEHIND * (last and status.coverage != SignatureCoverageLevel.ENTIRE_FILE),
        "trusted": bool(roots) and status.trusted,
        "distrust": _distrust(status) if roots and not status.trusted else "",
        "stamp": "" if stamp is None else _time(stamp.timestamp),
        "stamper": "" if stamp is None else _name(stamp.signing_cert.subject),
        "stamp_trusted": bool(roots) and stamp is not None and stamp.trusted,
    }


async def _validated(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], moment: datetime | None
) -> PdfSignatureStatus:
    # Nothing is fetched: whether a certificate was revoked stays open.
    context = ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail")
    now = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")
    return await async_validate_pdf_signature(signature, context, now, key_usage_settings=_USAGE)


def _flaw(status: PdfSignatureStatus) -> str:
    """Say why a signature does not hold, whoever made it; nothing where it does."""
    stamp = status.timestamp_validity
    if not status.intact:
        return "what it signs was changed since"
    if not status.valid:
        return "it was not made with the key of its certificate"
    if status.docmdp_ok is False or status.modification_level in (None, ModificationLevel.OTHER):
        return "something was changed or added after it, which is no further signature"
    if stamp is not None and not (stamp.intact and stamp.valid):
        return "its timestamp is not one of this signature"
    return ""


def _distrust(status: SignatureStatus) -> str:
    problem = status.trust_problem_indic
    # Names of enumerations say it: "no certificate chain found", "revoked", "out of bounds no poe".
    told = "no certificate chain found" if problem is None else str(problem).rpartition(".")[2]
    return told.lower().replace("_", " ")


def _name(name: x509.Name) -> str:
    return str(name.human_friendly)


def _time(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%dT%H:%M:%S%z}"
