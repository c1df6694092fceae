"""What the table for Ukrainian reads: numbers, ways, bounds and dates, as sentences have them."""

from __future__ import annotations

import pytest

from reportgen.language.change_words import direction_at, ending_before, level_at
from reportgen.language.date_mentions import dates_in
from reportgen.language.number_words import in_digits
from reportgen.language.registry import words_of
from reportgen.language.ukrainian import WORDS


def test_it_is_the_table_of_its_language() -> None:
    assert words_of("uk") is WORDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [("двадцять п'ять мостів", "25 мостів"), ("два мільйони", "2 million"), ("дві третини", "⅔")],
)
def test_numbers_in_words(text: str, expected: str) -> None:
    assert in_digits(text, WORDS).text == expected


def test_ways_of_numbers() -> None:
    for text, direction in (
        ("ціни знизилися на 5 відсотків", "down"),
        ("ціни зросли на 5 відсотків", "up"),
        ("ціни знизилися до 5 відсотків", ""),
    ):
        at = text.index("5")
        assert direction_at(text, at, len(text), WORDS) == direction, text
    level = "ціни знизилися до 5 відсотків"
    assert level_at(level, level.index("5"), len(level), WORDS) == ("to", "down")


def test_a_bound_stands_before_its_number() -> None:
    before = "щонайменше "
    match = ending_before(before, WORDS)
    assert match is not None
    assert match.lastgroup == "at_least"
    assert ending_before("5 ", WORDS) is None


def test_a_month_of_a_year() -> None:
    (found,) = dates_in("у травні 2004 року", WORDS.dates)
    assert (found.day.year, found.day.month) == (2004, 5)
