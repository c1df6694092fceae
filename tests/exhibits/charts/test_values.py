from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from reportgen.exhibits.charts import values
from reportgen.exhibits.charts.values import ChartError
from reportgen.exhibits.model import Chart
from reportgen.values import dates


def test_number_text() -> None:
    assert values.number_text(Decimal("-1234.50")) == "−1,234.50"
    assert values.number_text(Decimal("2E+3")) == "2,000"


@pytest.mark.parametrize("value", ["12", "many", True, Decimal("NaN"), ("a",)])
def test_what_is_no_number_is_an_error_that_names_the_line(make: Callable[..., Chart], value: object) -> None:
    with pytest.raises(ChartError, match="is not a number") as error:
        values.numbers(make("bars", "label value", [("Danube", 1), ("Rhine", value)]), "value")
    assert (error.value.line, error.value.column) == (3, "value")


def test_empty_cells_are_none_however_pandas_writes_them(make: Callable[..., Chart]) -> None:
    assert values.numbers(make("bars", "label value", [("a", None), ("b", float("nan"))]), "value") == [None, None]


def test_names_are_the_labels_of_the_rows_named(make: Callable[..., Chart]) -> None:
    rows = [("AUT", "Austria", 1), (("CZE", "POL"), ("Czechia", "Poland"), 2), (None, None, 3)]
    chart = make("tiles", "place place.label value", rows)
    assert values.names(chart, "place") == ["Austria", "Czechia, Poland", ""]
    assert values.each(chart, "place") == [[("AUT", "Austria")], [("CZE", "Czechia"), ("POL", "Poland")], []]


def test_a_year_stands_in_its_middle() -> None:
    assert values.middle(dates.parse("1992")) == 1992.5
    assert values.middle(dates.parse("1991/1994")) == pytest.approx(1993, abs=1e-4)
    assert values.middle(dates.parse("1991/..")) == 1991.0


def test_spells(make: Callable[..., Chart]) -> None:
    rows = [("a", "1994-09", "1994"), ("b", None, "2001"), ("c", "1999", None)]
    one, two, three = values.spells(make("step", "group start end", rows))
    assert one.start == one.end
    assert two.start is None
    assert two.end == pytest.approx(2001.5, abs=1e-4)
    assert three.start == pytest.approx(1999.5, abs=1e-4)
    assert three.end is None


def test_a_spell_that_ends_before_it_starts_is_an_error(make: Callable[..., Chart]) -> None:
    with pytest.raises(ChartError, match="ends before it starts") as error:
        values.spells(make("step", "group start end", [("a", "2001", "1999")]))
    assert (error.value.line, error.value.column) == (2, "end")


def test_a_bad_date_is_an_error(make: Callable[..., Chart]) -> None:
    with pytest.raises(ChartError, match='"soon" is not an EDTF date'):
        values.spells(make("step", "group start", [("a", "soon")]))


def test_two_values_in_one_place_are_an_error(make: Callable[..., Chart]) -> None:
    rows = [("Danube", "up", 1), ("Danube", "down", 2), ("Danube", "up", 3)]
    with pytest.raises(ChartError, match='"Danube" has two values for "up"') as error:
        values.series(make("bars", "label group value", rows))
    assert error.value.line == 4


def test_an_option_that_is_not_there_is_an_error(make: Callable[..., Chart]) -> None:
    chart = make("bars", "label value", [("Danube", 1)])
    with pytest.raises(ChartError, match='needs the option "map"'):
        values.lookup(chart, "map", ("id",))


def test_a_column_that_is_not_there_is_an_error(make: Callable[..., Chart]) -> None:
    chart = replace(make("bars", "label", [("Danube",)]), columns={"value": "value"})
    with pytest.raises(ChartError, match='there is no column "value" for the role "value"'):
        values.numbers(chart, "value")
