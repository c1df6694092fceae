"""Words that negate, by language, and the clause in which they do."""

from __future__ import annotations

import pytest

from reportgen.language.negation import clause_before, clause_behind, denial, negation


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It did not fall"),
        ("en-GB", "It couldn't fall"),
        ("english", "Few saw it"),
        ("de", "Es fiel nicht"),
        ("german", "Keine fiel"),
        ("fr", "Il n'est pas tombé"),
        ("pl", "Nie spadła"),
        ("cs", "Neklesla"),
        ("ru", "Он не упал"),
        ("uk", "Він ніколи не впав"),
        ("fi", "It did not fall"),
    ],
)
def test_what_negates(language: str, text: str) -> None:
    assert negation(language).search(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It fell not only here"),
        ("en", "No doubt it fell"),
        ("en", "A few saw it"),
        ("en", "A note on knots"),
        ("de", "Es fiel nicht nur hier"),
        ("ru", "Небо упало"),
        ("de", "It did not fall"),
    ],
)
def test_what_does_not(language: str, text: str) -> None:
    assert not negation(language).search(text)


def test_a_writer_denies_in_english_whatever_the_language_of_the_brief() -> None:
    assert denial("de").search("Es fiel nicht")
    assert denial("de").search("It is far from true")
    assert denial("en").search("They rejected it")
    assert not negation("en").search("They rejected it")


def test_a_clause_ends_at_marks_and_at_words_that_begin_another() -> None:
    assert clause_before(["It", "fell,", "but", "they", "did", "not"]) == ["they", "did", "not"]
    assert clause_before(["they", "did", "not"]) == ["they", "did", "not"]
    assert clause_behind(["say", "so,", "and", "it", "fell"]) == ["say", "so,"]
    assert clause_behind(["say", "so", "because", "it", "fell"]) == ["say", "so"]
    assert clause_behind(["(as", "ever)"]) == ["(as", "ever)"]
