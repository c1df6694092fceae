"""Heads of columns give the numbers below them their units."""

from __future__ import annotations

import pytest

from reportgen.language.columns import headed, units_in
from reportgen.language.notations import Notation
from reportgen.language.numerals import numbers_in


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Coal (t) Gas (GWh)", {"tonnes", "gigawatt-hours"}),
        ("Share in per cent of all", set()),
        ("Share in per cent by year", {"percent"}),
        ("Costs (in euro)", {"EUR"}),
        ("Costs (see below)", set()),
        ("Costs (million euro)", set()),
        ("5 in per cent by year", set()),
    ],
)
def test_units_that_heads_name(text: str, units: set[str]) -> None:
    assert units_in(text) == units


def read(text: str) -> list[tuple[str, str]]:
    found = numbers_in(text, Notation.POINT)
    return [(f"{e.quantity.total:f}", e.quantity.unit) for e in headed(text, found, None)]


def test_each_number_has_the_unit_of_its_column() -> None:
    assert read("Coal (t) Gas (GWh) Poland 12 34") == [("12", "tonnes"), ("34", "gigawatt-hours")]


def test_a_single_head_is_that_of_all_and_another_count_of_none() -> None:
    assert read("Coal (t) Poland 12 34 56") == [("12", "tonnes"), ("34", "tonnes"), ("56", "tonnes")]
    assert read("Coal (t) Gas (GWh) Poland 12 34 56") == [("12", ""), ("34", ""), ("56", "")]


def test_a_head_ends_with_its_sentence_and_leaves_other_units_alone() -> None:
    assert read("Coal (t) of mines. Then Poland 12") == [("12", "")]
    assert read("Coal (t) Poland 12 per cent") == [("12", "percent")]


def test_a_head_right_behind_a_number_is_that_of_the_number() -> None:
    assert read("it burnt 12 (tonnes) of it") == [("12", "tonnes")]
