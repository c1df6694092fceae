"""The calls of templates. Each gives something printable; what is printed is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from reportgen.draft import aggregates, numbers
from reportgen.draft.aggregates import Rows
from reportgen.draft.call_errors import call_checked
from reportgen.draft.marks import mark_up
from reportgen.draft.model import (
    AnalysisEnd,
    AnalysisUse,
    CellUse,
    CitationUse,
    ConditionalText,
    CountUse,
    DateUse,
    ExhibitUse,
    NamesUse,
    SourceUse,
    WordsUse,
    token,
)
from reportgen.draft.parts import Parts
from reportgen.draft.printable import CallError, Number, Printable, Problem, check_confidence, held_by
from reportgen.draft.rule_answers import answers_to_rules
from reportgen.findings.rules import did_you_mean
from reportgen.inputs.data.model import FIGURES, Figure, Row, RowRef, Table, Value
from reportgen.inputs.model import Inputs
from reportgen.project.model import Settings
from reportgen.text.latex import Latex, joined
from reportgen.text.wording import Wording
from reportgen.values.derivations import COUNTED

CALLS: Final = (
    *("cite", "figure", "growth", "ratio", "share", "difference", "total", "count"),
    *("date", "year", "years_between", "value", "rows", "names", "source", "word", "reviewed", "error_rate"),
    *("table", "chart", "evidence_annex", "notes", "bibliography", "index", "tally", "source_texts", "lock_date"),
    *("exempt", "analysis"),
)
"""Names of the calls that templates have."""

FILTERS: Final = ("when", "spelled", "capital")
"""Names of the filters that templates have beside those of Jinja2."""


class Recorder(Parts):
    """Answers the calls of templates from a brief's inputs and numbers what they print."""

    def __init__(self, settings: Settings, inputs: Inputs, wording: Wording) -> None:
        self._settings = settings
        self._inputs = inputs
        self._wording = wording
        self.printed: list[Printable | Problem] = []
        self.held: list[ConditionalText] = []

    def finalize(self, value: object) -> Latex:
        """Return what a template prints for a value: LaTeX, or a token for something recorded."""
        if isinstance(value, Latex):
            return value
        if isinstance(value, Printable | Problem):
            self.printed.append(value)
            return token(len(self.printed) - 1)
        if isinstance(value, Decimal):
            return mark_up(self._wording.number(value))
        if isinstance(value, tuple):
            return mark_up(self._wording.join([str(item) for item in value]))
        return mark_up(value if isinstance(value, str) else "" if value is None else str(value))

    def calls(self) -> Mapping[str, Callable[..., object]]:
        """Return the calls by the names that templates use."""
        own = {name: call_checked(name, getattr(self, name)) for name in CALLS}
        return own | {name: call_checked(name, call) for name, call in aggregates.CALLS.items()}

    def filters(self) -> Mapping[str, Callable[..., object]]:
        """Return the filters by the names that templates use."""
        return {n: call_checked(n, getattr(self, n), piped=True) for n in FILTERS} | {"escape": mark_up, "e": mark_up}

    def cite(self, *evidence: str, **answers: str) -> Printable | Problem:
        """Cite the passages of one or several evidence ids; ``answers`` say why findings about its words are none."""
        answered = answers_to_rules(answers)
        if not evidence or not all(isinstance(name, str) and name.strip() for name in evidence):
            raise CallError("TPL005", "cite() names no evidence", 'write cite("evidence-id")')
        unknown = next((name for name in evidence if name not in self._inputs.evidence), "")
        if unknown:
            hint = did_you_mean(unknown, self._inputs.evidence) or "add it to the evidence table"
            return Problem("CIT001", f'no evidence "{unknown}"', hint, unknown)
        return Printable(CitationUse("", evidence, answered))

    def figure(
        self, name: str, decimals: int | None = None, unit: bool | str = True, qualifier: bool = True
    ) -> Number | Problem:
        """Print a figure with qualifier, unit and scale.

        ``unit=False`` prints the bare number, ``unit="prefix"`` leaves out only what stands behind
        it, ``qualifier=False`` leaves out "less than" and the like.
        """
        numbers.check_decimals(decimals)
        try:
            figure = self._figure(name)
        except CallError as error:
            return Problem(error.code, error.message, error.hint, name)
        return numbers.number_of(figure, self._wording, numbers.Form(decimals, unit, qualifier))

    def growth(self, first: str, last: str, decimals: int = 1, annual: bool = False) -> Number:
        """Growth from one figure to another in per cent, or per year."""
        numbers.check_decimals(decimals)
        return numbers.growth(self._figure(first), self._figure(last), self._wording, decimals, annual)

    def ratio(self, numerator: str, denominator: str, decimals: int = 1) -> Number:
        """How many times one figure is another."""
        numbers.check_decimals(decimals)
        return numbers.ratio(self._figure(numerator), self._figure(denominator), self._wording, decimals)

    def share(self, part: str, whole: str, decimals: int = 1) -> Number:
        """One figure as a percentage of another."""
        numbers.check_decimals(decimals)
        return numbers.share(self._figure(part), self._figure(whole), self._wording, decimals)

    def difference(self, first: str, second: str, decimals: int | None = None) -> Number:
        """One figure less another."""
        numbers.check_decimals(decimals)
        return numbers.difference(self._figure(first), self._figure(second), self._wording, decimals)

    def total(self, *names: str, decimals: int | None = None) -> Number:
        """The sum of figures."""
        if not names:
            raise CallError("NUM002", "total() names no figure", 'write total("one-figure", "another")')
        numbers.check_decimals(decimals)
        return numbers.total([self._figure(n) for n in names], self._wording, decimals)

    def count(self, rows: Rows, distinct: str = "") -> Number:
        """How many rows there are, or how many different values a column of them has."""
        if distinct and rows and self._inputs.tables[rows[0].table].column(distinct) is None:
            raise self._no_column(self._inputs.tables[rows[0].table], distinct)
        amount = len({row[distinct] for row in rows}) if distinct else len(rows)
        use = CountUse(self._wording.number(Decimal(amount)), *_shown(rows), distinct)
        return Number(use, Decimal(amount), COUNTED, self._wording.spelled(amount))

    def date(self, name: str, column: str = "date") -> Printable:
        """The date of a row, as precisely as its source gives it."""
        return self._dated(name, column, self._wording.date)

    def year(self, name: str, column: str = "date", part: str = "") -> Printable:
        """The year of a row's date; of an interval both, or the ``part`` "start" or "end"."""

        def write(edtf: str) -> str:
            start, _, end = edtf.partition("/")
            return self._wording.year({"start": start, "end": end or start}.get(part, edtf))

        return self._dated(name, column, write)

    def years_between(self, first: str, last: str, column: str = "date") -> Number:
        """Whole years from the date of one row to that of another."""
        dated = [self._row(name, column) for name in (first, last)]
        return numbers.years_between([(row, str(row[column] or "")) for _, row in dated], self._wording)

    def value(self, name: str, column: str) -> Printable:
        """The text of a cell of the row with an id; ``table/id`` where several tables have the id."""
        table, row = self._row(name, column)
        return Printable(CellUse(self._text(table, column, row[column]), row.evidence, row.ref, row.location, column))

    def rows(self, table: str, sort: str | Sequence[str] = (), **where: object) -> Rows:
        """The rows of a table in which each column named has the value (or one of the values) given."""
        found = self._table(table)
        try:
            return found.pick(where, (sort,) if isinstance(sort, str) else tuple(sort))
        except KeyError as error:
            raise self._no_column(found, str(error.args[0])) from error

    def names(self, rows: Rows, column: str) -> Printable:
        """The different values of a column, with the labels of what they name, as a list in words."""
        if not rows:
            raise CallError("TPL006", "names() was given no rows", "check what rows() was asked for")
        table = self._inputs.tables[rows[0].table]
        if table.column(column) is None:
            raise self._no_column(table, column)
        texts = dict.fromkeys(self._text(table, column, row[column]) for row in rows)
        return Printable(NamesUse(self._wording.join(list(texts)), *_shown(rows)))

    def source(self, key: str) -> Printable | Problem:
        """The short title of a source, linked to the bibliography."""
        if key not in self._inputs.bibliography.entries:
            hint = did_you_mean(key, self._inputs.bibliography.entries) or "add it to the bibliography"
            return Problem("EVI001", f'no work "{key}" in the bibliography', hint, key)
        return Printable(SourceUse(self._inputs.bibliography[key].short, (), key))

    def table(self, name: str) -> Printable | Problem:
        """Place a table here."""
        return self._exhibit(name, "table")

    def chart(self, name: str) -> Printable | Problem:
        """Place a chart here."""
        return self._exhibit(name, "chart")

    def word(self, name: str) -> Printable:
        """Words from ``[words]`` in report.toml, for names that hold digits."""
        if name not in self._settings.words:
            hint = did_you_mean(name, self._settings.words) or "add it to [words] in report.toml"
            raise CallError("TPL006", f'no word "{name}"', hint)
        return Printable(WordsUse(self._settings.words[name], (), name))

    def reviewed(self) -> bool:
        """Whether second readers have said anything of the brief."""
        return bool(self._inputs.reviews)

    def exempt(self) -> Sequence[tuple[str, str]]:
        """The columns that no evidence has to bear out, those of one reason together, each time with the reason."""
        return [("; ".join(columns), reason) for reason, columns in self._inputs.exempt.items()]

    def analysis(
        self, name: str, rests_on: Sequence[str], confidence: str, caller: Callable[[str], str], **answers: str
    ) -> Latex:
        """Mark the authors' own inference; it must rest on evidence or figures. ``answers`` are those of ``cite``."""
        check_confidence(name, confidence)
        if not rests_on:
            raise CallError("TPL005", f'analysis "{name}" rests on nothing', "name evidence or figures in rests_on")
        known = (figures := set(self._inputs.ids(FIGURES))) | set(self._inputs.evidence)
        for item in rests_on:
            if item not in known:
                hint = did_you_mean(item, known) or "name an evidence or figure id"
                raise CallError("CIT001", f'analysis "{name}" rests on unknown "{item}"', hint)
        evidence = tuple(item for item in rests_on if item in self._inputs.evidence)
        rows = tuple(RowRef(FIGURES, item) for item in rests_on if item in figures)
        use = AnalysisUse("", evidence, name, tuple(rests_on), rows, confidence, answers_to_rules(answers))
        start = self.finalize(Printable(use))
        # A template may call this with whatever it likes in the place of its block.
        content = self.finalize(caller(self._wording.word(confidence)))
        return joined((start, content, self.finalize(Printable(AnalysisEnd("", (), name)))))

    def when(self, words: str, condition: object) -> str | Problem:
        """Words that hold only while a condition does."""
        if condition:
            self.held.append(held_by(str(words), condition))
            return words
        return Problem("NUM004", f'the data no longer say "{words}"', "reword the sentence", words)

    def spelled(self, number: object) -> object:
        """A small number in words."""
        if isinstance(number, Problem):
            return number
        if not isinstance(number, Number):
            raise CallError("TPL005", "only numbers can be spelled", "use it behind figure(…) or count(…)")
        return Printable(replace(number.use, text=number.spelled, spelled=True))

    def capital(self, item: object) -> object:
        """The same with a capital at the beginning."""
        if not isinstance(item, Printable):
            return item if isinstance(item, Problem) else self._wording.capital(str(item))
        return Printable(replace(item.use, text=self._wording.capital(item.use.text)))

    def _exhibit(self, name: str, form: str) -> Printable | Problem:
        declared = self._settings.exhibits.get(name)
        if declared is None:
            hint = did_you_mean(name, self._settings.exhibits) or f"declare [exhibits.{name}] in report.toml"
            return Problem("EXH002", f'no exhibit "{name}" is declared', hint, name)
        if (declared.kind == "table") != (form == "table"):
            other = "chart" if form == "table" else "table"
            return Problem("EXH002", f'exhibit "{name}" is a {other}, not a {form}', f'write {other}("{name}")', name)
        table = self._inputs.tables.get(declared.table)
        rows: Rows = ()
        if table is not None:
            try:
                rows = table.pick(declared.where)
            except KeyError:
                rows = ()  # reported against report.toml by the exhibits stage
        return Printable(ExhibitUse(declared.title, *_shown(rows), name))

    def _figure(self, name: str) -> Figure:
        figure = self._inputs.figure(name)
        if figure is not None:
            return figure
        if self._inputs.find(FIGURES, name):
            raise CallError("NUM002", f'figure "{name}" has no number in its column value', "correct the row")
        hint = did_you_mean(name, self._inputs.ids(FIGURES)) or "add it to the table figures"
        raise CallError("NUM001", f'no figure "{name}"', hint)

    def _row(self, name: str, column: str) -> tuple[Table, Row]:
        wanted, _, plain = name.rpartition("/")
        tables = [self._table(wanted)] if wanted else [t for t in self._inputs.tables.values() if t.column(column)]
        found = [(t, row) for t in tables for row in self._inputs.find(t.name, plain)]
        if not found:
            ids = [i for t in tables for i in self._inputs.ids(t.name)]
            hint = did_you_mean(plain, ids) or f'no table with a column "{column}" has that row'
            raise CallError("TPL006", f'no row "{name}" with a column "{column}"', hint)
        if len(found) > 1:
            told = " or ".join(f'"{t.name}/{plain}"' for t, _ in found)
            raise CallError("TPL006", f'several tables have a row "{name}"', f"write {told}")
        if found[0][0].column(column) is None:
            raise self._no_column(found[0][0], column)
        return found[0]

    def _dated(self, name: str, column: str, write: Callable[[str], str]) -> Printable:
        table, row = self._row(name, column)
        cell, kind = row[column], table.column(column)
        if cell is None or kind is None or kind.type != "date":
            raise CallError("TPL006", f'row "{name}" has no date in column "{column}"', "name a column of dates")
        return Printable(DateUse(write(str(cell)), row.evidence, row.ref, row.location, column, str(cell)))

    def _text(self, table: Table, name: str, cell: Value) -> str:
        column = table.column(name)
        if column is not None and column.foreign:
            items = cell if isinstance(cell, tuple) else (cell,)
            return self._wording.join([self._inputs.label(column.foreign, str(i)) for i in items if i is not None])
        if column is not None and column.type == "date" and cell is not None:
            return self._wording.date(str(cell))
        if isinstance(cell, Decimal):
            return self._wording.number(cell)
        return self._wording.join(cell) if isinstance(cell, tuple) else str("" if cell is None else cell)


def _shown(rows: Rows) -> tuple[tuple[str, ...], tuple[RowRef, ...]]:
    """Return what rows rest on, and their names."""
    return tuple(dict.fromkeys(e for row in rows for e in row.evidence)), tuple(row.ref for row in rows if row.id)
