"""Small maps of tiles, one for each group or year."""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from reportgen.exhibits.charts.labels import MARKERS, key
from reportgen.exhibits.charts.sheet import POINT, SMALLEST, Box, Sheet, series_color, text_on
from reportgen.exhibits.charts.values import ChartError, each, lines, lookup, names, untils, whens
from reportgen.exhibits.model import Chart
from reportgen.text.appearance import PALETTE
from reportgen.values.dates import When

_GAP: Final = 0.7  # mm between tiles
_BETWEEN: Final = 6.0  # mm between panels


@dataclass(frozen=True)
class _Place:
    column: int
    row: int
    short: str


@dataclass(frozen=True)
class _Panel:
    """One map: ``filled`` gives for each place the numbers of its categories or series."""

    title: str
    filled: Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class _Grid:
    """Panels in lines; ``tile`` is the length of a tile's side, ``head`` the height of a title (mm)."""

    across: int
    tile: float
    head: float


def draw(figure: Figure, chart: Chart) -> None:
    """Draw the kind ``tiles``."""
    sheet, places = Sheet(figure, chart), _places(chart)
    kinds, panels = _panels(chart, places)
    if chart.options.get("multiples"):
        kinds, panels = [], _multiples(kinds, panels)
    top = 0.0
    if kinds:
        marks = MARKERS if "series" in chart.columns else ("s",)
        keys = [(name, series_color(n), marks[n % len(marks)]) for n, name in enumerate(kinds)]
        top = key(sheet, 0, 0, keys) + 1.5
    count = len(kinds) if "series" in chart.columns else 0  # in small multiples, none
    grid = _grid(sheet, places, panels, top, count)
    wide = (max(place.column for place in places.values()) + 1) * grid.tile - _GAP
    high = max(place.row for place in places.values()) + 1
    between = (sheet.width - grid.across * wide) / max(1, grid.across - 1)
    for number, panel in enumerate(panels):
        line, column = divmod(number, grid.across)
        left = column * (wide + min(between, 4 * _BETWEEN))
        upper = top + line * (high * grid.tile + grid.head + 3)
        title = sheet.wrap(panel.title, wide, bold=True)
        sheet.write(left, upper + grid.head - (len(title) / 2 + 0.25) * sheet.line_height(), title, bold=True)
        for key_, place in places.items():
            x, y = left + place.column * grid.tile, upper + grid.head + place.row * grid.tile
            box = Box(x, y, x + grid.tile - _GAP, y + grid.tile - _GAP)
            _draw_tile(sheet, box, place.short, panel.filled.get(key_, ()), count)


def _places(chart: Chart) -> dict[str, _Place]:
    table = str(chart.options.get("map", ""))
    rows = lookup(chart, "map", ("id", "tile_column", "tile_row", "short"))
    placed = [row for row in rows if isinstance(row["tile_column"], int) and isinstance(row["tile_row"], int)]
    if not placed:
        raise ChartError(f'no row of table "{table}" has whole numbers in "tile_column" and "tile_row"')
    columns, lines_ = ([int(str(row[c])) for row in placed] for c in ("tile_column", "tile_row"))
    return {
        str(row["id"]): _Place(column - min(columns), line - min(lines_), str(row["short"] or row["id"]))
        for row, column, line in zip(placed, columns, lines_, strict=True)
    }


def _panels(chart: Chart, places: Mapping[str, _Place]) -> tuple[list[str], list[_Panel]]:
    """Return the names of categories or series (none without such a role), and the panels."""
    role = "series" if "series" in chart.columns else "value"
    labels = names(chart, role)
    kinds = list(dict.fromkeys(filter(None, labels)))
    years = chart.options.get("panels")
    titles = [str(year) for year in years] if years else list(dict.fromkeys(names(chart, "group")))
    filled: list[dict[str, list[int]]] = [{} for _ in titles]
    times = zip(whens(chart, "start"), whens(chart, "end"), untils(chart), strict=True)
    rows = zip(each(chart, "place"), labels, names(chart, "group"), times, lines(chart), strict=True)
    for members, label, group, (start, end, until), line in rows:
        if kinds and not label:
            continue  # it would be drawn as one of them; which rows are left out is told before
        for place, _ in members:
            if place not in places:
                text = f'"{place}" has no tile in table "{chart.options["map"]}"'
                raise ChartError(text, line, chart.columns["place"])
            for title, panel in zip(titles, filled, strict=True):
                if _covers(start, end, until, title) if years else group == title:
                    panel.setdefault(place, []).append(kinds.index(label) if kinds else 0)
    return kinds, [_Panel(title, panel) for title, panel in zip(titles, filled, strict=True)]


def _multiples(kinds: Sequence[str], panels: Sequence[_Panel]) -> list[_Panel]:
    """Return a map of its own for each series in each panel in which it has a place, so that none covers another."""
    made = []
    for panel in panels:
        for number, kind in enumerate(kinds):
            filled = {place: (0,) for place, numbers in panel.filled.items() if number in numbers}
            if filled:
                made.append(_Panel(f"{panel.title}: {kind}" if panel.title else kind, filled))
    if not made:
        raise ChartError("no row with a series falls into a panel")
    return made


def _covers(start: When | None, end: When | None, until: When | None, year: str) -> bool:
    """Whether a spell covers 31 December of a year; a year or month as end is over by then.

    What is not over covers it where its sources were written then or later (``until``).
    """
    try:
        day = datetime.date(int(year), 12, 31)
    except (ValueError, OverflowError) as error:
        raise ChartError(f'"{year:.30}" in the option "panels" is not a year') from error
    if start is None or start.start.first > day:
        return False
    if end is None:
        return until is None or until.start.last >= day
    return end.start.first >= day


def _grid(sheet: Sheet, places: Mapping[str, _Place], panels: Sequence[_Panel], top: float, count: int) -> _Grid:
    """Arrange the panels so that the tiles are as large as they can be."""
    wide = max(place.column for place in places.values()) + 1
    high = max(place.row for place in places.values()) + 1
    titles = [panel.title for panel in panels if panel.title]
    best = _Grid(1, 0.0, 0.0)
    for across, lines_ in itertools.product(range(1, len(panels) + 1), range(1, 4) if titles else (0,)):
        down = math.ceil(len(panels) / across)
        head = (lines_ + 0.25) * sheet.line_height() if lines_ else 0.0
        width = (sheet.width - (across - 1) * _BETWEEN) / across / wide
        height = ((sheet.height - top - (down - 1) * 3) / down - head) / high
        tile = min(width, height, 14.0)
        wrapped = [sheet.wrap(title, wide * tile - _GAP, bold=True) for title in titles]
        fits = all(len(w) <= lines_ and sheet.widest(w, bold=True) <= wide * tile for w in wrapped)
        if tile > best.tile and fits:
            best = _Grid(across, tile, head)
    room = best.tile - _GAP - 0.6
    codes = sheet.widest([place.short for place in places.values()], SMALLEST)
    if best.tile <= 0 or codes > room or (count and room < 2 * SMALLEST * POINT):
        raise ChartError(f"{len(panels)} maps of {wide} by {high} tiles do not fit; the chart has to be higher")
    return best


def _draw_tile(sheet: Sheet, box: Box, short: str, filled: Sequence[int], count: int) -> None:
    middle, side = (box.left + box.right) / 2, box.right - box.left
    if count:
        sheet.fill(box, PALETTE["paper"], edge=PALETTE["muted"] if filled else PALETTE["rule"])
        color = PALETTE["ink"] if filled else PALETTE["muted"]
        sheet.write(
            middle, box.top + 0.25 * side, short, size=_code_size(sheet, short, side, 0.4), color=color, align="center"
        )
        _draw_marks(sheet, box, sorted(set(filled)), count)
        return
    fill = series_color(filled[0]) if filled else PALETTE["pale"]
    sheet.fill(box, fill)
    color = text_on(fill) if filled else PALETTE["muted"]
    y = (box.top + box.bottom) / 2
    sheet.write(
        middle, y, short, size=_code_size(sheet, short, side, 0.8), color=color, align="center", bold=bool(filled)
    )


def _draw_marks(sheet: Sheet, box: Box, filled: Sequence[int], count: int) -> None:
    """Set the markers of a tile; each series has its own place, so that gaps can be read too."""
    side = box.right - box.left
    lines_ = 1 if count <= 3 else 2 if count <= 8 else 3
    across = math.ceil(count / lines_)
    step, deep = 0.84 * side / across, 0.5 * side / lines_
    for number in filled:
        line, column = divmod(number, across)
        x = (box.left + box.right) / 2 + (column - (across - 1) / 2) * min(step, 3.4)
        y = box.top + 0.44 * side + (line + 0.5) * deep
        sheet.mark(x, y, series_color(number), MARKERS[number % len(MARKERS)], min(0.86 * step, 0.86 * deep, 2.4))


def _code_size(sheet: Sheet, short: str, side: float, share: float) -> float:
    """Return the size at which a code fits into a tile, using a share of its height."""
    size = sheet.size
    while size > SMALLEST and (sheet.width_of(short, size, bold=True) > side - 0.6 or size * POINT > share * side):
        size -= 0.25
    return size
