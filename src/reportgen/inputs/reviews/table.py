"""The table of reviews: read line by line, and lines for its end.

Each review is one line, so that what two people appended is merged by keeping both (``merge=union``). A cell that a
spreadsheet would take for a formula has an apostrophe in front, as has one that begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.reviews.model import Digests, Review, guarded, valid

COLUMNS: Final = ("statement", "text", "words", "passages", "data", "reader", "role", "date", "verdict", "comment")
LONGEST: Final = 20_000
"""Characters that a line may have."""

_HEADING: Final = ",".join(COLUMNS)
_MEND: Final = "put back the line as it was; lines are only ever appended"


def read_reviews(path: str, content: bytes | None) -> Findings[tuple[Review, ...]]:
    """Read the table of reviews; no file is no reviews. A line that is none is REV005, one that stands twice one."""
    if content is None:
        return ()
    try:
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        place = Location(path, content.count(b"\n", 0, error.start) + 1)
        yield finding("REV005", place, "the reviews are not UTF-8 text", "save them as UTF-8")
        return ()
    found: dict[Review, Review] = {}
    for number, line in enumerate(lines, start=1):
        text = line.rstrip("\r")
        # Where two people began the table, merging leaves the heading twice.
        if not text or text == _HEADING:
            continue
        review = None if number == 1 else _review(text)
        if review is None:
            told = f"the first line is not the headings {_HEADING}" if number == 1 else "this line is no review"
            yield finding("REV005", Location(path, number), told, _MEND)
        else:
            found.setdefault(review, replace(review, line=number))
    return tuple(found.values())


def appended(content: bytes | None, reviews: Iterable[Review]) -> bytes:
    """Return the table with reviews at its end, all of it before as it was."""
    old = content or f"{_HEADING}\n".encode()
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    for review in reviews:
        writer.writerow(map(guarded, _cells(review)))
    return old + (b"" if old.endswith(b"\n") else b"\n") + written.getvalue().encode()


def _review(line: str) -> Review | None:
    if len(line) > LONGEST:
        return None
    try:
        rows = list(csv.reader([line], strict=True))
    except csv.Error:
        return None
    if len(rows) != 1 or len(rows[0]) != len(COLUMNS):
        return None
    name, text, words, passages, data, reader, role, date, verdict, comment = map(_bare, rows[0])
    review = Review(name, text, Digests(words, passages, data), reader, role, date, verdict, comment)
    return review if valid(review) else None


def _cells(review: Review) -> tuple[str, ...]:
    digests = review.digests
    named = (review.statement, review.text, digests.words, digests.passages, digests.data)
    return (*named, review.reader, review.role, review.date, review.verdict, review.comment)


def _bare(cell: str) -> str:
    return cell.removeprefix("'")
