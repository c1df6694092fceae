from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.values import dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1992", "1992-01-01", "1992-12-31"),
        ("1992-02", "1992-02-01", "1992-02-29"),
        ("1992-05-25", "1992-05-25", "1992-05-25"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2005~", "2005-01-01", "2005-12-31"),
        ("1991/1994", "1991-01-01", "1994-12-31"),
        ("2014-01/2014-09", "2014-01-01", "2014-09-30"),
    ],
)
def test_dates_cover_days(text: str, first: str, last: str) -> None:
    when = dates.parse(text)
    assert when.end is not None
    assert (when.start.first.isoformat(), when.end.last.isoformat()) == (first, last)


def test_marks_and_open_ends() -> None:
    assert dates.parse("2005~").start.approximate
    assert dates.parse("2005?").start.uncertain
    assert dates.parse("2005%").start.approximate
    assert dates.parse("2005%").start.uncertain
    assert dates.parse("1996/..").end is None
    assert not dates.parse("1996").is_interval
    assert dates.parse("1996/1996").is_interval


@pytest.mark.parametrize(
    "text",
    [
        "",
        "92",
        "1992-13",
        "1992-02-30",
        "May 1992",
        "199X-05",
        "1994/1991",
        "19XX",
        "1992-5",
        "1992-00",
        "1992-05-00",
        "1992-00-01",
    ],
)
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        dates.parse(text)


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        when = dates.parse(text)
    except ValueError:
        return
    low, high = when.years
    assert high is None or low <= high
