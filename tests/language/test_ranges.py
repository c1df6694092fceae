"""Which numbers of a text are ends of a range."""

from __future__ import annotations

import pytest

from reportgen.language.numerals import numbers_in
from reportgen.language.registry import words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 1,200 and 1,500 people", ["low", "high"]),
        ("between about 6 and 8 per cent", ["low", "high"]),
        ("of 6 to 8 per cent", ["low", "high"]),
        ("1.5-2 per cent", ["low", "high"]),
        ("costs from 3 to 5 million", ["low", "high"]),
        ("grew by 3 to 5 per cent", ["low", "high"]),
        ("rose from 3 to 5 million", ["", ""]),
        ("went from 3 to 5 million", ["", ""]),
        ("rose 3 per cent to 5 per cent", ["", ""]),
        ("from 9 to 4 points", ["", ""]),
        ("won 5-3", ["", ""]),
        ("6 and 8 per cent", ["", ""]),
        ("note 3 to 5", ["", ""]),
    ],
)
def test_ends_of_a_range_are_told_from_two_levels_and_lists(text: str, expected: list[str]) -> None:
    assert [each.quantity.end for each in numbers_in(text)] == expected


def test_other_languages_have_ranges_too() -> None:
    words = words_of("de")
    assert [n.quantity.end for n in numbers_in("zwischen 6 und 8 Prozent", words=words)] == ["low", "high"]
    assert [n.quantity.end for n in numbers_in("stieg von 3 auf 5 Prozent", words=words)] == ["", ""]
