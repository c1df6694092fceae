"""Items and reviews → what the verdicts come to."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz

from reportgen.inputs.reviews.model import ANSWER, AUTHOR, REMARK, Review
from reportgen.project.model import Settings
from reportgen.review.model import Item, JudgedItem, Reviewed, Tally
from reportgen.review.sampling import sample

ALIKE: Final = 60.0
"""How alike (of 100) a statement that came must be to one that went, to be the same with other words."""

_PAIRED: Final = 10_000
_WORDED: Final = frozenset({"statement", "heading"})
"""Kinds of what has its name from its words."""


def judge(items: Iterable[Item], reviews: Sequence[Review], settings: Settings) -> Reviewed:
    """Put together what readers said of each item.

    A verdict holds for exactly the digests that it was given on. Of a reader the last verdict counts, by its date and
    then by its place in the table. One of a person whom report.toml names as an author counts for nothing.
    """
    known = {item.id: item for item in items}
    authors = {name_key(author) for author in settings.authors}
    lines: dict[str, list[Review]] = defaultdict(list)
    for review in sorted(reviews, key=lambda review: (review.date, review.line)):
        lines[review.statement].append(review)
    became = dict(_pairs({name: said for name, said in lines.items() if name not in known}, known, lines.keys()))
    gone = tuple(said[-1] for name, said in lines.items() if name not in known and name not in became)
    for old, new in became.items():
        lines[new] = [*lines[old], *lines.get(new, [])]
    judged = tuple(_judged(item, lines.get(name, ()), authors) for name, item in known.items())
    drawn = {v: _sampled(known.values(), n, settings, v) for v, n in settings.review.samples.items()}
    sampled = _sampled(known.values(), settings.review.sample, settings)
    demanded = _demanded(known.values(), settings).union(sampled, *drawn.values())
    return Reviewed(judged, gone, demanded, sampled, drawn)


def name_key(name: str) -> str:
    """Return a person's name in the form in which names are compared: capitals, blanks and marks do not count."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in folded if c.isalnum())


def is_author(name: str, settings: Settings) -> bool:
    """Whether report.toml names somebody as an author of the brief."""
    return name_key(name) in {name_key(author) for author in settings.authors}


def tallies(reviewed: Reviewed) -> Mapping[str, Tally]:
    """Count by chapter, in the order in which they come, and ``""`` for the whole."""
    groups: dict[str, list[JudgedItem]] = {"": list(reviewed.judged)}
    for judged in reviewed.judged:
        groups.setdefault(judged.item.chapter, []).append(judged)
    return {chapter: _tally(found) for chapter, found in groups.items()}


def _tally(found: Iterable[JudgedItem]) -> Tally:
    each = list(found)
    states = Counter[str](judged.state for judged in each)
    verdicts = Counter(judged.verdict for judged in each if judged.verdict)
    answered, remarks = sum(judged.answered for judged in each), sum(len(judged.remarks) for judged in each)
    return Tally(dict(states), dict(verdicts), answered, remarks)


def _judged(item: Item, lines: Sequence[Review], authors: Collection[str]) -> JudgedItem:
    here = [review for review in lines if review.digests == item.digests and review.verdict != REMARK]
    own = [r for r in here if r.role != AUTHOR and name_key(r.reader) in authors]
    last = {name_key(r.reader): r for r in here if r.role != AUTHOR and r not in own}
    current = tuple(last.values())
    answers = tuple(r for r in here if r.role == AUTHOR and r.verdict == ANSWER)
    shown = {id(review) for review in (*current, *answers, *own)}
    earlier = tuple(
        r for r in lines if id(r) not in shown and (name_key(r.reader) not in authors or r.verdict == REMARK)
    )
    return JudgedItem(item, current, answers, earlier, tuple(own))


def _pairs(
    went: Mapping[str, Sequence[Review]], known: Mapping[str, Item], read: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the ids of statements that are no more with those of the most like ones of their chapter, each once."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, said in went.items():
        groups[name.rpartition("/")[0]].append((name, said[-1].text))
    for group, olds in groups.items():
        news = [i for i in known.values() if i.kind in _WORDED and i.id.rpartition("/")[0] == group]
        news = [item for item in news if item.id not in read]
        if group.partition(":")[0] not in _WORDED or len(olds) * len(news) > _PAIRED:
            continue
        alike = sorted(
            ((fuzz.ratio(text, n.text[: len(text) + 200]), n.id, o) for o, text in olds for n in news), reverse=True
        )
        taken: set[str] = set()
        for score, new, old in alike:
            if score >= ALIKE and taken.isdisjoint({new, old}):
                taken |= {new, old}
                yield old, new


def _sampled(items: Iterable[Item], size: int, settings: Settings, volume: str = "") -> frozenset[str]:
    """Return the statements that are drawn, of the whole brief or of one volume."""
    own = (item.id for item in items if item.kind == "statement" and volume in ("", item.volume))
    return sample(own, size, settings.review.seed)


def _demanded(items: Iterable[Item], settings: Settings) -> frozenset[str]:
    scope = settings.review.read
    return frozenset(i.id for i in items if scope == "all" or (scope == "exhibits" and i.kind == "exhibit"))
