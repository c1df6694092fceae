"""A file of answers is somebody else's: nothing but what the page saves is taken."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.findings.model import Location, collect
from reportgen.inputs.reviews.model import Digests, Review
from reportgen.review.answers import read_answers
from reportgen.review.model import Item

NOW = "2020-02-02T00:00:00Z"
ITEM = Item(
    "statement:a/0", "statement", "a", Location("a.tex", 1), "=It is so.", Digests("0" * 16, "1" * 16, "2" * 16)
)
ANSWER: dict[str, Any] = {
    "statement": ITEM.id,
    "words": "0" * 16,
    "passages": "1" * 16,
    "data": "2" * 16,
    "verdict": "partly",
    "comment": "only\nin\tpart\u202e",
    "date": "2020-02-01T10:00:00Z",
}


WRONG: list[Any] = [7, None, [], {}, True]


def file(*answers: Any, **others: Any) -> bytes:
    return json.dumps({"reportgen-answers": 1, "reader": "Ada", "role": "lawyer", "answers": answers} | others).encode()


def taken(content: bytes) -> tuple[tuple[Review, ...] | None, list[str]]:
    outcome = collect(read_answers("answers.json", content, {ITEM.id: ITEM}, NOW))
    return outcome.value, [f.code for f in outcome.findings]


def test_an_answer_becomes_a_review_with_the_words_of_the_brief() -> None:
    found, told = taken(file(ANSWER, ANSWER))
    assert told == []
    assert found == (
        Review(ITEM.id, "=It is so.", ITEM.digests, "Ada", "lawyer", ANSWER["date"], "partly", "only in part"),
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b'{"reportgen-answers": true}',
        b'{"reportgen-answers": 2}',
        b"[" * 100_000,
        b'{"reportgen-answers": 1, "reader": "a", "answers": [' + b"9" * 5000 + b"]}",
        b" " * 20_000_001,
        file(ANSWER, reader=""),
        file(ANSWER, reader=" \u200b\x00"),
        file(ANSWER, reader=7),
        file(ANSWER, role=None),
        file(ANSWER, role="Author"),
        file(ANSWER, answers={}),
        file(*[None] * 100_001),
        file("text"),
        file(None),
        *(file({key: text for key, text in ANSWER.items() if key != left}) for left in ANSWER if left != "comment"),
        *(file(ANSWER | {key: each}) for key, each in product(ANSWER, WRONG)),
        file(ANSWER | {"verdict": "answer"}),
        file(ANSWER | {"verdict": "Supported"}),
        file(ANSWER | {"words": "0" * 15}),
        file(ANSWER | {"words": "0" * 16 + "\n"}),
        file(ANSWER | {"date": "2020-02-01"}),
        file(ANSWER | {"date": "2020-02-30T10:00:00Z"}),
        file(ANSWER | {"date": "2999-01-01T00:00:00Z"}),
        file(ANSWER | {"statement": ""}),
        file(ANSWER | {"statement": "x" * 301}),
        file(ANSWER | {"statement": "a\x1b[2J"}),
        file(ANSWER | {"statement": "statement:b/0"}),
    ],
)
def test_what_the_page_does_not_save_is_refused_whole(content: bytes) -> None:
    found, told = taken(content)
    assert found is None
    assert told[-1] == "REV006"


def test_an_answer_about_what_is_no_more_is_told_and_left_out() -> None:
    found, told = taken(file(ANSWER, ANSWER | {"statement": "statement:a/1"}))
    assert found is not None
    assert (len(found), told) == (1, ["REV007"])


def test_answers_about_another_brief_are_told_once() -> None:
    assert taken(file(*(ANSWER | {"statement": f"statement:a/{n}"} for n in range(1, 4)))) == (None, ["REV006"])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ANSWER, "x"]), inner, max_size=7),
    max_leaves=20,
)


@settings(deadline=None)
@given(JSON, JSON)
def test_no_answers_break_the_reading(answer: Any, whole: Any) -> None:
    for content in (
        file(answer),
        file(ANSWER | answer if isinstance(answer, dict) else answer),
        json.dumps(whole).encode(),
    ):
        found, told = taken(content)
        assert found is not None or told[-1] == "REV006"
        for review in found or ():
            assert review.comment.isprintable()
