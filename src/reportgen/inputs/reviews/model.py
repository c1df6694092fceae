"""Reviews: what a reader said of a statement as it stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Final

SUPPORTED, PARTLY, NOT_SUPPORTED, CANNOT_TELL = "supported", "partly", "not-supported", "cannot-tell"
VERDICTS: Final = (SUPPORTED, PARTLY, NOT_SUPPORTED, CANNOT_TELL)
"""What a reader can say of a statement beside its passages."""

REMARK: Final = "remark"
"""Stands in the place of a verdict where a reader gives none: a comment."""

AUTHOR, ANSWER = "author", "answer"
"""Role and verdict of a line in which an author answers a reader."""

LONGEST_CELL: Final = 1000
"""Characters that are kept of a text or comment."""

_FORMULA: Final = ("=", "+", "-", "@", "'")
_DIGEST: Final = re.compile(r"[0-9a-f]{16}")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


@dataclass(frozen=True)
class Digests:
    """What a review holds for: 16 hexadecimal digits each for words, quotations with their sources, and data."""

    words: str
    passages: str
    data: str

    def differing(self, other: Digests) -> tuple[str, ...]:
        """Say what differs, in the order of the columns."""
        pairs = zip(("words", "passages", "data"), astuple(self), astuple(other), strict=True)
        return tuple(name for name, one, two in pairs if one != two)


@dataclass(frozen=True)
class Review:
    """A line of the table of reviews: a verdict, a remark, or an author's answer (role ``AUTHOR``, verdict ``ANSWER``).

    ``statement`` is the id of what was read, ``text`` its words (of a long one the beginning), ``date`` the time in
    UTC, YYYY-MM-DDTHH:MM:SSZ. ``line`` is where it stands, 0 while it stands nowhere.
    """

    statement: str
    text: str
    digests: Digests
    reader: str
    role: str
    date: str
    verdict: str
    comment: str
    line: int = 0


def cleaned(text: str, longest: int = LONGEST_CELL) -> str:
    """Return a text in one line, without what cannot be seen or commands a terminal, and not too long."""
    seen = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    flat = " ".join("".join(c for c in seen if unicodedata.category(c) not in {"Cf", "Cs", "Cn", "Co"}).split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1].rstrip()}…"


def guarded(cell: str) -> str:
    """Return a cell with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def valid(review: Review) -> bool:
    """Tell whether a review can stand in the table: digests, day, verdict, and somebody who gives it."""
    own = review.role == AUTHOR and review.verdict == ANSWER
    digests = (review.digests.words, review.digests.passages, review.digests.data)
    texts = (review.statement, review.text, review.reader, review.role, review.comment)
    return (
        all(_DIGEST.fullmatch(digest) for digest in digests)
        and _is_time(review.date)
        and (own or (review.verdict in (*VERDICTS, REMARK) and review.role != AUTHOR))
        and all(text == cleaned(text, LONGEST_CELL) for text in texts)
        and bool(review.statement and review.reader and review.role)
    )


def _is_time(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False
