"""What a date that is printed says of one that is claimed."""

from __future__ import annotations

import pytest

from reportgen.language.days import Day


@pytest.mark.parametrize(
    ("printed", "claimed"),
    [
        (Day(2004, 5, 1), Day(2004)),
        (Day(2004, 5, 1), Day(2004, 5)),
        (Day(2004, 5, 1), Day(2004, 5, 1)),
        (Day(1967), Day(1960, decade=True)),
        (Day(1967), Day(1960, decade=True, part="late")),
        (Day(1967), Day(1900, century=True)),
        (Day(2004, 2), Day(2004, part="early")),
        (Day(2004, 12, 30), Day(2004, 12, part="end of")),
        (Day(2004, part="start of"), Day(2004, part="early")),
        (Day(2004, 4, 2), Day(2004, 4, to=6)),
        (Day(2004, 4, to=6), Day(2004, 4, to=6)),
        (Day(2004, 5), Day(part="spring")),
        (Day(2004, 5, 3), Day(part="Monday")),
        (Day(part="Monday"), Day(part="Monday")),
    ],
)
def test_a_date_says_what_it_lies_within(printed: Day, claimed: Day) -> None:
    assert printed.says(claimed)


@pytest.mark.parametrize(
    ("printed", "claimed"),
    [
        (Day(2004), Day(2004, 5)),
        (Day(2004, 5, 1), Day(2004, 6)),
        (Day(1960, decade=True), Day(1967)),
        (Day(1963), Day(1960, decade=True, part="late")),
        (Day(1958), Day(1960, decade=True)),
        (Day(2004, 7), Day(2004, part="early")),
        (Day(2004, part="early"), Day(2004, part="start of")),
        (Day(2004, 7, 2), Day(2004, 4, to=6)),
        (Day(2004, 4, to=6), Day(2004, 4)),
        (Day(2004, 5, 4), Day(part="Monday")),
    ],
)
def test_a_date_does_not_say_what_is_narrower_or_other(printed: Day, claimed: Day) -> None:
    assert not printed.says(claimed)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (Day(2004, 5, 1), "1 May 2004"),
        (Day(2004, 4, to=6), "April–June 2004"),
        (Day(1960, decade=True, part="late"), "late 1960s"),
        (Day(2000, century=True), "21st century"),
        (Day(1000, century=True), "11th century"),
        (Day(2004, part="any part"), "2004"),
    ],
)
def test_it_reads_as_people_write_it(day: Day, words: str) -> None:
    assert str(day) == words


def test_a_weekday_follows_from_the_date_where_there_is_one() -> None:
    assert Day(2004, 5, 3).weekday == "Monday"
    assert Day(2004, 2, 30).weekday == ""
    assert Day(2004).weekday == ""
