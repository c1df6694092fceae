"""Reserve that a passage makes and a sentence drops."""

from __future__ import annotations

import pytest

from reportgen.language.english.wording.hedges import dropped_hedges
from reportgen.language.english.wording.model import ParsedText


def kinds(passage: str, sentence: str) -> list[str]:
    return [flaw.said for flaw in dropped_hedges(ParsedText(sentence), [ParsedText(passage)])]


@pytest.mark.parametrize(
    ("passage", "sentence", "kind"),
    [
        ("The old bridge may close the river port.", "The old bridge closes the river port.", "possible"),
        ("The town planned to buy the old bridge.", "The town bought the old bridge.", "possible"),
        ("The bridge was partly paid by tolls.", "The bridge was paid by tolls.", "partial"),
        ("The bridge carried almost all river trade.", "The bridge carried the river trade.", "nearly"),
    ],
)
def test_what_is_dropped(passage: str, sentence: str, kind: str) -> None:
    assert kinds(passage, sentence) == [kind]


@pytest.mark.parametrize(
    ("passage", "sentence"),
    [
        ("The old bridge may close the river port.", "The old bridge might close the river port."),
        ("The bridge was partly paid by tolls.", "In part the bridge was paid by tolls."),
        ("The bridge carried almost all river trade.", "The bridge carried nearly all of the river trade."),
        # told without reserve in the same passage, or denied
        ("The town closed forty mills and would like to close others.", "The town closed forty mills."),
        ("The mill was meant to open in May, but the town sued.", "The mill did not open in May."),
        # reserve in other words, of rules, and before a colon
        ("Up to 30 boats pass the lock.", "As many as 30 boats pass the lock."),
        ("Pollen seems to show that barley grew here.", "Barley grew here, to judge by pollen."),
        ("Boats may pass the lock only by day.", "Boats cannot pass the lock by night."),
        (
            "The miller proposed that the river bridge be free.",
            "They wanted two things: he a river bridge, she a mill.",
        ),
        ("The mill may burn.", "The bridge carried trade."),
        ("The bridge carried trade.", "The bridge carried trade."),
    ],
)
def test_what_is_kept_or_of_something_else(passage: str, sentence: str) -> None:
    assert kinds(passage, sentence) == []


def test_the_places_are_those_of_the_words() -> None:
    passage, sentence = "The old bridge may close the river port.", "Now the old bridge closes the river port."
    (flaw,) = dropped_hedges(ParsedText(sentence), [ParsedText("Nothing of it."), ParsedText(passage)])
    assert flaw.passage == 1
    assert passage[slice(*flaw.place)] == "may"
    assert sentence[slice(*flaw.words)].endswith("port")
