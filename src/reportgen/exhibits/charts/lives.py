"""What a timeline tells of each row: when it was, what it turned into, and what belongs to one line of succession."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportgen.exhibits.charts.values import Spell, cells, middle, names, spells, whens
from reportgen.exhibits.model import Chart
from reportgen.values.dates import When

TAIL: Final = 3.4
"""Millimetres of dots behind a bar of which no more is told."""


@dataclass(frozen=True)
class Life:
    """One row: what it is called, when it was, what it turned into; ``lost`` if no end but a last date is told."""

    ids: tuple[str, ...]
    name: str
    spell: Spell
    group: str
    successors: tuple[str, ...]
    lost: bool = False

    @property
    def tail(self) -> float:
        """Return the length of the dots behind the bar, in millimetres."""
        return TAIL if self.lost else 0.0


def read_lives(chart: Chart) -> list[Life]:
    """Return a life for each row."""
    own, keys = cells(chart, "id"), cells(chart, "label")
    rows = zip(own, keys, names(chart, "label"), spells(chart), names(chart, "group"), strict=True)
    return [
        _last_told(Life(_keys(identity, label), name, spell, group, _keys(successor)), told)
        for (identity, label, name, spell, group), successor, told in zip(
            rows, cells(chart, "successor"), whens(chart, "told"), strict=True
        )
    ]


def _keys(*found: object) -> tuple[str, ...]:
    """Return the ids that cells hold, whether one each or a list."""
    return tuple(
        str(key) for cell in found for key in (cell if isinstance(cell, tuple) else (cell,)) if key is not None
    )


def _last_told(life: Life, told: When | None) -> Life:
    """Let what has no end, but a last date that is told of it, go so far."""
    if told is None or life.spell.end is not None:
        return life
    last = middle(told)
    return replace(life, spell=Spell(life.spell.start, max(last, life.spell.start or last)), lost=True)


def end_where_others_begin(lives: Sequence[Life]) -> list[Life]:
    """Let what turned into something else, with no end given, end where that began."""
    starts = {key: life.spell.start for life in lives for key in reversed(life.ids)}
    ended = []
    for life in lives:
        begun = [start for key in life.successors if (start := starts.get(key)) is not None]
        later = [start for start in begun if life.spell.start is None or start > life.spell.start]
        open_end = (life.lost or life.spell.end is None) and bool(later)
        ended.append(replace(life, spell=Spell(life.spell.start, min(later)), lost=False) if open_end else life)
    return ended


def chains(lives: Sequence[Life]) -> list[list[Life]]:
    """Return what turned into one another together, each in the order of the rows, and last what stands alone."""
    places = {key: number for number, life in enumerate(lives) for key in reversed(life.ids)}
    heads = list(range(len(lives)))

    def head(number: int) -> int:
        while heads[number] != number:
            heads[number] = heads[heads[number]]
            number = heads[number]
        return number

    for number, life in enumerate(lives):
        for target in (places[key] for key in life.successors if key in places):
            first, second = sorted((head(number), head(target)))
            heads[second] = first
    together: dict[int, list[Life]] = {}
    for number, life in enumerate(lives):
        together.setdefault(head(number), []).append(life)
    alone = [chain[0] for chain in together.values() if len(chain) == 1]
    return [*(chain for chain in together.values() if len(chain) > 1), *([alone] if alone else [])]
