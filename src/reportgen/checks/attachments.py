"""Numbers that rows and sentences give the date or name of another number of their passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeAlias

from reportgen.checks.claim_matching import Claim, same_unit
from reportgen.checks.claims import behind_statement, cell_claims, claim_columns, claimed_of, statement_digests
from reportgen.checks.evidence_index import EvidenceIndex, NumberOccurrence
from reportgen.checks.model import Statement
from reportgen.checks.near_misses import spelled_out as told_in_full
from reportgen.checks.passage_facts import ParsedPassage, parse_passage
from reportgen.checks.printed_numbers import SentenceNumbers
from reportgen.checks.tied_dates import adds_up, names_part, other_length, overlap, within_year
from reportgen.draft.model import Draft, FigureUse
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import SOURCES, VALUE, Column, Row, Table
from reportgen.inputs.model import Inputs
from reportgen.language.attachment import DATES, NAMES, Kind, Mark, attached
from reportgen.language.english.directions import moves_near
from reportgen.language.names import Variants, phrase, places_of
from reportgen.language.notations import notation_of
from reportgen.language.numerals import measure_of
from reportgen.language.quantities import PLACE, RANK, Printed, Quantity
from reportgen.language.rates import TIMES, split
from reportgen.language.registry import words_of

_LONGEST: Final = 5
"""Words that a cell may have whose text is looked for as a name."""

_AROUND: Final = 10
_HOW: Final = frozenset({"qualifier", "caveat"})
"""Columns that name nothing that a number is of."""

_UNTOLD: Final = frozenset({"id", "date", "unit", "note", "source"})
"""Columns that do not say which part of a year a number is of."""

_NEAR: Final = 20
_ASIDE: Final = re.compile(r"[^.;()\d]{0,24}\([^()]{1,40}\)")
_APART: Final = re.compile(
    r"\b(?:unlike|than|versus|against|compared (?:to|with)|not)(?: (?:in|for|the|that of))* $", re.IGNORECASE
)
"""What stands before a date or name of which a number is not."""

_OF_TEXT: Final = re.compile(
    r"\b(?:publi\w+|report(?:s|ed)?|survey|issued|released|printed|edition|study|paper|yearbook|book|article)\b[^,;:.]{0,30}$",
    re.IGNORECASE,
)
"""What stands around the date of a text."""

_JOINT: Final = re.compile(r"[;:,]|\b(?:and|but|while|whereas|than|or|against|versus|says?|said|by)\b", re.IGNORECASE)

Of: TypeAlias = frozenset[Hashable]
"""What a number is of: the dates, or the name, that stand in one place."""

Fits: TypeAlias = Callable[[Of], bool]
"""Says whether that is what a row says of its number."""


@dataclass(frozen=True)
class Target:
    """What numbers may be of, by a row: how that is found in texts, and what the row says."""

    kind: Kind
    key: str
    forms: Mapping[str, str] = field(hash=False)
    fits: Fits = field(hash=False)
    told: str
    dated: str = ""
    is_common: bool = False


class Attachments:
    """What numbers of passages are of; each passage is read once."""

    def __init__(self, inputs: Inputs, variants: Variants) -> None:
        self._inputs = inputs
        self._support = EvidenceIndex(inputs, variants)
        self._variants = variants
        self._labels: dict[str, str] = {}
        self._forms: dict[str, Mapping[str, str]] = {}
        self._bound: dict[tuple[str, str, bool], Mapping[int, Of]] = {}

    def asked(self, table: Table, row: Row) -> Iterator[Target]:
        """Yield what a row says that its numbers are of: its dates, its names, and each of its texts."""
        columns = [column for column in claim_columns(table) if row[column.name] is not None]
        cells = [str(row[column.name]) for column in columns if column.type == "date"]
        if cells and not any(mark in cell for cell in cells for mark in "~?%"):
            yield Target(
                DATES,
                "dates",
                {},
                lambda of: any(of and overlap(of, cell) for cell in cells),
                " and ".join(cells),
                cells[0] if len(cells) == 1 else "",
            )
        named = [column for column in columns if column.foreign and SOURCES not in column.foreign]
        texts = [c for c in columns if c.type == "string" and not (c.foreign or c.choices or c.name in _HOW)]
        texts = [
            c for c in texts if _is_name(row[c.name]) and not (c.name == "unit" and measure_of(str(row["unit"]))[1])
        ]
        for group in ([named] if named else []) + [[column] for column in texts]:
            forms = {form: key for column in group for form, key in self._named(table, column).items()}
            own = {key for column in group for key in self._keys(table, column, row)}
            if own:
                told = self.name(own)
                key = f"{table.name}/{' '.join(column.name for column in group)}"
                # mypy takes the default of a lambda for Any; it binds this round's keys.
                common = group != named and not str(row[group[0].name])[0].isupper()
                yield Target(NAMES, key, forms, lambda of, own=own: not own.isdisjoint(of), told, "", common)  # type: ignore[misc]

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

    def others(self, claimed: Quantity, evidence: Sequence[str], asked: Target) -> tuple[str, str] | None:
        """Return another number that passages give what is asked, and the words where they give theirs another."""
        spots = self._support.spots(claimed, evidence)
        found = [(spot, self._of(spot, asked, claimed)) for spot in spots]
        if not found or any(of is None or asked.fits(of) for _, of in found):
            return None
        for spot, _ in found:
            for each in spot.parsed.printed:
                same = same_unit(claimed.unit, each.quantity.unit) and each.quantity.total != claimed.total
                if same and spot.begin <= each.start < spot.end:
                    of = self._of(NumberOccurrence(spot.parsed, each, spot.begin, spot.end), asked, claimed)
                    if of is not None and asked.fits(of):
                        around = spot.parsed.around(spot.printed.start, spot.printed.end, _AROUND)
                        return told_in_full(each.quantity), around
        return None

    def elsewhere(self, claimed: Quantity, evidence: Sequence[str], asked: Target) -> str:
        """Return the words where passages give a number something else than what is asked, and cannot mean that."""
        around = ""
        for spot in self._support.spots(claimed, evidence):
            of = self._of(spot, asked, claimed)
            if of is None or asked.fits(of) or self._may_be(spot, asked):
                return ""
            around = spot.parsed.around(spot.printed.start, spot.printed.end, _AROUND)
        return around

    def _may_be(self, spot: NumberOccurrence, asked: Target) -> bool:
        """Whether what is asked stands before a number in its sentence, or in its clause behind it."""
        text, start, end = spot.parsed.text, spot.printed.start, spot.printed.end
        begin, stop = text.rfind(". ", 0, start) + 1, text.find(". ", end) % (len(text) + 1)
        for mark in self.marks(spot.parsed, asked):
            place = mark.start
            if not (begin <= place < stop and asked.fits(frozenset({mark.value}))):
                continue
            if place > end and not _JOINT.search(text, end, place):
                return True
            aside = _APART.search(text, begin, place) or _OF_TEXT.search(text, begin, place + _NEAR)
            if place < start and not aside:
                return True
        return False

    def marks(self, reading: ParsedPassage, asked: Target) -> list[Mark]:
        """Return what numbers of a text may be of, in its order."""
        if asked.kind is DATES:
            return [Mark(d.day, d.start, d.end) for d in reading.dated if d.day.year is not None]
        return [Mark(*named) for named in places_of(reading.text, asked.forms)]

    def other_length(self, claimed: Quantity, evidence: Sequence[str], asked: Target) -> str:
        """Return the words where passages give a number for a part of the year that is asked, or for more years."""
        around = ""
        for spot in self._support.spots(claimed, evidence) if asked.dated else ():
            of = self._of(spot, asked, claimed)
            begin, end = spot.printed.start, spot.printed.end
            place = next((d.start for d in spot.parsed.dated if of and d.day in of), None)
            if of is None or place is None or not other_length(of, asked.dated):
                return ""
            if not adds_up(spot.parsed.text, place, begin) or moves_near(spot.parsed.text, begin, end):
                return ""
            around = spot.parsed.around(min(place, begin), max(end, begin), _AROUND)
        return around

    def fits(self, claimed: Quantity, evidence: Sequence[str], asked: Target) -> bool:
        """Whether passages say themselves of a number what its row says."""
        found = [self._of(spot, asked, claimed) for spot in self._support.spots(claimed, evidence)]
        return bool(found) and all(of is not None and asked.fits(of) for of in found)

    def agrees_with(self, claimed: Quantity, evidence: Sequence[str], asked: Target, of: Of) -> bool:
        """Whether a passage says itself that a number is of what a sentence says it is of."""
        return any(self._of(spot, asked, claimed) == of for spot in self._support.spots(claimed, evidence))

    def _of(self, spot: NumberOccurrence, asked: Target, claimed: Quantity) -> Of | None:
        found = self.read(spot.parsed, asked, split(claimed.unit)[0] in TIMES)
        of = found.get(spot.printed.start)
        aside = _ASIDE.match(spot.parsed.text, spot.printed.end) if of is None and asked.kind is DATES else None
        # of "6.8 (6.5 in 2011)" the first is of another time than the second
        inside = (at for at in found if aside and aside.start() < at < aside.end())
        return frozenset() if any(asked.fits(found[at]) for at in inside) else of

    def read(self, reading: ParsedPassage, asked: Target, timed: bool = False) -> Mapping[int, Of]:
        """Return what the numbers of a text are of, by where each begins; spans of time only if ``timed``."""
        place = (reading.text, asked.key, timed)
        if place not in self._bound:
            inside = {at for d in reading.dated for at in range(d.start, d.end)}
            numbers = [n for n in reading.printed if n.start not in inside and _counts(n, timed)]
            units = [Mark(n.quantity.unit, n.start, n.end) for n in numbers]
            marks = self.marks(reading, asked)
            found = attached(reading.text, units, marks, asked.kind) if marks else {}
            self._bound[place] = {numbers[n].start: of for n, of in found.items()}
        return self._bound[place]


def check_row_attachments(inputs: Inputs, variants: Variants, language: str) -> Findings[frozenset[str]]:
    """Report rows whose number a passage gives with another date or name, and theirs with another number.

    Returns their names, ``table/id``.
    """
    ties, swapped = Attachments(inputs, variants), set()
    for table in inputs.tables.values():
        if table.column("evidence") is None or table.column("id") is None:
            continue
        columns = [c for c in claim_columns(table) if c.type in {"integer", "number"}]
        columns = [c for c in columns if c.name == VALUE] or columns
        for row in table.rows():
            for asked in ties.asked(table, row) if row.evidence and columns else ():
                for column in columns:
                    for claim in cell_claims(column, row, language):
                        flaw = _row_flaw(ties, claim, row, asked)
                        if flaw is not None:
                            swapped.add(f"{table.name}/{row.id}")
                            yield finding("NUM022", table.place(row.location.line, column.name), *flaw)
    return frozenset(swapped)


def _row_flaw(ties: Attachments, claim: Claim, row: Row, asked: Target) -> tuple[str, str] | None:
    """Return what is wrong between what a row says that its number is of and its passages, and what to do."""
    if not isinstance(claim.value, Quantity):
        return None
    other = ties.others(claim.value, row.evidence, asked)
    if other is not None:
        message = f'the row puts {claim.text} with {asked.told}, the passage says "{other[1]}"'
        return message, f"with {asked.told} the passage has {other[0]}"
    # common words stand beside much else
    told = ties.elsewhere(claim.value, row.evidence, asked) if asked.kind is DATES or asked.told[0].isupper() else ""
    if told:
        message = f'the row puts {claim.text} with {asked.told}, the passage says "{told}"'
        return message, f"give it what the passage gives it, or cite one that has it with {asked.told}"
    named = " ".join(str(cell) for name, cell in row.cells.items() if isinstance(cell, str) and name not in _UNTOLD)
    part = "" if names_part(named) else ties.other_length(claim.value, row.evidence, asked)
    if part:
        message = f'the row gives {claim.text} for {asked.told}, the passage says "{part}"'
        return message, "give the row that period (2013-01/2013-06), or name it in its caveat or measure"
    return None


def check_sentence_attachments(
    statements: Sequence[Statement], draft: Draft, inputs: Inputs, variants: Variants, language: str
) -> Findings[frozenset[str]]:
    """Report sentences that print a row's number with a date or name that is not the row's.

    Returns their digests, see ``check_statements``.
    """
    ties, swapped = Attachments(inputs, variants), set()
    notation, words = notation_of(language), words_of(language)
    for statement in statements:
        usages = [draft.usages[n] for n in statement.usages]
        if statement.kind != "sourced" or not any(isinstance(usage.use, FigureUse) for usage in usages):
            continue
        reading = parse_passage(statement.text, notation, words=words)
        for usage, printed in SentenceNumbers(statement.text, notation, words).places(usages):
            if not isinstance(usage.use, FigureUse):
                continue
            figure = usage.use.figure
            row = next(iter(inputs.find(figure.ref.table, figure.id)))
            claimed = claimed_of(Decimal(figure.value), figure.unit, figure.scale, figure.measure, words)
            for asked in ties.asked(inputs.tables[row.table], row):
                of = ties.read(reading, asked).get(printed.start)
                # common words stand beside much else: they count where the passage has them beside the number
                if asked.is_common and not ties.fits(claimed, figure.evidence, asked):
                    continue
                wide = (
                    of is not None and asked.dated and within_year(of, asked.dated) and not names_part(statement.text)
                )
                if of is None or (asked.fits(of) and not wide) or ties.agrees_with(claimed, figure.evidence, asked, of):
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
