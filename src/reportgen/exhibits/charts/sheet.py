"""A figure as a sheet of paper: everything is placed in millimetres from the upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.patheffects import Stroke
from matplotlib.textpath import text_to_path

from reportgen.exhibits.model import SERIES, Chart
from reportgen.text.appearance import PALETTE

POINT: Final = 25.4 / 72
"""Millimetres in a point."""

HAIR: Final = 0.4
"""Width of a hairline in points."""

SMALLEST: Final = 7.0
"""The smallest type in points, at the size of print."""

_LEADING: Final = 1.16
_MIDDLE: Final = 0.35  # from the baseline to half the height of capitals and figures, in em

_AREA: Final = {"s": 0.88, "D": 0.78, "^": 1.06, "v": 1.06}
"""What makes markers look equally large."""

_SEEN: Final = 3.0  # contrast that what is no text needs to its ground (WCAG 2.2, 1.4.11)

UNTOLD: Final = (0.8, 1.6)
"""Dots of a line for what is beyond the sources (points)."""

BANDS, GRID, UNDER, DATA, HALO, TEXT = range(6)
"""Layers from back to front."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet, in millimetres; ``top`` is less than ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether two rectangles are closer than a gap."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )


class Sheet:
    """Draws on a figure in millimetres; ``size`` is the type size of the chart in points."""

    def __init__(self, figure: Figure, chart: Chart) -> None:
        self.width, self.height = (float(inches) * 25.4 for inches in figure.get_size_inches())
        self.size = chart.page.font_size
        self.small = max(SMALLEST, self.size - 1)
        self._widths: dict[tuple[str, float, bool], float] = {}
        self._axes = figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, self.width)
        self._axes.set_ylim(self.height, 0)
        self._axes.set_axis_off()

    def width_of(self, text: str, size: float | None = None, bold: bool = False) -> float:
        """Return the width of a line of text in millimetres."""
        key = (text, size or self.size, bold)
        if key not in self._widths:
            font = FontProperties(size=key[1], weight="bold" if bold else "normal")
            width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
            self._widths[key] = width * POINT
        return self._widths[key]

    def widest(self, texts: Sequence[str], size: float | None = None, bold: bool = False) -> float:
        """Return the width of the longest of several lines in millimetres; 0 for none."""
        return max((self.width_of(text, size, bold) for text in texts), default=0.0)

    def line_height(self, size: float | None = None) -> float:
        """Return the distance of two baselines."""
        return (size or self.size) * POINT * _LEADING

    def label_width(self, size: float | None = None) -> float:
        """Return the width of some 28 characters, beyond which labels are wrapped."""
        return 28 * 0.5 * (size or self.size) * POINT

    def wrap(self, text: str, width: float, size: float | None = None, bold: bool = False) -> tuple[str, ...]:
        """Return a text in as few lines as the width allows, about equally long.

        A single word may still be wider than that.
        """
        lines = self._fill(text, width, size, bold)
        while len(lines) > 1:
            narrower = self._fill(text, self.widest(lines, size, bold) - 0.01, size, bold)
            if len(narrower) > len(lines) or self.widest(narrower, size, bold) >= self.widest(lines, size, bold):
                break
            lines = narrower
        return tuple(lines)

    def _fill(self, text: str, width: float, size: float | None, bold: bool) -> list[str]:
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width_of(longer, size, bold) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines or [""]

    def write(
        self,
        x: float,
        y: float,
        text: str | Sequence[str],
        *,
        size: float | None = None,
        color: str = PALETTE["ink"],
        align: Align = "left",
        bold: bool = False,
        halo: bool = False,
        upright: bool = False,
    ) -> None:
        """Write one line or several, centred on ``y``; upright text reads from bottom to top, centred on ``x``."""
        size = size or self.size
        lines = [text] if isinstance(text, str) else list(text)
        height = self.line_height(size)
        for number, line in enumerate(lines):
            shift = (number - (len(lines) - 1) / 2) * height + _MIDDLE * size * POINT
            place = (x + shift, y) if upright else (x, y + shift)
            self._letters(place, line, size, color, align, bold, halo, 90 if upright else 0)

    def _letters(
        self,
        place: tuple[float, float],
        text: str,
        size: float,
        color: str,
        align: Align,
        bold: bool,
        halo: bool,
        turn: float,
    ) -> None:
        if not text.strip():
            return
        for layer in (HALO, TEXT) if halo else (TEXT,):
            letters = self._axes.text(
                *place,
                text,
                fontsize=size,
                color=color,
                ha=align,
                va="baseline",
                fontweight="bold" if bold else "normal",
                rotation=turn,
                rotation_mode="anchor",
                zorder=layer,
            )
            if layer == HALO:
                # Text with an effect becomes outlines; the text itself follows above it.
                letters.set_path_effects([Stroke(linewidth=2.2, foreground=PALETTE["paper"], joinstyle="round")])

    def line(
        self,
        points: Sequence[tuple[float, float]],
        color: str = PALETTE["rule"],
        *,
        width: float = HAIR,
        dash: Sequence[float] = (),
        layer: float = GRID,
    ) -> None:
        """Draw a line through points; ``width`` and ``dash`` in points."""
        line = Line2D([x for x, _ in points], [y for _, y in points], color=color, linewidth=width, zorder=layer)
        line.set_solid_capstyle("butt")
        line.set_solid_joinstyle("miter")
        if dash:
            line.set_linestyle((0, tuple(dash)))
        self._axes.add_line(line)

    def shape(
        self,
        points: Sequence[tuple[float, float]],
        fill: str | None,
        *,
        edge: str | None = None,
        width: float = 0.7,
        hatch: str = "",
        layer: float = DATA,
    ) -> None:
        """Fill a polygon; ``edge`` is also the colour of its hatching."""
        polygon = Polygon(list(points), closed=True, linewidth=width if edge else 0, zorder=layer)
        polygon.set_facecolor(fill or "none")
        polygon.set_edgecolor(edge or "none")
        if hatch:
            polygon.set_hatch(hatch)
        self._axes.add_patch(polygon)

    def fill(
        self, box: Box, fill: str | None, *, edge: str | None = None, hatch: str = "", layer: float = DATA
    ) -> None:
        """Fill a rectangle."""
        corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
        self.shape(corners, fill, edge=edge, hatch=hatch, layer=layer)

    def mark(self, x: float, y: float, color: str, marker: str = "o", size: float = 2.2, layer: float = DATA) -> None:
        """Set a marker of about ``size`` mm with a thin edge, white or, round a light colour, dark."""
        points = size / POINT * _AREA.get(marker, 1.0)
        mark = Line2D([x], [y], color=color, marker=marker, markersize=points, linestyle="none", zorder=layer)
        light = 1.05 / (_luminance(*_channels(color)) + 0.05) < _SEEN
        mark.set_markeredgecolor(text_color(color) if light else PALETTE["paper"])
        mark.set_markeredgewidth(0.6)
        self._axes.add_line(mark)


def series_color(number: int) -> str:
    """Return the colour of the first (0), second … series."""
    return PALETTE[SERIES[number % len(SERIES)]]


def text_color(color: str) -> str:
    """Return a colour darkened until text in it can be read on white (contrast 4.5, WCAG 2.2)."""
    red, green, blue = _channels(color)
    while 1.05 / (_luminance(red, green, blue) + 0.05) < 4.5:
        red, green, blue = (0.93 * c for c in (red, green, blue))
    return "#" + "".join(f"{round(255 * c):02x}" for c in (red, green, blue))


def text_on(color: str) -> str:
    """Return the colour, paper or ink, of text on a fill."""
    back = _luminance(*_channels(color)) + 0.05
    ink = _luminance(*_channels(PALETTE["ink"])) + 0.05
    return PALETTE["paper"] if 1.05 / back > back / ink else PALETTE["ink"]


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _luminance(red: float, green: float, blue: float) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
