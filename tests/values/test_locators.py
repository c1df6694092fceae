"""Places in works: what says itself what it is gets no second word, and numbers get the word of their kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.values.locators import labelled, locator_text

WORDS = {"section": ("sec.", "secs."), "note": ("n.", "nn."), "page": ("p.", "pp."), "": ("", "")}


@pytest.mark.parametrize(
    ("kind", "text", "written"),
    [
        ("page", "3", "p. 3"),
        ("page", "3-5, 12", "pp. 3–5, 12"),
        ("page", "xii - xv", "pp. xii–xv"),
        ("page", "1,234", "p. 1,234"),
        ("page", "3, 234", "pp. 3, 234"),
        ("page", "A4", "p. A4"),
        ("page", "6 f.", "p. 6 f."),
        ("page", "n. p.", "n. p."),
        ("page", "unpaginated", "unpaginated"),
        ("note", "4, 7", "nn. 4, 7"),
        ("section", "2.1", "sec. 2.1"),
        ("section", "§ 12", "sec. 12"),
        ("section", "ch. 3", "ch. 3"),
        ("section", "Chapter Three: The End", "Chapter Three: The End"),
        ("section", "Article 5", "Article 5"),
        ("section", "Article", "sec. Article"),
        ("section", "The rivers", "sec. The rivers"),
        ("", "fig. 1", "fig. 1"),
    ],
)
def test_places_are_written_with_one_word_for_their_kind(kind: str, text: str, written: str) -> None:
    assert labelled(kind, text, *WORDS[kind]) == written


@given(st.sampled_from(list(WORDS)), st.text(max_size=20))
def test_no_text_of_a_place_is_lost(kind: str, text: str) -> None:
    found, number = locator_text(kind, text)
    assert number in " ".join(text.split())
    assert found or number in (" ".join(text.split()), text.strip().removeprefix("at "))
