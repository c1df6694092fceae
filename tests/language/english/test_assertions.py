"""What the words around a number say of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.language.english.assertions import Assertion, assertion_at, bounds_of, is_change, is_denied, is_foreseen
from reportgen.language.quantities import Quantity

PERCENT = Quantity(Decimal(5), unit="percent")


def said(text: str, number: Quantity = PERCENT) -> Assertion:
    start = text.index("5")
    end = text.index("%") + 1 if "%" in text else start + 1
    return assertion_at(text, start, end, number)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("It was 5% then", ()),
        ("It was about 5% then", ("about",)),
        ("It was more than 5% then", ("above",)),
        ("It was not more than 5% then", ("at most",)),
        ("It was just over 5% then", ("just over",)),
        ("It was nearly 5% then", ("nearly",)),
        ("It was under 5% then", ("below",)),
        ("It was 5% or more then", ("at least",)),
        ("It was at least about 5% then", ("at least", "about")),
        ("It rose from 3 up to 5% then", ()),
        ("They spoke about 5% then", ()),
    ],
)
def test_bounds(text: str, bounds: tuple[str, ...]) -> None:
    assert said(text).bounds == bounds


def test_over_is_a_bound_of_what_is_measured_or_many() -> None:
    few, many = Quantity(Decimal(5)), Quantity(Decimal(50))
    assert said("Bridges over 5 rivers", few).bounds == ()
    assert said("Bridges over 50 rivers", many).bounds == ("above",)


@pytest.mark.parametrize(
    ("text", "move", "direction"),
    [
        ("It fell by 5% then", "by", "down"),
        ("It fell to 5% then", "to", "down"),
        ("It rose from 5% then", "from", "up"),
        ("It was 9, up from 5% then", "off", "up"),
        ("It was 5% then", "", ""),
    ],
)
def test_a_change_is_no_level(text: str, move: str, direction: str) -> None:
    found = said(text)
    assert (found.move, found.direction) == (move, direction)


def test_what_is_planned_or_denied_is_told() -> None:
    assert said("It is expected to be 5% then").foreseen
    assert not said("It was 5% then").foreseen
    assert said("It is not true that it was 5% then").denied
    assert said("That it was 5% is false").denied
    assert not said("It was 5% then").denied


def test_a_number_is_over_a_time() -> None:
    assert said("It grew by 5% a year then").period == "year"
    assert said("It grew by 5% in all").period == "all"


def test_names_of_measures_and_qualifiers() -> None:
    assert is_change("annual growth of exports")
    assert not is_change("exports")
    assert is_foreseen("planned exports")
    assert not is_foreseen("exports")
    assert is_denied("claimed exports")
    assert not is_denied("exports")
    assert set(bounds_of("at least")) == {"at least"}
    assert bounds_of("exports") == ()
