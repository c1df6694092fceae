"""Characters that no brief can print as they stand, whatever the font."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters and signs in name only: they hold a place, and print nothing.
_FILLERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc")
_WITHOUT_FORM: Final = {
    "Cc": "is a control character",
    "Cs": "is half of a character (a lone surrogate)",
    "Co": "is a private character, which means nothing to others",
    "Cn": "is no character",
    "Cf": "has no width and no printed form",
}
# Ordinary to TeX: a soft hyphen says where a word may be broken, and TeX does so.
_OBEYED: Final = frozenset("\u00ad\n\t")


def unsettable(character: str) -> str:
    """Say why a character cannot be set whatever the font, in words that follow its name; nothing if it can.

    Of marks only those reach the page that Unicode has no joined letter for (texts are set in NFC): fonts print
    them beside the letter, and whoever copies the text finds them in another place, or not at all.
    """
    if (character.isascii() and character.isprintable()) or character in _OBEYED:
        return ""
    category, direction = unicodedata.category(character), unicodedata.bidirectional(character)
    if direction in {"R", "AL", "AN"}:
        return "is written from right to left, which the brief cannot do"
    if direction and direction[:2] in {"LR", "RL", "FS", "PD"} and category == "Cf":
        return "is a control of the direction of writing, which would change the order of others unseen"
    if category in _WITHOUT_FORM:
        return _WITHOUT_FORM[category]
    if character in _FILLERS:
        return _WITHOUT_FORM["Cf"]
    if category[0] == "M":
        return "has to be joined with the character before it, which the brief cannot do"
    return ""


def named(character: str) -> str:
    """Return the code and name of a character: U+00E9 LATIN SMALL LETTER E WITH ACUTE."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
