"""A PDF as a stranger finds it, what it carries, and how much of it was verified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal

from pydantic import ConfigDict, Field

from reportgen.inputs.evidence.model import Evidence

RECORD: Final = "build/build-record.json"
LEDGER: Final = "build/ledger.json"
WORKS: Final = "build/bibliography.json"
"""Paths under which a PDF carries what a build makes."""

RESTS: Final = ("Source", "What the brief rests on")
DATA: Final = ("Data", "Data of the brief")
ROLES: Final[Mapping[str, tuple[Literal["Source", "Supplement"], str]]] = {
    WORKS: ("Source", "Bibliography as CSL-JSON"),
    LEDGER: ("Supplement", "What stands where, and what it rests on"),
    RECORD: ("Supplement", "What the brief was made from"),
}
"""What a file that a PDF carries is to the brief, and in words."""

_KINDS: Final = {"csv": "text/csv", "json": "application/json", "bib": "application/x-bibtex"}

VERSION: Final = 2
"""Of the record in a PDF, and of what its digests are over."""


def kind(path: str) -> str:
    """Return the MIME type of a file that a PDF carries."""
    return _KINDS.get(path.rpartition(".")[2], "text/plain")


Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class Sheet:
    """A page: the SHA-256 of what it shows, its words outside of pictures, where its links lead by name, its number."""

    digest: str
    text: str
    links: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True)
class Opened:
    """What a PDF holds: its pages, the files that it carries, the digest in its metadata, and what no build writes.

    ``around`` and ``metadata`` are digests as ``store.page_digests.Seals`` has them, of the PDF without its
    ``signed`` signatures.
    """

    pages: tuple[Sheet, ...]
    files: Mapping[str, bytes]
    record: str
    active: tuple[str, ...] = ()
    around: str = ""
    metadata: str = ""
    signed: int = 0


@dataclass(frozen=True)
class Signature:
    """A signature in a PDF: who made it by whose certificate, when by which clock, and what speaks against it.

    ``certificate`` is its SHA-256. ``flaw`` says why it does not hold, ``distrust`` why it is not ``trusted`` by the
    certificates that were given. ``stamp`` is the time that the server ``stamper`` gave.
    """

    signer: str = ""
    issuer: str = ""
    certificate: str = ""
    time: str = ""
    flaw: str = ""
    trusted: bool = False
    distrust: str = ""
    stamp: str = ""
    stamper: str = ""
    stamp_trusted: bool = False


@dataclass(frozen=True)
class CarriedRecord:
    """The record in a PDF, as it is read again; written down anew, so that a slip of the writer shows."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    version: Literal[2]
    reportgen: str
    date: str
    epoch: int
    volume: str
    pages: list[Digest]
    around: Digest
    metadata: Digest
    attached: dict[str, Digest]
    inputs: dict[str, Digest]
    findings: list[dict[str, Any]]
    rules: list[dict[str, Any]]


@dataclass(frozen=True)
class Proven:
    """How much of a PDF was looked at; ``record`` is the SHA-256 of its record, empty where none could be read.

    ``signed`` counts its signatures, of which ``signatures`` are those that could be looked at.
    """

    pages: int = 0
    files: int = 0
    numbers: int = 0
    citations: int = 0
    quotations: int = 0
    record: str = ""
    signed: int = 0
    signatures: tuple[Signature, ...] = ()
    carried: CarriedRecord | None = field(default=None, repr=False)
    evidence: Mapping[str, Evidence] = field(default_factory=dict, repr=False)
