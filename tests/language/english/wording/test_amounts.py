"""Sentences that claim more than their passage."""

from __future__ import annotations

import pytest

from reportgen.language.english.wording.amounts import inflated_quantities
from reportgen.language.english.wording.model import ParsedText


def said(sentence: str, *passages: str) -> list[str]:
    return [flaw.said for flaw in inflated_quantities(ParsedText(sentence), [ParsedText(each) for each in passages])]


@pytest.mark.parametrize(
    ("passage", "sentence", "words"),
    [
        ("Some towns built stone bridges.", "All towns built stone bridges.", "All"),
        ("One of the longest bridges crosses the Elbe.", "The longest of the bridges crosses the Elbe.", "longest"),
        ("Several towns built stone bridges.", "Most towns built stone bridges.", "Most"),
        ("Towns built stone bridges.", "Only towns built stone bridges.", "Only"),
        # what is told of all but some, or in another clause, bears nothing out
        ("Tolls rose in every year but one.", "Tolls rose in every year.", "every"),
        ("Of the towns, some built bridges, as none of the fords was safe.", "All towns built bridges.", "All"),
        ("Few towns built stone bridges.", "No town built stone bridges.", "No"),
    ],
)
def test_more_than_the_passage_says(passage: str, sentence: str, words: str) -> None:
    assert said(sentence, passage) == [words]


@pytest.mark.parametrize(
    ("passage", "sentence"),
    [
        ("All towns built stone bridges.", "Every town built stone bridges."),
        ("One of the longest bridges crosses the Elbe.", "One of the longest bridges crosses the Elbe."),
        ("The longest bridge crosses the Elbe.", "The longest bridge crosses the Elbe."),
        ("Towns built stone bridges.", "No town built stone bridges."),
        ("Whichever town one visits, bridges are of stone.", "In every town bridges are of stone."),
        ("Eight in ten bridges are of stone.", "Most bridges are of stone."),
        ("Apart from the mill, nothing of the bridge stands.", "Only the mill of the bridge stands."),
        ("Towns are run by a single mayor.", "One mayor runs each town."),
        ("Hardly any bridges are of stone.", "Next to no bridges are of stone."),
        ("Mills burnt.", "All towns built stone bridges."),
    ],
)
def test_what_is_borne_out_or_told_of_nothing_shared(passage: str, sentence: str) -> None:
    assert said(sentence, passage) == []


def test_one_passage_that_bears_it_out_is_enough_and_the_nearest_is_told() -> None:
    some, every = "Some towns built stone bridges.", "All the ports have bridges."
    assert said("All towns built stone bridges.", some, every) == []
    (flaw,) = inflated_quantities(
        ParsedText("All towns built stone bridges."), [ParsedText("Ports have mills."), ParsedText(some)]
    )
    assert flaw.passage == 1
    assert some[slice(*flaw.place)] == "Some"
