"""Which language's words a text is read with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from reportgen.language import french, german, polish, russian, spanish, ukrainian
from reportgen.language.model import Words
from reportgen.text.wording import language_tag

KNOWN: Final[Mapping[str, Words]] = {
    "de": german.WORDS,
    "es": spanish.WORDS,
    "fr": french.WORDS,
    "pl": polish.WORDS,
    "ru": russian.WORDS,
    "uk": ukrainian.WORDS,
}

NONE: Final = Words(
    numbers={}, scales={}, down="(?!)", up="(?!)", less="(?!)", more="(?!)", by="(?!)", level="(?!)", hedge="(?!)",
    short="(?!)", common=frozenset(),
)  # fmt: skip
"""A language of which nothing is known: neither number words nor directions are read, English ones neither."""

_ENGLISH: Final = frozenset(
    {"the", "of", "and", "to", "in", "is", "was", "for", "by", "that", "with", "on", "as", "from", "at", "it"}
)
_SHARE: Final = 8
"""At least one word in so many is a common one of the language of a text."""

_SAMPLE: Final = 20_000
"""Words of a text that are looked at to tell its language."""


def words_of(language: str, text: Iterable[str] = ()) -> Words | None:
    """Return the words of a language by its name or tag, without one of that of a text; ``None`` for English."""
    if language.strip():
        tag = language_tag(language).partition("-")[0]
        return None if tag == "en" else KNOWN.get(tag, NONE)
    sample = [word.casefold() for word, _ in zip(text, range(_SAMPLE), strict=False)]
    counts = {tag: sum(word in words.common for word in sample) for tag, words in KNOWN.items()}
    best = max(counts, key=lambda tag: counts[tag])
    clear = counts[best] * _SHARE >= len(sample) > 0 and counts[best] > sum(word in _ENGLISH for word in sample)
    return KNOWN[best] if clear else None
