from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.exhibits.charts.axes import Scale, ticks


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6), st.integers(2, 8), st.booleans())
def test_ticks_span_the_values(low: float, length: float, most: int, whole: bool) -> None:
    marks = ticks(low, low + length, most, whole)
    assert float(marks[0]) <= low
    assert float(marks[-1]) >= low + length
    assert 2 <= len(marks) <= max(most + 1, 3)
    assert len({b - a for a, b in itertools.pairwise(marks)}) == 1
    assert not whole or all(mark == int(mark) for mark in marks)


def test_ticks_are_round() -> None:
    assert ticks(0, 33, 6) == [Decimal(n) for n in (0, 10, 20, 30, 40)]
    assert ticks(0, 3, 6, whole=True) == [Decimal(n) for n in (0, 1, 2, 3)]


def test_scales() -> None:
    assert Scale(0, 10, 100, 0)(2.5) == 75
    assert Scale(1, 100, 0, 10, log=True)(10) == pytest.approx(5)
    assert Scale(1990, 2000, 0, 10).inside(2005) == 10
