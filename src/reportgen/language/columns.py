"""Units that heads of columns give the numbers below them: "Coal (t) Gas (GWh)", "Share in per cent", "(in euro)"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from reportgen.language.model import Words
from reportgen.language.numerals import measure_of
from reportgen.language.quantities import Printed

_HEAD: Final = re.compile(
    r"(?<=\s)\((?:in |en )?(?P<named>[^()\d]{1,24})\)|(?<!\d )\bin (?P<share>per ?cent|%)(?= (?!of\b|terms\b))"
    r"|(?<=[^\W\d]), (?P<listed>[^\W\d]{1,12}(?: cent)?|%)(?= (?:of [^\W\d]+ )?[-−(]?\d[\d.,]*\)? [-−(]?\d)",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"[.;!?] |\d")
_LABELLED: Final = 2
"""Words behind a head among which, before the label of a row, there is another head."""

_DIGIT: Final = re.compile(r"\d")
_STOP: Final = re.compile(r"(?<=\w)[.;!?] ")
_FARTHEST: Final = 60
"""Characters between two heads of one row."""


@dataclass
class _Row:
    """Heads side by side: where the first begins, where the last ends, and the unit of each."""

    start: int
    end: int
    units: list[str] = field(default_factory=list)


def units_in(text: str, words: Words | None = None) -> frozenset[str]:
    """Return the units that heads name."""
    return frozenset(unit for row in _rows(text, words) for unit in row.units)


def headed(text: str, printed: Sequence[Printed], words: Words | None) -> Iterator[Printed]:
    """Lend plain numbers the unit of the head above them: the only one, or that of their place in a row of as many."""
    rows = _rows(text, words)
    ends, starts = [row.end for row in rows], [row.start for row in rows]
    for cells in _cells(text, printed):
        last = bisect_right(ends, cells[0].start) - 1
        row = rows[last] if last >= 0 and not _STOP.search(text, ends[last], cells[0].start) else None
        units = _units(text, row, len(cells)) if row is not None else []
        for at, each in enumerate(cells):
            read = each.quantity
            if units and len(units) == len(cells) and not units[at] and read.digits and not read.unit:
                # a head above it says that it is of something else
                yield replace(each, quantity=replace(read, other=True))
                continue
            behind = bisect_right(starts, each.end)
            if not read.digits or read.unit or read.other:
                yield each
            elif behind < len(rows) and text[each.end : starts[behind]] == " ":
                yield replace(each, quantity=replace(read, unit=rows[behind].units[0]))
            elif len(units) == len(cells) and read.scale == 1:
                yield replace(each, quantity=replace(read, unit=units[at]))
            else:
                yield each


def _units(text: str, row: _Row, cells: int) -> list[str]:
    """Return the units of so many cells: one head is that of all of them, or of the one below where others have none.

    In "Region Population Area (ha) Schools North 41,200 1,310 17" each word heads a column, but the last is a label.
    """
    if len(row.units) > 1 or cells == 1:
        return row.units
    begin = max((m.end() for m in _ENDS.finditer(text, 0, row.start)), default=0)
    behind = _DIGIT.search(text, row.end)
    before, after = text[begin : row.start].split(), text[row.end : behind.start() if behind else None].split()
    if len(after) < _LABELLED or after[0] == "of":
        return row.units * cells
    heads = ["", *before[1:-1], row.units[0], *after[:-1]]
    if len(heads) != cells + 1:
        return []
    return ["" if each != row.units[0] else each for each in heads[1:]]


def _rows(text: str, words: Words | None) -> list[_Row]:
    rows: list[_Row] = []
    for match in _HEAD.finditer(text):
        scale, unit = _measure(match["named"] or match["share"] or match["listed"], words)
        if not unit or scale != 1:
            continue
        near = rows and match.start() - rows[-1].end <= _FARTHEST
        if not near or _ENDS.search(text, rows[-1].end, match.start()):
            rows.append(_Row(match.start(), match.end()))
        rows[-1].units.append(unit)
        rows[-1].end = match.end()
    return rows


@lru_cache(maxsize=5_000)
def _measure(name: str, words: Words | None) -> tuple[Decimal, str]:
    """Return what ``measure_of`` does; texts have the same words in brackets again and again."""
    return measure_of(name, words)


def _cells(text: str, printed: Sequence[Printed]) -> Iterator[list[Printed]]:
    """Yield the numbers that stand side by side with nothing between them."""
    cells: list[Printed] = []
    for each in printed:
        if cells and text[cells[-1].end : each.start] != " ":
            yield cells
            cells = []
        cells.append(each)
    if cells:
        yield cells
