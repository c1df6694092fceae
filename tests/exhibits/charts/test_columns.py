from __future__ import annotations

from collections.abc import Callable

import pytest

from reportgen.exhibits.charts.render import ChartError
from reportgen.exhibits.model import Chart

Make = Callable[..., Chart]
Show = Callable[[Chart], str]


def test_rows_are_counted_by_year(make: Make, show: Show) -> None:
    rows = [("1994-05", "Joined"), ("1994", "Joined"), ("1999-08-01", "Left"), ("1996", "Joined")]
    text = show(make("columns", "x group", rows, diverging=True, unit="Countries"))
    for words in ("Joined", "Left", "1994", "1995", "1999", "Countries", "2"):
        assert words in text
    assert "−1" not in text


def test_values_by_period(make: Make, show: Show) -> None:
    rows = [("surveys", "First surveys", 12), ("floods", "Flood years", 31), ("later", "Later", None)]
    text = show(make("columns", "x x.label value", rows))
    for words in ("First surveys", "12", "Flood years", "31"):
        assert words in text


def test_stacks_and_many_years(make: Make, show: Show) -> None:
    rows = [(str(year), group, year % 7 + 1) for year in range(1990, 2021) for group in ("Floods", "Navigation")]
    text = show(make("columns", "x group value", rows))
    assert "Floods" in text
    assert "2020" in text


def test_two_values_for_one_column(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match="there are two values for 1994"):
        show(make("columns", "x value", [("1994", 1), ("1994-05", 2)]))


def test_no_dates(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match="no row says where on the axis it stands"):
        show(make("columns", "x value", [(None, 1)]))
