from __future__ import annotations

from collections.abc import Callable

import pytest

from reportgen.exhibits.charts.render import ChartError
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
