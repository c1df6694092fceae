from __future__ import annotations

import pytest

from reportgen.language.english.wording.sureness import says_so, unsure


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The flood did not destroy 400 houses.", "did not"),
        ("It was rumoured that 400 houses fell.", "rumoured"),
        ("The dam would drown 400 houses.", "would"),
        ("The flood destroyed 400 houses.", ""),
        ("The dam did not hold, and 400 houses fell.", ""),
        ("In May 400 houses fell.", ""),
    ],
)
def test_reserve_before_a_number_in_its_clause(text: str, words: str) -> None:
    place = unsure(text, text.index("400"))
    assert (text[slice(*place)] if place else "") == words


def test_what_a_row_says_itself() -> None:
    assert says_so("houses destroyed, forecast")
    assert not says_so("houses destroyed")
