"""Where a quotation stands in a text: word for word, without regard to blanks, or nearly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.inputs.texts.model import Span
from reportgen.inputs.texts.quote_index import QuoteIndex
from reportgen.inputs.texts.read import source_text
from reportgen.inputs.texts.words import keys


def index(text: str) -> QuoteIndex:
    return QuoteIndex(source_text("guide", "0", text, ()))


def quote(text: str) -> tuple[str, ...]:
    return tuple(key for key in keys(text.split()) if key)


TEXT = "The old bridge fell in May. The new bridge stood, and the old bridge fell again in the year of the flood."


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("the old bridge fell", 2),
        ("The Old Bridge fell", 2),
        ("old bridge fell again", 1),
        ("bridge", 3),
        ("the bridge", 0),
        ("old new bridge", 0),
        ("fell in May the new", 1),
        ("year of the flood", 1),
        ("of the flood and more", 0),
    ],
)
def test_every_place_of_a_quotation_is_found(words: str, count: int) -> None:
    made, wanted = index(TEXT), quote(words)
    places = made.find([wanted])[wanted]
    assert len(places) == count
    for at in places:
        assert quote(made.wording(at, len(wanted))) == wanted


def test_an_empty_quotation_stands_nowhere() -> None:
    assert index(TEXT).find([()]) == {(): []}


def test_a_note_interrupts_neither_text_nor_is_it_run_into() -> None:
    text = source_text("guide", "0", "One two three four five six.", ())
    noted = QuoteIndex(replace(text, footnotes=(Span("1", 2, 4),)))
    over, inside, across = quote("one two five six"), quote("three four"), quote("two three")
    found = noted.find([over, inside, across])
    assert len(found[over]) == 1
    assert [noted.position(at) for at in found[inside]] == [2]
    assert found[across] == []
    assert noted.find([quote("six three")]) == {quote("six three"): []}


def test_blanks_that_a_pdf_lost_are_no_hindrance_but_between_digits() -> None:
    made = index("They said that theoldbridge fell in 19 99 and left.")
    run, digits = quote("the old bridge fell"), quote("bridge fell in 1999")
    found = made.without_blanks([run, digits])
    assert len(found[run]) == 1
    assert found[digits] == []


@pytest.mark.parametrize("words", ["able to cross the river", "unable to cross the rive"])
def test_a_part_of_a_word_is_not_the_quotation(words: str) -> None:
    made, wanted = index("He was unable to cross the river then."), quote(words)
    assert made.without_blanks([wanted])[wanted] == []


def test_the_nearest_wording_is_told_with_how_like_it_is() -> None:
    made, wanted = index(TEXT), quote("the old bridge fell suddenly in the year of the flood")
    made.prepare(wanted)
    near = made.nearest(wanted)
    assert near is not None
    assert made.wording(near.at, near.length) == "the old bridge fell again in the year of the flood."
    assert 80 < near.score < 100
    same = quote("the new bridge stood")
    made.prepare(same)
    exact = made.nearest(same)
    assert exact is not None
    assert exact.score == 100


def test_what_has_no_word_in_common_has_no_nearest_wording() -> None:
    made, wanted = index(TEXT), quote("nothing like this")
    made.prepare(wanted)
    assert made.nearest(wanted) is None


def test_a_wording_has_the_signs_of_its_numbers() -> None:
    made, wanted = index("It cost $ 25 then, and 40 % later."), quote("25 then and 40")
    ((at),) = made.find([wanted])[wanted]
    assert made.wording(at, len(wanted)) == "$ 25 then, and 40 %"


WORDS = st.lists(st.sampled_from(["a", "b", "ab", "ba", "1", "2"]), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_as_many_places_are_found_as_looking_at_each_finds(text: list[str], words: list[str]) -> None:
    wanted = tuple(words[:4])
    made = index(" ".join(text))
    there = quote(" ".join(text))
    expected = [n for n in range(len(there)) if there[n : n + len(wanted)] == wanted]
    assert made.find([wanted])[wanted] == expected
