"""Which encoding bytes that are not UTF-8 are most likely written in."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

CANDIDATES: Final = ("windows-1252", "windows-1251", "windows-1250", "koi8-r", "cp866", "mac-roman", "mac-cyrillic")
"""In the order in which they are preferred where several fit alike."""

_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_SAMPLE: Final = 500
"""Words with other letters than ASCII has that are looked at."""

_SIGNS: Final = frozenset("–—‘’“”„…€£§°«»№·")
_SELDOM: Final = frozenset("ÐðÞþ¸¨´`ÿŸ¤ўЎђЂћЋџЏѓЃќЌљЉњЊ")
_COMMON: Final = frozenset("éèàüöäßáíóñçãåøæłęąčšžоеаинтсрвлОЕАИНТСРВЛ")
"""Letters that are frequent in a language, and not merely there."""


def likely_encoding(content: bytes) -> str:
    """Return the most likely encoding of a text; "utf-8" where all but a few bytes of it are that."""
    replaced = content.decode("utf-8", "replace")
    wrong = replaced.count("\ufffd")
    if sum(c > "\x7f" for c in replaced) > 2 * wrong:
        return "utf-8"
    words = _WORD.findall(content)[:_SAMPLE]
    return max(CANDIDATES, key=lambda name: sum(_score(word, name) for word in words))


def _score(word: bytes, encoding: str) -> int:
    """Tell how much some bytes look like a word: letters of one script, capitals at its beginning or throughout."""
    text = word.decode(encoding, "replace")
    other = [c for c in text if c > "\x7f"]
    letters = [c for c in text if c.isalpha()]
    score = sum(1 if c in _SIGNS else -3 if c in _SELDOM or not c.isalpha() else 2 for c in other)
    score += len(_COMMON.intersection(other))
    if len({unicodedata.name(c, "").partition(" ")[0] for c in letters}) > 1:
        score -= 4 * len(other)
    inside = "".join(letters)[1:]
    if not (inside.islower() or inside.isupper() or not inside):
        score -= 2 * len(other)
    # a small letter of one encoding is a capital of another
    return score + (len(other) if inside.islower() else 0)
