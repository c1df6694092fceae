"""Which language's words a text is read with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from reportgen.language import (
    czech,
    danish,
    dutch,
    french,
    german,
    italian,
    polish,
    portuguese,
    russian,
    spanish,
    swedish,
    ukrainian,
)
from reportgen.language.calendar import DateWords
from reportgen.language.english.calendar import ENGLISH
from reportgen.language.model import Words
from reportgen.text.languages import known_language, language_tag

KNOWN: Final[Mapping[str, Words]] = {
    "cs": czech.WORDS,
    "da": danish.WORDS,
    "de": german.WORDS,
    "es": spanish.WORDS,
    "fr": french.WORDS,
    "it": italian.WORDS,
    "nl": dutch.WORDS,
    "pl": polish.WORDS,
    "pt": portuguese.WORDS,
    "ru": russian.WORDS,
    "sv": swedish.WORDS,
    "uk": ukrainian.WORDS,
}

NONE: Final = Words(
    numbers={}, scales={}, down="(?!)", up="(?!)", less="(?!)", more="(?!)", by="(?!)", level="(?!)", hedge="(?!)",
    short="(?!)", common=frozenset(),
)  # fmt: skip
"""A language of which nothing is known: neither number words nor directions are read, English ones neither."""

_COMMON: Final = frozenset(
    {"the", "of", "and", "to", "in", "is", "was", "for", "by", "that", "with", "on", "as", "from", "at", "it"}
)
_SHARE: Final = 8
"""At least one word in so many is a common one of the language of a text."""

_DIFFERENT: Final = 3
"""Common words of a language, at least, that a text in it has."""

_FEW: Final = 200
"""Words by which a language cannot be told."""

_SAMPLE: Final = 20_000
"""Words of a text that are looked at to tell its language."""


@cache
def _unknown(tag: str) -> Words:
    """Return what CLDR has of a language: the names of its months and weekdays."""
    return replace(NONE, dates=DateWords(tag if known_language(tag) else ENGLISH.tag))


def words_of(language: str, text: Iterable[str] = ()) -> Words | None:
    """Return the words of a language by its name or tag, without one of that of a text; ``None`` for English."""
    if language.strip():
        tag = language_tag(language).partition("-")[0]
        return None if tag == "en" else KNOWN.get(tag) or _unknown(tag)
    sample = [word.casefold() for word, _ in zip(text, range(_SAMPLE), strict=False)]
    counts = {tag: sum(word in words.common for word in sample) for tag, words in KNOWN.items()}
    best = max(counts, key=lambda tag: counts[tag])
    clear = counts[best] * _SHARE >= len(sample) > 0 and counts[best] > sum(word in _COMMON for word in sample)
    # "a" alone is common in many languages
    several = len(KNOWN[best].common.intersection(sample)) >= _DIFFERENT
    return KNOWN[best] if clear and several else None


def knows_change_words(language: str, text: Iterable[str]) -> bool:
    """Whether it is known how a text says that something rose or fell, by its language or else by its words."""
    words = words_of(language, text)
    if words is not None or language.strip():
        return words is None or words.moves
    sample = [word.casefold() for word, _ in zip(text, range(_SAMPLE), strict=False)]
    return len(sample) < _FEW or sum(word in _COMMON for word in sample) * 2 * _SHARE >= len(sample)


def is_in(language: str, text: Iterable[str]) -> bool:
    """Whether the common words of a text are clearly those of a language, by its name or tag."""
    tag = language_tag(language).partition("-")[0]
    sample = [word.casefold() for word, _ in zip(text, range(_SAMPLE), strict=False)]
    counts = {each: sum(word in words.common for word in sample) for each, words in KNOWN.items()}
    counts["en"] = sum(word in _COMMON for word in sample)
    return counts.get(tag, 0) * _SHARE >= len(sample) > 0 and counts[tag] == max(counts.values())


def dates_of(words: Words | None) -> DateWords:
    """Return how a language says dates, by its words; ``None`` for English."""
    return words.dates if words is not None else ENGLISH
