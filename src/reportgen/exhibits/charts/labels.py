"""Labels that do not overlap: spreading along a line, free places, lanes, keys."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.exhibits.charts.sheet import SMALLEST, Box, Sheet
from reportgen.exhibits.charts.values import ChartError
from reportgen.text.appearance import PALETTE

MARKERS: Final = ("o", "s", "D", "^", "v", "P", "X")
"""Markers of the first, second … series, for readers who see no colours."""

_LANE: Final = 11.0  # mm; the distance of lines never grows beyond it


def spread(targets: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return the middles of labels as near to their targets as they go without overlap, in the targets' order.

    ``sizes`` are the lengths that they take up along the line from ``low`` to ``high``. If they
    take up more than there is, they are packed from ``low`` on.
    """
    order = sorted(range(len(targets)), key=lambda i: targets[i])
    blocks: list[list[int]] = []  # labels that touch each other, and where each block begins
    starts: list[float] = []
    for label in order:
        blocks.append([label])
        starts.append(_block_start(blocks[-1], targets, sizes, low, high))
        while len(blocks) > 1 and starts[-2] + sum(sizes[i] for i in blocks[-2]) > starts[-1]:
            last = blocks.pop()
            starts.pop()
            blocks[-1] += last
            starts[-1] = _block_start(blocks[-1], targets, sizes, low, high)
    middles = [0.0] * len(targets)
    for block, start in zip(blocks, starts, strict=True):
        for label in block:
            middles[label] = start + sizes[label] / 2
            start += sizes[label]
    return middles


def _block_start(
    block: Sequence[int], targets: Sequence[float], sizes: Sequence[float], low: float, high: float
) -> float:
    wishes, offset = 0.0, 0.0
    for label in block:
        wishes += targets[label] - sizes[label] / 2 - offset
        offset += sizes[label]
    return max(low, min(high - offset, wishes / len(block)))


class Spots:
    """Keeps account of what is taken on a sheet and finds free places for labels."""

    def __init__(self, sheet: Sheet) -> None:
        self._page = Box(0, 0, sheet.width, sheet.height)
        self._labels: list[Box] = []
        self._lines: list[tuple[str, Box]] = []

    def take(self, box: Box) -> None:
        """Mark a rectangle as taken by a label."""
        self._labels.append(box)

    def take_line(self, points: Sequence[tuple[float, float]], owner: str = "", half: float = 0.3) -> None:
        """Mark a line through points as taken; labels of its owner may stand on it."""
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            steps = max(1, round(max(abs(x1 - x0), abs(y1 - y0)) / 0.8))
            for step in range(steps + 1):
                x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
                self._lines.append((owner, Box(x - half, y - half, x + half, y + half)))

    def first(self, boxes: Iterable[Box], owner: str = "") -> Box | None:
        """Return the box, of those offered, that covers the least of the lines, and take it.

        ``None`` if all leave the sheet or cover a label.
        """
        best: tuple[int, int, Box] | None = None
        for number, box in enumerate(boxes):
            if box.left < 0 or box.top < 0 or box.right > self._page.right or box.bottom > self._page.bottom:
                continue
            if any(box.meets(label) for label in self._labels):
                continue
            cost = sum(box.meets(bit) for whose, bit in self._lines if not owner or whose != owner)
            if best is None or cost < best[0]:
                best = (cost, number, box)
            if cost == 0:
                break
        if best is None:
            return None
        self.take(best[2])
        return best[2]


@dataclass(frozen=True)
class Lanes:
    """Lines of a chart one below the other, with their labels at the left.

    ``size`` is the labels' size in points, ``width`` that of the widest in mm, ``pitch`` the
    height of the lowest lane, ``bottom`` where the last one ends.
    """

    size: float
    labels: tuple[tuple[str, ...], ...]
    middles: tuple[float, ...]
    pitch: float
    width: float
    bottom: float

    def write(self, sheet: Sheet, right: float) -> None:
        """Write the labels, right-aligned."""
        for label, y in zip(self.labels, self.middles, strict=True):
            sheet.write(right, y, label, size=self.size, align="right")


def lanes(
    sheet: Sheet, labels: Sequence[str], top: float, bottom: float, *, parts: int = 1, share: float = 0.42
) -> Lanes:
    """Share out the height among lines with labels, smaller type or longer lines of it where it must be.

    Each lane has room for ``parts`` lines of text beside its label; labels take at most a
    ``share`` of the sheet's width. Raises ``ChartError`` if the height is too small.
    """
    needed = 0.0
    for size in sizes(sheet.size):
        line = sheet.line_height(size)
        for width in (sheet.label_width(size), share * sheet.width):
            wrapped = [sheet.wrap(label, min(width, share * sheet.width), size) for label in labels]
            heights = [max(len(lines), parts) * line * 1.08 for lines in wrapped]
            needed = top + sum(heights) + sheet.height - bottom
            if needed <= sheet.height and sheet.widest([t for w in wrapped for t in w], size) <= share * sheet.width:
                return _lanes(sheet, wrapped, heights, size, (top, bottom), parts)
    if needed <= sheet.height:
        word = max((word for label in labels for word in label.split()), key=sheet.width_of)
        raise ChartError(
            f"the word {_short(word)} is too long for a label; it may be {share * sheet.width:.0f} mm wide"
        )
    raise ChartError(f"{len(labels)} lines do not fit; the chart needs a height of at least {needed + 1:.0f} mm")


def _short(text: str) -> str:
    return f'"{text}"' if len(text) <= 40 else f'"{text[:30]}…" of {len(text):,} letters'


def sizes(size: float) -> list[float]:
    """Return the type sizes to try, from the chart's own down to the smallest."""
    steps = int(max(0.0, size - SMALLEST) / 0.5)
    return [size - 0.5 * step for step in range(steps + 1)]


def _lanes(
    sheet: Sheet,
    wrapped: Sequence[tuple[str, ...]],
    heights: Sequence[float],
    size: float,
    room: tuple[float, float],
    parts: int,
) -> Lanes:
    top, bottom = room
    spare = (bottom - top - sum(heights)) / len(heights)
    most = _LANE * (1 + 0.25 * (parts - 1))
    middles, y = [], top
    grown = [max(h, min(h + spare, most)) for h in heights]
    for height in grown:
        middles.append(y + height / 2)
        y += height
    width = sheet.widest([line for lines in wrapped for line in lines], size)
    return Lanes(size, tuple(wrapped), tuple(middles), min(grown), width, y)


def key(sheet: Sheet, left: float, top: float, names: Sequence[tuple[str, str, str]], dry: bool = False) -> float:
    """Write a line of (name, colour, marker), wrapped where needed, and give the height that it takes.

    With ``dry`` nothing is drawn.
    """
    line = sheet.line_height() * 1.1
    x, y = left, top + line / 2
    for name, color, marker in names:
        width = 3.2 + sheet.width_of(name) + 4.5
        if x > left and x + width - 4.5 > sheet.width:
            x, y = left, y + line
        if not dry:
            sheet.mark(x + 1.2, y, color, marker, 2.6)
            sheet.write(x + 3.2, y, name)
        x += width
    return y + line / 2 - top


def unit_line(sheet: Sheet, left: float, text: str) -> float:
    """Write the unit at the top, small, and give the height that it takes (0 without one)."""
    if not text:
        return 0.0
    lines = sheet.wrap(text, sheet.width - left, sheet.small)
    height = len(lines) * sheet.line_height(sheet.small)
    sheet.write(left, height / 2, lines, size=sheet.small, color=PALETTE["muted"])
    return height + 1.2
