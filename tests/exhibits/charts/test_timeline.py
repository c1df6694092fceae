from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from reportgen.exhibits.charts.bands import Band, read_bands
from reportgen.exhibits.charts.render import ChartError
from reportgen.exhibits.model import Chart

Make = Callable[..., Chart]
Show = Callable[[Chart], str]

COLUMNS = "id label start end group successor"
BODIES = [
    ("rhine", "Rhine Commission", "1963", "2003", "Commissions", "rhine-2"),
    ("rhine-2", "International Commission for the Protection of the Rhine", "2003", None, "Commissions", None),
    ("elbe", "Elbe Working Group", "1990-10", "1994-06", "Commissions", ("elbe-2", "lakes")),
    ("elbe-2", "Elbe Basin Authority", "1995", "2012-03", "Commissions", "lakes"),
    ("sava", "Sava Framework", None, "2005", "Treaties", None),
    ("oder", "Oder Convention", None, None, "Treaties", "unknown"),
    ("lakes", "Joint Council of Rivers and Lakes", "2013-01", None, "Councils", None),
]


def periods(*rows: tuple[str, str | None, str | None]) -> dict[str, pd.DataFrame]:
    return {"periods": pd.DataFrame(rows, columns=["label", "start", "end"], dtype=object)}


def test_timeline_with_bands(make: Make, show: Show) -> None:
    lookups = periods(("First surveys", "1991", "1999"), ("Floods", "2008", "2012"), ("Restoration", "2010", None))
    options = {"from_": 1991, "to": 2021, "bands": "periods"}
    text = show(make("timeline", COLUMNS, BODIES, height=95, lookups=lookups, **options))
    for row in BODIES:
        assert str(row[1]) in text
    for words in ("Commissions", "Treaties", "Councils", "First surveys", "Restoration", "2020"):
        assert words in text


def test_bands_that_share_their_year_of_change_meet_in_it(make: Make) -> None:
    lookups = periods(
        ("one", "1991", "2000"),
        ("two", "2000", "2008"),
        ("all", "1991", None),
        ("none", None, None),
        ("late", "2030", None),
    )
    chart = make("timeline", COLUMNS, BODIES, lookups=lookups, bands="periods")
    bands = read_bands(chart, 1991, 2021)
    assert set(bands) == {Band("one", 1991, 2000.5), Band("all", 1991, 2021), Band("two", 2000.5, 2009)}


@pytest.mark.parametrize("count", [1, 30])
def test_timelines_from_one_to_thirty(make: Make, show: Show, count: int) -> None:
    rows = [(f"Body {n}", str(1960 + n), None if n % 3 else str(1990 + n)) for n in range(count)]
    assert f"Body {count - 1}" in show(make("timeline", "label start end", rows, height=115))


def test_too_many_lines(make: Make, show: Show) -> None:
    rows = [(f"Body {n}", str(1960 + n)) for n in range(30)]
    with pytest.raises(ChartError, match="30 lines do not fit; the chart needs a height of at least"):
        show(make("timeline", "label start", rows, height=40))


def test_nothing_in_the_years_shown(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match="no row falls between 1991 and 2021"):
        show(make("timeline", "label start end", [("Body", "1950", "1960")], from_=1991, to=2021))


def test_a_table_of_bands_that_is_not_there(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match='names the table "ages"'):
        show(make("timeline", COLUMNS, BODIES, bands="ages"))
