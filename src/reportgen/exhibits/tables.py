"""Printed tables as LaTeX; the only user of pylatex."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from pylatex import LongTable, MultiColumn, NoEscape, Tabular

from reportgen.exhibits.grid import FIGURE_SPACE, PUNCTUATION_SPACE
from reportgen.exhibits.model import Grid, GridColumn
from reportgen.latex import Latex, escape

GAP: Final = 4.4
"""Space between columns in millimetres, twice ``\\tabcolsep`` of the style."""

EM: Final = 8.2 * 0.3515
"""Width of an em of the tables' type in millimetres."""

_TYPES: Final = {"left": "P", "right": "R", "center": "C"}
_NARROW, _WIDE = frozenset("iljtf.,:;'|!()[]/- I\u2009\u2008"), frozenset("mwMWQOG@%&\u2014")


def set_table(grid: Grid) -> Latex:
    """Set a table: booktabs rules, columns as wide as they need, the head repeated on every page."""
    widths = _widths(grid)
    spec = "".join(f"{_TYPES[c.align]}{{{w:.2f}mm}}" for c, w in zip(grid.columns, widths, strict=True))
    kind = LongTable if grid.long else Tabular
    table = kind(NoEscape(spec), booktabs=True, width=len(grid.columns))
    table.escape = False
    heads = [NoEscape(rf"\exhibitcolumn{{{c.align}}}{{{_set(c.title)}}}") for c in grid.columns]
    table.add_row(heads, strict=True)
    if grid.long:
        table.add_hline()
        table.end_table_header()
    else:
        table.add_hline()
    for number, row in enumerate(grid.rows):
        if row.heading:
            if number:
                table.append(NoEscape(r"\addlinespace[1.2mm]"))
            text = NoEscape(rf"\exhibitgroup{{{_set(row.cells[0])}}}")
            table.add_row([MultiColumn(len(grid.columns), align=NoEscape("@{}l@{}"), data=text)])
            table.append(NoEscape(r"\nopagebreak"))
        else:
            table.add_row([NoEscape(_set(cell)) for cell in row.cells], strict=True)
    return Latex(table.dumps())


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

    Columns whose content fits keep its width; the others share what is left by the square root
    of how much they hold, and none gets narrower than its longest word.
    """
    room = grid.page.text_width - GAP * (len(grid.columns) - 1)
    cells = [[row.cells[i] for row in grid.rows if not row.heading] for i in range(len(grid.columns))]
    words = [_longest_word(column, texts) for column, texts in zip(grid.columns, cells, strict=True)]
    natural = [max([word, *(_measure(text) for text in texts)]) for word, texts in zip(words, cells, strict=True)]
    widths = [c.width * grid.page.text_width or n for c, n in zip(grid.columns, natural, strict=True)]
    if sum(widths) <= room:
        return widths
    flexible = [i for i, c in enumerate(grid.columns) if not c.width and natural[i] > room / (len(widths) + 1)]
    fixed = sum(w for i, w in enumerate(widths) if i not in flexible)
    if not flexible or room - fixed < sum(words[i] for i in flexible):
        flexible = [i for i, c in enumerate(grid.columns) if not c.width]
        fixed = sum(w for i, w in enumerate(widths) if i not in flexible)
    weights = {i: math.sqrt(sum(len(t) for t in cells[i]) + 1.0) for i in flexible}
    left = room - fixed
    for i in sorted(flexible, key=lambda i: words[i] / weights[i], reverse=True):
        widths[i] = max(words[i], left * weights[i] / sum(weights.values()))
        widths[i] = min(widths[i], max(natural[i], words[i]))
        left -= widths[i]
        del weights[i]
    return widths


def _longest_word(column: GridColumn, texts: Sequence[str]) -> float:
    words = [word for text in (column.title, *texts) for word in text.replace("-", "- ").split(" ")]
    return max((_measure(word) for word in words), default=0.0)
