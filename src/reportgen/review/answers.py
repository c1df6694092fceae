"""What a reader has saved → reviews. The file came from somebody else: nothing in it is believed unseen."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.reviews.model import AUTHOR, VERDICTS, Digests, Review, cleaned, valid
from reportgen.review.model import Item

VERSION: Final = 1
LARGEST: Final = 20_000_000
"""Bytes that a file of answers may have."""

MOST: Final = 100_000
"""Answers that it may hold."""

LONGEST_NAME: Final = 100
_ID: Final = re.compile(r"[^\x00-\x1f\x7f]{1,300}")
_MEND: Final = "save the answers once more from the page that `reportgen review` made"


_SHOWN: Final = 5
"""Answers about what a brief does not hold that are shown."""


def read_answers(path: str, content: bytes, items: Mapping[str, Item], now: str) -> Findings[tuple[Review, ...] | None]:
    """Return the reviews that a file of answers holds; ``None`` where it is none, with REV006.

    The form is ``{"reportgen-answers": 1, "reader": …, "role": …, "answers": [{"statement", "words", "passages",
    "data", "verdict", "comment", "date"}]}``. ``now`` is the time in UTC as reviews have it: none is from later.
    An answer about what the brief does not hold is told as REV007 and left out; if all are, REV006 is told once.
    """
    place = Location(path)
    answers, reader, role, wrong = _opened(content)
    if wrong:
        yield finding("REV006", place, wrong, _MEND)
        return None
    found: list[Review] = []
    strange: list[str] = []
    for number, answer in enumerate(answers, start=1):
        review, wrong = _review(answer, reader, role, now)
        if review is None:
            yield finding("REV006", place, f"answer {number} {wrong}", _MEND)
            return None
        item = items.get(review.statement)
        if item is None:
            message = (
                f'answer {number} is about "{cleaned(review.statement, LONGEST_NAME)}", which the brief does not hold'
            )
            strange.append(f'{message} and says "{review.verdict}"' + (f': "{review.comment}"' * bool(review.comment)))
            continue
        found.append(replace(review, text=cleaned(item.text)))
    if answers and not found:
        message = f"none of its answers ({len(answers)}) is about anything that this brief holds"
        yield finding("REV006", place, message, "take the file of this brief")
        return None
    if strange:
        more = f"; and {len(strange) - _SHOWN} more" if len(strange) > _SHOWN else ""
        told = "; ".join(strange[:_SHOWN]) + more
        yield finding("REV007", place, told, "left out: what changed must be read anew")
    return tuple(dict.fromkeys(found))


def _opened(content: bytes) -> tuple[list[Any], str, str, str]:
    """Return the answers, reader and role, and what is wrong with the whole."""
    if len(content) > LARGEST:
        return [], "", "", f"the file is larger than {LARGEST // 1_000_000} MB"
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return [], "", "", "the file is no JSON"
    if (
        not isinstance(told, dict)
        or told.get("reportgen-answers") != VERSION
        or isinstance(told["reportgen-answers"], bool)
    ):
        return [], "", "", "the file holds no answers of a reader of this version"
    answers, reader, role = told.get("answers"), told.get("reader"), told.get("role", "reader")
    if not isinstance(answers, list) or len(answers) > MOST:
        return [], "", "", f'"answers" is no list of at most {MOST} answers'
    if not isinstance(reader, str) or not isinstance(role, str) or not (named := cleaned(reader, LONGEST_NAME)):
        return [], "", "", "the file does not say who the reader is"
    given = cleaned(role, LONGEST_NAME) or "reader"
    if given.casefold() == AUTHOR:
        return [], "", "", f'"{AUTHOR}" is not the role of a second reader'
    return answers, named, given, ""


def _review(answer: Any, reader: str, role: str, now: str) -> tuple[Review | None, str]:
    """Return an answer as a review, or what is wrong with it."""
    if not isinstance(answer, dict):
        return None, "is no table of keys"
    texts: dict[str, str] = {}
    for key in ("statement", "words", "passages", "data", "verdict", "date", "comment"):
        text = answer.get(key, "" if key == "comment" else None)
        if not isinstance(text, str):
            return None, f'has no text for "{key}"'
        texts[key] = text
    if not _ID.fullmatch(texts["statement"]):
        return None, "names no statement"
    if texts["verdict"] not in VERDICTS:
        return (
            None,
            f'has the verdict "{cleaned(texts["verdict"], LONGEST_NAME)}", which is none of {", ".join(VERDICTS)}',
        )
    digests = Digests(texts["words"], texts["passages"], texts["data"])
    name, comment = cleaned(texts["statement"]), cleaned(texts["comment"])
    review = Review(name, "", digests, reader, role, texts["date"], texts["verdict"], comment)
    if not valid(review):
        return None, "has digests or a date that are none"
    return (None, f"is from {review.date}, which is still to come") if review.date > now else (review, "")
