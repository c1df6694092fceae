"""Words that say vaguely how many, and what would bear them out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.language.english.vagueness import vague_in


@pytest.mark.parametrize(
    ("text", "key", "low", "high", "share"),
    [
        ("dozens of bridges", "dozen", 24, 1000, False),
        ("hundreds of thousands of tolls", "hundreds of thousand", 200_000, 10**6, False),
        ("several thousand tolls", "several thousand", 2000, 10**6, False),
        ("millions of tolls", "million", 2 * 10**6, 10**9, False),
        ("a handful of bridges", "handful", 2, 12, False),
        ("a couple of bridges", "couple", 2, 12, False),
        ("the majority of bridges", "majority", 50, 100, True),
        ("a minority of bridges", "minority", 0, 50, True),
    ],
)
def test_an_amount_lies_between_two_numbers(text: str, key: str, low: int, high: int, share: bool) -> None:
    (found,) = vague_in(text)
    assert (found.key, found.low, found.high, found.share) == (key, Decimal(low), Decimal(high), share)
    assert found.words in text


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("A decade later it fell", Decimal(10)),
        ("Half a century later it fell", Decimal(50)),
        ("within a year it fell", Decimal(1)),
        ("A week later it fell", None),
    ],
)
def test_a_time_is_so_many_years(text: str, years: Decimal | None) -> None:
    (found,) = vague_in(text)
    assert found.years == years


@pytest.mark.parametrize("text", ["a decade of growth", "a year of it", "a hundred bridges", "some thousand years"])
def test_other_words_are_not_vague(text: str) -> None:
    assert list(vague_in(text)) == []
