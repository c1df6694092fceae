"""What numbers count in English."""

from __future__ import annotations

import pytest

from reportgen.language.english.counting import is_of, is_people, noun_at


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("312 schools were shut", "schools"),
        ("312 small rural schools and", "schools"),
        ("312 people in camps", "people"),
        ("312 of the schools", ""),
        ("312, schools", ""),
        ("312 was the number of schools", ""),
        ("312 others", ""),
        ("312 million euros", ""),
        ("312 per cent of schools", ""),
        ("312 economics students", "students"),
    ],
)
def test_the_noun_that_a_number_counts(text: str, noun: str) -> None:
    assert noun_at(text, 3) == noun


@pytest.mark.parametrize(
    ("noun", "text", "same"),
    [
        ("schools", "primary school", True),
        ("schools", "clinics", False),
        ("teachers", "people employed", True),
        ("people", "dismissed teachers", True),
        ("people", "containers", False),
        ("families", "households", True),
        ("dead", "deaths", True),
        ("men", "women", False),
        ("jobs", "posts", True),
    ],
)
def test_two_words_for_the_same_things(noun: str, text: str, same: bool) -> None:
    assert is_of(noun, text) is same


@pytest.mark.parametrize("noun", ["teachers", "nurses", "fishermen", "refugees", "economists", "doctors", "miners"])
def test_nouns_for_people(noun: str) -> None:
    assert is_people(noun)


@pytest.mark.parametrize(
    "noun", ["containers", "computers", "towers", "rivers", "reactors", "generators", "papers", "numbers", "chambers"]
)
def test_nouns_that_end_as_those_for_people_do(noun: str) -> None:
    assert not is_people(noun)
