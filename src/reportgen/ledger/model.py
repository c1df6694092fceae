"""The ledger: what was used where, and what that rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import ConfigDict, Field

from reportgen.checks.model import Verification

VERSION: Final = 2

UsageKind: TypeAlias = Literal[
    "citation",
    "figure",
    "derived",
    "date",
    "value",
    "count",
    "names",
    "source",
    "exhibit",
    "part",
    "analysis",
    "analysis-end",
    "words",
]

_STRICT = ConfigDict(extra="forbid")

Digest: TypeAlias = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$", description="SHA-256, in hexadecimal.")]
Ids: TypeAlias = Annotated[tuple[str, ...], Field(description="Evidence ids.")]
Rows: TypeAlias = Annotated[tuple[str, ...], Field(description="Data rows, as table/id.")]
Place: TypeAlias = Annotated[str, Field(description="file:line, or file:line:column, relative to the project.")]
Printed: TypeAlias = Annotated[
    tuple[str, ...],
    Field(description="Page numbers, as printed; of another volume than the brief behind its name: annex/12."),
]


@dataclass(frozen=True)
class UsageRecord:
    """One use of evidence, data or an exhibit in a template."""

    __pydantic_config__ = _STRICT
    number: Annotated[int, Field(ge=0, description="Number of the usage, in reading order.")]
    kind: UsageKind
    template: Place
    file: Annotated[str, Field(description="LaTeX file in which it stands.")]
    ids: Annotated[tuple[str, ...], Field(description="What the call names.")]
    evidence: Ids
    sources: Annotated[tuple[str, ...], Field(description="Keys of the works that the evidence stands in.")]
    rows: Rows
    text: Annotated[str, Field(description="What the reader sees; empty for citations and parts.")]
    pages: Printed
    detail: Annotated[
        Mapping[str, object], Field(description="By kind: value and unit, formula, inputs, unrounded value.")
    ]


@dataclass(frozen=True)
class StatementRecord:
    """One sentence of a chapter; its text is in the brief, here are its digest and how it begins."""

    __pydantic_config__ = _STRICT
    number: Annotated[int, Field(ge=0, description="Number of the statement, in reading order.")]
    kind: Literal["sourced", "analysis", "unsourced"]
    template: Place
    file: Annotated[str, Field(description="LaTeX file in which it stands.")]
    evidence: Ids
    usages: Annotated[tuple[int, ...], Field(description="Numbers of the usages that stand in it.")]
    digest: Digest
    begins: Annotated[str, Field(description="Its first eight words.")]


@dataclass(frozen=True)
class EvidenceRecord:
    """A passage of a source."""

    __pydantic_config__ = _STRICT
    source: Annotated[str, Field(description="Key of the work that the passage stands in.")]
    section: str
    footnote: str
    page: Annotated[str, Field(description="Page of the source.")]
    quote: Annotated[str, Field(description="Words of the source that pin the passage.")]
    via: Annotated[str, Field(description="Key of the work that the source itself cites there, if any.")]
    row: Place
    verified: Annotated[
        Verification,
        Field(description="Found word for word, nearly, earlier (says the lock), or not looked up."),
    ]
    used_on: Printed


@dataclass(frozen=True)
class SourceRecord:
    """A work that evidence stands in, or that a source itself cites."""

    __pydantic_config__ = _STRICT
    title: str
    short: Annotated[str, Field(description="Short title, as the brief names it.")]
    date: Annotated[str, Field(description="Date as the bibliography gives it, in EDTF; empty: none.")]
    url: Annotated[str, Field(description="Address of the work or of its DOI, where the bibliography has one.")]
    digest: Annotated[Digest, Field(description="SHA-256 of the text that was looked through; empty: none was.")]
    extractor: Annotated[str, Field(description="What made words of that text, with its version.")]


@dataclass(frozen=True)
class RowRecord:
    """A data row that something in the brief uses, or that rests on evidence."""

    __pydantic_config__ = _STRICT
    place: Place
    evidence: Ids
    cells: Annotated[Mapping[str, str], Field(description="What the row claims, by column; empty cells left out.")]


@dataclass(frozen=True)
class ExhibitRecord:
    """A table or chart in the brief."""

    __pydantic_config__ = _STRICT
    title: str
    form: Annotated[Literal["table", "figure", ""], Field(description="Empty: not known.")]
    number: Annotated[str, Field(description="Its number as printed; empty: not known.")]
    usage: Annotated[int, Field(ge=0, description="Number of the usage that places it.")]
    rows: Rows
    evidence: Ids
    pages: Printed


@dataclass(frozen=True)
class ReviewRecord:
    """What a second reader said of a statement, an exhibit or a row, or what an author answered."""

    __pydantic_config__ = _STRICT
    kind: Literal["statement", "exhibit", "heading", "figure", "row"]
    name: Annotated[str, Field(description="Number of the statement, name of the exhibit, or table/id of the row.")]
    id: Annotated[str, Field(description="Id under which it is read.")]
    verdict: Annotated[str, Field(description="supported, partly, not-supported, cannot-tell; answer: an author's.")]
    holds: Annotated[bool, Field(description="Whether it was said of exactly what the brief says and rests on now.")]
    counts: Annotated[bool, Field(description="Whether it is a second reader's last word on that.")]
    reader: str
    role: str
    date: Annotated[str, Field(description="Time in UTC, YYYY-MM-DDTHH:MM:SSZ.")]
    comment: str


@dataclass(frozen=True)
class Counts:
    """How much there is of everything."""

    __pydantic_config__ = _STRICT
    statements: Annotated[Mapping[str, int], Field(description="By kind: sourced, analysis, unsourced.")]
    numbers: Annotated[int, Field(ge=0, description="Figures, derived numbers, counts and dates in the text.")]
    passages: Annotated[Mapping[Verification, int], Field(description="By how they were verified.")]
    locked_on: Annotated[str, Field(description="Date of the lock, YYYY-MM-DD; empty: there is none.")]


@dataclass(frozen=True)
class Ledger:
    """Everything that the brief says with what it rests on, and the other way round."""

    __pydantic_config__ = _STRICT
    version: Annotated[Literal[2], Field(description="Version of this format.")]
    counts: Counts
    usages: Annotated[tuple[UsageRecord, ...], Field(description="In reading order; number n stands at place n.")]
    statements: Annotated[tuple[StatementRecord, ...], Field(description="In reading order.")]
    evidence: Annotated[Mapping[str, EvidenceRecord], Field(description="By id.")]
    sources: Annotated[Mapping[str, SourceRecord], Field(description="By key.")]
    rows: Annotated[Mapping[str, RowRecord], Field(description="By table/id.")]
    exhibits: Annotated[Mapping[str, ExhibitRecord], Field(description="By name.")]
    reviews: Annotated[tuple[ReviewRecord, ...], Field(description="By what they are about, in reading order.")]
