"""What the table for French reads: numbers, ways, bounds and dates, as sentences have them."""

from __future__ import annotations

import pytest

from reportgen.language.change_words import direction_at, ending_before, level_at
from reportgen.language.date_mentions import dates_in
from reportgen.language.french import WORDS
from reportgen.language.number_words import in_digits
from reportgen.language.registry import words_of


def test_it_is_the_table_of_its_language() -> None:
    assert words_of("fr") is WORDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [("vingt-cinq ponts", "25 ponts"), ("deux tiers", "⅔")],
)
def test_numbers_in_words(text: str, expected: str) -> None:
    assert in_digits(text, WORDS).text == expected


def test_ways_of_numbers() -> None:
    for text, direction in (
        ("les prix ont baissé de 5 pour cent", "down"),
        ("les prix ont augmenté de 5 pour cent", "up"),
        ("les prix ont baissé à 5 pour cent", ""),
    ):
        at = text.index("5")
        assert direction_at(text, at, len(text), WORDS) == direction, text
    level = "les prix ont baissé à 5 pour cent"
    assert level_at(level, level.index("5"), len(level), WORDS) == ("to", "down")


def test_a_bound_stands_before_its_number() -> None:
    before = "au moins "
    match = ending_before(before, WORDS)
    assert match is not None
    assert match.lastgroup == "at_least"
    assert ending_before("5 ", WORDS) is None


def test_a_month_of_a_year() -> None:
    (found,) = dates_in("en mai 2004", WORDS.dates)
    assert (found.day.year, found.day.month) == (2004, 5)
