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
_LEAST: Final = 20
"""Letters that a heading may have before its words; fewer words than so many are found in a paragraph by chance."""

_SAYS: Final = re.compile(
    rf"({'|'.join(v.replace('-', '[ -]') for v in VERDICTS)})\s*(?:[:.;,–—-]\s*|\Z)", re.IGNORECASE
)
_CITATION: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def subject(text: str, begin: int, items: Iterable[Item]) -> Item | None:
    """Return what a comment at a place of a paragraph is about: the statement, heading or title that stands there.

    Where nothing does, it is what stands before: a comment on a citation or the mark of a note is about its sentence.
    """
    found: list[tuple[bool, float, Item]] = []
    for item in items:
        if item.kind in {"figure", "row"} or len(item.text) > len(text) * 1.3 + _LEAST:
            continue
        if len(text) > len(item.text) + _LEAST and (item.kind != "statement" or len(item.text) < _LEAST):
            # A heading or title is a paragraph of its own, but for a number or "Table 3" before it.
            continue
        there = fuzz.partial_ratio_alignment(item.text, text, score_cutoff=_ALIKE)
        if there is None or begin < there.dest_start - 1:
            continue
        covers = begin <= there.dest_end
        if not covers and re.search(r"[^\W\d_]", _CITATION.sub("", text[there.dest_end : begin])):
            # Words of another sentence, which nobody reviews, lie between.
            continue
        # Of those that cover the place, more words are the better match.
        likely = there.score * min(len(item.text), len(text)) if covers else float(there.dest_end)
        found.append((covers, likely, item))
    return max(found, key=lambda each: each[:2])[2] if found else None


def reviews_of(remarks: Iterable[Remark], items: Mapping[str, Item], now: str) -> Iterator[Review]:
    """Yield the lines that comments become: remarks, or verdicts where they begin with the name of one.

    ``now`` is the date of those that have none, or one that is still to come.
    """
    for remark in remarks:
        if remark.item not in items or not remark.comment.text:
            continue
        item, comment = items[remark.item], remark.comment
        verdict, said = spoken(comment.text)
        date = re.sub(r"(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?\Z", "Z", comment.date, count=1)
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
