"""Paragraphs and characters of two texts, paired."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.edits.align import MOST, alike, mapped, paired

TEXT = st.text(st.sampled_from("ab ,.’é"), max_size=60)


@given(TEXT, TEXT)
def test_characters_are_mapped_in_order_and_to_the_like(old: str, new: str) -> None:
    where, place = mapped(old, new)
    found = [at for at in where if at >= 0]
    assert found == sorted(set(found))
    for at, to in enumerate(where):
        assert to < 0 or old[at] == new[to] or old[at].isspace() == new[to].isspace()
    assert all(0 <= place(at) <= len(new) for at in range(len(old) + 1))


def test_a_text_is_mapped_to_itself() -> None:
    where, place = mapped("It’s 5, or six.", "It’s 5, or six.")
    assert where == list(range(15))
    assert place(7) == 7


def test_very_long_paragraphs_are_not_compared() -> None:
    text = "a " * (int(MOST**0.5) // 2 + 9)
    assert set(mapped(text, text)[0]) == {-1}


def test_paragraphs_are_paired_by_what_they_say_then_by_likeness() -> None:
    olds = ["—", "The river looked calm at noon.", "Both.", "Both.", "Nothing of the kind was ever said."]
    news = ["Both.", "The river looks calm at noon!", "—", "Both."]
    assert paired(olds, news) == {0: 2, 1: 1, 2: 0, 3: 3}


def test_how_much_is_the_same_is_told() -> None:
    assert alike(["a", "b", "c", "d"], ["a", "x", "c", "d"]) == 0.75
