from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from reportgen.exhibits.charts.render import ChartError
from reportgen.exhibits.model import Chart

Make = Callable[..., Chart]
Show = Callable[[Chart], str]

RIVERS = [("Danube", "39.7", "18.44", "6"), ("Rhine", "52.1", "28.3", "13"), ("Elbe", "12", "9.6", "1.5")]
FREIGHT = [
    (river, group, Decimal(value))
    for river, *values in RIVERS
    for group, value in zip(("Upstream", "Downstream", "Transit"), values, strict=True)
]


def test_bars_have_labels_values_and_unit(make: Make, show: Show) -> None:
    rows = [("Danube", 2850), ("Volga at its long and winding lower reaches", 3531), ("Oder", Decimal("840.9"))]
    text = show(make("bars", "label value", [*rows, ("Nameless", None)], unit="Length, kilometres"))
    for words in ("Danube", "2,850", "winding lower reaches", "3,531", "840.9", "Length, kilometres", "–"):
        assert words in text


def test_negative_bars(make: Make, show: Show) -> None:
    assert "−12.3" in show(make("bars", "label value", [("Danube", Decimal("3.1")), ("Rhine", Decimal("-12.3"))]))


@pytest.mark.parametrize("stacked", [True, False])
def test_groups_are_named(make: Make, show: Show, stacked: bool) -> None:
    text = show(make("bars", "label group value", FREIGHT, stacked=stacked, unit="Million tonnes"))
    for words in ("Upstream", "Downstream", "Transit", "52.1", "28.3"):
        assert words in text


@pytest.mark.parametrize("count", [1, 12, 30])
def test_bars_from_one_to_thirty(make: Make, show: Show, count: int) -> None:
    rows = [(f"River {number}", 1000 + number**3) for number in range(count)]
    assert f"River {count - 1}" in show(make("bars", "label value", rows, height=100))


def test_too_little_height_says_how_much_is_needed(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match=r"30 lines do not fit; the chart needs a height of at least \d+ mm"):
        show(make("bars", "label value", [(f"River {n}", n) for n in range(30)], height=40))


def test_a_value_that_is_no_number(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match='"long" is not a number'):
        show(make("bars", "label value", [("Danube", "long")]))
