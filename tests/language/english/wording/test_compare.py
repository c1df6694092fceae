"""Sentences beside passages: what is seen, and, as important, what is let pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.language.english.wording.compare import compare
from reportgen.language.english.wording.model import ParsedText
from reportgen.language.english.wording.stems import stem
from reportgen.language.english.wording.views import tells_of_sources


def found(passage: str, sentence: str, tellers: tuple[str, ...] = ()) -> list[str]:
    return [flaw.rule for flaw in compare(ParsedText(sentence), [ParsedText(passage)], tellers)]


@pytest.mark.parametrize(
    ("passage", "sentence", "rule"),
    [
        (
            "If successful, the pool would lead to a market of ten states.",
            "The pool is a market of ten states.",
            "dropped-hedge",
        ),
        ("The attitude became somewhat more rigid.", "The attitude became more rigid.", "dropped-hedge"),
        (
            "The lack of roads preconditioned the fate of markets.",
            "The lack of roads sealed the fate of every market.",
            "inflated-quantity",
        ),
        (
            "According to the Foreign Ministry of Chad, 200 treaties are in force.",
            "It counts 200 treaties in force.",
            "unattributed-view",
        ),
        ("It is not true that the mill was sold.", "The mill was sold by the town.", "other-direction"),
        ("The state entered the union in May.", "The state left the union in May.", "other-direction"),
    ],
)
def test_what_is_said_otherwise(passage: str, sentence: str, rule: str) -> None:
    assert found(passage, sentence) == [rule]


@pytest.mark.parametrize(
    ("passage", "sentence"),
    [
        # the reserve is of something else
        ("They seek no full or partial merger of states.", "They seek no merger of states."),
        (
            "The bloc was built up by an organization intended to be inclusive.",
            "The bloc was built up as an inclusive organization.",
        ),
        # documents say what they say, and nobody's view it is
        ("According to the agreement, the road is free of tolls.", "The road is free of tolls by the agreement."),
        (
            "In 2002 the town turned the league into a bloc called the Union.",
            "The league was turned into a bloc, the Union.",
        ),
        # denied in both, or of something else
        ("The decision not to levy tax on oil was taken in May.", "By the decision oil is free of tax."),
        # one of the largest, and all three by count
        ("The port is one of the largest of the coast.", "The port is one of the largest on the coast."),
        ("Three towns joined the league: Ahr, Bonn and Cologne.", "All three towns joined the league."),
    ],
)
def test_what_is_let_pass(passage: str, sentence: str) -> None:
    assert found(passage, sentence) == []


def test_that_the_source_says_so_names_nobody_whose_view_it_reports() -> None:
    passage = "The minister claimed that the pipeline was safe."
    assert found(passage, "For Vacuum the pipeline was safe.", ("Vacuum",)) == ["unattributed-view"]
    assert found(passage, "The pipeline was safe, Vacuum says.", ("Vacuum",)) == ["unattributed-view"]
    assert found(passage, "The pipeline, Vacuum reports, was called safe.", ("Vacuum",)) == []
    assert found(passage, "For the minister, Vacuum says, the pipeline was safe.", ("Vacuum",)) == []


def test_a_quotation_right_behind_reserve_is_what_it_is_about() -> None:
    text = "Its attitude had arguably not changed since then: it still saw them as junior partners."
    quoted = text.index("it still"), text.index(" as junior") + len(" as junior partners")
    sentence = ParsedText("The town saw the others as junior partners.")
    assert [f.rule for f in compare(sentence, [ParsedText(text, quoted)])] == ["dropped-hedge"]


def test_forms_of_a_word_have_one_stem() -> None:
    for forms in (
        "reduce reduced reduction reducing",
        "rise rose risen",
        "vaccine vaccines vaccinated",
    ):
        assert len({stem(form) for form in forms.split()}) == 1, forms
    assert stem("market") != stem("mark")


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("One source holds that", True),
        ("All … find it", True),
        ("By one account it is", True),
        ("The source is a river", False),
    ],
)
def test_that_it_is_some_sources_word(text: str, tells: bool) -> None:
    assert tells_of_sources(text) is tells


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared(passage: str, sentence: str) -> None:
    for flaw in compare(ParsedText(sentence), [ParsedText(passage)]):
        assert 0 <= flaw.words[0] <= flaw.words[1] <= len(sentence)
        assert 0 <= flaw.place[0] <= flaw.place[1] <= len(passage)


def test_a_long_text_is_read_in_linear_time() -> None:
    text = "The pool may grow, and the town said that it would not be sold to every bank. " * 2_000
    assert found(text, "The pool grows and was sold to every bank.") is not None
