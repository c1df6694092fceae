"""Views of somebody that a sentence tells as facts."""

from __future__ import annotations

import pytest

from reportgen.language.english.wording.model import ParsedText
from reportgen.language.english.wording.views import (
    reported_views,
    tells_of_sources,
    tells_view,
    unattributed_views,
)


@pytest.mark.parametrize(
    ("passage", "holder"),
    [
        ("According to the harbour office, the bridge is unsafe.", "the harbour office"),
        ("The mayor argued that the bridge is unsafe.", "The mayor"),
        ("In the opinion of the guild, the bridge is unsafe.", "the guild"),
        ("Millers attribute the floods to the bridge.", "Millers"),
        ("The millers left, saying that the bridge is unsafe.", "The millers left"),
        ("The guild described the bridge as unsafe.", "The guild"),
    ],
)
def test_a_view_has_a_holder(passage: str, holder: str) -> None:
    assert [view.holder for view in reported_views(ParsedText(passage))] == [holder]


@pytest.mark.parametrize(
    "passage", ["The bridge is unsafe.", "We argue that the bridge is unsafe.", "It is said that the bridge is unsafe."]
)
def test_facts_and_a_text_s_own_voice_are_no_views(passage: str) -> None:
    assert list(reported_views(ParsedText(passage))) == []


def test_a_view_told_as_a_fact_is_a_flaw_and_one_told_as_a_view_is_none() -> None:
    passage = ParsedText("According to the harbour office, the old bridge is unsafe.")

    def holders(sentence: str) -> list[str]:
        return [flaw.said for flaw in unattributed_views(ParsedText(sentence), [passage])]

    assert holders("The old bridge is unsafe.") == ["the harbour office"]
    assert holders("The old bridge is reportedly unsafe.") == []
    assert holders("For the harbour office the old bridge is unsafe.") == []
    assert holders("Mills burnt.") == []


@pytest.mark.parametrize(
    ("passage", "sentence"),
    [
        # what a view takes for granted, what stands behind it, and what a survey measures
        ("In the guild's view tolls fell since three towns ran the ferry.", "Three towns ran the ferry."),
        ("According to the guild, most mills are idle, and the town bought a bridge.", "The town bought a bridge."),
        ("According to the survey of mills, half of the weirs leak.", "Half of the weirs leak."),
        # that somebody may be right, or is against it, is told as no fact
        ("Millers said that the weirs leak water.", "The weirs leak water, if the millers are right."),
        ("Millers recommend that tolls on boats end.", "The guild is against an end of tolls on boats."),
    ],
)
def test_what_is_nobodys_view_alone_may_be_told_as_a_fact(passage: str, sentence: str) -> None:
    assert list(unattributed_views(ParsedText(sentence), [ParsedText(passage)])) == []


def test_what_the_source_itself_says_is_no_view_that_is_reported() -> None:
    assert tells_view(ParsedText("The mayor says that it fell."))
    assert not tells_view(ParsedText("Bridge says that it fell."), tellers=("Bridge",))
    assert not tells_view(ParsedText("It fell."))


def test_a_sentence_may_say_that_some_source_has_it() -> None:
    assert tells_of_sources("One source finds it unsafe.")
    assert not tells_of_sources("The bridge is unsafe.")
