"""The forms in which dates are found."""

from __future__ import annotations

import pytest

from reportgen.language.date_patterns import LINK, RANGE, patterns, stem
from reportgen.language.english.calendar import ENGLISH
from reportgen.language.registry import KNOWN


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("on 1.5.2004 it", "dotted", "1.5.2004"),
        ("on 01.05.2004 it", "dotted", "01.05.2004"),
        ("on 2004-05-01 it", "iso", "2004-05-01"),
        ("on 1 May 2004 it", "days_first", "1 May 2004"),
        ("on May 1, 2004 it", "month_first", "May 1, 2004"),
        ("in the second quarter of 2004", "quarter", "second quarter of 2004"),
        ("in Q2 2004", "letter", "Q2 2004"),
        ("in the spring of 2004", "season", "spring of 2004"),
        ("in the 1960s", "decade", "1960s"),
        ("in the nineteenth century", "century", "nineteenth century"),
        ("in FY2004", "fiscal", "FY2004"),
        ("by late 2004", "year", "late 2004"),
        ("two years later", "next", "two years later"),
        ("since May 2004", "month", "May 2004"),
    ],
)
def test_a_date_is_found_by_its_form(text: str, form: str, found: str) -> None:
    known = patterns(ENGLISH)
    match = known.every.search(text)
    assert match is not None
    assert (match.lastgroup, match[0]) == (form, found)
    assert known.forms[form].match(text, match.start())


@pytest.mark.parametrize("text", ["12 may come", "$2004", "2004 dollars", "of 1.2004", "in 2004,567"])
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert patterns(ENGLISH).every.search(text) is None


@pytest.mark.parametrize(
    ("tag", "text"),
    [("de", "am 1. Mai 2004"), ("ru", "1 мая 2004 года"), ("fr", "le 1er mai 2004"), ("pl", "1 maja 2004 r.")],
)
def test_other_languages_have_the_same_forms(tag: str, text: str) -> None:
    match = patterns(KNOWN[tag].dates).every.search(text)
    assert match is not None
    assert match.lastgroup == "days_first"
    assert "2004" in match[0]


def test_links_and_ranges_stand_between_dates() -> None:
    assert all(LINK.fullmatch(each) for each in (" and ", ", ", "–".replace("–", "-"), " und im "))
    assert RANGE.fullmatch(" to ")
    assert not RANGE.fullmatch(" and ")


def test_a_stem_is_a_name_without_its_ending() -> None:
    assert stem("вторник") == "вторни"
    assert stem("lund") == "lund"
    assert stem("п’ятниця".replace("’", "ʼ")) == "п[ʼ']ятниц"
