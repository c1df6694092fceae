from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.inputs.words import key, keys_of, normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the “Old” ‘Bridge’", "the \"Old\" 'Bridge'"),
        ("―Old Bridge‖", '"Old Bridge"'),
        ("1999–2004 and 5−3", "1999-2004 and 5-3"),
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
