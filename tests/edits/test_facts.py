"""Numbers, dates and quotations that an edit must leave."""

from __future__ import annotations

import pytest

from reportgen.edits.facts import changes_number, in_quotation


def changed(text: str, old: str, new: str) -> bool:
    begin = text.index(old)
    return changes_number(text, begin, begin + len(old), new, "en-GB")


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("It has three arms.", "three", "four"),
        ("It has three arms.", "arms", "hundred arms"),
        ("They paid 5 million dollars.", "million ", ""),
        ("They met in May.", "May", "June"),
        ("They met then.", "then", "in 1999"),
        ("A half of them left.", "half", "third"),
    ],
)
def test_a_changed_number_or_date_is_seen(text: str, old: str, new: str) -> None:
    assert changed(text, old, new)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("It has three arms.", "arms", "branches"),
        ("They met in May 1999.", "met", "parted"),
        ("No word.", "word", "sign"),
    ],
)
def test_other_words_change_no_number(text: str, old: str, new: str) -> None:
    assert not changed(text, old, new)


@pytest.mark.parametrize(
    ("old", "new", "quoted"), [("water", "sea", True), ("said", "sang", False), ("said", "“said”", True)]
)
def test_what_is_quoted_is_seen(old: str, new: str, quoted: bool) -> None:
    text = "A poet said “the water waits” once."
    begin = text.index(old)
    assert in_quotation(text, begin, begin + len(old), new) is quoted
