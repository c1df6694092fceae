"""Rows at the ends of what can be written: a chart with all its text on the page, or an error that says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from exhibits.charts.conftest import frame
from reportgen.exhibits.charts.render import ChartError, render
from reportgen.exhibits.model import Chart

Make = Callable[..., Chart]
Show = Callable[[Chart], str]
MATRIX = {"from_": -4e8, "to": 4e8}
SPANS = (1, 20, 50, 60, 61, 99, 100, 150, 200, 250, 300, 500, 1000)
D = Decimal


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("last", [2000, 2004, 2025])
@pytest.mark.parametrize("kind", ["columns", "columns with ends", "timeline", "step", "matrix", "slope"])
def test_years_at_both_ends_are_on_the_page(make: Make, show: Show, kind: str, last: int, span: int) -> None:
    first = last - span
    made = {
        "columns": ("columns", "x value", [(str(first), 1), (str(last), 2)]),
        "columns with ends": ("columns", "x end", [(str(first), str(last))]),
        "timeline": ("timeline", "label start end", [("a", str(first), str(last)), ("b", str(first), str(last))]),
        "step": ("step", "group start end", [("a", str(first), None), ("b", str(first), str(last))]),
        "matrix": ("matrix", "row column start end", [("r", "c", str(first), str(last)), ("s", "c", str(first), None)]),
        "slope": ("slope", "label x value", [("a", str(first), 1), ("a", str(last), 2)]),
    }
    text = show(make(*made[kind]))
    if kind == "columns" and span in {50, 60, 100, 200} and last == 2000:
        assert "2000" in text


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("last", [2000, 9999])
@pytest.mark.parametrize("multiples", [False, True])
def test_maps_of_years_at_both_ends_are_on_the_page(
    make: Make, show: Show, last: int, span: int, multiples: bool
) -> None:
    first = last - span
    places = frame(["id", "tile_column", "tile_row", "short"], [("a", -4, 7, "AA"), ("b", -3, 7, "BB")])
    rows = [("a", "one", str(first), str(last)), ("b", "two", str(first), None)]
    options = {"panels": [first, last], "multiples": multiples}
    text = show(make("tiles", "place series start end", rows, lookups={"m": places}, map="m", **options))
    assert f"{first}" in text
    assert f"{last}" in text


@pytest.mark.parametrize("exponent", [0, 3, 9, 59])
def test_tiles_far_apart_are_refused(make: Make, show: Show, exponent: int) -> None:
    places = frame(["id", "tile_column", "tile_row", "short"], [("a", 0, 0, "AA"), ("b", 10**exponent, 0, "BB")])
    with pytest.raises(ChartError, match="tiles do not fit") if exponent > 2 else nullcontext():
        show(make("tiles", "place", [("a",)], lookups={"m": places}, map="m"))


@pytest.mark.parametrize("year", [10**30, 1e308, True, "2000-13", -1, 0])
def test_panels_of_no_year_are_refused(make: Make, show: Show, year: object) -> None:
    places = frame(["id", "tile_column", "tile_row", "short"], [("a", 0, 0, "AA")])
    with pytest.raises(ChartError, match=r'in the option "panels" is not a year'):
        show(make("tiles", "place start", [("a", "1990")], lookups={"m": places}, map="m", panels=[year]))


@pytest.mark.parametrize("exponent", [5, 8, 12, 20, 30, 40, 59])
@pytest.mark.parametrize("signs", [(1, 1), (-1, 1), (-1, -1)])
@pytest.mark.parametrize("kind", ["bars", "stacked", "dots", "pairs", "columns", "slope"])
def test_values_far_apart_are_drawn_on_the_page_or_refused(
    make: Make, show: Show, kind: str, signs: tuple[int, int], exponent: int
) -> None:
    great, small = signs[0] * D(10) ** exponent, signs[1] * D(10) ** -exponent
    grouped = [("a", "g", great), ("a", "h", small)]
    made: Mapping[str, tuple[str, str, Sequence[tuple[Any, ...]]]] = {
        "bars": ("bars", "label value", [("a", great), ("b", small)]),
        "stacked": ("bars", "label group value", grouped),
        "dots": ("dots", "label value", [("a", great), ("b", small)]),
        "pairs": ("dots", "label group value", grouped),
        "columns": ("columns", "x value", [("1990", great), ("1991", small)]),
        "slope": ("slope", "label x value", [("a", "1990", great), ("a", "1999", small)]),
    }
    chart = make(*made[kind], **({"stacked": True} if kind == "stacked" else {}))
    fits = exponent < (20 if kind == "stacked" else 12)
    with nullcontext() if fits else suppress_crowded():
        show(chart)


@contextmanager
def suppress_crowded() -> Iterator[None]:
    try:
        yield
    except ChartError as error:
        if "show fewer digits, or another unit or scale" not in error.message:
            raise


BANDS = "label start end"


def bands(count: int, name: str) -> Mapping[str, Any]:
    years = [(f"{name} {n}", f"{1900 + n % 100}", f"{1901 + n % 100}") for n in range(count)]
    return {"lookups": {"b": frame(BANDS.split(), years)}, "bands": "b"}


LONG = "w" * 19_000
WRONG = {
    "bars of far values": (
        ("bars", "label value", [("a", -(D(10) ** 59)), ("b", D(10) ** -59)], {}),
        r"leave \d+ mm for the values",
    ),
    "bars with a long word": (("bars", "label value", [(LONG, 1)], {}), '"w{30}…" of 19,000 letters is too long'),
    "many bands": (
        ("timeline", BANDS, [("a", "1900", "2000")], bands(3000, "band")),
        "names of 3,000 bands take .* mm of the 60 mm",
    ),
    "growth without end": (
        ("slope", "label x value", [("a", "1900-01-01", D("1e-59")), ("a", "1900-01-02", D("1e59"))], {"rates": True}),
        r'growth of "a" from 1e-59 in 1900-01-01 to 1e\+59 in 1900-01-02 is beyond',
    ),
    "years without end": (
        ("timeline", BANDS, [("a", "1990", "2000")], {"from_": -1e15, "to": 1e15}),
        r"the years go from -1e\+15 to 1e\+15, more than the 1,000,000,000",
    ),
    "years in a matrix": (
        ("matrix", "row column start end", [(f"r{n}", f"c{n}", "1990", "2000") for n in range(9)], MATRIX),
        "the years -400000000 and 400000000 do not fit under a column",
    ),
    "columns of 10,000 years": (
        ("columns", "x value", [("0001", 1), ("9999", 2)], {}),
        "the years go from 1 to 9999: 9,999 columns, more than can be told apart",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_the_value_is_said(make: Make, fonts: Mapping[str, Path], name: str) -> None:
    (kind, columns, rows, more), message = WRONG[name]
    with pytest.raises(ChartError, match=message):
        render(make(kind, columns, rows, **more), fonts)


@pytest.mark.parametrize("count", [1, 6, 12, 30, 60])
def test_names_of_bands_stand_apart(make: Make, show: Show, count: int) -> None:
    chart = make("timeline", BANDS, [("a", "1900", "2000")], height=130, **bands(count, "Band of time"))
    words = show(chart).split()
    assert all(str(n) in words for n in range(count))


@pytest.mark.parametrize("kind", ["timeline", "step", "columns"])
@pytest.mark.parametrize("first", ["0001", "0500", "1000"])
def test_long_times_have_few_years(make: Make, show: Show, kind: str, first: str) -> None:
    last = "2500" if kind != "columns" else str(int(first) + 1500)
    role = {"timeline": "label start end", "step": "group start end", "columns": "x value"}[kind]
    rows = [(first, 1), (last, 2)] if kind == "columns" else [("a", first, last), ("b", first, None)]
    show(make(kind, role, rows))
