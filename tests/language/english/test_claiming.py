from __future__ import annotations

import pytest

from reportgen.language.english.claiming import claiming_words, parts_named


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Most bridges fell", ["Most", "fell"]),
        ("The largest of them", ["largest"]),
        ("Twice as dear", ["Twice"]),
        ("Tolls are higher than before", ["higher than"]),
        ("What bridges cost", []),
        ("All about bridges", []),
        ("Small rivers", []),
        ("For all to see", []),
    ],
)
def test_words_that_claim_in_a_title(title: str, words: list[str]) -> None:
    assert [title[begin:end] for begin, end in claiming_words(title)] == words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It fell by half", ["by half"]),
        ("It fell by a third", ["by a third"]),
        ("half of the bridges", ["half of"]),
        ("They halved it", ["halved"]),
        ("by a third party", []),
        ("the first half of the year", []),
        ("a half-timbered house", []),
    ],
)
def test_parts_that_are_named(text: str, parts: list[str]) -> None:
    assert [text[begin:end] for begin, end in parts_named(text)] == parts
