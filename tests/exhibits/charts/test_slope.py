from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from reportgen.exhibits.charts.render import ChartError
from reportgen.exhibits.model import Chart

Make = Callable[..., Chart]
Show = Callable[[Chart], str]

FREIGHT = [
    (river, year, Decimal(value))
    for river, *values in (("Danube", "2.1", "39.7"), ("Rhine", "18.44", "28.3"), ("Elbe", "17.9", "27.4"))
    for year, value in zip(("1996", "2019"), values, strict=True)
]


@pytest.mark.parametrize("log", [True, False])
def test_slope_with_rates(make: Make, show: Show, log: bool) -> None:
    text = show(make("slope", "label x value", FREIGHT, rates=True, log=log, unit="Million tonnes"))
    for words in ("1996", "2019", "2.1", "39.7", "+13.6 % a year", "+1.9 % a year", "Million tonnes"):
        assert words in text
    assert text.count("Danube") == 2


def test_a_line_that_begins_later(make: Make, show: Show) -> None:
    rows = [*FREIGHT, ("Late river", "2005", 20), ("Late river", "2019", 5)]
    text = show(make("slope", "label x value", rows))
    assert "Late river 20" in text
    assert "2005" in text


def test_many_lines(make: Make, show: Show) -> None:
    rows = [(f"River {n}", year, 10 + n * f) for n in range(20) for year, f in (("1996", 1), ("2019", 3))]
    assert "River 19" in show(make("slope", "label x value", rows, height=100))


def test_names_that_do_not_fit(make: Make, show: Show) -> None:
    rows = [(f"River {n}", year, n) for n in range(20) for year in ("1996", "2019")]
    with pytest.raises(ChartError, match="the names of 20 lines do not fit"):
        show(make("slope", "label x value", rows, height=30))


@pytest.mark.parametrize("option", ["log", "rates"])
def test_growth_from_nothing(make: Make, show: Show, option: str) -> None:
    rows = [("Danube", "1996", 0), ("Danube", "2019", 5)]
    with pytest.raises(ChartError, match=f'0 is not more than zero, as the option "{option}" needs') as error:
        show(make("slope", "label x value", rows, **{option: True}))
    assert error.value.line == 2


def test_one_date_only(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match='"Danube" has a value for one date only'):
        show(make("slope", "label x value", [("Danube", "1996", 1)]))


def test_two_values_for_one_date(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match='"Danube" has two values for 2019'):
        show(make("slope", "label x value", [*FREIGHT, ("Danube", "2019", 5)]))
