"""Tables: what a data package says of them, and their rows, of which each knows its file and line."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal, TypeAlias

from reportgen.findings.model import Location
from reportgen.inputs.data.cells import Value as Value
from reportgen.inputs.data.cells import fits, places_of, sortable
from reportgen.store.memo import PickledByFields

SOURCES: Final = "sources"
FIGURES: Final = "figures"
VALUE: Final = "value"
_FIGURE_TEXTS: Final = ("unit", "qualifier", "caveat", "measure", "entity", "partner", "date", "formula")

FieldType: TypeAlias = Literal["string", "integer", "number", "boolean", "date", "list"]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    ``type`` is ``date`` for EDTF dates (kept as text), ``list`` for ids joined by ``;``; ``foreign`` names the tables
    whose rows the cells name, ``choices`` the values allowed. The row's evidence must bear a ``claim`` out; of a
    column that claims nothing ``reason`` says why.
    """

    name: str
    type: FieldType
    title: str
    foreign: tuple[str, ...] = ()
    unit: str = ""
    choices: tuple[str, ...] = ()
    claim: bool = True
    reason: str = ""


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


@dataclass(frozen=True)
class Table(PickledByFields):
    """A data table.

    ``cells`` has the rows in the order of the file, each with one ``Value`` per ``Column``; ``lines`` the line
    on which each of them begins in the file ``path``. ``label`` names the column whose text stands
    for a row in other tables (such as a country's name for its code). ``conflicts`` say which rows
    speak of the same thing, and in what they must agree, ``orders`` which cells of a row follow each other:
    columns, or ``column.other``, a column of the row that a cell names.
    """

    name: str
    path: str
    title: str
    columns: tuple[Column, ...]
    lines: tuple[int, ...] = field(repr=False)
    cells: tuple[tuple[Value, ...], ...] = field(repr=False)
    label: str = "id"
    conflicts: tuple[ConflictRule, ...] = ()
    orders: tuple[tuple[str, ...], ...] = ()

    def column(self, name: str) -> Column | None:
        """Return a column by name."""
        return next((c for c in self.columns if c.name == name), None)

    def rows(self) -> tuple[Row, ...]:
        """Return the rows in the order of the file."""
        return self._rows

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        names = [c.name for c in self.columns]
        return tuple(
            Row(self.name, Location(self.path, line), dict(zip(names, values, strict=True)))
            for line, values in zip(self.lines, self.cells, strict=True)
        )

    def pick(self, where: Mapping[str, object], sort: Sequence[str] = ()) -> tuple[Row, ...]:
        """Return the rows in which each column of ``where`` has the value, or one of the values, named.

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
        """Return the rows that fit the column which leaves the fewest of them."""
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
        """Return the place of a cell."""
        names = [c.name for c in self.columns]
        return Location(self.path, line, names.index(column) + 1 if column in names else 0)
