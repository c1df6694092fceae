"""How a printed table is brought onto the page: the widths of its columns, its type, its heads and its direction."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from reportgen.exhibits.model import Grid, GridColumn, GridRow, Layout

SIZE: Final = 8.2
"""Type size of tables in points; the style sets the same."""

LONG: Final = 30
"""Tables of more lines than this may break over pages."""

SMALLEST: Final = 6.5
"""Type size in points below which nobody can be asked to read a table."""

# Type sizes in points, with the space between columns in millimetres.
_NORMAL, _SMALL, _SMALLEST = (SIZE, 4.4), (7.4, 3.4), (SMALLEST, 2.8)
_HEAD_AND_FOOT: Final = 40.0
"""Millimetres that title, heads, note and source line may take of a turned page on which a table must fit as one."""

_LONGEST_HEAD: Final = 55.0
"""Millimetres that a turned head may be high."""

_LONGEST_UNBROKEN: Final = 30
_POINT: Final = 0.3515
_LEADING: Final = 10.4 / SIZE * 1.09 * 1.18
"""Distance of rows of one line by type size: of the font, of the brief's lines, of its rows."""
_NARROW, _WIDE = frozenset("iljtf.,:;'|!()[]/- I\u2009\u2008"), frozenset("mwMWQOG@%&\u2014")


def laid_out(grid: Grid) -> Grid | None:
    """Return the table with the first layout in which it fits the page; ``None`` where there is none.

    Tried in turn: columns as wide as they need, smaller type, turned heads, a turned page, and more than one of these.
    """
    for size, gap, heads, page in _ways():
        room = grid.page.text_height if page else grid.page.text_width
        if heads and max(_measure(c.title, size) for c in grid.columns[1:] or grid.columns) > _LONGEST_HEAD:
            continue
        widths = _widths(grid, room, size, gap, heads)
        if sum(widths) + gap * (len(widths) - 1) <= room + 0.01:
            made = replace(grid, layout=Layout(tuple(widths), size, gap, heads, page))
            return replace(made, layout=replace(made.layout, long=_long(made)))
    return None


def needed(grid: Grid) -> float:
    """Return the width in millimetres that a table needs at its usual size."""
    size, gap = _NORMAL
    return sum(_widths(grid, grid.page.text_width, size, gap, False)) + gap * (len(grid.columns) - 1)


def described(layout: Layout) -> str:
    """Say in a few words what was done to fit a table; nothing where nothing was."""
    told = [f"in type of {layout.size:g} points"] * (layout.size < SIZE)
    told += ["with turned heads"] * layout.turned_heads + ["on a turned page"] * layout.turned
    return ", ".join(told)


def lines(grid: Grid, rows: Sequence[GridRow]) -> int:
    """Return about how many lines of type rows of a table take."""
    return sum(max(_row_lines(grid, row)) for row in rows)


def wide(grid: Grid, row: GridRow) -> bool:
    """Tell whether a heading row needs more than a line."""
    return max(_row_lines(grid, row)) > 1


def _row_lines(grid: Grid, row: GridRow) -> Iterator[int]:
    layout = grid.layout
    whole = grid.page.text_height if layout.turned else grid.page.text_width
    for cell, width in zip(row.cells, (whole,) if row.heading else layout.widths, strict=True):
        yield math.ceil(_measure(cell, layout.size) / width)


def _ways() -> Iterator[tuple[float, float, bool, bool]]:
    for page in (False, True):
        for heads in (False, True):
            yield *_NORMAL, heads, page
            yield *_SMALL, heads, page
    for heads in (False, True):
        yield *_SMALLEST, heads, True


def _long(grid: Grid) -> bool:
    """Tell whether a table may break over pages: it would fill more than half of one, or is declared so."""
    layout, height = grid.layout, lines(grid, grid.rows)
    if not layout.turned:
        return grid.long if grid.long is not None else height > LONG
    # What stands on a turned page stands there alone, and may as well fill it.
    return height * layout.size * _POINT * _LEADING > grid.page.text_width - _HEAD_AND_FOOT


def _measure(text: str, size: float) -> float:
    """Estimate the width of a text in millimetres, a little on the wide side."""
    ems = 0.0
    for letter in text:
        if letter in _NARROW:
            ems += 0.32
        elif letter in _WIDE:
            ems += 0.90
        elif letter.isupper():
            ems += 0.72
        else:
            ems += 0.57
    return ems * size * _POINT


def _widths(grid: Grid, whole: float, size: float, gap: float, turned_heads: bool) -> list[float]:
    """Share a width out among the columns, in millimetres.

    From the narrowest on, a column keeps the width of its content while that is no more than its
    part of what is left; the others share the rest by the square root of how much they hold, and
    none gets narrower than its longest word.
    """
    room = whole - gap * (len(grid.columns) - 1)
    cells = [[row.cells[i] for row in grid.rows if not row.heading] for i in range(len(grid.columns))]
    words = [
        _longest_word(column, texts, size, turned_heads and bool(number))
        for number, (column, texts) in enumerate(zip(grid.columns, cells, strict=True))
    ]
    natural = [max([word, *(_measure(text, size) for text in texts)]) for word, texts in zip(words, cells, strict=True)]
    widths = {i: c.width * whole for i, c in enumerate(grid.columns) if c.width}
    open_ = sorted((i for i in range(len(grid.columns)) if i not in widths), key=natural.__getitem__)
    while open_ and natural[open_[0]] <= (room - sum(widths.values())) / len(open_):
        first = open_.pop(0)
        widths[first] = natural[first]
    weights = {i: math.sqrt(sum(len(text) for text in cells[i]) + 1.0) for i in open_}
    for i in sorted(open_, key=lambda i: words[i] / weights[i], reverse=True):
        part = (room - sum(widths.values())) * weights[i] / sum(w for j, w in weights.items() if j not in widths)
        widths[i] = max(words[i], part)
    return [widths[i] for i in range(len(grid.columns))]


def _longest_word(column: GridColumn, texts: Sequence[str], size: float, turned_head: bool) -> float:
    words = [word for text in texts for word in _words(text)]
    words += ["Mg"] if turned_head else _words(column.title)
    # Longer words may be broken, see ``latex.escape``.
    return max((_measure(word[:_LONGEST_UNBROKEN], size) for word in words), default=0.0)


def _words(text: str) -> list[str]:
    return text.replace("-", "- ").split(" ")
