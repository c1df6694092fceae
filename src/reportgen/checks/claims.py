"""Data rows and sourced statements against the passages that they cite."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from reportgen.checks.claim_matching import Claim, claims_in, claims_of_date
from reportgen.checks.evidence_index import EvidenceIndex, digest
from reportgen.checks.implied_numbers import implied_numbers
from reportgen.checks.model import Statement
from reportgen.checks.near_misses import unread_unit
from reportgen.checks.printed_numbers import SentenceNumbers, as_read, check_changes, reads_otherwise
from reportgen.checks.quotation_marks import quotations
from reportgen.draft.model import CellUse, DateUse, DerivedUse, Draft, FigureUse, NamesUse, Usage, Use, WordsUse
from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import SOURCES, VALUE, Column, Figure, Row, Table
from reportgen.inputs.model import Inputs
from reportgen.language import change_words
from reportgen.language.days import Day
from reportgen.language.english.directions import Direction, direction_of, is_cost, is_rank
from reportgen.language.model import Words
from reportgen.language.names import Variants, symmetric
from reportgen.language.notations import Notation, notation_of
from reportgen.language.numerals import measure_of
from reportgen.language.quantities import ANY, Quantity
from reportgen.language.rates import rates_in
from reportgen.language.registry import words_of
from reportgen.language.scale_headings import scale_headings_in

NAMES: Final = "names"
"""Table of a project with other forms of names: columns name and variant."""

COUNT: Final = "count"
"""Formula of a figure that the authors counted; it is recomputed, and stands in no passage."""

_DEPTH: Final = re.compile(r"\b(?:depth|deep|below)\b", re.IGNORECASE)
"""What measures tell so that a number below the level of the sea is more than nothing."""

_COUNT: Final = 3
"""Words of a cell that may be a number in words: "about a dozen"; in longer ones they are part of a text."""

_YEAR: Final = re.compile(r"\d{4}")
_YEARS: Final = re.compile(r"[\d\s–-]*\d{4}")
_NO_CLAIMS: Final = frozenset({"id", "evidence", "note", "source"})
MEASURE: Final = (VALUE, "unit", "scale")
"""Columns that say together how much something is."""


def variants_of(inputs: Inputs) -> Variants:
    """Return the forms of each name: those of the table ``names``, and labels with the full names of rows."""
    pairs: list[tuple[str, str]] = []
    for table in inputs.tables.values():
        first, second = ("name", "variant") if table.name == NAMES else (table.label, "name")
        if first == second or table.column(first) is None or table.column(second) is None:
            continue
        pairs.extend((str(row[first] or ""), str(row[second] or "")) for row in table.rows())
    return symmetric(pairs)


def check_rows(
    inputs: Inputs, variants: Variants, language: str = "en", misquoted: Collection[str] = ()
) -> Findings[Mapping[str, str]]:
    """Check what the rows of all tables claim against the passages of their evidence.

    Returns the digests of the rows whose numbers and dates were found, by ``table/id``, without those of ``misquoted``.
    Where a text is not at hand, a row that the lock has with the same digest counts as found. ``language`` is the
    brief's, in which texts of cells are read.
    """
    support = EvidenceIndex(inputs, variants)
    passed: dict[str, str] = {}
    for table in inputs.tables.values():
        if table.column("evidence") is None or table.column("id") is None:
            continue
        columns = claim_columns(table)
        for row in table.rows():
            if not row.evidence or not support.sound(row.evidence):
                continue
            mark = row_digest(inputs, table, row)
            holds = yield from _check_row(inputs, support, table, columns, row, mark, language)
            if holds and f"{table.name}/{row.id}" not in misquoted:
                passed[f"{table.name}/{row.id}"] = mark
    return passed


def row_digest(inputs: Inputs, table: Table, row: Row) -> str:
    """Return the digest of what a row claims and of its evidence, as the lock keeps it."""
    columns = claim_columns(table)
    cells = [f"{column.name}={row[column.name]}" for column in columns]
    return digest(inputs, [*cells, *_quotes([str(row[column.name]) for column in columns])], row.evidence)


def _quotes(texts: Sequence[str]) -> list[str]:
    """Return what makes digests of texts that quote others than those of before quotations were looked up."""
    return [quotation.words for text in texts for quotation in quotations([text])]


def claim_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns that claim something; unit and scale are part of the claim of a value."""
    measured = all(table.column(name) for name in MEASURE)
    return tuple(
        c
        for c in table.columns
        if c.claim and c.name not in _NO_CLAIMS and (not c.choices or (measured and c.name in MEASURE))
    )


def _check_row(
    inputs: Inputs, support: EvidenceIndex, table: Table, columns: Sequence[Column], row: Row, mark: str, language: str
) -> Findings[bool]:
    absent = support.absent(row.evidence)
    if absent:
        same = inputs.lock.rows.get(f"{table.name}/{row.id}") == mark
        if not same and support.locked(absent):
            yield _unverified(f'row "{row.id}"', absent, row.location)
        return same
    claimed = [(c.name, claim) for c in columns for claim in cell_claims(c, row, language)]
    missing = support.missing(dict.fromkeys(claim for _, claim in claimed), row.evidence, close=True)
    for name, claim in claimed:
        if claim in missing:
            told = support.told(claim, row.evidence, table.place(row.location.line, name))
            unit = row.figure.unit if name == VALUE and row.figure and told.code == "NUM009" else ""
            yield replace(told, hint=f"{unread_unit(claim.value, unit)}{told.hint}")
    yield from _check_named(inputs, support, table, columns, row)
    return all(claim.kind == "name" for claim in missing)


def _unverified(what: str, absent: Sequence[str], place: Location) -> Diagnostic:
    texts = ", ".join(f'"{source}"' for source in absent)
    message = f"{what} is not the one that the lock verified, and the text of {texts} is not at hand"
    return finding("NUM008", place, message, "undo the change, or run `reportgen lock` where the text is")


def cell_claims(column: Column, row: Row, language: str) -> tuple[Claim, ...]:
    """Return the numbers, dates and names that a cell claims; what it names in other tables is seen to elsewhere."""
    cell = row[column.name]
    if cell is None or column.foreign or isinstance(cell, bool) or column.name in MEASURE[1:]:
        return ()
    if column.type == "date":
        return claims_of_date(str(cell))
    if isinstance(cell, int | Decimal):
        figure = row.figure if column.name == VALUE else None
        if figure is None:
            return (Claim("number", _quantity_in(column, cell, words_of(language)), str(cell)),)
        return (
            () if figure.formula == COUNT else (Claim("number", _quantity_of(figure, words_of(language)), str(cell)),)
        )
    text = "; ".join(cell) if isinstance(cell, tuple) else cell
    return claims_in(text, len(text.split()) <= _COUNT, notation_of(language), words_of(language))


def _quantity_in(column: Column, value: int | Decimal, words: Words | None) -> Quantity:
    """Return a number with the unit and scale that its column's unit or title has ("Cost (million dollars)")."""
    scale, unit = measure_of(column.unit, words)
    for head in scale_headings_in(column.title, words):
        scale, unit = head.scale * scale, unit or head.unit
    return Quantity(Decimal(value), scale, unit or ANY, direction=_direction_of(column.title, words))


def _quantity_of(figure: Figure, words: Words | None) -> Quantity:
    """Return a figure's number with unit, scale and what its measure says of it."""
    return claimed_of(Decimal(figure.value), figure.unit, figure.scale, figure.measure, words)


def claimed_of(value: Decimal, unit: str, scale: Decimal, measure: str, words: Words | None = None) -> Quantity:
    """Return what a row claims by its value, unit and scale, and by the words of its measure."""
    size, base = measure_of(unit, words)
    direction = _direction_of(measure, words) or ("down" if _DEPTH.search(measure) else "")
    told = Quantity(value, scale * size, base, direction=direction, lost=is_cost(measure))
    return replace(told, ranked=is_rank(measure), rates=rates_in(measure))


def _direction_of(name: str, words: Words | None) -> Direction:
    """Return the direction that a name tells, in English, in which many tables are kept, or in the brief's language."""
    return direction_of(name) or (change_words.direction_of(name, words) if words else "")


def _check_named(
    inputs: Inputs, support: EvidenceIndex, table: Table, columns: Sequence[Column], row: Row
) -> Findings[None]:
    """Rows of other tables that a cell names must be named in the passages too, in one form or another."""
    for column in columns:
        cell = row[column.name]
        if not column.foreign or SOURCES in column.foreign or cell is None:
            continue
        for item in cell if isinstance(cell, tuple) else (str(cell),):
            forms = _forms(inputs, column, item)
            if forms and not support.names_one_of(forms, row.evidence):
                place = table.place(row.location.line, column.name)
                yield support.told(Claim("name", forms[0], forms[0]), row.evidence, place)


def _forms(inputs: Inputs, column: Column, item: str) -> tuple[str, ...]:
    """Return the label and the name of a row that a cell names."""
    for name in column.foreign:
        for row in inputs.find(name, item):
            texts = (row.cells.get(inputs.tables[name].label), row.cells.get("name"))
            return tuple(dict.fromkeys(str(text) for text in texts if text))
    return ()


def check_statements(
    statements: Sequence[Statement],
    draft: Draft,
    inputs: Inputs,
    variants: Variants,
    language: str = "en",
    misquoted: Collection[str] = (),
) -> Findings[Mapping[str, str]]:
    """Check the numbers, dates and names of sourced sentences against the passages that these cite.

    What calls print is checked against the evidence of the rows as well; what is derived or counted has
    its formula for evidence. Returns, by the digest of text and evidence ids, the digests that also cover
    the evidence rows, of the sentences whose numbers and dates were found, without those of ``misquoted``. ``language``
    is the brief's.
    """
    support = EvidenceIndex(inputs, variants)
    notation, words = notation_of(language), words_of(language)
    passed: dict[str, str] = {}
    for statement in statements:
        if statement.kind != "sourced":
            continue
        usages = [draft.usages[n] for n in statement.usages]
        behind = behind_statement(statement, draft)
        if not behind or not support.sound(behind):
            continue
        key, mark = statement_digests(inputs, statement, behind)
        absent = support.absent(behind)
        if absent:
            same = inputs.lock.statements.get(key) == mark
            if not same and support.locked(absent):
                yield _reworded(statement, usages, absent, notation, words)
        else:
            yield from check_changes(statement, usages, notation, words)
            printed = SentenceNumbers(statement.text, notation, words)
            claims = _statement_claims(statement, usages, printed, notation, words)
            follows = implied_numbers(printed, statement, draft)
            missing = tuple(claim for claim in support.missing(claims, behind) if claim.text not in follows)
            yield from (support.told(claim, behind, statement.location, "the sentence") for claim in missing)
            cited = yield from _check_cited(statement, usages, support, printed, notation, words)
            same = cited and all(claim.kind == "name" for claim in missing)
        if same and key not in misquoted:
            passed[key] = mark
    return passed


def behind_statement(statement: Statement, draft: Draft) -> tuple[str, ...]:
    """Return the evidence that a sentence and what its calls print rest on."""
    used = (e for n in statement.usages for e in draft.usages[n].use.evidence)
    return tuple(dict.fromkeys((*statement.evidence, *used)))


def statement_digests(inputs: Inputs, statement: Statement, behind: Sequence[str]) -> tuple[str, str]:
    """Return the digest by which the lock knows a sentence, and the one that also covers its evidence rows."""
    return digest(inputs, (statement.text, *behind), ()), digest(
        inputs, (statement.text, *_quotes([statement.text])), behind
    )


def _check_cited(
    statement: Statement,
    usages: Sequence[Usage],
    support: EvidenceIndex,
    printed: SentenceNumbers,
    notation: Notation,
    words: Words | None,
) -> Findings[bool]:
    """Report what calls print that no passage cited for the sentence has, and those of its row, not cited, have.

    Of a derived number one of the figures is to stand there. Says whether there is nothing to report.
    """
    sound = True
    for usage in usages:
        figures = usage.use.figures if isinstance(usage.use, DerivedUse) else ()
        each: list[Use] = [FigureUse(usage.use.text, f.evidence, f) for f in figures]
        each = each or [usage.use]
        told = [tuple(c for c in _printed_claims(use, printed, notation, words) if c.kind != "name") for use in each]
        stray = [support.missing(claims, statement.evidence) for claims in told]
        if not all(stray) or any(support.missing(claims, usage.use.evidence) for claims in stray):
            continue
        sound = False
        yield support.uncited(usage.use.text, statement.evidence, usage)
    return sound


def _printed_claims(use: Use, printed: SentenceNumbers, notation: Notation, words: Words | None) -> Iterator[Claim]:
    """Yield what a reader sees printed: of a date whose year alone is printed, that."""
    if isinstance(use, DateUse) and _YEARS.fullmatch(use.text):
        yield from (Claim("year", Day(int(year)), year) for year in _YEAR.findall(use.text))
    else:
        yield from _use_claims(use, printed, notation, words)


def _reworded(
    statement: Statement, usages: Sequence[Usage], absent: Sequence[str], notation: Notation, words: Words | None
) -> Diagnostic:
    """Report a sentence that is not the one of the lock: numbers and dates in its own words are not let pass."""
    own = claims_in(_own_words(statement, usages), True, notation, words)
    typed = [claim for claim in own if claim.kind != "name"]
    if typed:
        return _unverified(f'this sentence, which says "{typed[0].text}",', absent, statement.location)
    texts = ", ".join(f'"{source}"' for source in absent)
    message = f"this sentence is not the one that the lock verified, and the text of {texts} is not at hand"
    hint = "it is marked as unverified; run `reportgen lock` where the text is"
    return finding("EVI012", statement.location, message, hint)


def _own_words(statement: Statement, usages: Sequence[Usage]) -> str:
    """Return a sentence without what its calls print from rows."""
    text = statement.text
    for use in sorted((usage.use for usage in usages), key=lambda use: -len(use.text)):
        if use.text and not isinstance(use, WordsUse):
            text = text.replace(use.text, "it", 1)
    return text


def _statement_claims(
    statement: Statement, usages: Sequence[Usage], printed: SentenceNumbers, notation: Notation, words: Words | None
) -> tuple[Claim, ...]:
    """Return what a sentence claims in words of its own, and what its calls print from rows."""
    own = claims_in(_own_words(statement, usages), True, notation, words)
    found = [*own, *(c for usage in usages for c in _use_claims(usage.use, printed, notation, words))]
    return tuple(dict.fromkeys(found))


def _use_claims(use: Use, printed: SentenceNumbers, notation: Notation, words: Words | None) -> Iterator[Claim]:
    if isinstance(use, FigureUse) and use.figure.formula != COUNT:
        quantity = _quantity_of(use.figure, words)
        read = printed.read(use.text)
        direction = read.direction if read else ""
        claimed = replace(quantity, direction=direction or quantity.direction, signless=not direction)
        yield Claim("number", claimed, use.text)
        if read is not None and reads_otherwise(read, quantity, printed.scaled(quantity.scale)):
            yield Claim("number", as_read(read), use.text)
    elif isinstance(use, DateUse):
        yield from claims_of_date(use.edtf)
    elif isinstance(use, CellUse | NamesUse):
        read = printed.read(use.text)
        for claim in claims_in(use.text, notation=notation, words=words):
            if claim.kind == "number" and read is not None and (read.unit or read.scale != 1 or read.value < 0):
                claim = replace(claim, value=as_read(read))
            yield claim
