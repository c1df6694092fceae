from __future__ import annotations

import pytest

from reportgen.language.english.wording.model import ParsedText
from reportgen.language.english.wording.speakers import misgiven_quotations, wrong_speakers


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


REPORT = (
    "The inspector wrote that the works were done in great haste, which the mayor called a distortion of the facts."
)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The mayor found works “done in great haste”.", True),
        ("The inspector spoke of “a distortion of the facts”.", True),
        ("The inspector found works “done in great haste”.", False),
        ("The mayor spoke of “a distortion of the facts”.", False),
        ("Works “done in great haste” were criticised.", False),
        ("The mayor rejects what the inspector has as “done in great haste”.", False),
    ],
)
def test_who_is_named_beside_a_quotation_has_said_it(sentence: str, wrong: bool) -> None:
    assert bool(list(misgiven_quotations(ParsedText(sentence), [ParsedText(REPORT)]))) == wrong
