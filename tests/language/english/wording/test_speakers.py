from __future__ import annotations

import pytest

from reportgen.language.english.wording.model import ParsedText
from reportgen.language.english.wording.speakers import wrong_speakers


@pytest.mark.parametrize(
    ("passage", "sentence", "wrong"),
    [
        ("The ministry said that the arch was unsafe.", "The union said that the arch was unsafe.", True),
        ("According to the police, the arch was unsafe.", "According to the mayor, the arch was unsafe.", True),
        ("The ministry said that the arch was unsafe.", "The government said that the arch was unsafe.", False),
        ("The ministry said that the arch was unsafe.", "The ministry said that the arch was unsafe.", False),
        ("The ministry said that the arch was unsafe.", "The arch was unsafe, it was said.", False),
    ],
)
def test_whose_words_they_are(passage: str, sentence: str, wrong: bool) -> None:
    assert bool(list(wrong_speakers(ParsedText(sentence), [ParsedText(passage)]))) == wrong
