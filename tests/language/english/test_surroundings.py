"""What stands around a number and makes it another one, or none."""

from __future__ import annotations

import pytest

from reportgen.language.english.surroundings import (
    codes_in,
    counts_many,
    counts_other,
    may_count,
    sign_by_bracket,
    sign_by_dash,
    spelled_before,
    standing_of,
)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("see n. 5 there", "part"),
        ("on page 5 there", "part"),
        ("Table 5 shows", "part"),
        ("at 5 p.m. there", "part"),
        ("it ended.5", "part"),
        ("they won 7-5 there", "part"),
        ("from 3-5 of them", ""),
        ("it was 5 × the", "unclear"),
        ("it has 5 there", ""),
        ("see 5 bridges there", ""),
        ("(5) The next", "part"),
        ("tables 3 and 5 show", "part"),
    ],
)
def test_what_a_number_is_a_part_of(text: str, standing: str) -> None:
    start = text.index("5")
    assert standing_of(text, start, start + 1, plain=True) == standing


def test_a_number_with_a_unit_is_no_label() -> None:
    text = "Table 5 per cent"
    assert standing_of(text, 6, 7, plain=False) == ""
    assert standing_of("it is not 5 per cent", 10, 11, plain=False) == "unclear"


def test_codes_and_marks_of_notes() -> None:
    text = "It fell [12, 13]. ISBN 978-3-16-148410-0, call +49 30 123456 or 12-34-56 (not 12)."
    found = [text[begin:end] for begin, end in codes_in(text)]
    assert found[0] == "[12, 13]"
    assert any("978-3-16-148410-0" in each for each in found)
    assert any(each.startswith("+49") for each in found)
    assert "12-34-56" in found
    assert codes_in("only 12 of them") == []


@pytest.mark.parametrize(
    ("behind", "other"),
    [(" bridges", True), (" in all", False), (" Hong Kong dollars", True), ("", False), (" In", False)],
)
def test_a_word_behind_a_number_may_say_what_it_counts(behind: str, other: bool) -> None:
    assert counts_other(f"5{behind}", 1) is other


def test_millions_and_metres() -> None:
    assert counts_many("12m people", 3)
    assert not counts_many("12m long", 3)
    assert may_count("12m bridges", 3)
    assert not may_count("12m was", 3)


@pytest.mark.parametrize(
    ("text", "money", "marked", "sign"),
    [
        ("came to $(2.5) million", True, True, "minus"),
        ("3.1 (2.5) 4.0", False, True, "minus"),
        ("net loss (2.5)", False, True, "minus"),
        ("net loss (2.5) as told", False, True, "unclear"),
        ("twelve (2.5) of", False, True, ""),
        ("a share (2.5) of it", False, True, ""),
        ("it was so (2.5)", False, True, "unclear"),
    ],
)
def test_brackets_of_accounts(text: str, money: bool, marked: bool, sign: str) -> None:
    start, end = text.index("("), text.index(")") + 1
    assert sign_by_bracket(text, start, end, money, marked) == sign


def test_a_number_in_words_may_be_said_again_in_digits() -> None:
    assert spelled_before("twenty (20) per cent", 7)
    assert not spelled_before("in May (20) per cent", 7)


@pytest.mark.parametrize(
    ("text", "money", "sign"),
    [
        ("growth was − 2.5", False, "minus"),
        ("growth − 2.5 − and more", False, "unclear"),
        ("12 − 2.5", False, "unclear"),
        ("12 - 2.5", False, ""),
        ("imports - 2.5", True, ""),
        ("imports: - 2.5", True, "unclear"),
        ("imports 2.5", False, ""),
    ],
)
def test_a_dash_with_a_blank_behind_it(text: str, money: bool, sign: str) -> None:
    start = text.index("2.5")
    assert sign_by_dash(text, start, start + 3, money) == sign
