"""Text → words in one typography, and the keys under which words are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe"))
# Accents that stand alone count as apostrophes; NFKC would take them apart into a blank and a combining mark.
_BEFORE: Final = {**_INVISIBLE, ord("´"): "'"}
_APOSTROPHES: Final = dict.fromkeys(map(ord, "‘’‚‛`′"), "'")
_QUOTES: Final = dict.fromkeys(map(ord, "“”„‟«»″‖"), '"')
# The minus sign stays: apart from its number it is one still, where a dash may be one between words.
_HYPHENS: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013"), "-")
_AFTER: Final = {**_INVISIBLE, **_APOSTROPHES, **_QUOTES, **_HYPHENS, ord("—"): " - ", ord("⁄"): "/"}
# The horizontal bar opens a quotation in some fonts and is a dash in others.
_BAR_AS_QUOTE: Final = re.compile(r"(?<![\w―])―(?=\w)")
# Raised digits: behind them NFKC would make 12 with the mark of note 1 a hundred and twenty-one.
_SUPERSCRIPTS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED: Final = re.compile(rf"[⁺⁻]?[{_SUPERSCRIPTS}]+(?!⁄)|[⁺⁻]?[ⁿⁱ]")
_LOWERED: Final = re.compile(r"(?<=\d)(?=[₀-₉])")
_FRACTION: Final = re.compile(rf"(?<=\d)(?=[¼½¾⅐-⅞]|[{_SUPERSCRIPTS}]+⁄)")
_EXPONENT: Final = re.compile(r"(?<=[^\W\d_])\^(?=\d)")
_ODD: Final = re.compile(rf"[{_SUPERSCRIPTS}ⁿⁱ₀-₉¼½¾⅐-⅞]")
_BROKEN: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad\ufffe]\s+(?=[^\W\d_])")
# Bringing accents on one letter into their order takes as many steps as the square of their number.
_PILE: Final = re.compile(r"[^\x00-\u02ff\w\s]{31,}")
_HIGHEST: Final = 30
_SPLIT_ORDINAL: Final = re.compile(r"(?<=\d) (?=(?:st|nd|rd|th)\b)")
SIGNS: Final = frozenset("$%€£¥")

LINE_END: Final = "\u00ad"
"""Stands in a printed word where a line's end parted it: whether a hyphen stands there, nobody can see."""


def plain(text: str) -> str:
    """Fold a text's typography: NFKC, straight quotes and hyphens, nothing invisible; white space stays.

    Raised digits stand behind ``^``, and lowered ones behind a number behind ``_``, so that they are no part of
    it; a fraction behind a number becomes a word of its own. A letter has 30 accents at most (as Unicode's
    stream-safe format has it, UAX 15).
    """
    if not text.isascii():
        text = _PILE.sub(_lowered, text)
    if not text.isascii() and _ODD.search(text):
        text = _RAISED.sub(lambda match: "^" + match[0].replace("⁻", "-"), _LOWERED.sub("_", _FRACTION.sub(" ", text)))
    text = unicodedata.normalize("NFKC", text.translate(_BEFORE))
    if not text.isascii():
        text = _BAR_AS_QUOTE.sub('"', text).replace("―", " - ").translate(_AFTER)
        text = unicodedata.normalize("NFKC", text)
    return text


def _lowered(pile: re.Match[str]) -> str:
    """Leave out accents behind thirty that follow each other."""
    kept, height = [], 0
    for letter in pile[0]:
        height = height + 1 if unicodedata.combining(letter) else 0
        if height <= _HIGHEST:
            kept.append(letter)
    return "".join(kept)


def normalise(text: str) -> str:
    """Return a text in the one typography in which texts and quotations are looked up, on one line."""
    return unraised(as_printed(text))


def as_printed(text: str) -> str:
    """Return a text in one typography, on one line; what is raised behind letters is told by ``^``."""
    return _SPLIT_ORDINAL.sub("", " ".join(plain(text).split()))


def unraised(text: str) -> str:
    """Write what is raised behind letters, such as the 2 of m^2, on the line as everybody types it."""
    return _EXPONENT.sub("", text) if "^" in text else text


def key(word: str) -> str:
    """Return what must agree for two words to be the same: letters, digits and what stands between them.

    Case, punctuation at the edges and hyphens make no difference; the key of mere punctuation is empty.
    """
    start, end = 0, len(word)
    while start < end and not (word[start].isalnum() or word[start] in SIGNS):
        start += 1
    while end > start and not (word[end - 1].isalnum() or word[end - 1] in SIGNS):
        end -= 1
    return word[start:end].replace("-", "").replace("−", "").casefold()


def keys(words: Iterable[str]) -> list[str]:
    """Return the keys of words, one each."""
    known: dict[str, str] = {}
    found = []
    for word in words:
        folded = known.get(word)
        if folded is None:
            folded = known[word] = key(word)
        found.append(folded)
    return found


def keys_of(text: str) -> tuple[str, ...]:
    """Return the keys of a text's words, without those that are empty."""
    return tuple(filter(None, keys(normalise(text).split())))


def mended(quote: str) -> str:
    """Return a quotation as printed, with ``LINE_END`` for hyphens at the ends of the lines that it was copied from."""
    return LINE_END.join(map(as_printed, _BROKEN.split(quote)))


def shown(text: str) -> str:
    """Return a text for comparing titles: one typography, one case, no punctuation at its end."""
    return normalise(text).casefold().strip().rstrip(" .:;,-")
