from __future__ import annotations

from collections.abc import Callable

import pytest

from reportgen.exhibits.charts.render import ChartError
from reportgen.exhibits.model import Chart

Make = Callable[..., Chart]
Show = Callable[[Chart], str]

SPELLS = [
    ("Austria", "Danube", "1994-06", None),
    ("Austria", "Rhine", None, "2003"),
    ("Croatia", "Danube", "1994", "1998"),
    ("Croatia", "Danube", "2001", None),
    ("Croatia", "Sava", None, None),
]


def test_matrix(make: Make, show: Show) -> None:
    text = show(make("matrix", "row column start end", SPELLS, from_=1991, to=2021))
    for words in ("Austria", "Croatia", "Danube", "Rhine", "Sava", "1991", "2021"):
        assert words in text


def test_labels_of_lists(make: Make, show: Show) -> None:
    rows = [("dan", "Danube Commission", ("AUT", "HRV"), ("Austria", "Croatia"), "1998")]
    text = show(make("matrix", "column column.label row row.label start", rows))
    assert all(words in text for words in ("Danube Commission", "Austria", "Croatia"))


def test_many_columns_with_long_names(make: Make, show: Show) -> None:
    rows = [(f"Place {n}", f"International Flood Convention {n % 13}", str(1991 + n), None) for n in range(26)]
    assert "Convention 12" in show(make("matrix", "row column start end", rows, height=170, from_=1991, to=2021))


def test_no_dates_at_all(make: Make, show: Show) -> None:
    with pytest.raises(ChartError, match='set the options "from" and "to"'):
        show(make("matrix", "row column start end", SPELLS[-1:]))
