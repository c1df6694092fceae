"""What a brief is made from: tables, bibliography, evidence; every row knows its file and line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias, cast

from reportgen.diagnostics import Diagnostic, Location
from reportgen.fingerprint import Digest, of_value
from reportgen.inputs.picking import Value as Value
from reportgen.inputs.picking import fits, places_of, sortable

SOURCES: Final = "sources"
"""Name under which the bibliography stands among the tables that a column may point to."""

FIGURES: Final = "figures"
"""The table of figures, which calls name by their ids alone."""

VALUE: Final = "value"
"""The column of a figure's number, which unit, scale and qualifier in the same row belong to."""

_FIGURE_TEXTS: Final = ("unit", "qualifier", "caveat", "measure", "entity", "partner", "date", "formula")

FieldType: TypeAlias = Literal["string", "integer", "number", "boolean", "date", "list"]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    ``type`` is ``date`` for EDTF dates (kept as text), ``list`` for ids joined by ``;``; ``foreign`` names the tables
    whose rows the cells name, ``choices`` the values allowed. The row's evidence must bear a ``claim`` out.
    """

    name: str
    type: FieldType
    title: str
    foreign: tuple[str, ...] = ()
    unit: str = ""
    choices: tuple[str, ...] = ()
    claim: bool = True


@dataclass(frozen=True)
class ConflictRule:
    """Two rows contradict each other that fit ``where`` and agree in all of ``same``, but not in all of ``differ``."""

    same: tuple[str, ...]
    differ: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, order=True)
class RowRef:
    """Names one row of one table."""

    table: str
    id: str

    def __str__(self) -> str:
        return f"{self.table}/{self.id}"


@dataclass(frozen=True)
class Figure:
    """A number that a source gives, with what it measures and what it is measured in.

    The number is ``value`` times ``scale`` in units of ``unit``; ``qualifier`` ("less than") and ``caveat`` belong to
    what it says. ``formula`` and ``inputs`` (ids of figures) say how the source itself derived it. ``date`` is EDTF.
    """

    ref: RowRef
    location: Location
    value: int | Decimal
    unit: str = ""
    scale: Decimal = Decimal(1)
    qualifier: str = ""
    caveat: str = ""
    measure: str = ""
    entity: str = ""
    partner: str = ""
    date: str = ""
    formula: str = ""
    inputs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of its row."""
        return self.ref.id

    @property
    def total(self) -> Decimal:
        """The number in units of ``unit``, the scale worked in."""
        return self.value * self.scale


@dataclass(frozen=True)
class Row:
    """One row of a table, with the place where it stands."""

    table: str
    location: Location
    cells: Mapping[str, Value]

    @property
    def id(self) -> str:
        """The row's key."""
        return str(self.cells.get("id") or "")

    @property
    def ref(self) -> RowRef:
        """The row's name."""
        return RowRef(self.table, self.id)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the evidence that the row rests on."""
        return self._list("evidence")

    @property
    def figure(self) -> Figure | None:
        """The figure that the row gives: one with a number in the column ``value`` does, whatever its table."""
        value = self.cells.get(VALUE)
        if not isinstance(value, int | Decimal) or isinstance(value, bool):
            return None
        scale = Decimal(str(self.cells.get("scale") or 1))
        texts = {name: str(self.cells.get(name) or "") for name in _FIGURE_TEXTS}
        return Figure(
            self.ref, self.location, value, scale=scale, inputs=self._list("inputs"), evidence=self.evidence, **texts
        )

    def _list(self, column: str) -> tuple[str, ...]:
        value = self.cells.get(column)
        return value if isinstance(value, tuple) else ()

    def __getitem__(self, column: str) -> Value:
        return self.cells[column]


class _Plain:
    """Is kept as its fields alone, without what it worked out for itself."""

    def __getstate__(self) -> dict[str, Any]:
        return {f.name: getattr(self, f.name) for f in fields(cast("Any", self))}


@dataclass(frozen=True)
class Table(_Plain):
    """A data table.

    ``cells`` has the rows in the order of the file, each with one ``Value`` per ``Column``; ``lines`` the line
    on which each of them begins in the file ``path``. ``label`` names the column whose text stands
    for a row in other tables (such as a country's name for its code). ``conflicts`` say which rows
    speak of the same thing, and in what they must agree.
    """

    name: str
    path: str
    title: str
    columns: tuple[Column, ...]
    lines: tuple[int, ...] = field(repr=False)
    cells: tuple[tuple[Value, ...], ...] = field(repr=False)
    label: str = "id"
    conflicts: tuple[ConflictRule, ...] = ()

    def column(self, name: str) -> Column | None:
        """Give a column by name."""
        return next((c for c in self.columns if c.name == name), None)

    def rows(self) -> tuple[Row, ...]:
        """Give the rows in the order of the file."""
        return self._rows

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        names = [c.name for c in self.columns]
        return tuple(
            Row(self.name, Location(self.path, line), dict(zip(names, values, strict=True)))
            for line, values in zip(self.lines, self.cells, strict=True)
        )

    def pick(self, where: Mapping[str, object], sort: Sequence[str] = ()) -> tuple[Row, ...]:
        """Give the rows in which each column of ``where`` has the value, or one of the values, named.

        A list cell fits when it holds the value. ``sort`` names columns; a leading ``-`` turns the
        order, columns with choices sort by these, empty cells come last. Raises ``KeyError`` for a
        column that is not there.
        """
        wanted = {name: value if isinstance(value, list | tuple) else (value,) for name, value in where.items()}
        if unknown := {*wanted, *(key.removeprefix("-") for key in sort)} - {c.name for c in self.columns}:
            raise KeyError(min(unknown))
        rows = [row for row in self._near(wanted) if all(fits(row[name], values) for name, values in wanted.items())]
        for key in reversed(sort):
            name = key.removeprefix("-")
            column = self.column(name)
            order = {choice: rank for rank, choice in enumerate(column.choices)} if column else {}
            filled = [row for row in rows if row[name] is not None]
            empty = [row for row in rows if row[name] is None]
            filled.sort(key=lambda row: sortable(row[name], order), reverse=key.startswith("-"))
            rows = filled + empty
        return tuple(rows)

    def _near(self, wanted: Mapping[str, Sequence[object]]) -> Iterable[Row]:
        """Give the rows that fit the column which leaves the fewest of them."""
        found: list[Sequence[int]] = []
        for name, values in wanted.items():
            if name not in self._places:
                self._places[name] = places_of(row[name] for row in self.rows())
            places = self._places[name]
            found.append(sorted({n for value in values if isinstance(value, Hashable) for n in places.get(value, ())}))
        return self.rows() if not found else [self.rows()[n] for n in min(found, key=len)]

    @cached_property
    def _places(self) -> dict[str, Mapping[object, Sequence[int]]]:
        return {}

    def place(self, line: int, column: str) -> Location:
        """Give the place of a cell."""
        names = [c.name for c in self.columns]
        return Location(self.path, line, names.index(column) + 1 if column in names else 0)


@dataclass(frozen=True)
class Entry:
    """A work in the bibliography.

    ``fields`` are the BibTeX fields, LaTeX decoded to Unicode; ``csl`` is the same work as CSL-JSON
    (https://docs.citationstyles.org, CSL 1.0.2 data schema), ready for a citation processor.
    """

    key: str
    type: str
    fields: Mapping[str, str]
    location: Location
    csl: Mapping[str, Any]

    @property
    def short(self) -> str:
        """Short title, or title, or key."""
        return self.fields.get("shorttitle") or self.fields.get("title") or self.key


@dataclass(frozen=True)
class Evidence(_Plain):
    """A row that ties an id to a passage of a source."""

    id: str
    source: str
    section: str
    footnote: str
    page: str
    quote: str
    via: str
    note: str
    location: Location
    locator: str = ""
    columns: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def place(self, column: str) -> Location:
        """Give the place of one of the row's cells."""
        known = column in self.columns
        return Location(self.location.path, self.location.line, self.columns.index(column) + 1 if known else 0)

    @cached_property
    def digest(self) -> Digest:
        """SHA-256 of what the row claims: source, place and quotation."""
        place = [self.section, self.footnote, self.page]
        return of_value([self.source, *place, self.quote, *filter(None, [self.locator])])


@dataclass(frozen=True)
class Span:
    """A stretch of a text: from word ``start`` up to, not including, word ``end``.

    ``name`` is a section's heading or number as the text gives it, or a footnote's number.
    """

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class SourceText:
    """The text of a source, normalised into words for looking things up; it is never written anywhere.

    ``words`` are those of the text in its order, as it prints them but for typography (NFKC, straight quotes and
    hyphens, no hyphens of line ends, page numbers, running heads or footnote marks). ``sections``, ``footnotes`` and
    ``paragraphs`` divide them up; footnotes stand apart from the paragraphs. ``pages`` are known for PDF only.
    """

    key: str
    digest: Digest
    extractor: str
    words: tuple[str, ...] = field(repr=False)
    sections: tuple[Span, ...]
    footnotes: tuple[Span, ...]
    paragraphs: tuple[Span, ...] = field(repr=False)
    pages: tuple[Span, ...] = ()

    def passage(self, position: int) -> str:
        """Give the paragraph or footnote that a word stands in."""
        for spans in (self.footnotes, self.paragraphs):
            at = bisect_right(spans, position, key=lambda span: span.start) - 1
            if at >= 0 and position < spans[at].end:
                return " ".join(self.words[spans[at].start : spans[at].end])
        return ""


@dataclass(frozen=True)
class Passage:
    """Where the quotation of an evidence row was found.

    ``match`` is *exact* or *fuzzy* (``score`` of 100 at most says how near); ``count`` is how often it
    occurs; ``section``, ``footnote`` and ``page`` are where the text has it, in the row's own words where these say
    the same; ``nearest`` is the nearest wording where it is not there word for word. ``blanks``: also its blanks are.
    """

    evidence: str
    match: Literal["exact", "fuzzy", ""]
    score: float
    count: int
    position: int
    section: str
    footnote: str
    page: str
    nearest: str = ""
    blanks: bool = True


@dataclass(frozen=True)
class LockedPassage:
    """What the lock says of an evidence row."""

    evidence: str
    text: Digest
    row: Digest
    match: str
    section: str
    position: int


@dataclass(frozen=True)
class Lock:
    """bib/evidence.lock: what was verified against which text.

    ``texts`` maps a source's key to (SHA-256, extractor); ``passages`` evidence ids to what was
    found; ``rows`` ``table/id`` to the digest of a data row whose claims were found in its passages;
    ``statements`` the digest of a sourced sentence to the same; ``approved`` the id of an analysis to
    the digest of what it rests on. ``date`` is when it was made (YYYY-MM-DD).
    """

    texts: Mapping[str, tuple[Digest, str]] = field(default_factory=dict)
    passages: Mapping[str, LockedPassage] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, str] = field(default_factory=dict)
    approved: Mapping[str, str] = field(default_factory=dict)
    date: str = ""


@dataclass(frozen=True)
class Bibliography:
    """All works that may be cited, by key, in the order of the files, and ``doubts`` about some of them."""

    entries: Mapping[str, Entry]
    doubts: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Entry:
        return self.entries[key]


@dataclass(frozen=True)
class Inputs(_Plain):
    """Everything that a brief is made from.

    ``files`` maps each file read (relative path) to the SHA-256 of its bytes; ``looked_for`` the same and, by full
    paths, the texts of sources, with ``fingerprint.ABSENT`` for what is not there. ``texts`` has the texts of sources
    at hand, ``unreadable`` what is no text; ``passages`` where quotations were found, ``sought`` where looked for.
    """

    tables: Mapping[str, Table]
    bibliography: Bibliography
    evidence: Mapping[str, Evidence]
    files: Mapping[str, str]
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    passages: Mapping[str, Passage] = field(default_factory=dict)
    lock: Lock = Lock()
    looked_for: Mapping[str, str] = field(default_factory=dict)
    sought: Mapping[str, str] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()

    def find(self, table: str, name: str) -> tuple[Row, ...]:
        """Give the rows of a table with an id: none or one in a sound table."""
        found = self._index.get(table, {}).get(name)
        return () if found is None else (found,)

    def figure(self, name: str) -> Figure | None:
        """Give the figure with an id."""
        return self._figures.get(name)

    @cached_property
    def _figures(self) -> Mapping[str, Figure]:
        rows = self._index.get(FIGURES, {})
        return {name: figure for name, row in rows.items() if (figure := row.figure) is not None}

    def ids(self, table: str) -> tuple[str, ...]:
        """Give the ids of a table's rows."""
        return tuple(self._index.get(table, {}))

    def label(self, tables: Sequence[str], name: str) -> str:
        """Give the text that stands elsewhere for a row of one of the tables, such as a name for a code."""
        for table in tables:
            if table == SOURCES and name in self.bibliography.entries:
                return self.bibliography[name].short
            found = self._index.get(table, {}).get(name)
            if found is not None:
                return str(found.cells.get(self.tables[table].label) or name)
        return name

    @cached_property
    def _index(self) -> Mapping[str, Mapping[str, Row]]:
        return {
            name: {row.id: row for row in table.rows()} for name, table in self.tables.items() if table.column("id")
        }

    def sources(self, evidence: Sequence[str]) -> tuple[str, ...]:
        """Give the keys of the sources that evidence ids rest on, each once, in their order."""
        return tuple(dict.fromkeys(self.evidence[e].source for e in evidence if e in self.evidence))
