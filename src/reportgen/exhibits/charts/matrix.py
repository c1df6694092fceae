"""Who belonged to what and when: a small bar of years for each row and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from reportgen.exhibits.charts.axes import Scale, year_range
from reportgen.exhibits.charts.labels import lanes, sizes
from reportgen.exhibits.charts.sheet import GRID, SMALLEST, UNDER, UNTOLD, Box, Sheet
from reportgen.exhibits.charts.values import ChartError, Spell, each, spells
from reportgen.exhibits.model import Chart
from reportgen.text.appearance import PALETTE

_Cells = Mapping[tuple[str, str], Sequence[Spell]]


def draw(figure: Figure, chart: Chart) -> None:
    """Draw the kind ``matrix``."""
    sheet, times = Sheet(figure, chart), spells(chart)
    first, last = year_range(chart, times)
    rows, columns, filled = _cells(chart, times)
    if not rows or not columns:
        raise ChartError("no row of the chart names both a row and a column")
    axis = sheet.line_height(sheet.small) + 1
    labels = [label for _, label in rows.items()]
    # The width of the labels decides on the width of the columns, and that on the height of their heads.
    guess = lanes(sheet, labels, 0, sheet.height, share=0.3)
    left = guess.width + 2.5
    pitch = (sheet.width - left) / len(columns)
    size, heads, upright = _heads(sheet, list(columns.values()), pitch - 1)
    height = _heads_height(sheet, heads, size, upright)
    lines = lanes(sheet, labels, height + 1.2, sheet.height - axis, share=0.3)
    lines.write(sheet, lines.width)
    gutter = min(3.0, 0.14 * pitch)
    for number, column in enumerate(columns):
        box = Box(left + number * pitch + gutter / 2, height + 1.2, left + (number + 1) * pitch - gutter / 2, 0)
        scale = Scale(first, last, box.left, box.right)
        middle = (box.left + box.right) / 2
        if upright:
            sheet.write(middle, height, heads[number], size=size, bold=True, upright=True)
        else:
            bottom = height - len(heads[number]) * sheet.line_height(size) / 2
            sheet.write(middle, bottom, heads[number], size=size, bold=True, align="center")
        sheet.fill(Box(box.left, box.top, box.right, lines.bottom), PALETTE["pale"], layer=0)
        for row, y in zip(rows, lines.middles, strict=True):
            sheet.line([(box.left, y), (box.right, y)], layer=GRID)
            _draw_spells(sheet, filled.get((row, column), ()), scale, y, min(0.5 * lines.pitch, 3.2))
        _draw_years(sheet, scale, lines.bottom + 0.6, number == 0)


def _cells(chart: Chart, times: Sequence[Spell]) -> tuple[dict[str, str], dict[str, str], _Cells]:
    """Return labels by id of the rows and of the columns, and the spells of each pair."""
    rows: dict[str, str] = {}
    columns: dict[str, str] = {}
    filled: dict[tuple[str, str], list[Spell]] = {}
    for many_rows, many_columns, spell in zip(each(chart, "row"), each(chart, "column"), times, strict=True):
        rows.update((i, label) for i, label in many_rows if i not in rows)
        columns.update((i, label) for i, label in many_columns if i not in columns)
        for row, _ in many_rows:
            for column, _ in many_columns:
                filled.setdefault((row, column), []).append(spell)
    return rows, columns, filled


def _heads(sheet: Sheet, labels: Sequence[str], width: float) -> tuple[float, list[tuple[str, ...]], bool]:
    """Return size and lines of the column heads, and whether they have to stand upright."""
    for size in sizes(sheet.size):
        heads = [sheet.wrap(label, width, size, bold=True) for label in labels]
        if max(map(len, heads)) <= 4 and sheet.widest([t for head in heads for t in head], size, bold=True) <= width:
            return size, heads, False
    for size in sizes(sheet.size):
        heads = [sheet.wrap(label, sheet.label_width(size), size, bold=True) for label in labels]
        if max(map(len, heads)) * sheet.line_height(size) <= width + 1:
            return size, heads, True
    raise ChartError(f"{len(labels)} columns do not fit beside each other")


def _heads_height(sheet: Sheet, heads: Sequence[tuple[str, ...]], size: float, upright: bool) -> float:
    if upright:
        return sheet.widest([line for head in heads for line in head], size, bold=True) + 0.5
    return max(map(len, heads)) * sheet.line_height(size)


def _draw_spells(sheet: Sheet, times: Sequence[Spell], scale: Scale, y: float, thick: float) -> None:
    dated = [spell for spell in times if spell.start is not None or spell.end is not None]
    for spell in dated or times[:1]:
        start, end = spell.start, spell.end
        low = scale.low if start is None else start
        high = spell.told(scale.high)
        if high < scale.low or low > scale.high:
            continue
        box = Box(scale.inside(low), y - thick / 2, max(scale.inside(high), scale.inside(low) + 0.5), y + thick / 2)
        color = PALETTE["accent"]
        if start is None:
            sheet.fill(box, PALETTE["paper"], edge=color, hatch="//////", layer=UNDER)
        else:
            sheet.fill(box, color)
        if end is None and high < scale.high:
            sheet.line([(box.right, y), (scale.end, y)], color, width=1.0, dash=UNTOLD, layer=UNDER)


def _draw_years(sheet: Sheet, scale: Scale, top: float, leftmost: bool) -> None:
    size = sheet.small
    room = scale.end - scale.start
    years = [f"{scale.low:.0f}", f"{scale.high:.0f}"]
    while size > SMALLEST and sum(sheet.width_of(t, size) for t in years) + 1 > room:
        size -= 0.5
    if sum(sheet.width_of(t, size) for t in years) + 1 > room:
        if any(len(year) != 4 for year in years):
            told = f"the years {years[0]} and {years[1]} do not fit under a column of {room:.0f} mm"
            raise ChartError(f'{told}; set the options "from" and "to", or show fewer columns')
        years = ["’" + year[-2:] for year in years]
    if sum(sheet.width_of(t, size) for t in years) + 1 > room and not leftmost:
        return
    y = top + sheet.line_height(size) / 2
    sheet.write(scale.start, y, years[0], size=size, color=PALETTE["muted"])
    if sum(sheet.width_of(t, size) for t in years) + 1 <= room:
        sheet.write(scale.end, y, years[1], size=size, color=PALETTE["muted"], align="right")
