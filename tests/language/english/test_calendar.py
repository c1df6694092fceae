"""Where the name of a month, season or weekday is surely one."""

from __future__ import annotations

import re

import pytest

from reportgen.language.english.calendar import ENGLISH, is_surely


def surely(text: str, word: str) -> bool:
    start = text.index(word)
    return is_surely(text, start, start + len(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It fell in May and rose", "May"),
        ("It began on Monday", "Monday"),
        ("By March of that year", "March"),
        ("the May of that year", "May"),
        ("May's rain", "May"),
        ("It was the September of them", "September"),
        ("It was in Sept. then", "Sept."),
    ],
)
def test_a_date(text: str, word: str) -> None:
    assert surely(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("May they come", "May"),
        ("It may fall", "may"),
        ("Theresa May spoke", "May"),
        ("the March on the town", "March"),
        ("May Flower sailed", "May"),
        ("an autumn coat", "autumn"),
    ],
)
def test_another_meaning_or_a_name(text: str, word: str) -> None:
    assert not surely(text, word)


def test_ordinals_and_parts_are_patterns_that_match_their_words() -> None:
    for pattern, words in zip(ENGLISH.ordinals, ("first", "second", "third", "fourth"), strict=True):
        assert re.fullmatch(pattern, words)
    assert re.fullmatch(ENGLISH.parts["mid"], "middle of the")
    assert re.fullmatch(ENGLISH.parts["late"], "mid-to-late")
    assert ENGLISH.numbers["twenty-first"] == 21
