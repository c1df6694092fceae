"""What a passage denies and a sentence says, or the other way."""

from __future__ import annotations

import pytest

from reportgen.language.english.wording.model import ParsedText
from reportgen.language.english.wording.opposites import other_directions


def said(passage: str, sentence: str) -> list[str]:
    return [flaw.rule for flaw in other_directions(ParsedText(sentence), [ParsedText(passage)])]


@pytest.mark.parametrize(
    ("passage", "sentence"),
    [
        ("The tolls of the bridge rose.", "The tolls of the bridge fell."),
        ("The town joined the river league.", "The town left the river league."),
        ("The council supported the toll bridge.", "The council opposed the toll bridge."),
        ("The port opens in May.", "The port closes in May."),
        ("The border remained closed after the war.", "The border remained open after the war."),
        ("The tolls exceeded the forecast.", "The tolls fell short of the forecast."),
        ("Floods became rare in the valley.", "Floods became frequent in the valley."),
        ("The toll rules were tightened.", "The toll rules were loosened."),
        ("The town did not sell the bridge.", "The town sold the bridge."),
        ("The town sold the bridge.", "The town did not sell the bridge."),
    ],
)
def test_opposite_ways_are_seen(passage: str, sentence: str) -> None:
    assert said(passage, sentence) == ["other-direction"]


@pytest.mark.parametrize(
    ("passage", "sentence"),
    [
        ("The tolls of the bridge rose.", "The tolls of the bridge increased."),
        ("The town did not sell the bridge.", "The town refused to sell the bridge."),
        ("The mill burnt down.", "The tolls of the bridge fell."),
        ("The town sold the bridge.", "The town sold the bridge."),
    ],
)
def test_what_goes_the_same_way_is_let_pass(passage: str, sentence: str) -> None:
    assert said(passage, sentence) == []
