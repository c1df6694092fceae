from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from reportgen.exhibits.charts.render import ChartError
from reportgen.exhibits.model import Chart

Make = Callable[..., Chart]
Show = Callable[[Chart], str]


def rows(groups: str) -> list[tuple[str, str, int]]:
    rivers = {"Danube": (39, 18, 30), "Rhine": (52, 28, 44), "Sava": (3, 3, 4)}
    return [(river, g, v) for river, some in rivers.items() for g, v in zip(groups.split(), some, strict=False)]


def test_single_dots(make: Make, show: Show) -> None:
    text = show(make("dots", "label value", [("Danube", Decimal("39.7")), ("Rhine", Decimal("1234.5"))], unit="Tonnes"))
    assert "39.7" in text
    assert "1,234.5" in text
    assert "Tonnes" in text


@pytest.mark.parametrize("groups", ["1995 2015", "1995 2005 2015"])
def test_groups_are_named(make: Make, show: Show, groups: str) -> None:
    text = show(make("dots", "label group value", rows(groups)))
    assert all(group in text for group in groups.split())


def test_names_that_do_not_fit_go_into_a_key(make: Make, show: Show) -> None:
    names = ("Goods carried upstream by the flag states", "Goods carried downstream by all other states")
    values = [(river, name, value) for river in ("Danube", "Rhine") for name, value in zip(names, (7, 8), strict=True)]
    text = show(make("dots", "label group value", values))
    assert all(name in text for name in names)


def test_no_values(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match="no row has a value"):
        show(make("dots", "label value", [("Danube", None)]))


def test_names_stand_beside_their_dots_where_no_line_has_them_all(make: Make, show: Show) -> None:
    rows = [("Elbe", "summer", 47), ("Rhine", "low", 27), ("Rhine", "high", 60), ("Sava", "at the mouth", 100)]
    text = show(make("dots", "label group value", rows))
    for words in ("47 summer", "low 27", "60 high", "at the mouth 100"):
        assert words in text


def test_names_that_have_no_room_beside_their_dots_stand_in_a_key(make: Make, show: Show) -> None:
    rows = [("Elbe", "summer " * 14, 47), ("Rhine", "low", 27), ("Rhine", "high", 60)]
    text = show(make("dots", "label group value", rows))
    assert "47 summer" not in text
    assert "low" in text
