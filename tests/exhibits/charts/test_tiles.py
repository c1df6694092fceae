from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from reportgen.exhibits.charts.render import ChartError
from reportgen.exhibits.charts.tiles import _covers
from reportgen.exhibits.model import Chart
from reportgen.values.dates import parse

Make = Callable[..., Chart]
Show = Callable[[Chart], str]

PLACES = pd.DataFrame(
    [("AT", 0, 1, "AUT"), ("CZ", 1, 0, "CZE"), ("HU", 1, 1, "HUN"), ("RO", 2, 1, "ROU"), ("XX", None, None, "none")],
    columns=["id", "tile_column", "tile_row", "short"],
    dtype=object,
)
LOOKUPS = {"places": PLACES}


def test_panels_of_years(make: Make, show: Show) -> None:
    rows = [(("AT", "CZ"), "1994", "2003"), ("HU", "2004-03", None), ("AT", "2006", None)]
    text = show(make("tiles", "place start end", rows, lookups=LOOKUPS, map="places", panels=[1995, 2005, 2015]))
    assert text.count("ROU") == 3
    assert all(year in text for year in ("1995", "2005", "2015"))
    assert "none" not in text


def test_panels_of_groups_with_categories(make: Make, show: Show) -> None:
    rows = [("AT", "Danube", "member"), ("HU", "Danube", "observer"), ("CZ", "Elbe", "member")]
    text = show(make("tiles", "place group value", rows, lookups=LOOKUPS, map="places"))
    for words in ("Danube", "Elbe", "member", "observer"):
        assert words in text


def test_markers_of_series(make: Make, show: Show) -> None:
    rows = [(place, body, "1994") for body in ("Danube", "Elbe", "Sava", "Tisza") for place in ("AT", "HU")]
    text = show(make("tiles", "place series start", rows, lookups=LOOKUPS, map="places", panels=[1990, 1995]))
    for words in ("Danube", "Elbe", "Sava", "Tisza", "1990"):
        assert words in text


@pytest.mark.parametrize(
    ("start", "end", "year", "covered"),
    [
        ("1995", None, "1995", True),
        ("1996", None, "1995", False),
        ("1990", "1995", "1995", False),
        ("1990", "1995-12", "1995", False),
        ("1990", "1995-12-31", "1995", True),
        ("1990", "1996", "1995", True),
        (None, "1996", "1995", False),
    ],
)
def test_spells_that_cover_the_last_day_of_a_year(start: str, end: str, year: str, covered: bool) -> None:
    assert _covers(parse(start) if start else None, parse(end) if end else None, None, year) is covered


@pytest.mark.parametrize(("until", "covered"), [("2014", False), ("2015", True), (None, True)])
def test_what_is_not_over_is_shown_as_far_as_its_sources_can_tell(until: str | None, covered: bool) -> None:
    assert _covers(parse("1990"), None, parse(until) if until else None, "2015") is covered


def test_a_place_without_a_tile(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match='"XX" has no tile in table "places"') as error:
        show(make("tiles", "place", [("AT",), ("XX",)], lookups=LOOKUPS, map="places"))
    assert (error.value.line, error.value.column) == (3, "place")


def test_a_map_that_is_not_there(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match='needs the option "map"'):
        show(make("tiles", "place", [("AT",)]))
    with pytest.raises(ChartError, match='has no column "tile_row"'):
        show(make("tiles", "place", [("AT",)], lookups={"m": PLACES.drop(columns="tile_row")}, map="m"))


def test_a_panel_that_is_no_year(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match='"soon" in the option "panels" is not a year'):
        show(make("tiles", "place start", [("AT", "1994")], lookups=LOOKUPS, map="places", panels=["soon"]))


def test_too_small(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match="maps of 3 by 2 tiles do not fit"):
        show(make("tiles", "place", [("AT",)], lookups=LOOKUPS, map="places", height=6))


def test_small_multiples_have_a_map_for_each_series_with_a_place(make: Make, show: Show) -> None:
    rows = [("AT", "Danube Commission", "1994", "1999"), ("HU", "Elbe", "1994", None), ("CZ", "Tisza", "2001", None)]
    chart = make(
        "tiles", "place series start end", rows, lookups=LOOKUPS, map="places", panels=[1995, 2005], multiples=True
    )
    text = show(chart)
    assert text.count("ROU") == 4
    for title in ("1995: Danube Commission", "1995: Elbe", "2005: Elbe", "2005: Tisza"):
        assert title in text
    assert "2005: Danube" not in text


def test_small_multiples_without_a_map(make: Make, show: Show) -> None:
    chart = make(
        "tiles",
        "place series start",
        [("AT", "Elbe", "1994")],
        lookups=LOOKUPS,
        map="places",
        panels=[1990],
        multiples=True,
    )
    with pytest.raises(ChartError, match="no row with a series falls into a panel"):
        show(chart)
