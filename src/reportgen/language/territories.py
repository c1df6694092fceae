"""Countries, unions of states and continents in the words of all languages, by CLDR: "Deutschlands", "в России"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale

from reportgen.text.languages import known_language

_CONTINENTS: Final = frozenset({"002", "003", "005", "009", "142", "150", "419"})
_MORE: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {"USA": "US", "Bundesrepublik": "DE", "Volksrepublik China": "CN", "Moldau": "MD", "Weißrussland": "BY"},
    "en": {"USA": "US", "Britain": "GB", "Great Britain": "GB", "America": "US", "Czech Republic": "CZ", "Burma": "MM"},
    "fr": {"UE": "EU", "ONU": "UN", "Grande-Bretagne": "GB", "République tchèque": "CZ"},
    "es": {"UE": "EU", "ONU": "UN", "EE. UU.": "US", "Gran Bretaña": "GB"},
    "it": {"UE": "EU", "ONU": "UN", "Gran Bretagna": "GB", "Repubblica Ceca": "CZ"},
    "pt": {"UE": "EU", "ONU": "UN", "EUA": "US", "Grã-Bretanha": "GB"},
    "nl": {"Groot-Brittannië": "GB", "VS": "US"},
    "ru": {"США": "US", "ООН": "UN", "ЕС": "EU", "Евросоюз": "EU", "Белоруссия": "BY", "Молдавия": "MD"},
    "uk": {"США": "US", "ООН": "UN", "ЄС": "EU"},
    "pl": {"USA": "US", "UE": "EU", "ONZ": "UN", "Polsce": "PL", "Niemiec": "DE", "Węgier": "HU"},
}
"""Names beside those of CLDR, which gives one for each."""

_ABBREVIATED: Final = {"EU": "EU", "UN": "UN", "UNO": "UN"}
_ENDINGS: Final[Mapping[str, str]] = {
    "de": r"(?:e?s|n|r|m)?",
    "nl": "s?",
    "sv": "s?",
    "da": "s?",
    "nb": "s?",
    "en": "(?:'?s)?",
    **dict.fromkeys(("fr", "es", "it", "pt"), ""),
}
_INFLECTED: Final = r"[^\W\d_]{0,4}"
"""Endings of names in languages that inflect them more."""

_STEM: Final = 4
_VOWELS: Final = "aeiouyąęěíýаеёийоуыьюяії"


@dataclass(frozen=True)
class Territory:
    """A country, union of states or continent by the code that CLDR has for it."""

    code: str


def territories_in(text: str, *tags: str) -> Iterator[tuple[Territory, int, int]]:
    """Find countries and the like in the words of some languages, by their BCP 47 tags, and where they stand."""
    for tag in dict.fromkeys(tags):
        pattern, codes = _names(tag)
        for match in pattern.finditer(text):
            yield Territory(codes[int(str(match.lastgroup)[1:])]), match.start(), match.end()


@cache
def _names(tag: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return a pattern with a group for each name, the longest first, and the codes that these stand for."""
    names = {**(_MORE.get(tag, {})), **_ABBREVIATED}
    if known_language(tag):
        for code, name in Locale.parse(tag, sep="-").territories.items():
            if (code.isalpha() or code in _CONTINENTS) and not re.search(r"[(,]", name):
                names.setdefault(name.replace("’", "'"), code)
    # "Нигерия" is no form of "Нигер"
    found = sorted(names.items(), key=lambda item: (-len(_stem(item[0], tag)), item[0]))
    groups = "|".join(f"(?P<n{at}>{_inflected(name, tag)})" for at, (name, _) in enumerate(found))
    return re.compile(rf"(?<!\w)(?:{groups or '(?!)'})(?!\w)"), tuple(code for _, code in found)


def _stem(word: str, tag: str) -> str:
    """Return a name without what its cases change."""
    if tag in _ENDINGS or len(word) <= _STEM or word[-1] not in _VOWELS:
        return word
    return word[:-1]


def _inflected(name: str, tag: str) -> str:
    """Return a pattern for the forms of a name; those of abbreviations are not inflected."""
    if name.isupper():
        return re.escape(name)
    words = name.split(" ")
    if tag == "de" and len(words) > 1:
        return " ".join(re.escape(word.removesuffix("s").removesuffix("e")) + r"(?:e?[nrsm]?)" for word in words)
    if tag in _ENDINGS:
        return re.escape(name) + _ENDINGS[tag]
    return " ".join(
        re.escape(_stem(word, tag)) + (_INFLECTED if len(_stem(word, tag)) >= _STEM else "") for word in words
    )
