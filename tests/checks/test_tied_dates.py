"""Dates beside numbers against those of rows; whole rows and passages are in ``ties.txt``."""

from __future__ import annotations

import pytest

from reportgen.checks.tied_dates import adds_up, names_part, other_length, overlap, within_year
from reportgen.language.days import Day

HALF = Day(2013, 1, to=6)


@pytest.mark.parametrize(
    ("of", "cell", "expected"),
    [
        ([HALF], "2013", True),
        ([Day(2013, part="summer")], "2013", True),
        ([Day(2013, 1)], "2013", True),
        ([Day(2013, 1, 5)], "2013", False),
        ([Day(2013)], "2013", False),
        ([HALF], "2013-01/2013-06", False),
        ([HALF], "2013-03", False),
        ([HALF], "2014", False),
        ([Day(2014), Day(2015)], "2015", True),
        ([Day(2014), Day(2015)], "2014/2015", False),
        ([Day(2010, decade=True)], "2010", False),
    ],
)
def test_a_date_of_another_length_than_a_year_is_told_from_that_year(of: list[Day], cell: str, expected: bool) -> None:
    assert other_length(of, cell) is expected


@pytest.mark.parametrize(
    ("of", "cell", "expected"),
    [
        ([Day(2013)], "2013-01/2013-06", True),
        ([HALF], "2013-01/2013-06", False),
        ([Day(2013)], "2013-01/2013-12", False),
        ([Day(2013)], "2013", False),
        ([Day(2013)], "2012/2014", False),
    ],
)
def test_a_year_is_more_than_some_of_its_months(of: list[Day], cell: str, expected: bool) -> None:
    assert within_year(of, cell) is expected


def test_dates_overlap_where_one_is_in_the_other() -> None:
    assert overlap([HALF], "2013")
    assert overlap([Day(2013)], "2012/2014")
    assert not overlap([Day(2014)], "2013")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("In May 2013 it sold 40", True), ("By May 2013 it sold 40", False), ("In May 2013 it had 40", False)],
)
def test_what_there_is_on_a_day_does_not_add_up(text: str, expected: bool) -> None:
    assert adds_up(text, text.index("May"), text.index("40")) is expected


def test_words_on_a_row_may_name_the_part_of_a_year() -> None:
    assert all(map(names_part, ("first half", "season 2014/15", "January–March", "FY2015")))
    assert not any(map(names_part, ("exports of timber", "mayors", "")))
