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

    ``around`` and ``metadata`` are digests as ``store.page_digests.Seals`` has them.
    """

    pages: tuple[Sheet, ...]
    files: Mapping[str, bytes]
    record: str
    active: tuple[str, ...] = ()
    around: str = ""
    metadata: str = ""


@dataclass(frozen=True)
class CarriedRecord:
    """The record in a PDF, as it is read again; written down anew, so that a slip of the writer shows."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    version: Literal[1]
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
    """How much of a PDF was looked at; ``record`` is the SHA-256 of its record, empty where none could be read."""

    pages: int = 0
    files: int = 0
    numbers: int = 0
    citations: int = 0
    quotations: int = 0
    record: str = ""
    carried: CarriedRecord | None = field(default=None, repr=False)
    evidence: Mapping[str, Evidence] = field(default_factory=dict, repr=False)
