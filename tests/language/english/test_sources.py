from __future__ import annotations

import pytest

from reportgen.language.english.sources import sources_claimed


@pytest.mark.parametrize(
    ("sentence", "count", "words"),
    [
        ("Three independent studies found it.", 3, "Three independent studies"),
        ("Both reports say so.", 2, "Both reports"),
        ("Several of the accounts agree.", 2, "Several of the accounts"),
        ("Historians agree that it fell.", 2, "Historians agree"),
        ("They independently confirmed it.", 2, "independently confirmed"),
        ("It was confirmed independently.", 2, "confirmed independently"),
        ("One report says so.", 0, ""),
        ("Three bridges fell.", 0, ""),
    ],
)
def test_how_many_sources_a_sentence_claims(sentence: str, count: int, words: str) -> None:
    assert sources_claimed(sentence) == (count, words)
