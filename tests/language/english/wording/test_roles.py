from __future__ import annotations

import pytest

from reportgen.language.english.wording.model import ParsedText
from reportgen.language.english.wording.roles import exchanged_roles


@pytest.mark.parametrize(
    ("passage", "sentence", "turned"),
    [
        ("The miller sued the town.", "The town sued the miller.", True),
        ("The miller was sued by the town.", "The miller sued the town.", True),
        ("Girls read more than boys.", "Boys read more than girls.", True),
        ("The miller sued the town.", "The town was sued by the miller.", False),
        ("The miller met the town clerk.", "The town clerk met the miller.", False),
        ("The miller sued the town, and the town sued the miller.", "The town sued the miller.", False),
        ("The town leased the mill to the baker.", "The baker leased the mill to the town.", True),
        ("The town bought the mill from the baker.", "The baker bought the mill from the town.", True),
        ("The town leased the mill to the baker.", "The baker leased the mill from the town.", False),
        ("The miller sued the town.", "The miller sued the baker.", False),
        ("The miller of the town sued the county.", "The town's miller sued the county.", False),
    ],
)
def test_who_does_it_and_to_whom(passage: str, sentence: str, turned: bool) -> None:
    assert bool(list(exchanged_roles(ParsedText(sentence), [ParsedText(passage)]))) == turned
