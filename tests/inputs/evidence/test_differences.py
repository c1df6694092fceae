"""How messages show what a text says otherwise than a quotation."""

from __future__ import annotations

import pytest

from reportgen.inputs.evidence.differences import word_diff
from reportgen.inputs.evidence.model import CONTEXT


@pytest.mark.parametrize(
    ("quote", "text", "shown"),
    [
        ("the old bridge fell", "the old bridge fell", "the old bridge fell"),
        ("The old bridge fell.", "the old bridge fell,", "the old bridge fell,"),
        ("the old bridge fell", "the new bridge fell", "the [-old-] {+new+} bridge fell"),
        ("the old bridge", "the very old bridge", "the {+very+} old bridge"),
        ("the very old bridge", "the old bridge", "the [-very-] old bridge"),
        ("it cost 25 million", "it cost 2.5 million", "it cost [-25-] {+2.5+} million"),
        ("the towns’ bridge", "the towns' bridge", "the towns' bridge"),
        ("in the East", "in the east", "in the [-East-] {+east+}"),
        ("", "the bridge", "{+the bridge+}"),
        ("the bridge", "", "[-the bridge-]"),
    ],
)
def test_only_what_a_reader_would_read_otherwise_is_marked(quote: str, text: str, shown: str) -> None:
    assert word_diff(quote, text) == shown


def test_no_more_of_a_text_is_shown_than_may_be() -> None:
    own = " ".join(f"w{n}" for n in range(5 * CONTEXT))
    shown = word_diff("the bridge", own)
    assert sum(word.strip("{+}").startswith("w") for word in shown.split()) == CONTEXT
    assert shown.endswith(" …+}")


def test_a_long_stretch_that_is_the_same_is_shortened_in_its_middle() -> None:
    same = " ".join(f"w{n}" for n in range(3 * CONTEXT))
    shown = word_diff(f"old {same} fell", f"new {same} stood").split()
    assert "…" in shown
    assert len(shown) == CONTEXT // 2 * 2 + 1 + 4
    assert shown[:2] == ["[-old-]", "{+new+}"]
    assert shown[-2:] == ["[-fell-]", "{+stood+}"]
