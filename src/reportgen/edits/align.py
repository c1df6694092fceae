"""Paragraphs of a document ↔ those that the brief prints, and the characters of both."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from reportgen.edits.document import NOTE

ALIKE: Final = 60.0
"""How alike (of 100) a paragraph must be to one that the brief prints, to be that one with other words."""

_SHORT: Final = 12
"""Letters of a paragraph that says too little to be known again by likeness."""

MOST: Final = 10_000_000
"""Pairs of words that are compared of one paragraph; pages without an end to a paragraph are one change."""

_LIKENED: Final = 2_000
"""Paragraphs that are looked for by likeness: of a document that has more new ones, nothing is known again."""

_TOKEN: Final = re.compile(r"\w+|\s+|.", re.DOTALL)
_ALIKE: Final = str.maketrans("’‘“”‐‑−\u00a0\u202f\u2009\n", "''\"\"---    ")
_UNSAID: Final = re.compile(rf"[\W{NOTE}]+")


def tokens(text: str) -> list[tuple[int, str]]:
    """Return words, signs and blanks with where they begin; in what they are compared by, signs of one kind are one."""
    return [(m.start(), " " if m[0].isspace() else m[0].translate(_ALIKE)) for m in _TOKEN.finditer(text)]


def paired(olds: Sequence[str], news: Sequence[str]) -> Mapping[int, int]:
    """Pair paragraphs with those that say the same, then with the most alike ones that are left; each once."""
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for number, text in enumerate(news):
        waiting[_said(text)].append(number)
    found: dict[int, int] = {}
    for number, text in enumerate(olds):
        if waiting[key := _said(text)] and key:
            found[number] = waiting[key].popleft()
    left = {number: news[number] for same in waiting.values() for number in same if len(news[number]) >= _SHORT}
    strange = [number for number, text in enumerate(olds) if number not in found and len(text) >= _SHORT]
    for number in strange[:_LIKENED]:
        if left:
            best = process.extractOne(olds[number], left, scorer=fuzz.ratio, score_cutoff=ALIKE)
            if best is not None:
                found[number] = best[2]
                del left[best[2]]
    return found


def _said(text: str) -> str:
    """Return the letters and digits of a text, or its signs where it has none."""
    return _UNSAID.sub("", text) or text.strip()


def mapped(old: str, new: str) -> tuple[list[int], Callable[[int], int]]:
    """Say for each character of a text where it stands in another one, −1 where it does not.

    The second value gives for a place between characters the one that answers to it, as near as can be said.
    """
    before, after = tokens(old), tokens(new)
    where = [-1] * len(old)
    if len(before) * len(after) > MOST:
        return where, lambda _: 0
    for block in LCSseq.opcodes([t for _, t in before], [t for _, t in after]):
        if block.tag == "equal":
            for one, other in zip(
                range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True
            ):
                start, said = before[one]
                for at in range(len(said)):
                    where[start + at] = after[other][0] + at

    def place(at: int) -> int:
        last = next((where[n] + 1 for n in range(min(at, len(where)) - 1, -1, -1) if where[n] >= 0), 0)
        return last if at == 0 or where[at - 1] >= 0 else min(last, len(new))

    return where, place


def alike(olds: Sequence[str], news: Sequence[str]) -> float:
    """Return how much of two documents is the same, paragraph by paragraph: from 0 to 1."""
    return LCSseq.normalized_similarity(olds, news)
