"""What is not over is drawn up to its latest source, and dotted from there on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.figure import Figure

from reportgen.exhibits.charts.render import DRAW
from reportgen.exhibits.charts.sheet import UNTOLD
from reportgen.exhibits.model import UNTIL, Chart

Make = Callable[..., Chart]
Show = Callable[[Chart], str]


def told(chart: Chart, until: str | None) -> Chart:
    rows = chart.rows.copy()
    rows[UNTIL] = pd.Series([until] * len(rows), index=rows.index, dtype=object)
    return replace(chart, rows=rows)


def dotted(chart: Chart, until: str | None) -> int:
    """Return how many lines are dotted in a chart whose source is of a year."""
    figure = Figure(figsize=(6, 3))
    DRAW[chart.kind](figure, told(chart, until))
    lines = [line for axes in figure.axes for line in axes.lines]
    # matplotlib gives dashes in widths of the line
    return sum(line._unscaled_dash_pattern == (0, UNTOLD) for line in lines)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "columns", "row"),
    [
        ("matrix", "row column start end", ("Austria", "Danube", "1994", None)),
        ("timeline", "label start end", ("Danube Commission", "1994", None)),
        ("step", "group start end", ("Danube", "1994", None)),
    ],
)
@pytest.mark.parametrize(("until", "count"), [("2005", 1), ("2030", 0), (None, 0)])
def test_what_is_beyond_the_sources_is_dotted(
    make: Make, kind: str, columns: str, row: tuple[object, ...], until: str | None, count: int
) -> None:
    assert dotted(make(kind, columns, [row], from_=1991, to=2021), until) == count


def test_what_is_over_is_never_dotted(make: Make) -> None:
    chart = make("matrix", "row column start end", [("Austria", "Danube", "1994", "2010")], from_=1991, to=2021)
    assert dotted(chart, "2005") == 0


def test_a_chart_with_dots_is_drawn_as_any_other(make: Make, show: Show) -> None:
    chart = make("timeline", "label start end", [("Danube Commission", "1994", None)], from_=1991, to=2021)
    assert "Danube Commission" in show(told(chart, "2005"))
