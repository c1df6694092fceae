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
    r"(?<=\s)\((?:in |en )?(?P<named>[^()\d]{1,24})\)|(?<!\d )\bin (?P<share>per ?cent|%)(?= (?!of\b|terms\b))",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"[.;!?] |\d")
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
        units = [] if row is None else row.units * len(cells) if len(row.units) == 1 else row.units
        for at, each in enumerate(cells):
            read = each.quantity
            behind = bisect_right(starts, each.end)
            if not read.digits or read.unit or read.other:
                yield each
            elif behind < len(rows) and text[each.end : starts[behind]] == " ":
                yield replace(each, quantity=replace(read, unit=rows[behind].units[0]))
            elif len(units) == len(cells) and read.scale == 1:
                yield replace(each, quantity=replace(read, unit=units[at]))
            else:
                yield each


def _rows(text: str, words: Words | None) -> list[_Row]:
    rows: list[_Row] = []
    for match in _HEAD.finditer(text):
        scale, unit = _measure(match["named"] or match["share"], words)
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
