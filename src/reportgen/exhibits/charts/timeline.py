"""Life lines from start to end, and what turned into what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from reportgen.exhibits.charts.axes import Scale, draw_years, year_range, year_scale, years_height
from reportgen.exhibits.charts.bands import draw_bands, read_bands
from reportgen.exhibits.charts.labels import sizes
from reportgen.exhibits.charts.lives import TAIL, Life, chains, end_where_others_begin, read_lives
from reportgen.exhibits.charts.sheet import POINT, UNDER, UNTOLD, Align, Sheet, series_color, text_color, text_on
from reportgen.exhibits.charts.values import ChartError, Spell
from reportgen.exhibits.model import Chart
from reportgen.text.appearance import PALETTE

_GAP = 1.2  # mm between a bar and its name
_TIP = 1.6  # mm; the point of a bar that goes on


@dataclass(frozen=True)
class _Lane:
    """One line of the chart: a life, or (``life`` is ``None``) the heading of a group."""

    life: Life | None
    color: str
    heading: str = ""


@dataclass(frozen=True)
class _Name:
    """A bar's name, broken into lines, and where it stands: ``inside``, ``right`` or ``left``."""

    where: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class _Plan:
    size: float
    pitch: float
    thick: float
    top: float
    placed: Sequence[_Name | None]

    def middle(self, lane: int) -> float:
        return self.top + (lane + 0.5) * self.pitch


def draw(figure: Figure, chart: Chart) -> None:
    """Draw the kind ``timeline``."""
    sheet = Sheet(figure, chart)
    lives = end_where_others_begin(read_lives(chart))
    first, last = year_range(chart, [life.spell for life in lives])
    seen = [life for life in lives if _bar(life.spell, Scale(first, last, 0, 1)) is not None]
    if not seen:
        raise ChartError(f"no row falls between {first:g} and {last:g}")
    lanes = _lanes(seen, bool(chart.options.get("chains")))
    scale = year_scale(sheet, first, last, 0.2, sheet.width - 0.2)
    bands = read_bands(chart, first, last)
    top = draw_bands(sheet, bands, scale, bottom=0) if bands else 1.0
    bottom = sheet.height - years_height(sheet)
    plan = _plan(sheet, lanes, scale, top, bottom)
    end = plan.middle(len(lanes) - 1) + plan.pitch / 2
    if bands:
        draw_bands(sheet, bands, scale, bottom=end)
    draw_years(sheet, scale, top, end)
    _draw_links(sheet, lanes, plan, scale)
    for number, lane in enumerate(lanes):
        if lane.life is None:
            y = plan.middle(number) + 0.1 * plan.pitch
            color = text_color(lane.color)
            sheet.write(scale.start, y, lane.heading, size=plan.size, color=color, bold=True, halo=True)
        else:
            _draw_life(sheet, lane, plan, number, scale)


def _lanes(lives: Sequence[Life], chained: bool) -> list[_Lane]:
    groups = list(dict.fromkeys(life.group for life in lives))
    lanes = []
    for number, group in enumerate(groups):
        color = series_color(number)
        if group:
            lanes.append(_Lane(None, color, group))
        own = [life for life in lives if life.group == group]
        for line, chain in enumerate(chains(own) if chained else [own]):
            # An empty lane parts one line of succession from the next.
            lanes += [_Lane(None, color)] * (line > 0) + [_Lane(life, color) for life in chain]
    return lanes


def _bar(spell: Spell, scale: Scale) -> tuple[float, float] | None:
    """Return where a bar begins and ends, ``None`` if it lies outside the years shown."""
    low = scale.low if spell.start is None else spell.start
    high = spell.told(scale.high)
    if high < scale.low or low > scale.high:
        return None
    start = scale.inside(low)
    # An end within weeks of the start must still be seen.
    return start, max(scale.inside(high), start + 0.006 * (scale.end - scale.start))


def _plan(sheet: Sheet, lanes: Sequence[_Lane], scale: Scale, top: float, bottom: float) -> _Plan:
    pitch = min((bottom - top) / len(lanes), 11.0)
    thick = min(0.76 * pitch, 5.0)
    for size in sizes(sheet.size):
        if sheet.line_height(size) > pitch:
            continue
        placed = [None if lane.life is None else _place(sheet, lane.life, scale, size, pitch, thick) for lane in lanes]
        if all(name or lane.life is None for name, lane in zip(placed, lanes, strict=True)):
            return _Plan(size, pitch, thick, top, placed)
    least = len(lanes) * sheet.line_height(sizes(sheet.size)[-1]) * 1.05 + sheet.height - (bottom - top)
    if least > sheet.height:
        raise ChartError(f"{len(lanes)} lines do not fit; the chart needs a height of at least {least + 1:.0f} mm")
    raise ChartError("the names do not fit beside their bars; make the chart higher or the names shorter")


def _place(sheet: Sheet, life: Life, scale: Scale, size: float, pitch: float, thick: float) -> _Name | None:
    """Find where a name fits: inside the bar, else right or left of it, on one line or on several."""
    bar = _bar(life.spell, scale)
    if bar is None:
        return None
    line = sheet.line_height(size)
    rooms = {
        "inside": bar[1] - bar[0] - 2 * _GAP - (_TIP if life.spell.end is None else 0),
        "right": sheet.width - bar[1] - _GAP - life.tail,
        "left": bar[0] - _GAP,
    }
    for most in (1, 2, 3):
        for where, room in rooms.items():
            lines = sheet.wrap(life.name, room, size)
            height = size * POINT * (1.08 if life.spell.start else 1.18) + (len(lines) - 1) * line
            fits = height <= (thick if where == "inside" else pitch)
            if len(lines) <= most and fits and sheet.widest(lines, size) <= room:
                return _Name(where, lines)
    return None


def _draw_life(sheet: Sheet, lane: _Lane, plan: _Plan, number: int, scale: Scale) -> None:
    life, name, y = lane.life, plan.placed[number], plan.middle(number)
    bar = _bar(life.spell, scale) if life else None
    if life is None or name is None or bar is None:
        return
    if life.spell == Spell(None, None):
        # Without any date, the name and a thin line: the row belongs to the picture, but not in time.
        end = bar[0] + _GAP + sheet.widest(name.lines, plan.size) + 1.5
        sheet.line([(end, y), (bar[1], y)], PALETTE["muted"], width=0.6, dash=(1, 3), layer=UNDER)
    else:
        _draw_bar(sheet, life.spell, lane.color, bar, y, plan.thick, scale)
        if life.spell.end is None and life.spell.told(scale.high) < scale.high and name.where != "right":
            sheet.line([(bar[1], y), (scale.end, y)], lane.color, width=1.0, dash=UNTOLD, layer=UNDER)
        if life.lost:
            tail = [(bar[1] + 0.4, y), (min(bar[1] + TAIL, sheet.width), y)]
            sheet.line(tail, lane.color, width=1.5, dash=UNTOLD, layer=3)
    open_start = life.spell.start is None
    places: dict[str, tuple[float, Align]] = {
        "inside": (bar[0] + _GAP, "left"),
        "right": (bar[1] + life.tail + _GAP, "left"),
        "left": (bar[0] - _GAP, "right"),
    }
    x, align = places[name.where]
    color = PALETTE["ink"] if open_start or name.where != "inside" else text_on(lane.color)
    halo = name.where != "inside" or life.spell == Spell(None, None)
    sheet.write(x, y, name.lines, size=plan.size, color=color, align=align, halo=halo)


def _draw_bar(
    sheet: Sheet, spell: Spell, color: str, bar: tuple[float, float], y: float, thick: float, scale: Scale
) -> None:
    (left, right), half = bar, thick / 2
    tip = min(_TIP, (right - left) / 2)
    goes_on = spell.end is None or spell.end > scale.high
    came = spell.start is not None and spell.start < scale.low
    outline = [(left, y - half), (right - tip, y - half), (right, y), (right - tip, y + half), (left, y + half)]
    if not goes_on:
        outline[1:4] = [(right, y - half), (right, y + half)]
    if came:
        outline[0], outline[-1] = (left + tip, y - half), (left + tip, y + half)
        outline.append((left, y))
    if spell.start is None:
        # Open at the left: nobody says since when.
        sheet.shape(outline, PALETTE["paper"])
        sheet.line(outline, color, width=0.9, dash=(2.5, 1.5), layer=3)
    else:
        sheet.shape(outline, color)


def _draw_links(sheet: Sheet, lanes: Sequence[_Lane], plan: _Plan, scale: Scale) -> None:
    places = {key: number for number, lane in enumerate(lanes) if lane.life for key in reversed(lane.life.ids)}
    for number, lane in enumerate(lanes):
        # Without an end there is no place where a line to the successor could begin.
        for successor in lane.life.successors if lane.life and lane.life.spell.end is not None else ():
            target = places.get(successor)
            if target is not None and target != number:
                points = list(_link(lanes, plan, scale, number, target))
                sheet.line(points, PALETTE["ink"], width=0.8, layer=UNDER)
                _draw_head(sheet, points[-2], points[-1])


def _link(lanes: Sequence[_Lane], plan: _Plan, scale: Scale, number: int, target: int) -> Iterator[tuple[float, float]]:
    """Yield the points of a line from the end of one bar to the beginning of another."""
    old, new = lanes[number].life, lanes[target].life
    before, after = (_bar(life.spell, scale) if life else None for life in (old, new))
    if before is None or after is None:
        return
    down = 1 if target > number else -1
    y0, y1 = plan.middle(number), plan.middle(target)
    x0 = before[1] - 0.35
    names = (plan.placed[number], plan.placed[target])
    if after[0] - x0 > 1.5 and names[1] and names[1].where == "left" and names[0] and names[0].where != "right":
        # A gap in time, and the later name in the way: over, then down.
        x1 = after[0] + 0.6
        yield from ((before[1], y0), (x1, y0), (x1, y1 - down * plan.thick / 2))
        return
    yield x0, y0 + down * plan.thick / 2
    if after[0] - x0 > 1.5:
        # A gap in time: down, then to the beginning of the later bar.
        yield x0, y1
        yield after[0] - 0.1, y1
    else:
        yield min(x0, after[1] - 0.5), y1 - down * plan.thick / 2


def _draw_head(sheet: Sheet, before: tuple[float, float], tip: tuple[float, float]) -> None:
    (x0, y0), (x1, y1) = before, tip
    length = max(abs(x1 - x0), abs(y1 - y0)) or 1.0
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    size = 1.1
    back = (x1 - dx * size, y1 - dy * size)
    side = (0.5 * size * dy, 0.5 * size * dx)
    corners = [tip, (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])]
    sheet.shape(corners, PALETTE["ink"], layer=UNDER)
