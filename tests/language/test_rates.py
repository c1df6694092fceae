"""What a number is for each of."""

from __future__ import annotations

import pytest

from reportgen.language.rates import is_whole, joined, rate_at, rate_fits, rates_in, split


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        (" a year", "years"),
        (" per annum", "years"),
        ("/h", "hours"),
        (" per 1,000 cubic metres", "1000 cubic metres"),
        (" per thousand cubic metres", "1000 cubic metres"),
        (" of gas per day", "days"),
        (" annually", "years"),
        (" per capita", "people"),
        (" for every household", "households"),
        (" per bridge", "bridge"),
        (" per cent", ""),
        (" a bridge", ""),
        (" an hour ago", ""),
        (" years/day", ""),
        (" in all", ""),
    ],
)
def test_the_words_behind_a_number_say_its_rate(text: str, rate: str) -> None:
    found, end = rate_at(f"5{text}", 1)
    assert found == rate
    assert end == (1 + len(text) if rate else 1)


@pytest.mark.parametrize(
    ("before", "behind", "whole"),
    [
        ("It grew by ", " over five years", True),
        ("Over the past two decades it grew by ", ", they say", True),
        ("It grew by ", " in all", True),
        ("It grew on average by ", " over five years", False),
        ("It grew by ", " in 2004", False),
        ("It lasted over five years. It grew by ", " then", False),
    ],
)
def test_a_change_over_several_years_is_no_yearly_one(before: str, behind: str, whole: bool) -> None:
    said = f"{before}20 per cent"
    assert is_whole(said + behind, len(before), len(said)) is whole


def test_rates_are_found_anywhere() -> None:
    assert rates_in("The daily toll per car, due each year: $5/month") == {"days", "car", "years", "months"}
    assert rates_in("nothing of the kind") == frozenset()


def test_a_unit_is_taken_apart_and_put_together() -> None:
    assert split("USD/days") == ("USD", "days")
    assert split("USD") == ("USD", "")
    assert joined("USD", "days") == "USD/days"
    assert joined("USD", "") == "USD"


@pytest.mark.parametrize(
    ("claimed", "found", "fits"),
    [
        ("USD/days", "USD/days", True),
        ("USD/days", "USD", True),
        ("USD/days", "USD/years", False),
        ("USD", "USD/days", False),
        ("percent", "percent/years", True),
        ("percent", "percent/people", False),
    ],
)
def test_a_rate_may_be_left_out_but_not_be_another(claimed: str, found: str, fits: bool) -> None:
    assert rate_fits(claimed, found) is fits
