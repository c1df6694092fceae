"""Printed tables as LaTeX; the only user of pylatex."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from pylatex import LongTable, MultiColumn, NoEscape, Tabular

from reportgen.exhibits.grid import FIGURE_SPACE, PUNCTUATION_SPACE
from reportgen.exhibits.model import Grid, GridColumn, GridRow
from reportgen.latex import Latex, escape

LONG: Final = 30
"""Tables of more lines than this may break over pages."""

OPENING: Final = 4
"""How many of the first lines of a table are not parted by a page break."""

TOGETHER: Final = 3
"""How many of the last rows of a table are not parted by a page break."""

GAP: Final = 4.4
"""Space between columns in millimetres, twice ``\\tabcolsep`` of the style."""

EM: Final = 8.2 * 0.3515
"""Width of an em of the tables' type in millimetres."""

_TYPES: Final = {"left": "P", "right": "R", "center": "C"}
_NARROW, _WIDE = frozenset("iljtf.,:;'|!()[]/- I\u2009\u2008"), frozenset("mwMWQOG@%&\u2014")


def set_table(grid: Grid) -> Latex:
    """Set a table: booktabs rules, columns as wide as they need, the head repeated on every page.

    A table that would fill more than half a page may break over pages, unless it is declared otherwise.
    """
    widths = _widths(grid)
    long = grid.long if grid.long is not None else _lines(grid.rows, widths) > LONG
    types = [f"{_TYPES[c.align]}{{{w:.2f}mm}}" for c, w in zip(grid.columns, widths, strict=True)]
    spec = NoEscape(f"@{{}}{''.join(types)}@{{}}")
    head = [NoEscape(rf"\exhibitcolumn{{{_set(c.title)}}}") for c in grid.columns]
    if long:
        table = _long_table(spec, head)
    else:
        table = Tabular(spec, width=len(grid.columns))
        _add_head(table, head)
    opening = next((n for n in range(len(grid.rows)) if _lines(grid.rows[: n + 1], widths) >= OPENING), 0)
    for number, row in enumerate(grid.rows):
        if row.heading:
            if number:
                table.append(NoEscape(r"\addlinespace[1.2mm]"))
            text = NoEscape(rf"\exhibitgroup{{{_set(row.cells[0])}}}")
            wide = _measure(row.cells[0]) > grid.page.text_width
            align = NoEscape(r"@{}p{\linewidth}@{}" if wide else "@{}l@{}")
            table.add_row([MultiColumn(len(grid.columns), align=align, data=text)])
            if long:
                table.append(NoEscape(r"\nopagebreak"))
        else:
            table.add_row([NoEscape(_set(cell)) for cell in row.cells], strict=True)
            # First lines and last rows stay together: neither head nor foot stands alone on a page.
            if long and (number < opening or number >= len(grid.rows) - TOGETHER):
                table.append(NoEscape(r"\nopagebreak"))
    if long:
        _add_span(table, r"\exhibitlongend")
    else:
        table.append(NoEscape(r"\bottomrule"))
    return Latex(table.dumps())


def _long_table(spec: NoEscape, head: Sequence[NoEscape]) -> LongTable:
    """Begin a table that may break over pages.

    Its first head holds the exhibit's own (``\\exhibitlonghead``), its last row the bottom rule, note and
    source line (``\\exhibitlongend``): longtable would set a last foot alone on a page.
    """
    table = LongTable(spec, width=len(head))
    _add_span(table, r"\exhibitlonghead")
    _add_head(table, head)
    table.append(NoEscape(r"\endfirsthead"))
    _add_head(table, head)
    table.append(NoEscape(r"\endhead"))
    return table


def _add_span(table: LongTable, content: str) -> None:
    span = MultiColumn(table.width, align=NoEscape(r"@{}p{\linewidth}@{}"), data=NoEscape(content))
    table.add_row([span])


def _add_head(table: Tabular, head: Sequence[NoEscape]) -> None:
    table.append(NoEscape(r"\toprule"))
    table.add_row(list(head), strict=True)
    table.append(NoEscape(r"\midrule"))


def _lines(rows: Sequence[GridRow], widths: Sequence[float]) -> int:
    """Estimate how many lines of type rows take."""
    return sum(
        max(math.ceil(_measure(cell) / width) for cell, width in zip(row.cells, widths, strict=False)) for row in rows
    )


def _set(text: str) -> Latex:
    """Escape a cell; the blanks that pad numbers become as wide as what they stand for."""
    latex = escape(text)
    return Latex(latex.replace(FIGURE_SPACE, r"\phantom{0}").replace(PUNCTUATION_SPACE, r"\phantom{.}"))


def _measure(text: str) -> float:
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
    return ems * EM


def _widths(grid: Grid) -> list[float]:
    """Share the width of the text out among the columns, in millimetres.

    From the narrowest on, a column keeps the width of its content while that is no more than its
    part of what is left; the others share the rest by the square root of how much they hold, and
    none gets narrower than its longest word.
    """
    room = grid.page.text_width - GAP * (len(grid.columns) - 1)
    cells = [[row.cells[i] for row in grid.rows if not row.heading] for i in range(len(grid.columns))]
    words = [_longest_word(column, texts) for column, texts in zip(grid.columns, cells, strict=True)]
    natural = [max([word, *(_measure(text) for text in texts)]) for word, texts in zip(words, cells, strict=True)]
    widths = {i: c.width * grid.page.text_width for i, c in enumerate(grid.columns) if c.width}
    open_ = sorted((i for i in range(len(grid.columns)) if i not in widths), key=natural.__getitem__)
    while open_ and natural[open_[0]] <= (room - sum(widths.values())) / len(open_):
        first = open_.pop(0)
        widths[first] = natural[first]
    weights = {i: math.sqrt(sum(len(text) for text in cells[i]) + 1.0) for i in open_}
    for i in sorted(open_, key=lambda i: words[i] / weights[i], reverse=True):
        part = (room - sum(widths.values())) * weights[i] / sum(w for j, w in weights.items() if j not in widths)
        widths[i] = max(words[i], part)
    return [widths[i] for i in range(len(grid.columns))]


_LONGEST_UNBROKEN: Final = 30


def _longest_word(column: GridColumn, texts: Sequence[str]) -> float:
    words = [word for text in (column.title, *texts) for word in text.replace("-", "- ").split(" ")]
    # Longer words may be broken, see ``latex.escape``.
    return max((_measure(word[:_LONGEST_UNBROKEN]) for word in words), default=0.0)
