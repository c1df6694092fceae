"""Dates as bibliographies have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.inputs.bibliography.date_fields import is_doubtful, parse, read_date, season


@pytest.mark.parametrize(
    ("year", "month", "day", "edtf"),
    [
        ("1992", "", "", "1992"),
        ("1992~", "", "", "1992~"),
        ("1992", "5", "", "1992-05"),
        ("1992", "may", "25", "1992-05-25"),
        ("1992", "Mai", "", "1992-05"),
        ("1992", "sept", "", "1992-09"),
        ("1992", "June 18–23", "", "1992-06-18/1992-06-23"),
        ("1992", "18–23 June", "", "1992-06-18/1992-06-23"),
        ("1992", "June", "18-23", "1992-06-18/1992-06-23"),
        ("1992", "May/June", "", "1992-05/1992-06"),
        ("1992", "25 May", "", "1992-05-25"),
        ("1992", "Spring", "", "1992-21"),
        ("1992", "Q2", "", "1992-04/1992-06"),
        ("1992-05-25T10:00:00Z", "", "", "1992-05-25"),
        ("1992/5/3", "", "", "1992-05-03"),
        ("1992-94", "", "", "1992/1994"),
        ("1992–1994", "", "", "1992/1994"),
        ("ca. 1992", "", "", "1992~"),
        ("[1992?]", "", "", "1992"),
        ("c1992", "", "", "1992"),
        ("May 1992", "", "", "1992-05"),
        ("44 BC", "", "", "-0043"),
        ("1 BC", "", "", "0000"),
        ("44 BC", "3", "", "-0043-03"),
    ],
)
def test_a_date_is_read_in_full(year: str, month: str, day: str, edtf: str) -> None:
    assert read_date(year, month, day) == (edtf, "")


@pytest.mark.parametrize(
    ("year", "month", "day", "edtf", "unread"),
    [
        ("1992", "Bridgetober", "", "1992", "Bridgetober"),
        ("1992", "13", "", "1992", "13"),
        ("1992", "2", "30", "1992", "2 30"),
        ("written in 1992 or so", "", "", "1992", "written in 1992 or so"),
    ],
)
def test_what_of_a_date_is_not_read_is_told(year: str, month: str, day: str, edtf: str, unread: str) -> None:
    found, told = read_date(year, month, day)
    assert found == edtf
    assert f'"{unread}"' in told


@pytest.mark.parametrize("year", ["", "soon", "1992 or 1994", "20"])
def test_without_one_year_there_is_no_date(year: str) -> None:
    with pytest.raises(ValueError, match="is not an EDTF date"):
        read_date(year)


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [("2001/02/03", True), ("2001.2.3", True), ("2001/02", True), ("2001-02-03", False), ("2001/2004", False)],
)
def test_numbers_that_could_be_another_date_are_doubtful(text: str, doubtful: bool) -> None:
    assert is_doubtful(text) is doubtful


def test_seasons_are_counted_from_spring() -> None:
    assert [season(f"2014-{n}") for n in (21, 22, 23, 24)] == [1, 2, 3, 4]
    assert [season(text) for text in ("2014", "2014-12", "2014-33")] == [0, 0, 0]
    assert parse("2014-21").years == parse("2014").years


def test_a_span_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        parse("-0043/-0044")
    assert parse("-0044/-0043").start.year == -44


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=5))
def test_whatever_is_written_what_is_read_is_a_date(year: str, month: str, day: str) -> None:
    try:
        edtf, _ = read_date(year, month, day)
    except ValueError:
        return
    parse(edtf)
