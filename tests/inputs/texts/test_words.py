from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.inputs.texts.words import key, keys_of, normalise, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the “Old” ‘Bridge’", "the \"Old\" 'Bridge'"),
        ("―Old Bridge‖", '"Old Bridge"'),
        ("1999–2004 and 5−3", "1999-2004 and 5−3"),
        ("rivers — all of them", "rivers - all of them"),
        ("ﬁne\u00a0 ﬂow", "fine flow"),
        ("inte\u00adgral\u200b", "integral"),
        ("May 25\n th , 1992", "May 25th , 1992"),
        ("№5 ½", "No5 1/2"),
    ],
)
def test_typography_is_folded(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(st.text(max_size=60))
def test_normalise_is_idempotent(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Bridge.", "bridge"), ("multi-speed", "multispeed"), ('"(49.5%),', "49.5%"), ("-", ""), ("$47/TCM", "$47/tcm")],
)
def test_a_key_is_what_must_agree(word: str, expected: str) -> None:
    assert key(word) == expected


def test_mere_punctuation_is_no_word() -> None:
    assert keys_of("rivers — or / brooks") == ("rivers", "or", "brooks")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grew by 12¹ per cent", "grew by 12^1 per cent"),
        ("10² and 10⁻³ t", "10^2 and 10^-3 t"),
        ("25 km² and m³", "25 km2 and m3"),
        ("CO₂, 12₂", "CO2, 12_2"),
        ("2½ and ½ and 2¹⁄₂", "2 1/2 and 1/2 and 2 1/2"),
        ("union¹³ of", "union13 of"),
    ],
)
def test_raised_and_lowered_digits_are_no_part_of_a_number(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_a_pile_of_accents_is_cut() -> None:
    assert plain("a\u0301\u0323" * 3) == plain(plain("a\u0301\u0323" * 3))
    piled = plain("a" + "\u0301\u0323" * 5000 + "b")
    assert len(piled) < 40
    assert piled.endswith("b")
