"""Files that a PDF carries → do they agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import finding
from reportgen.proof.carried import Carried, table_rows
from reportgen.proof.model import Opened

_HINT: Final = "the files in the PDF contradict each other; ask whoever published it"
_PLACES: Final = 12


def agreement(opened: Opened, read: Carried, place: Location) -> Iterator[Diagnostic]:
    """Hold ledger, evidence, lock, reviews, bibliography and data against each other."""
    for name, item in read.ledger.evidence.items():
        row = read.evidence.get(name)
        if row is None:
            yield finding("VER004", place, f'the ledger names evidence "{name}", which the evidence table lacks', _HINT)
        elif (row.quote, row.source, row.section) != (item.quote, item.source, item.section):
            yield finding("VER004", place, f'evidence "{name}" is other in the ledger than in its table', _HINT)
    for name in sorted(read.ledger.sources.keys() - read.works.keys()):
        yield finding("VER004", place, f'the ledger names the work "{name}", which the bibliography lacks', _HINT)
    yield from _locked(read, place)
    yield from _figures(opened, read, place)
    # A statement whose words have changed since has another id now than in the table.
    said = {(r.id if r.holds else "", r.verdict, r.reader, r.date) for r in read.ledger.reviews}
    rows = {tuple(row.get(c, "") for c in ("statement", "verdict", "reader", "date")) for row in read.reviews}
    for review in sorted(said - rows - {("", *row[1:]) for row in rows}):
        message = f'the ledger has a review of "{review[0]}" by {review[2]} that the table of reviews lacks'
        yield finding("VER004", place, message, _HINT)


def _locked(read: Carried, place: Location) -> Iterator[Diagnostic]:
    for (kind, name), line in read.lock.items():
        if kind == "passage" and name in read.evidence and read.ledger.evidence.get(name) is not None:
            verified = read.ledger.evidence[name].verified
            if verified == "locked" and line.get("row") != read.evidence[name].digest:
                yield finding("VER004", place, f'evidence "{name}" is not as its lock holds it', _HINT)
        if kind == "source" and name in read.ledger.sources and line.get("text") != read.ledger.sources[name].digest:
            yield finding("VER004", place, f'the text of "{name}" is another in the lock than in the ledger', _HINT)


def _figures(opened: Opened, read: Carried, place: Location) -> Iterator[Diagnostic]:
    """Hold the figures of the ledger against the rows that they are from, and their words against their values."""
    tables: dict[str, Mapping[str, Mapping[str, str]]] = {}
    for usage in read.ledger.usages:
        value, row = usage.detail.get("value"), str(usage.detail.get("row", ""))
        path = row.rpartition(":")[0]
        if usage.kind not in {"figure", "date"} or value is None or path not in opened.files or not usage.ids:
            continue
        if path not in tables:
            tables[path] = {cells.get("id", ""): cells for cells in table_rows(opened.files[path])}
        cell = tables[path].get(usage.ids[0], {}).get(str(usage.detail.get("column", "value")))
        if cell is None or not _same(str(value), cell):
            message = f'the ledger has {value} of "{usage.ids[0]}", and {path} {"nothing" if cell is None else cell}'
            yield finding("VER004", place, message, _HINT)
        elif usage.kind == "figure" and not _says(usage.text, str(value)):
            message = f'the ledger has "{usage.text}" printed of "{usage.ids[0]}", which is {value}'
            yield finding("VER004", place, message, _HINT)


def _same(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other.strip())
    except InvalidOperation:
        return one == other.strip()


def _says(text: str, value: str) -> bool:
    """Whether the digits of a text are those of a value, or of what it comes to rounded; words may stand for them."""
    digits = re.sub(r"\D", "", text).strip("0")
    try:
        number = abs(Decimal(value))
        rounded = (number.quantize(Decimal(1).scaleb(-n), ROUND_HALF_UP) for n in range(_PLACES))
        return not digits or digits in {re.sub(r"\D", "", f"{n:f}").strip("0") for n in (number, *rounded)}
    except InvalidOperation:
        return True
