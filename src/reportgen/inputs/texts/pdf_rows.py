"""Characters of a page of a PDF → rows: what stands on one line across the page, with raised and lowered bits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

# All in parts of the size of the type.
_LEVEL: Final = 0.12
_UP: Final = 0.8
_DOWN: Final = 0.62
_NEAR: Final = 0.45
_SMALLER: Final = 0.88
_REACH: Final = 2.0
# So far from the text of a note its number may stand.
_HANGING: Final = 4
_WIDEST_BIT: Final = 8
# Two characters are of one run when they follow each other on one line.
_RUN_GAP: Final = 0.7
_OVERLAP: Final = 0.6


class Char(NamedTuple):
    """A character: where its baseline begins, where it ends, its size, and whether a blank stands before it.

    In points, x to the right and y upwards, turned so that its line is level. ``blank``: a blank is printed
    before it, or the PDF's own engine sees one there.
    """

    letter: str
    start: float
    end: float
    base: float
    size: float
    blank: bool


@dataclass
class Run:
    """Characters of one size on one baseline that follow each other; ``level`` is +1 if raised, -1 if lowered."""

    chars: list[Char]
    level: int = 0

    @property
    def start(self) -> float:
        """Where it begins."""
        return self.chars[0].start

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.chars[-1].end

    @property
    def base(self) -> float:
        """Its baseline."""
        return self.chars[0].base

    @property
    def size(self) -> float:
        """The size of its type."""
        return self.chars[0].size


@dataclass
class Row:
    """Runs on one line across the page."""

    base: float
    size: float
    runs: list[Run] = field(default_factory=list)
    edges: set[int] = field(default_factory=set)

    def add(self, run: Run) -> None:
        """Take a run in."""
        self.runs.append(run)
        self.edges.update((round(run.start), round(run.end)))

    def touches(self, run: Run) -> bool:
        """Say whether a run begins where one of this row's ends, or ends where one begins; or numbers a note."""
        if 0 < min(self.edges) - run.end <= _HANGING * self.size and all(map(_is_digit, run.chars)):
            return True
        near = max(1, round(_NEAR * self.size))
        return any(
            x + step in self.edges for x in (round(run.start), round(run.end)) for step in range(-near, near + 1)
        )


def rows_of(chars: Iterable[Char]) -> list[Row]:
    """Put the characters of a page into rows, from the top of the page down."""
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    made: list[Row] = []
    # Larger type first, so that what is raised finds the line that it belongs to.
    for run in sorted(_runs(chars), key=lambda run: -round(run.size, 1)):
        row = _home(run, rows)
        if row is None:
            row = Row(run.base, run.size)
            rows[round(run.base)].append(row)
            made.append(row)
        row.add(run)
    return sorted(map(_settled, made), key=lambda row: -row.base)


def _runs(chars: Iterable[Char]) -> Iterator[Run]:
    run: Run | None = None
    for char in chars:
        if run is not None and _follows(run.chars[-1], char):
            run.chars.append(char)
            continue
        if run is not None:
            yield run
        run = Run([char])
    if run is not None:
        yield run


def _follows(before: Char, char: Char) -> bool:
    size = max(before.size, char.size)
    level = abs(before.base - char.base) <= 0.02 * size and abs(before.size - char.size) <= 0.03 * size
    return level and before.start - _OVERLAP * size <= char.start <= before.end + _RUN_GAP * size


def _home(run: Run, rows: dict[int, list[Row]]) -> Row | None:
    """Find the row that a run belongs to, and note in the run whether it is raised there.

    What is short and stands on the line of a row that it does not touch, as one of another column, may be a raised bit
    of a row that it does touch.
    """
    middle = round(run.base)
    short = run.end - run.start <= _WIDEST_BIT * run.size
    apart: tuple[float, int, Row] | None = None
    for distance in range(round(_REACH * run.size) + 2):
        near = [row for at in {middle - distance, middle + distance} for row in rows.get(at, ())]
        fits = [(abs(run.base - row.base), level, row) for row in near if (level := _level(run, row)) is not None]
        sure = [fit for fit in fits if fit[1] or not short or fit[2].touches(run)]
        if sure:
            _, run.level, row = min(sure, key=lambda fit: fit[0])
            return row
        apart = apart or min(fits, key=lambda fit: fit[0], default=None)
    return apart[2] if apart else None


def _level(run: Run, row: Row) -> int | None:
    shift = (run.base - row.base) / row.size
    if abs(shift) <= _LEVEL:
        return 0
    small = run.size <= _SMALLER * row.size
    if run.end - run.start > _WIDEST_BIT * row.size or not row.touches(run):
        return None
    if small:
        return 1 if 0 < shift <= _UP else -1 if -_DOWN <= shift < 0 else None
    # Word processors can raise without making smaller.
    return 1 if 0.2 <= shift <= 0.5 and len(run.chars) <= 3 and all(map(_is_digit, run.chars)) else None


def _is_digit(char: Char) -> bool:
    return char.letter.isdecimal()


def _settled(row: Row) -> Row:
    """Put the runs of a row in order, with its size that of most of its characters on the line."""
    row.runs.sort(key=lambda run: run.start)
    sizes = Counter[float]()
    for run in row.runs:
        if not run.level:
            sizes[round(run.size, 1)] += len(run.chars)
    row.size = max(sizes, key=lambda size: (sizes[size], size), default=row.size)
    return row


def pieces(row: Row, gap: float) -> list[Row]:
    """Cut a row where blanks are wider than ``gap`` times its size."""
    parts = [Row(row.base, row.size, [row.runs[0]])]
    reached = row.runs[0].end
    for run in row.runs[1:]:
        if run.start - reached > gap * row.size:
            parts.append(Row(row.base, row.size))
        parts[-1].runs.append(run)
        reached = max(reached, run.end)
    return parts


def spread(sizes: Sequence[float]) -> float:
    """Return the middle one of some distances."""
    return sorted(sizes)[len(sizes) // 2] if sizes else 0.0


def letterspace(row: Row) -> float:
    """Return how far apart the letters of a row are set: nothing, or what spaced-out words have between letters."""
    gaps = [
        b.start - a.end
        for run in row.runs
        for a, b in pairwise(run.chars)
        if not b.blank and a.letter.isalpha() and b.letter.isalpha()
    ]
    middle = spread(gaps)
    return middle if len(gaps) > 3 and 0.06 * row.size < middle < 0.5 * row.size else 0.0
