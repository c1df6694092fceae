"""The draft: LaTeX files with a record of what they use and where each line comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from reportgen.diagnostics import Location
from reportgen.inputs.model import Inputs
from reportgen.latex import Latex

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

TOKEN_OPEN: Final = "\x03"
TOKEN_CLOSE: Final = "\x04"


def token(number: int) -> Latex:
    """Give the mark that stands in a draft for usage ``number`` until it is set."""
    return Latex(f"{TOKEN_OPEN}{number}{TOKEN_CLOSE}")


@dataclass(frozen=True)
class Usage:
    """One use of evidence, data or an exhibit in a template.

    ``ids`` are what the call names, ``evidence`` what it rests on, ``text`` what the reader
    sees (empty while it waits for a later stage), ``detail`` what belongs to the kind (formula
    and inputs of a derived number, value and unit of a figure). ``file`` is the draft's file.
    """

    number: int
    kind: UsageKind
    ids: tuple[str, ...]
    evidence: tuple[str, ...]
    text: str
    location: Location
    file: str
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftFile:
    """One LaTeX file; ``lines[n]`` is the template line that line ``n + 1`` of ``text`` comes from.

    Usages that wait for a later stage stand in ``text`` as tokens. ``spans`` tell which parts of
    ``text`` calls have printed: (number of the usage, begin, end), in the order of the text.
    """

    path: str
    text: str
    lines: tuple[Location, ...]
    spans: tuple[tuple[int, int, int], ...] = ()

    def origin(self, line: int) -> Location:
        """Give the place in the templates that a line (from 1) comes from."""
        return self.lines[min(max(line, 1), len(self.lines)) - 1] if self.lines else Location(self.path)


@dataclass(frozen=True)
class Title:
    """A title, note or description from report.toml as plain text, what calls print filled in.

    ``spans`` are those of ``DraftFile``, in ``text``.
    """

    text: str
    location: Location
    spans: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True)
class Draft:
    """All LaTeX files of the brief, everything that they use, and the templates read.

    ``templates`` maps their paths to the SHA-256 of the bytes that were rendered.
    ``usages`` stand in reading order behind those of ``titles``, which maps paths of keys such as
    ``("exhibits", "costs", "title")`` or ``("chapters", 0, "short")`` to their texts. ``complete`` is
    false when a template failed: what it would have used is then not known.
    """

    files: tuple[DraftFile, ...]
    usages: tuple[Usage, ...]
    templates: Mapping[str, str] = field(default_factory=dict)
    complete: bool = True
    titles: Mapping[tuple[str | int, ...], Title] = field(default_factory=dict)


def used_evidence(draft: Draft, inputs: Inputs) -> tuple[str, ...]:
    """Give the evidence that the brief's templates, exhibits or data rows rest on, in the order of its file."""
    used = {e for usage in draft.usages for e in usage.evidence}
    for table in inputs.tables.values():
        if table.column("evidence") is not None:
            used |= {e for row in table.rows() for e in row.evidence}
    return tuple(e for e in inputs.evidence if e in used)
