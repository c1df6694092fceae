from __future__ import annotations

from collections.abc import Callable

import pytest

from reportgen.exhibits.charts.render import ChartError
from reportgen.exhibits.charts.step import _lines
from reportgen.exhibits.charts.values import spells
from reportgen.exhibits.model import Chart

Make = Callable[..., Chart]
Show = Callable[[Chart], str]


def test_lines_are_named_even_if_they_end(make: Make, show: Show) -> None:
    rows = [("Elbe", "1990-10", "1999-06")] * 3 + [("Rhine", "1991", None)] * 4 + [("Rhine", "1997", "2009")]
    text = show(make("step", "group start end", rows, unit="Member states", from_=1991, to=2015))
    for words in ("Elbe", "Rhine", "Member states", "5", "2014"):
        assert words in text
    assert "6" not in text.split()


def test_lines_of_the_same_height(make: Make, show: Show) -> None:
    rows = [(f"River {n % 8}", str(1991 + n % 3), None) for n in range(24)]
    text = show(make("step", "group start end", rows))
    assert all(f"River {n}" in text for n in range(8))


def test_rows_without_a_start_are_not_counted(make: Make, show: Show) -> None:
    rows = [("Elbe", "1995", None), ("Elbe", None, None), ("Sava", None, "2001")]
    text = show(make("step", "group start end", rows, from_=1991, to=2015))
    assert "Sava" not in text
    assert "2" not in text.split()


def test_nothing_to_count(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match="no row with a start"):
        show(make("step", "group start end", [("Elbe", None, "2001")], from_=1991, to=2015))


def test_a_line_ends_where_nothing_is_left(make: Make) -> None:
    rows = [("Elbe", "1990", "1995"), ("Elbe", "1999", "2002"), ("Elbe", "2000", None)]
    chart = make("step", "group start end", rows, from_=1988, to=2010)
    (line,) = _lines(chart, spells(chart), 1988, 2010)
    parts = [[(round(start, 1), round(end, 1), count) for start, end, count in run] for run in line.parts(2010)]
    assert parts == [[(1990.5, 1995.5, 1)], [(1999.5, 2000.5, 1), (2000.5, 2002.5, 2), (2002.5, 2010, 1)]]


@pytest.mark.parametrize("multiples", [False, True])
def test_what_ended_in_the_year_of_its_start_is_drawn(make: Make, show: Show, multiples: bool) -> None:
    rows = [("Elbe", "1990", "1999"), ("Sava", "1995", "1995"), ("Rhine", "1996-05-03", "1996-05-03")]
    chart = make("step", "group start end", rows, multiples=multiples, from_=1988, to=2005)
    _, sava, rhine = _lines(chart, spells(chart), 1988, 2005)
    for line, moment in ((sava, 1995.5), (rhine, 1996.34)):
        ((begin, end, count),) = line.parts(2005)[0]
        assert (round(begin, 2), count) == (moment, 1)
        assert 0 < end - begin < 0.01
    text = show(chart)
    assert "Sava" in text
    assert "Rhine" in text


def test_a_moment_is_not_counted_with_what_ends_in_it(make: Make) -> None:
    rows = [("Elbe", "1990", "1995"), ("Elbe", "1995", "1995"), ("Elbe", "1996", None)]
    chart = make("step", "group start end", rows)
    (line,) = _lines(chart, spells(chart), 1988, 2005)
    assert max(count for _, count in line.steps) == 1


def test_small_multiples_say_their_counts_and_share_a_scale(make: Make, show: Show) -> None:
    rows = [("Elbe", "1990", "1999")] * 3 + [("Rhine", "1991", None)] * 4 + [("Sava", "1997", "2009")] * 7
    text = show(make("step", "group start end", rows, unit="Members", multiples=True, from_=1988, to=2015)).split()
    for words in ("Elbe", "Rhine", "Sava", "Members", "3", "4", "7"):
        assert words in text


@pytest.mark.parametrize(
    ("height", "message"), [(12, "do not fit; the chart needs a height of at least"), (60, "wider")]
)
def test_small_multiples_that_do_not_fit(make: Make, show: Show, height: int, message: str) -> None:
    rows = [(f"River {'m' * (height - 12)} {n}", "1990", "1999") for n in range(6)]
    with pytest.raises(ChartError, match=message):
        show(make("step", "group start end", rows, height=height, multiples=True))
