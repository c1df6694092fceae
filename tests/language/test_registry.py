"""Which language's words a text is read with, by what its entry says or else by its common words."""

from __future__ import annotations

import pytest

from reportgen.language import czech, danish, german, polish
from reportgen.language.english.calendar import ENGLISH
from reportgen.language.model import Words
from reportgen.language.registry import KNOWN, NONE, dates_of, is_in, knows_change_words, words_of

GERMAN = [
    "die",
    "Brücke",
    "und",
    "der",
    "Fluss",
    "sind",
    "nicht",
    "mit",
    "dem",
    "Ort",
    "in",
    "der",
    "Stadt",
    "auf",
    "den",
    "Karten",
]
ENGLISH_TEXT = [
    "the",
    "bridge",
    "of",
    "the",
    "town",
    "is",
    "in",
    "the",
    "book",
    "and",
    "it",
    "was",
    "for",
    "sale",
    "by",
    "the",
    "river",
]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("cs", czech.WORDS), ("da-DK", danish.WORDS), ("german", german.WORDS), ("pl", polish.WORDS)],
)
def test_a_language_is_found_by_its_name_or_tag(language: str, expected: Words) -> None:
    assert words_of(language) is expected
    assert dates_of(words_of(language)) is expected.dates


@pytest.mark.parametrize("language", ["en", "en-GB", "english", "british"])
def test_english_has_no_words_of_its_own(language: str) -> None:
    assert words_of(language, GERMAN) is None
    assert dates_of(None) is ENGLISH


def test_of_a_language_without_a_table_only_the_calendar_is_known() -> None:
    words = words_of("fi")
    assert words is not None
    assert (words.numbers, words.moves, words.dates.tag) == (NONE.numbers, False, "fi")
    assert "tammikuu" in words.dates.months


def test_a_text_without_a_language_is_told_by_its_common_words() -> None:
    assert words_of("", GERMAN) is german.WORDS
    assert words_of("", ENGLISH_TEXT) is None
    assert words_of("", ()) is None
    # one common word, however often, is one of several languages
    assert words_of("", ["a"] * 40) is None


def test_movements_are_read_where_their_words_are_known() -> None:
    assert knows_change_words("de", ())
    assert knows_change_words("en", ())
    assert not knows_change_words("fi", ())
    assert knows_change_words("", ENGLISH_TEXT)
    assert not knows_change_words("", ["sillat"] * 300)
    assert knows_change_words("", ["sillat"] * 20), "few words tell no language"


def test_a_text_is_in_the_language_whose_common_words_it_has_most_of() -> None:
    assert is_in("de", GERMAN)
    assert not is_in("en", GERMAN)
    assert is_in("en-US", ENGLISH_TEXT)
    assert not is_in("de", ())


def test_every_known_language_has_all_that_readings_rest_on() -> None:
    for tag, words in KNOWN.items():
        assert words.dates.tag == tag
        assert words.moves
        assert {2, 10} <= set(words.numbers.values()), tag
        assert {10**3, 10**6} <= set(words.scales.values()), tag
