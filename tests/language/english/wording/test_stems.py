from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.language.english.wording.stems import SMALL, stem


@pytest.mark.parametrize(
    "forms",
    [
        "reduce reduced reduction reductions reducing",
        "rise rose risen rising",
        "economy economies economic economically",
        "sell sold sale sales",
        "withdraw withdrew withdrawal",
        "build built",
        "policy political politics policies",
        "bridge bridges bridge's",
        "member members",
        "integrate integration integrated integrating",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["rise fall", "import export", "union unity", "east west", "bridge bride"])
def test_other_words_have_others(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == len(words.split())


@given(st.from_regex(r"[a-z]{1,20}", fullmatch=True))
def test_something_is_left_of_every_word(word: str) -> None:
    assert stem(word)
    assert len(stem(word)) <= max(len(word), 9)


def test_words_of_any_subject_are_small() -> None:
    assert {"the", "three", "took", "don't"} <= SMALL
    assert "bridge" not in SMALL
