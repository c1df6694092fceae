from __future__ import annotations

import pytest

from reportgen.language.english.wording.denials import denied
from reportgen.language.english.wording.model import ParsedText


@pytest.mark.parametrize(
    ("passage", "sentence", "told"),
    [
        ("The town did not sell the mill.", "The town sold the mill.", "denied"),
        ("The town sold the mill.", "The town never sold the mill.", "said"),
        # a denial of something else covers nothing
        ("The town did not sell the mill, and the toll was not raised.", "The town sold the mill.", "denied"),
        ("The town did not sell the mill.", "The town sold the mill, and the toll was not raised.", "denied"),
        ("The town did not sell the mill.", "The town did not sell the mill.", ""),
        ("Several millers were charged, but none was convicted.", "Several millers were convicted.", "denied"),
        # what comes to the same: a denied comparison, two denials, a verb that is not shared, a side that is told too
        ("No flood has cost the town more than this one.", "This flood cost the town most of all.", ""),
        ("There was no mill that the flood did not reach.", "The flood reached each mill.", ""),
        ("The sale was not blocked by the town council.", "The town council let the sale pass.", ""),
        ("The miller denies that the weir leaks; the town says it does.", "The weir leaks, which he denies.", ""),
        ("Women seldom sit on the town council.", "Few women sit on the town council.", ""),
        ("The town failed to sell the mill.", "The town did not sell the mill.", ""),
    ],
)
def test_each_denial_is_held_against_the_clause_that_has_its_words(passage: str, sentence: str, told: str) -> None:
    flaw = denied(ParsedText(sentence), ParsedText(passage), 0)
    assert (flaw.said if flaw else "") == told
