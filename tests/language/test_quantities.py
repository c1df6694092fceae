from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reportgen.language.quantities import EXACT, Printed, Quantity


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_a_scale_is_worked_in_to_the_last_digit(value: Decimal) -> None:
    for power in (0, 3, 6, 9, 12):
        assert Quantity(value, Decimal(10) ** power).total == EXACT.scaleb(value, power)


def test_a_total_is_not_rounded_to_the_digits_that_python_keeps() -> None:
    long = Decimal("1." + "1" * 60)
    assert Quantity(long, Decimal(10)).total == Decimal("11." + "1" * 59)


def test_a_number_says_nothing_that_it_was_not_given() -> None:
    plain = Quantity(Decimal(5))
    assert (plain.scale, plain.unit, plain.direction) == (Decimal(1), "", "")
    assert plain.rates == frozenset()
    assert not (plain.fraction)
    assert not (plain.falling)
    assert not (plain.unclear)
    assert not (plain.lost)
    assert not plain.ranked
    assert Printed(plain, 3, 4) == Printed(Quantity(Decimal("5.0")), 3, 4), "digits behind the point do not matter"
