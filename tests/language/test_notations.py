"""Digits with their marks, by the notation of the text that prints them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from reportgen.language.notations import RUN, Notation, ascii_digits, notation_of, read_digits

POINT, COMMA, UNKNOWN = Notation.POINT, Notation.COMMA, Notation.UNKNOWN


@pytest.mark.parametrize(
    ("language", "notation"), [("english", POINT), ("de", COMMA), ("fr-CA", COMMA), ("de-CH", POINT), ("ru", COMMA)]
)
def test_a_language_has_its_decimal_mark(language: str, notation: Notation) -> None:
    assert notation_of(language) is notation


def test_without_a_language_the_words_of_a_text_tell() -> None:
    assert notation_of("", ["12,5", "und", "1.234.567"]) is COMMA
    assert notation_of("", ["12.5", "1,234,567"]) is POINT
    assert notation_of("", ["12,5", "12.5"]) is UNKNOWN
    assert notation_of("", ["the", "1,234", "of"]) is POINT, "it is in English"
    assert notation_of("", ["1,234"]) is UNKNOWN
    assert notation_of("", ()) is UNKNOWN


@pytest.mark.parametrize(
    ("run", "notation", "expected"),
    [
        ("1,234", POINT, ["1234"]),
        ("1,234", COMMA, ["1.234"]),
        ("1,234", UNKNOWN, ["1234", "1.234"]),
        ("0,234", UNKNOWN, ["0.234"]),
        ("1.234.567,8", POINT, ["1234567.8"]),
        ("1,234,567.8", COMMA, ["1234567.8"]),
        ("12,34,567", POINT, ["1234567"]),
        ("1 234 567", UNKNOWN, ["1234567"]),
        ("1'234.5", UNKNOWN, ["1234.5"]),
        ("12.5", COMMA, ["12.5"]),
        (".5", UNKNOWN, ["0.5"]),
        ("1.2.3", POINT, []),
        ("1,23,45", POINT, []),
        ("0,123,456", POINT, []),
        ("007", UNKNOWN, ["7"]),
    ],
)
def test_a_run_is_one_number_none_or_both_that_it_may_be(run: str, notation: Notation, expected: list[str]) -> None:
    assert read_digits(run, notation) == tuple(map(Decimal, expected))


def test_digits_of_other_scripts_stay_in_their_places() -> None:
    assert ascii_digits("в ١٢٣ и ४५²") == "в 123 и 45²"
    assert ascii_digits("plain 7") == "plain 7"


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("1 234 and 5", ["1 234", "5"]),
        ("3·10⁶", ["3", "10"]),
        ("3·5", ["3·5"]),
        ("a.5 and .5", ["5", ".5"]),
        ("12 345 678.9", ["12 345 678.9"]),
        ("1 2345", ["1", "2345"]),
    ],
)
def test_a_run_ends_where_its_marks_do(text: str, runs: list[str]) -> None:
    assert re.findall(RUN, text) == runs
