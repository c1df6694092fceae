"""What a second reader is asked about, and what readers' verdicts come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from reportgen.findings.model import Location
from reportgen.inputs.reviews.model import ANSWER, REMARK, Digests, Review
from reportgen.review.sampling import wilson

ItemKind: TypeAlias = Literal["statement", "exhibit", "heading", "figure", "row"]
State: TypeAlias = Literal["read", "changed", "disputed", "unread"]

BRIEF = "title"
"""Stands for a chapter where the title of the whole is asked about."""

DATA = "data"
"""Stands for a chapter where rows of data are asked about."""


@dataclass(frozen=True)
class Item:
    """Something that a reader is asked about: a statement, an exhibit's title, a heading, a figure or a row's claim.

    ``id`` names it: a statement by its chapter and the digest of its words. ``chapter`` is the id of its chapter, or
    ``DATA``. ``further`` are the other words that belong to it, by what they are. ``evidence`` are the ids of the
    passages that it rests on, ``rows`` the data rows, as table/id. ``number`` is a statement's in reading order.
    ``above`` is the heading that it stands under, ``below`` are the statements that a heading stands over, and
    ``volume`` is the id of its volume, empty for data.
    """

    id: str
    kind: ItemKind
    chapter: str
    location: Location
    text: str
    digests: Digests
    further: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    number: int = -1
    above: str = ""
    below: tuple[str, ...] = ()
    volume: str = ""


@dataclass(frozen=True)
class JudgedItem:
    """An item with what readers said of it.

    ``current`` are the last verdicts of each reader on it as it stands, ``answers`` the author's answers to them,
    ``earlier`` all other lines about it or what it was before its words changed, and remarks, ``own`` verdicts of its
    authors.
    """

    item: Item
    current: tuple[Review, ...] = ()
    answers: tuple[Review, ...] = ()
    earlier: tuple[Review, ...] = ()
    own: tuple[Review, ...] = ()

    @property
    def disputes(self) -> tuple[Review, ...]:
        """The verdicts that stand against it: *partly* and *not-supported*."""
        return tuple(review for review in self.current if review.verdict in {"partly", "not-supported"})

    @property
    def answered(self) -> bool:
        """Whether each verdict against it has an answer of the author's that came later, and no reader agreed yet."""
        last = max((answer.date for answer in self.answers), default="")
        return bool(self.disputes) and all(review.date <= last for review in self.disputes)

    @property
    def stale(self) -> tuple[Review, ...]:
        """Verdicts of readers on what it was before it changed: the last of each reader who has not read it anew."""
        again = {review.reader for review in self.current}
        last = {r.reader: r for r in self.earlier if r.digests != self.item.digests and r.verdict != REMARK}
        return tuple(r for r in last.values() if r.reader not in again and r.verdict != ANSWER)

    @property
    def remarks(self) -> tuple[Review, ...]:
        """What readers noted on it as it stands, without a verdict."""
        return tuple(r for r in self.earlier if r.verdict == REMARK and r.digests == self.item.digests)

    @property
    def state(self) -> State:
        """What has become of it: read, changed since it was read, disputed, or unread."""
        if self.current:
            return "disputed" if self.disputes else "read"
        return "changed" if self.stale else "unread"

    @property
    def verdict(self) -> str:
        """The worst of the verdicts on it as it stands; empty where there is none."""
        given = {review.verdict for review in self.current}
        return next((v for v in ("not-supported", "partly", "cannot-tell", "supported") if v in given), "")


@dataclass(frozen=True)
class Reviewed:
    """All that may be read, with what readers said, in reading order.

    ``gone`` are the verdicts on what the brief no longer says. ``demanded`` are the ids of what must have been read
    before the brief is called final; ``sampled`` those of the statements that report.toml has drawn of the whole
    brief, and ``drawn`` those of each volume, by its id.
    """

    judged: tuple[JudgedItem, ...] = ()
    gone: tuple[Review, ...] = ()
    demanded: frozenset[str] = frozenset()
    sampled: frozenset[str] = frozenset()
    drawn: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def statements(self) -> Counter[str]:
        """How many statements have been read, by verdict."""
        return Counter(j.verdict for j in self.judged if j.item.kind == "statement" and j.verdict)

    @property
    def sample(self) -> tuple[int, int]:
        """How many of the statements drawn have been read, and how many of these are not wholly supported.

        Those of which no reader could tell count as read, and not as errors.
        """
        return self._outcome(self.sampled)

    @property
    def error_rate(self) -> tuple[float, float, float] | None:
        """The share of statements not wholly supported, of those drawn and read, with the bounds of its interval."""
        return _rate(*self.sample)

    @property
    def error_rates(self) -> Mapping[str, tuple[float, float, float] | None]:
        """The same of the statements drawn of each volume, by its id."""
        return {volume: _rate(*self._outcome(ids)) for volume, ids in self.drawn.items()}

    def _outcome(self, ids: frozenset[str]) -> tuple[int, int]:
        read = [j for j in self.judged if j.item.id in ids and j.verdict]
        return len(read), sum(bool(j.disputes) for j in read)


def _rate(read: int, wrong: int) -> tuple[float, float, float] | None:
    return (wrong / read, *wilson(wrong, read)) if read else None


_ASKED: Final[Mapping[ItemKind, str]] = {
    "statement": "Do the passages say this?",
    "heading": "Does what stands below bear this out?",
    "exhibit": "Do rows and passages bear out these words?",
    "figure": "Do the passages say this of it?",
    "row": "Do the passages say this of it?",
}


def asked(item: Item) -> str:
    """Return what a reader is asked about an item: a sentence that asks something itself says only what it presumes."""
    if item.kind == "statement" and item.text.rstrip("”’\"')").endswith("?"):
        return "It is a question: do the passages say what it takes for granted?"
    return _ASKED[item.kind]


@dataclass(frozen=True)
class Tally:
    """How many there are of each state, of each verdict on what was read, and of remarks on what still stands."""

    states: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[str, int] = field(default_factory=dict)
    answered: int = 0
    remarks: int = 0
