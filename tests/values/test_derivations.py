"""Numbers that follow from others: each formula, what it cannot be applied to, and what rounding leaves open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.values.derivations import DERIVATIONS, UnusableError, rounding_interval


@pytest.mark.parametrize(
    ("name", "values", "years", "expected"),
    [
        ("growth", ("40", "50"), 1, "25"),
        ("growth", ("50", "40"), 9, "-20"),
        ("share", ("1", "8"), 0, "12.5"),
        ("ratio", ("40", "2.5"), 0, "16"),
        ("difference", ("2.5", "40"), 0, "-37.5"),
        ("sum", ("0.1", "0.2", "0.3"), 0, "0.6"),
        ("sum", (), 0, "0"),
        ("years", ("7", "7"), 148, "148"),
        ("count", ("7", "7", "7"), 0, "3"),
        ("cagr", ("100", "121"), 2, "10"),
        ("cagr", ("100", "100"), 5, "0"),
    ],
)
def test_each_formula(name: str, values: tuple[str, ...], years: int, expected: str) -> None:
    made = DERIVATIONS[name].compute([Decimal(value) for value in values], years)
    assert abs(made - Decimal(expected)) < Decimal("1e-9")


@pytest.mark.parametrize(
    ("values", "years"), [(("0", "5"), 2), (("5", "0"), 2), (("-1", "-2"), 2), (("1", "2"), 0), (("1", "2"), -3)]
)
def test_growth_a_year_needs_positive_figures_in_order(values: tuple[str, str], years: int) -> None:
    with pytest.raises(UnusableError, match="two positive figures, the earlier one first"):
        DERIVATIONS["cagr"].compute([Decimal(value) for value in values], years)


def test_only_what_is_divided_by_has_a_place_among_the_inputs() -> None:
    for name, derivation in DERIVATIONS.items():
        if derivation.divisor is None:
            continue
        values = [Decimal(2), Decimal(2)]
        values[derivation.divisor] = Decimal(0)
        with pytest.raises(ArithmeticError):
            derivation.compute(values, 1)
        assert not derivation.additive, name


@pytest.mark.parametrize(
    ("value", "unit", "scale", "least", "most"),
    [
        ("2.5", "USD", "1e6", "2450000", "2550000"),
        ("40", "percent", "1", "39.5", "40.5"),
        ("40.0", "percent", "1", "39.95", "40.05"),
        ("4E+1", "USD", "1", "35", "45"),
        ("-2", "USD", "1", "-2.5", "-1.5"),
        ("12", "count", "1000", "12000", "12000"),
    ],
)
def test_what_a_printed_number_may_stand_for(value: str, unit: str, scale: str, least: str, most: str) -> None:
    assert rounding_interval(Decimal(value), unit, Decimal(scale)) == (Decimal(least), Decimal(most))


@given(st.decimals(-1000, 1000, places=4, allow_nan=False), st.integers(0, 3))
def test_every_number_lies_in_the_interval_of_what_is_printed_of_it(value: Decimal, places: int) -> None:
    printed = round(value, places)
    least, most = rounding_interval(printed, "USD", Decimal(1))
    assert least <= value <= most
