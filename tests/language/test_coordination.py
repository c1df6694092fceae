"""Numbers side by side lend each other what is printed once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.language.notations import Notation
from reportgen.language.numerals import numbers_in
from reportgen.language.registry import KNOWN


def read(text: str) -> list[tuple[str, str]]:
    return [(f"{e.quantity.total.normalize():f}", e.quantity.unit) for e in numbers_in(text, Notation.POINT)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 to 15 per cent", [("10", "percent"), ("15", "percent")]),
        ("$27-30", [("27", "USD"), ("30", "USD")]),
        ("$8.5 and 9 billion", [("8500000000", "USD"), ("9000000000", "USD")]),
        ("2.5, 3 and 4 million", [("2500000", ""), ("3000000", ""), ("4000000", "")]),
        ("5 per cent to 12 million", [("5", "percent"), ("12000000", "")]),
        ("rose 3 per cent in 1994, 4 in 1995", [("3", "percent"), ("1994", ""), ("4", "percent"), ("1995", "")]),
    ],
)
def test_units_and_scales(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_one_in_so_many_is_a_share() -> None:
    (share,) = numbers_in("1 in 5 bridges")
    assert (share.quantity.value, share.quantity.fraction) == (Decimal("0.2"), True)
    assert [f"{e.quantity.value:f}" for e in numbers_in("3 out of 4 bridges")] == ["3", "0.75", "4"]
    assert len(numbers_in("one in 1990")) == 2


def test_what_is_left_out_of_the_first_number_makes_it_unclear() -> None:
    first, second = numbers_in("3-4,000 people")
    assert (first.quantity.unclear, second.quantity.unclear) == (True, False)


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("It fell by 3 or 5 per cent", ["down", "down"]),
        ("It fell by 3 per cent to 5 per cent", ["down", ""]),
        ("Exports fell by 3 per cent, imports by 5 per cent", ["down", "down"]),
        ("It was 3 or 5 per cent", ["", ""]),
    ],
)
def test_both_of_two_fall_where_they_are_joined(text: str, ways: list[str]) -> None:
    assert [each.quantity.direction for each in numbers_in(text)] == ways


def test_what_somebody_loses_is_lost() -> None:
    assert [each.quantity.lost for each in numbers_in("It lost 5 million dollars")] == [True]
    assert [each.quantity.lost for each in numbers_in("It fell by 5 per cent")] == [False]


def test_another_language_joins_with_its_own_words() -> None:
    first, second = numbers_in("von 8,1 auf 6,2 Prozent", Notation.COMMA, words=KNOWN["de"])
    assert {first.quantity.unit, second.quantity.unit} == {"percent"}
