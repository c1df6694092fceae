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
        ("The town failed to sell the mill.", "The town did not sell the mill.", ""),
    ],
)
def test_each_denial_is_held_against_the_clause_that_has_its_words(passage: str, sentence: str, told: str) -> None:
    flaw = denied(ParsedText(sentence), ParsedText(passage), 0)
    assert (flaw.said if flaw else "") == told
