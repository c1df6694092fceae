"""Which words of sentences stand in quotation marks."""

from __future__ import annotations

import pytest

from reportgen.checks.quotation_marks import Quotation, quotations


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “the old bridge fell” and left.", ["the old bridge fell"]),
        ("He said „die alte Brücke fiel“ and left.", ["die alte Brücke fiel"]),
        ("He said «le vieux pont tomba» and left.", ["le vieux pont tomba"]),
        ("He said »die alte Brücke fiel« and left.", ["die alte Brücke fiel"]),
        ('He said "the old bridge fell" and left.', ["the old bridge fell"]),
        ("He said ‘the old bridge fell’ and left.", ["the old bridge fell"]),
        ("He said 'the old bridge fell' and left.", ["the old bridge fell"]),
        ("He said ‘the town’s old bridge’ and left.", ["the town’s old bridge"]),
        ("He said ‘the towns’ old bridge’ and left.", ["the towns’ old bridge"]),
        ("One “the old bridge fell”, two “the new one stood”.", ["the old bridge fell", "the new one stood"]),
        ("He said “they call it ‘the old bridge’ here” and left.", ["they call it ‘the old bridge’ here"]),
        ("He said “the old bridge fell and was not closed", ["the old bridge fell and was not closed"]),
    ],
)
def test_words_in_marks_are_quotations(text: str, words: list[str]) -> None:
    assert [found.words for found in quotations([text])] == words


@pytest.mark.parametrize(
    "text",
    [
        "The “old” bridge, a “stone arch” of sorts.",
        "In the ’90s the towns’ bridges, and the mayors’ houses, fell.",
        "’Tis the old bridge that fell.",
        "The bridge’s arch and the river’s bank are the town’s own.",
        "A board 5' long and 3\" wide lay there.",
        "There are no marks here at all.",
        "",
    ],
)
def test_terms_and_apostrophes_are_none(text: str) -> None:
    assert quotations([text]) == ()


def test_what_is_left_out_or_put_in_parts_a_quotation() -> None:
    (found,) = quotations(["He said “[T]he old bridge … fell [in May] with a noise”."])
    assert found.fragments == ("The old bridge", "fell", "with a noise")
    (dots,) = quotations(["He said “the old bridge [...] fell at once”."])
    assert dots.fragments == ("the old bridge", "fell at once")


def test_a_quotation_over_sentences_is_told_of_each() -> None:
    told = quotations(["He said “the old bridge fell.", "Nobody was there.", "It was late” and left."])
    assert told == (
        Quotation(0, "the old bridge fell.", ("the old bridge fell.",)),
        Quotation(1, "Nobody was there.", ("Nobody was there.",)),
        Quotation(2, "It was late", ("It was late",)),
    )


def test_a_single_mark_that_is_never_closed_takes_nothing_along() -> None:
    assert quotations(["He said ‘the old bridge fell and left.", "He went home to his own town."]) == ()
