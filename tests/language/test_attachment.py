"""Of which date or name a number is, where a reader has no doubt of it."""

from __future__ import annotations

import re

import pytest

from reportgen.language.attachment import DATES, NAMES, Mark, attached

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\b\d+\.\d\b")
_NAME = re.compile(r"\b(?:Poland|Spain)\b")


def dated(text: str) -> dict[str, set[str]]:
    return _bound(text, _YEAR)


def named(text: str) -> dict[str, set[str]]:
    return _bound(text, _NAME)


def _bound(text: str, pattern: re.Pattern[str]) -> dict[str, set[str]]:
    numbers = [Mark("", *match.span()) for match in _NUMBER.finditer(text)]
    marks = [Mark(match[0], *match.span()) for match in pattern.finditer(text)]
    found = attached(text, numbers, marks, DATES if pattern is _YEAR else NAMES)
    return {text[numbers[n].start : numbers[n].end]: {str(v) for v in values} for n, values in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was 5.2 in 2014", {"5.2": {"2014"}}),
        ("It was 5.2 (2014)", {"5.2": {"2014"}}),
        ("In 2014 it was 5.2", {"5.2": {"2014"}}),
        ("It was 5.2 in 2014 and 6.3 in 2015", {"5.2": {"2014"}, "6.3": {"2015"}}),
        ("In 2014 and 2015 it was 5.2 and 6.3", {"5.2": {"2014"}, "6.3": {"2015"}}),
        ("It was 5.2 and 6.3 in 2014", {"5.2": {"2014"}, "6.3": {"2014"}}),
        ("It rose from 5.2 to 6.3 in 2014", {"6.3": {"2014"}}),
        ("Less than in 2014 it was 5.2", {}),
        ("In 2014 it was so. It was 5.2", {}),
        ("It was 5.2, but it fell in 2014", {}),
    ],
)
def test_dates(text: str, expected: dict[str, set[str]]) -> None:
    assert dated(text) == expected


def test_cells_stand_below_the_heads_of_their_columns() -> None:
    head = "Country 2014 2015 2016 "
    assert dated(f"{head}A 5.2 6.3 7.4") == {"5.2": {"2014"}, "6.3": {"2015"}, "7.4": {"2016"}}
    assert dated(f"{head}A 5.2 … 7.4") == {"5.2": {"2014"}, "7.4": {"2016"}}
    assert dated(f"{head}A 5.2 7.4") == {}, "one is missing, and which is not known"
    assert dated(f"{head}A. Then 5.2 6.3 7.4") == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was 5.2 in Poland", {"5.2": {"Poland"}}),
        ("Poland (5.2) and Spain (6.3)", {"5.2": {"Poland"}, "6.3": {"Spain"}}),
        ("Poland had 5.2", {"5.2": {"Poland"}}),
        ("Poland, they say, had 5.2", {}),
        ("Less than in Poland it was 5.2", {}),
    ],
)
def test_names(text: str, expected: dict[str, set[str]]) -> None:
    assert named(text) == expected


def test_years_of_one_place_are_taken_together() -> None:
    text = "It was 5.2 in 2014-15"
    marks = [Mark(2014, 14, 21), Mark(2015, 14, 21)]
    assert attached(text, [Mark("", 7, 10)], marks, DATES) == {0: frozenset({2014, 2015})}
