"""Numbers and names beside what others have."""

from __future__ import annotations

import pytest

from reportgen.language.english.wording.model import ParsedText
from reportgen.language.english.wording.pairs import exchanged_pairs

ENVOY = "The envoy, Sir John Ashe of Guyana, met President Bouterse on the eve of the vote."


@pytest.mark.parametrize(
    ("passage", "sentence", "told"),
    [
        (ENVOY, "President Ashe met Bouterse on the eve of the vote.", ["President Ashe"]),
        ("Anna Lund and Erik Dahl wrote it.", "Erik Lund wrote it.", ["Erik Lund"]),
        ("Three ships sank and nine sailors drowned.", "Nine ships sank.", ["Nine ships"]),
        ("Anna Lund and Erik Dahl wrote it.", "Lund and Erik Dahl wrote it.", []),
        ("Anna Lund and Erik Dahl wrote it.", "Peter Lund wrote it.", []),
        ("Vice Prime Minister Erik Dahl met Minister Anna Lund.", "Minister Dahl met Lund.", []),
        ("The Customs Union and the Economic Space grew.", "The Economic Union grew.", []),
        ("Three ships sank and nine sailors drowned.", "Nine sailors drowned when three ships sank.", []),
    ],
)
def test_each_has_its_own(passage: str, sentence: str, told: list[str]) -> None:
    flaws = exchanged_pairs(ParsedText(sentence), [ParsedText(passage)])
    assert [sentence[slice(*flaw.words)] for flaw in flaws] == told


def test_another_passage_may_have_both_together() -> None:
    passages = [ParsedText("Anna Lund and Erik Dahl wrote it."), ParsedText("Erik Lund is the son of Anna Dahl.")]
    assert not list(exchanged_pairs(ParsedText("Erik Lund wrote it."), passages))
