"""Rows of a page → blocks in the order in which they are read: heads and feet, columns, and what runs over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import Final

from reportgen.inputs.texts.pdf_rows import Row, pieces, spread

# In parts of the size of the type.
_GUTTER: Final = 0.7
_APART: Final = 1.7
_FEWEST: Final = 3
# A column of text has lines of so many characters, most of which are nearly full; a column of a table has not.
_NARROWEST: Final = 16
_FULL: Final = 0.6
_MARGIN: Final = 0.15
_DEEPEST: Final = 3


@dataclass(frozen=True)
class Block:
    """Rows that follow each other down the page.

    ``edge``: a running head (1) or foot (-1) that stands apart; ``apart``: what it begins with does not go on
    from the block before.
    """

    rows: Sequence[Row]
    edge: int = 0
    apart: bool = False


def blocks_of(rows: Sequence[Row]) -> Iterator[Block]:
    """Yield the blocks of a page; the rows come from the top of the page down."""
    if not rows:
        return
    first, last = _edges(rows)
    if first:
        yield Block(rows[:first], 1)
    yield from _columns(rows[first:last], _DEEPEST, apart=bool(first))
    if last < len(rows):
        yield Block(rows[last:], -1, apart=True)


def _edges(rows: Sequence[Row]) -> tuple[int, int]:
    """Return where running heads end and running feet begin: single rows that stand apart."""
    steps = [(a.base - b.base) / max(a.size, b.size) for a, b in pairwise(rows)]
    if len(rows) < _FEWEST + 2:
        return 0, len(rows)
    usual = spread(sorted(steps))
    first = 1 if steps[0] > _APART * usual else 0
    last = len(rows) - 1 if steps[-1] > _APART * usual and not _is_note(rows[-1]) else len(rows)
    return first, last


def _is_note(row: Row) -> bool:
    return row.runs[0].level > 0


def _columns(rows: Sequence[Row], deep: int, *, apart: bool) -> Iterator[Block]:
    """Part columns of text, where there are some, from what runs over them."""
    at = _gutter(rows) if deep and len(rows) >= 2 * _FEWEST else None
    if at is None:
        if rows:
            yield Block(rows, apart=apart)
        return
    whole: list[Row] = []
    for over, band in groupby(rows, key=lambda row: _covers(row, at)):
        group = list(band)
        left, right = ([part for row in group if (part := _side(row, at, left))] for left in (True, False))
        if over or not _are_columns(left, right):
            whole += group
            continue
        if whole:
            yield Block(whole, apart=apart)
            whole, apart = [], True
        yield from _columns(left, deep - 1, apart=apart)
        yield from _columns(right, deep - 1, apart=False)
        apart = True
    if whole:
        yield Block(whole, apart=apart)


def _gutter(rows: Sequence[Row]) -> float | None:
    """Find the upright line that the fewest rows run over, in the middle of the widest such stretch."""
    spans = [(part.runs[0].start, max(run.end for run in part.runs)) for row in rows for part in pieces(row, _GUTTER)]
    low, high = round(min(start for start, _ in spans)), round(max(end for _, end in spans))
    width = min(high - low, 20_000)
    changes = [0] * (width + 2)
    for start, end in spans:
        changes[min(max(round(start) - low, 0), width)] += 1
        changes[min(max(round(end) - low, 0), width) + 1] -= 1
    over = list(accumulate(changes))[: width + 1]
    margin = round(_MARGIN * width)
    inner = range(margin, width - margin)
    if not inner:
        return None
    least = min(over[x] for x in inner)
    stretches = [list(group) for free, group in groupby(inner, key=lambda x: over[x] == least) if free]
    best = max(stretches, key=len)
    return low + (best[0] + best[-1]) / 2


def _covers(row: Row, at: float) -> bool:
    return any(part.runs[0].start < at < max(run.end for run in part.runs) for part in pieces(row, _GUTTER))


def _side(row: Row, at: float, left: bool) -> Row | None:
    """Return what of a row stands on one side."""
    runs = [run for run in row.runs if (run.start < at) == left]
    if not runs:
        return None
    size = row.size if len(runs) == len(row.runs) else max(run.size for run in runs)
    return Row(row.base, size, runs)


def _are_columns(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Say whether two sides are columns of text beside each other, and not a table or a list."""
    if min(len(left), len(right)) < _FEWEST:
        return False
    if left[-1].base >= right[0].base or right[-1].base >= left[0].base:
        return False
    return all(map(_is_column, (left, right)))


def _is_column(rows: Sequence[Row]) -> bool:
    widths = [max(run.end for run in row.runs) - row.runs[0].start for row in rows]
    letters = [sum(len(run.chars) for run in row.runs) for row in rows]
    return spread(letters) >= _NARROWEST and spread(widths) >= _FULL * max(widths)
