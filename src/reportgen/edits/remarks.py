"""Comments → lines of the table of reviews."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rapidfuzz import fuzz

from reportgen.edits.model import Remark
from reportgen.inputs.reviews.model import REMARK, VERDICTS, Review, cleaned, valid
from reportgen.review.model import Item

_ALIKE: Final = 85.0
_SHORTEST: Final = 8
_SAYS: Final = re.compile(
    rf"({'|'.join(v.replace('-', '[ -]') for v in VERDICTS)})\s*(?:[:.;,–—-]\s*|\Z)", re.IGNORECASE
)
_SPACES: Final = re.compile(r"\s+")


def subject(text: str, begin: int, items: Iterable[Item]) -> Item | None:
    """Return what a comment at a place of a paragraph is about: the statement, heading or title that stands there.

    Where the place is between two, it is the one before.
    """
    best: tuple[float, Item] | None = None
    for item in items:
        if item.kind in {"figure", "row"} or not _SHORTEST <= len(item.text) <= len(text) * 1.3 + _SHORTEST:
            continue
        found = fuzz.partial_ratio_alignment(item.text, text, score_cutoff=_ALIKE)
        if found is None or not found.dest_start - 1 <= begin <= found.dest_end:
            continue
        # Of the same likeness, more words are the better match.
        score = found.score * min(len(item.text), len(text))
        if best is None or score > best[0]:
            best = score, item
    return best[1] if best else None


def reviews_of(remarks: Iterable[Remark], items: Mapping[str, Item], now: str) -> Iterator[Review]:
    """Yield the lines that comments become: remarks, or verdicts where they begin with the name of one.

    ``now`` is the date of those that have none, or one that is still to come.
    """
    for remark in remarks:
        if remark.item not in items or not remark.comment.text:
            continue
        item, comment = items[remark.item], remark.comment
        verdict, said = spoken(comment.text)
        date = re.sub(r"(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?\Z", "Z", comment.date)
        reader = cleaned(comment.author) or "unknown"
        for day in (date, now):
            made = Review(item.id, cleaned(item.text), item.digests, reader, "reader", day, verdict, cleaned(said))
            if valid(made) and day <= now:
                yield made
                break


def spoken(text: str) -> tuple[str, str]:
    """Return the verdict that a comment begins with, and what else it says; one that names none is a remark."""
    found = _SAYS.match(text)
    if found is None:
        return REMARK, text
    return found[1].casefold().replace(" ", "-"), text[found.end() :]
