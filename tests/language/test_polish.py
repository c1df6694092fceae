"""What the table for Polish reads: numbers, ways, bounds and dates, as sentences have them."""

from __future__ import annotations

import pytest

from reportgen.language.change_words import direction_at, ending_before, level_at
from reportgen.language.date_mentions import dates_in
from reportgen.language.number_words import in_digits
from reportgen.language.polish import WORDS
from reportgen.language.registry import words_of


def test_it_is_the_table_of_its_language() -> None:
    assert words_of("pl") is WORDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [("dwadzieścia pięć mostów", "25 mostów"), ("dwa miliony złotych", "2 million złotych")],
)
def test_numbers_in_words(text: str, expected: str) -> None:
    assert in_digits(text, WORDS).text == expected


def test_ways_of_numbers() -> None:
    for text, direction in (
        ("ceny spadły o 5 procent", "down"),
        ("ceny wzrosły o 5 procent", "up"),
        ("ceny spadły do 5 procent", ""),
    ):
        at = text.index("5")
        assert direction_at(text, at, len(text), WORDS) == direction, text
    level = "ceny spadły do 5 procent"
    assert level_at(level, level.index("5"), len(level), WORDS) == ("to", "down")


def test_a_bound_stands_before_its_number() -> None:
    before = "co najmniej "
    match = ending_before(before, WORDS)
    assert match is not None
    assert match.lastgroup == "at_least"
    assert ending_before("5 ", WORDS) is None


def test_a_month_of_a_year() -> None:
    (found,) = dates_in("w maju 2004", WORDS.dates)
    assert (found.day.year, found.day.month) == (2004, 5)
