"""The draft: LaTeX files with a record of what they use and where each line comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final, TypeAlias

from reportgen.findings.model import Location
from reportgen.inputs.data.model import Figure, RowRef
from reportgen.inputs.model import Inputs
from reportgen.project.model import BRIEF
from reportgen.system.files import PROJECT_FILE
from reportgen.text.latex import Latex

TOKEN_OPEN: Final = "\x03"
TOKEN_CLOSE: Final = "\x04"

TALLY: Final = "tally"
"""The part that is a count of what the brief uses."""

EVIDENCE_ANNEX: Final = "evidence-annex"
BIBLIOGRAPHY: Final = "bibliography"
NOTES: Final = "notes"
INDEX: Final = "index"

TALLIES: Final = (
    *("sources", "works", "evidence", "rows", "data", "citations", "numbers", "derived", "tables", "charts"),
    *("statements", "sourced", "analysis", "exact", "fuzzy", "unverified"),
    *("read", "supported", "partly", "not-supported", "cannot-tell", "sampled"),
)
"""What ``tally`` counts; ``exact`` includes what the lock vouches for."""

LISTS: Final = frozenset({EVIDENCE_ANNEX, BIBLIOGRAPHY, NOTES, INDEX, "source-texts"})
"""Parts that are lists of their own, and not words of a sentence."""


def token(number: int) -> Latex:
    """Return the mark that stands in a draft for usage ``number`` until it is set."""
    return Latex(f"{TOKEN_OPEN}{number}{TOKEN_CLOSE}")


@dataclass(frozen=True)
class _Printed:
    """What every call prints: its words (empty while they wait for a later stage), and what evidence it rests on."""

    text: str
    evidence: tuple[str, ...]

    @property
    def rows(self) -> tuple[RowRef, ...]:
        """The data rows that it shows."""
        return ()


@dataclass(frozen=True)
class CitationUse(_Printed):
    """A citation of passages, those of ``evidence``; ``answers`` says by rules of wording why these do not hold."""

    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FigureUse(_Printed):
    """A figure as its source gives it; ``spelled``: in words."""

    figure: Figure
    spelled: bool = False

    @property
    def rows(self) -> tuple[RowRef, ...]:
        """The figure's row."""
        return (self.figure.ref,)


@dataclass(frozen=True)
class DerivedUse(_Printed):
    """A number computed from figures: ``unrounded`` is in units of ``unit``, printed with ``decimals``."""

    formula: str
    figures: tuple[Figure, ...]
    unrounded: Decimal
    decimals: int
    unit: str
    spelled: bool = False

    @property
    def rows(self) -> tuple[RowRef, ...]:
        """The rows of the figures."""
        return tuple(figure.ref for figure in self.figures)


@dataclass(frozen=True)
class YearsUse(_Printed):
    """Whole years between the dates (EDTF) of two rows."""

    formula: str
    dates: tuple[tuple[RowRef, str], ...]
    years: int
    spelled: bool = False

    @property
    def rows(self) -> tuple[RowRef, ...]:
        """The two rows."""
        return tuple(ref for ref, _ in self.dates)


@dataclass(frozen=True)
class _OfRows(_Printed):
    """Something that several rows say together."""

    shown: tuple[RowRef, ...]

    @property
    def rows(self) -> tuple[RowRef, ...]:
        """The rows."""
        return self.shown


@dataclass(frozen=True)
class CountUse(_OfRows):
    """How many rows there are, or how many different values their column ``distinct`` has."""

    distinct: str = ""
    spelled: bool = False


@dataclass(frozen=True)
class NamesUse(_OfRows):
    """The different values of a column of rows, as a list in words."""


@dataclass(frozen=True)
class _OfCell(_Printed):
    """What a cell says; ``location`` is that of its row."""

    row: RowRef
    location: Location
    column: str

    @property
    def rows(self) -> tuple[RowRef, ...]:
        """The cell's row."""
        return (self.row,)


@dataclass(frozen=True)
class CellUse(_OfCell):
    """The text of a cell."""


@dataclass(frozen=True)
class DateUse(_OfCell):
    """A date, or the year of one, from a cell that has it as ``edtf``."""

    edtf: str


@dataclass(frozen=True)
class SourceUse(_Printed):
    """The short title of the work with a key."""

    key: str


@dataclass(frozen=True)
class ExhibitUse(_OfRows):
    """The place of an exhibit; its text is the exhibit's title."""

    name: str


@dataclass(frozen=True)
class PartUse(_Printed):
    """A part that is known when the whole brief is; ``argument`` says what a tally counts, or an index lists."""

    part: str
    argument: str = ""


@dataclass(frozen=True)
class AnalysisUse(_Printed):
    """The beginning of an inference of the authors' own, and the ids of evidence and figures that it rests on.

    ``answers`` are those of ``CitationUse``.
    """

    name: str
    rests_on: tuple[str, ...]
    figures: tuple[RowRef, ...]
    confidence: str = ""
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> tuple[RowRef, ...]:
        """The rows of the figures that it rests on."""
        return self.figures


@dataclass(frozen=True)
class AnalysisEnd(_Printed):
    """The end of an inference of the authors' own."""

    name: str


@dataclass(frozen=True)
class WordsUse(_Printed):
    """Words from report.toml by their name."""

    name: str


NumberUse: TypeAlias = FigureUse | DerivedUse | YearsUse | CountUse
"""Uses that are numbers."""

Use: TypeAlias = (
    CitationUse
    | NumberUse
    | DateUse
    | CellUse
    | NamesUse
    | SourceUse
    | ExhibitUse
    | PartUse
    | AnalysisUse
    | AnalysisEnd
    | WordsUse
)
"""What a call prints."""


@dataclass(frozen=True)
class Usage:
    """One use of evidence, data or an exhibit in a template: ``use`` in its place, ``file`` of the draft.

    ``number`` is that of the usage in reading order, from 0.
    """

    number: int
    use: Use
    location: Location
    file: str


@dataclass(frozen=True)
class ConditionalText:
    """Words that hold while the data say so; ``figures`` are those that the condition compared.

    ``compared``: it compared numbers of the brief at all, and not only what the template made of them.
    """

    words: str
    figures: tuple[Figure, ...] = ()
    compared: bool = False


@dataclass(frozen=True)
class DraftFile:
    """One LaTeX file; ``lines[n]`` is the template line that line ``n + 1`` of ``text`` comes from.

    Usages that wait for a later stage stand in ``text`` as tokens. ``spans`` tell which parts of
    ``text`` calls have printed: (number of the usage, begin, end), in the order of the text. ``held`` are the words
    of its template that hold while the data say so, ``told`` the parts of ``text`` that report.toml says. ``volume``
    is the one that it belongs to.
    """

    path: str
    text: str
    lines: tuple[Location, ...]
    spans: tuple[tuple[int, int, int], ...] = ()
    held: tuple[ConditionalText, ...] = ()
    told: tuple[tuple[int, int], ...] = ()
    volume: str = BRIEF

    def origin(self, line: int) -> Location:
        """Return the place in the templates that a line (from 1) comes from."""
        return self.lines[min(max(line, 1), len(self.lines)) - 1] if self.lines else Location(self.path)


@dataclass(frozen=True)
class Title:
    """A title, note or description from report.toml as plain text, what calls print filled in.

    ``spans`` and ``held`` are those of ``DraftFile``, in ``text``.
    """

    text: str
    location: Location
    spans: tuple[tuple[int, int, int], ...] = ()
    held: tuple[ConditionalText, ...] = ()


@dataclass(frozen=True)
class Draft:
    """All LaTeX files of the brief, everything that they use, and the templates read.

    ``templates`` maps the paths of the templates read to the SHA-256 of their bytes, with
    ``fingerprint.ABSENT`` for those that are not there. ``usages`` stand in reading order behind those of
    ``titles``, which maps paths of keys such as
    ``("exhibits", "costs", "title")`` or ``("chapters", 0, "short")`` to their texts. ``complete`` is
    false when a template failed: what it would have used is then not known. ``texts`` are those of the templates.
    """

    files: tuple[DraftFile, ...]
    usages: tuple[Usage, ...]
    templates: Mapping[str, str] = field(default_factory=dict)
    complete: bool = True
    titles: Mapping[tuple[str | int, ...], Title] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def of(self, volume: str) -> Draft:
        """Return what stands in a volume, titles from report.toml with it; usages keep their numbers."""
        files = tuple(file for file in self.files if file.volume == volume)
        others = {file.path for file in self.files if file.volume != volume}
        return replace(self, files=files, usages=tuple(u for u in self.usages if u.file not in others))

    def placed(self, exhibit: str) -> Usage | None:
        """Return the first usage that places an exhibit."""
        return next((u for u in self.usages if isinstance(u.use, ExhibitUse) and u.use.name == exhibit), None)

    @property
    def exhibits(self) -> frozenset[str]:
        """Names of the exhibits that are placed."""
        return frozenset(usage.use.name for usage in self.usages if isinstance(usage.use, ExhibitUse))

    @property
    def analyses(self) -> tuple[tuple[Usage, AnalysisUse], ...]:
        """The analyses, in reading order."""
        return tuple((usage, usage.use) for usage in self.usages if isinstance(usage.use, AnalysisUse))


def used_evidence(draft: Draft, inputs: Inputs) -> tuple[str, ...]:
    """Return the evidence that the brief's templates, exhibits or data rows rest on, in the order of its file."""
    used = {e for usage in draft.usages for e in usage.use.evidence}
    for table in inputs.tables.values():
        if table.column("evidence") is not None:
            used |= {e for row in table.rows() for e in row.evidence}
    return tuple(e for e in inputs.evidence if e in used)


def listed_evidence(draft: Draft, inputs: Inputs, volume: str) -> tuple[str, ...]:
    """Return the evidence that a volume lists, in the order of its file: all, if it is alone or has the annex of it."""
    own, annex = draft.of(volume), PartUse("", (), EVIDENCE_ANNEX)
    if len(own.files) == len(draft.files) or any(usage.use == annex for usage in own.usages):
        return used_evidence(draft, inputs)
    used = {e for usage in own.usages if usage.file != PROJECT_FILE for e in usage.use.evidence}
    return tuple(e for e in inputs.evidence if e in used)
