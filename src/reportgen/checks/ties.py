"""Numbers that rows and sentences give the date or name of another number of their passages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeAlias

from reportgen.checks.claim_matching import same_unit
from reportgen.checks.claims import behind_statement, cell_claims, claim_columns, claimed_of, statement_digests
from reportgen.checks.evidence_index import Spot, Support
from reportgen.checks.model import Statement
from reportgen.checks.passage_facts import Reading, read_passage
from reportgen.checks.printing import Printing
from reportgen.checks.slips import told as told_in_full
from reportgen.draft.model import Draft, FigureUse
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import SOURCES, VALUE, Column, Row, Table
from reportgen.inputs.model import Inputs
from reportgen.language.binding import DATES, NAMES, Kind, Mark, bound
from reportgen.language.days import Day
from reportgen.language.known import words_of
from reportgen.language.names import Variants, phrase, places_of
from reportgen.language.notations import notation_of
from reportgen.language.quantities import PLACE, RANK, Printed, Quantity
from reportgen.language.rates import TIMES, split
from reportgen.values import dates

_LONGEST: Final = 5
"""Words that a cell may have whose text is looked for as a name."""

_AROUND: Final = 10

Of: TypeAlias = frozenset[Hashable]
"""What a number is of: the dates, or the name, that stand in one place."""

Fits: TypeAlias = Callable[[Of], bool]
"""Says whether that is what a row says of its number."""


@dataclass(frozen=True)
class _Asked:
    """What numbers may be of, by a row: how that is found in texts, and what the row says."""

    kind: Kind
    key: str
    forms: Mapping[str, str] = field(hash=False)
    fits: Fits = field(hash=False)
    told: str


class Ties:
    """What numbers of passages are of; each passage is read once."""

    def __init__(self, inputs: Inputs, variants: Variants) -> None:
        self._inputs = inputs
        self._support = Support(inputs, variants)
        self._variants = variants
        self._labels: dict[str, str] = {}
        self._forms: dict[str, Mapping[str, str]] = {}
        self._bound: dict[tuple[str, str, bool], Mapping[int, Of]] = {}

    def asked(self, table: Table, row: Row, proper: bool = False) -> Iterator[_Asked]:
        """Yield what a row says that its numbers are of: its dates, its names, and each of its texts.

        ``proper``: of texts only those with a capital, since common words stand beside much else.
        """
        columns = [column for column in claim_columns(table) if row[column.name] is not None]
        cells = [str(row[column.name]) for column in columns if column.type == "date"]
        if cells and not any(mark in cell for cell in cells for mark in "~?%"):
            yield _Asked(DATES, "dates", {}, lambda of: any(_overlap(of, cell) for cell in cells), " and ".join(cells))
        named = [column for column in columns if column.foreign and SOURCES not in column.foreign]
        texts = [c for c in columns if c.type == "string" and not c.foreign and not c.choices and _is_name(row[c.name])]
        texts = [c for c in texts if not proper or str(row[c.name])[0].isupper()]
        for group in ([named] if named else []) + [[column] for column in texts]:
            forms = {form: key for column in group for form, key in self._named(table, column).items()}
            own = {key for column in group for key in self._keys(table, column, row)}
            if own:
                told = self.name(own)
                key = f"{table.name}/{' '.join(column.name for column in group)}"
                yield _Asked(NAMES, key, forms, lambda of, own=own: not own.isdisjoint(of), told)  # type: ignore[misc]

    def _named(self, table: Table, column: Column) -> Mapping[str, str]:
        """Return the forms of all that a column may name, each with the one that stands for all of a name."""
        place = f"{table.name}/{column.name}"
        if place not in self._forms:
            named = (self._inputs.tables.get(name) for name in column.foreign)
            rows = [row for other in named if other is not None for row in other.rows()] or table.rows()
            keys = {key for row in rows for key in self._keys(table, column, row)}
            forms = {form: key for key in keys for form in (key, *self._variants.get(key, ()))}
            self._forms[place] = forms
        return self._forms[place]

    def _keys(self, table: Table, column: Column, row: Row) -> Iterator[str]:
        """Yield the first of the forms of each name in a cell, or of the label of a row that a column may name."""
        if column.foreign and row.table in column.foreign:
            labels = [row.cells.get(self._inputs.tables[row.table].label)]
        elif column.foreign:
            cell = row[column.name]
            items = cell if isinstance(cell, tuple) else (str(cell),)
            found = [r for name in column.foreign for item in items for r in self._inputs.find(name, item)]
            labels = [r.cells.get(self._inputs.tables[r.table].label) for r in found]
        else:
            labels = [row[column.name]] if _is_name(row[column.name]) else []
        for label in labels:
            form = phrase(str(label or ""))
            if form:
                key = min((form, *self._variants.get(form, ())))
                self._labels.setdefault(key, str(label))
                yield key

    def name(self, of: Iterable[Hashable]) -> str:
        """Write dates or names as a message has them."""
        return " and ".join(sorted(self._labels.get(str(each), str(each)) for each in of))

    def others(self, claimed: Quantity, evidence: Sequence[str], asked: _Asked) -> tuple[str, str] | None:
        """Return another number that passages give what is asked, and the words where they give theirs another."""
        spots = self._support.spots(claimed, evidence)
        found = [(spot, self._of(spot, asked, claimed)) for spot in spots]
        if not found or any(of is None or asked.fits(of) for _, of in found):
            return None
        for spot, _ in found:
            for each in spot.reading.printed:
                same = same_unit(claimed.unit, each.quantity.unit) and each.quantity.total != claimed.total
                if same and spot.begin <= each.start < spot.end:
                    of = self._of(Spot(spot.reading, each, spot.begin, spot.end), asked, claimed)
                    if of is not None and asked.fits(of):
                        around = spot.reading.around(spot.printed.start, spot.printed.end, _AROUND)
                        return told_in_full(each.quantity), around
        return None

    def agrees_with(self, claimed: Quantity, evidence: Sequence[str], asked: _Asked, of: Of) -> bool:
        """Whether a passage says itself that a number is of what a sentence says it is of."""
        return any(self._of(spot, asked, claimed) == of for spot in self._support.spots(claimed, evidence))

    def _of(self, spot: Spot, asked: _Asked, claimed: Quantity) -> Of | None:
        return self.read(spot.reading, asked, split(claimed.unit)[0] in TIMES).get(spot.printed.start)

    def read(self, reading: Reading, asked: _Asked, timed: bool = False) -> Mapping[int, Of]:
        """Return what the numbers of a text are of, by where each begins; spans of time only if ``timed``."""
        place = (reading.text, asked.key, timed)
        if place not in self._bound:
            inside = {at for d in reading.dated for at in range(d.start, d.end)}
            numbers = [n for n in reading.printed if n.start not in inside and _counts(n, timed)]
            units = [Mark(n.quantity.unit, n.start, n.end) for n in numbers]
            if asked.kind is DATES:
                marks = [Mark(d.day, d.start, d.end) for d in reading.dated if d.day.year is not None]
            else:
                marks = [Mark(*named) for named in places_of(reading.text, asked.forms)]
            found = bound(reading.text, units, marks, asked.kind) if marks else {}
            self._bound[place] = {numbers[n].start: of for n, of in found.items()}
        return self._bound[place]


def check_row_ties(inputs: Inputs, variants: Variants, language: str) -> Findings[frozenset[str]]:
    """Report rows whose number a passage gives with another date or name, and theirs with another number.

    Returns their names, ``table/id``.
    """
    ties, swapped = Ties(inputs, variants), set()
    for table in inputs.tables.values():
        if table.column("evidence") is None or table.column("id") is None:
            continue
        columns = [c for c in claim_columns(table) if c.type in {"integer", "number"}]
        columns = [c for c in columns if c.name == VALUE] or columns
        for row in table.rows():
            for asked in ties.asked(table, row) if row.evidence and columns else ():
                for column in columns:
                    for claim in cell_claims(column, row, language):
                        other = (
                            ties.others(claim.value, row.evidence, asked) if isinstance(claim.value, Quantity) else None
                        )
                        if other is None:
                            continue
                        swapped.add(f"{table.name}/{row.id}")
                        message = f'the row puts {claim.text} with {asked.told}, the passage says "{other[1]}"'
                        hint = f"with {asked.told} the passage has {other[0]}"
                        yield finding("NUM022", table.place(row.location.line, column.name), message, hint)
    return frozenset(swapped)


def check_ambiguous_dates(inputs: Inputs, variants: Variants, language: str) -> Findings[None]:
    """Report dates of rows that passages have in digits only, of which nothing says whether the day comes first."""
    support = Support(inputs, variants)
    for table in inputs.tables.values() if inputs.texts else ():
        columns = claim_columns(table) if table.column("evidence") is not None else ()
        for row in table.rows() if any(column.type == "date" for column in columns) else ():
            for column in columns:
                for claim in cell_claims(column, row, language):
                    day = claim.value
                    if not isinstance(day, Day) or not day.month:
                        continue
                    found = support.ambiguous(day, row.evidence)
                    if found is None:
                        continue
                    name, reading, other = found
                    printed = reading.text[other.start : other.end]
                    twin = reading.ambiguous[other.day].day
                    message = f'"{printed}" in the passage "{name}" is {twin} or {other.day}'
                    hint = "give the work's langid (british, american), or cite a passage that names the month"
                    yield finding("NUM023", table.place(row.location.line, column.name), message, hint)


def check_sentence_ties(
    statements: Sequence[Statement], draft: Draft, inputs: Inputs, variants: Variants, language: str
) -> Findings[frozenset[str]]:
    """Report sentences that print a row's number with a date or name that is not the row's.

    Returns their digests, see ``check_statements``.
    """
    ties, swapped = Ties(inputs, variants), set()
    notation, words = notation_of(language), words_of(language)
    for statement in statements:
        usages = [draft.usages[n] for n in statement.usages]
        if statement.kind != "sourced" or not any(isinstance(usage.use, FigureUse) for usage in usages):
            continue
        reading = read_passage(statement.text, notation, words=words)
        for usage, printed in Printing(statement.text, notation, words).places(usages):
            if not isinstance(usage.use, FigureUse):
                continue
            figure = usage.use.figure
            row = next(iter(inputs.find(figure.ref.table, figure.id)))
            claimed = claimed_of(Decimal(figure.value), figure.unit, figure.scale, figure.measure, words)
            for asked in ties.asked(inputs.tables[row.table], row, proper=True):
                of = ties.read(reading, asked).get(printed.start)
                if of is None or asked.fits(of) or ties.agrees_with(claimed, figure.evidence, asked, of):
                    continue
                key, _ = statement_digests(inputs, statement, behind_statement(statement, draft))
                swapped.add(key)
                said = ties.name(of)
                message = (
                    f'the sentence puts "{usage.use.text}" with {said}, and its row "{figure.id}" with {asked.told}'
                )
                hint = f"print the row of {said}, or say {asked.told}"
                yield finding("NUM022", usage.location, message, hint)
    return frozenset(swapped)


def _is_name(cell: object) -> bool:
    return isinstance(cell, str) and 0 < len(cell.split()) <= _LONGEST and not any(c.isdigit() for c in cell)


def _counts(printed: Printed, timed: bool) -> bool:
    """Whether a number may be of a date or name: no label, rank, "one" in words, or span of time."""
    read = printed.quantity
    base = split(read.unit)[0]
    return not (base in {PLACE, RANK} or (base in TIMES and not timed) or (not read.digits and read.value == 1))


def _overlap(of: Of, edtf: str) -> bool:
    """Whether dates that stand in one place, or the time between them, are in or around that of a cell."""
    days = [day for day in of if isinstance(day, Day) and day.year is not None]
    when = dates.parse(edtf)
    first, last = min(_first(day) for day in days), max(_last(day) for day in days)
    ends = when.end.last if when.end is not None else None
    start = when.start.first
    return last >= (start.year, start.month, start.day) and (ends is None or first <= (ends.year, ends.month, ends.day))


def _first(day: Day) -> tuple[int, int, int]:
    return day.year or 0, day.month or 1, day.day or 1


def _last(day: Day) -> tuple[int, int, int]:
    year = (day.year or 0) + (99 if day.century else 9 if day.decade else 0)
    return year, day.to or day.month or 12, day.day or 31
