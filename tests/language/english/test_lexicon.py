"""Names of currencies, scales and measures."""

from __future__ import annotations

import re

import pytest

from reportgen.language.english.lexicon import (
    CODES,
    SCALE,
    SIGN,
    UNIT,
    currency_of,
    measure_of,
    scale_of,
    size_of_money,
    worth_of,
)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("$", "USD"),
        ("US dollars", "USD"),
        ("Swiss francs", "CHF"),
        ("roubles", "RUB"),
        ("€bn", "EUR"),
        ("M€", "EUR"),
        ("KZT", "KZT"),
        ("usd", "USD"),
        ("top", ""),
        ("bridges", ""),
        ("", ""),
    ],
)
def test_a_currency_has_one_code(word: str, code: str) -> None:
    assert currency_of(word) == code


@pytest.mark.parametrize(
    ("word", "size"), [("million", 10**6), ("Thousands", 10**3), ("bn", 10**9), ("bridge", 1), ("", 1)]
)
def test_a_scale_has_its_size(word: str, size: int) -> None:
    assert scale_of(word) == size


def test_a_billion_is_longer_in_some_languages() -> None:
    assert scale_of("billion") == 10**9
    assert scale_of("billion", long=True) == 10**12
    assert scale_of("million", long=True) == 10**6


@pytest.mark.parametrize(
    ("sign", "size"), [("M€", 10**6), ("TEUR", 10**3), ("€bn", 10**9), ("$", 1), ("€", 1), ("kg", 1)]
)
def test_signs_of_money_may_have_a_size(sign: str, size: int) -> None:
    assert size_of_money(sign) == size


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("per cent", "percent"),
        ("%", "percent"),
        ("percentage points", "percentage points"),
        ("km²", "square kilometres"),
        ("sq km", "square kilometres"),
        ("GWh", "gigawatt-hours"),
        ("t", "tonnes"),
        ("bridges", ""),
    ],
)
def test_a_measure_has_one_name(word: str, unit: str) -> None:
    assert measure_of(word) == unit


def test_words_of_numbers_are_worth_so_many() -> None:
    assert worth_of("dozen") == 12
    assert worth_of("none") == 0
    assert worth_of("bridge") == 1


def test_codes_that_are_words_are_no_codes() -> None:
    assert {"USD", "EUR"} <= CODES
    assert not {"ALL", "TOP"} & CODES


def test_patterns_take_the_longest_name() -> None:
    def first(pattern: str, text: str) -> str:
        match = re.match(pattern, text, re.IGNORECASE)
        return match[0] if match else ""

    assert first(UNIT, "percentage points") == "percentage points"
    assert first(UNIT, "metric tons") == "metric tons"
    assert first(SCALE, "millions of") == "millions"
    assert first(SIGN, "US$5") == "US$"
    assert first(UNIT, "tollbooth") == ""
