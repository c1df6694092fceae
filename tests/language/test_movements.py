"""Words for falling and rising in other languages, one language and direction a line of ``movements.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.language.change_words import direction_of
from reportgen.language.registry import words_of

_TABLE = Path(__file__).with_name("movements.txt").read_text("utf-8").splitlines()
MOVEMENTS = [
    (*row[:2], form.strip())
    for line in _TABLE
    if not line.startswith("#") and (row := [part.strip() for part in line.split("|")])
    for form in row[2].split(",")
]


@pytest.mark.parametrize(("language", "direction", "form"), MOVEMENTS)
def test_a_word_for_falling_or_rising_is_known_as_one(language: str, direction: str, form: str) -> None:
    words = words_of(language)
    assert words is not None
    assert direction_of(form, words) == direction
