r"""How an author may type a name in LaTeX: ``Zürich`` or ``Z\"urich``, with a tie or a new line for a blank."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from reportgen.text.latex import escape

_ACCENTS: Final = {
    "\N{COMBINING GRAVE ACCENT}": "`",
    "\N{COMBINING ACUTE ACCENT}": "'",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "^",
    "\N{COMBINING TILDE}": "~",
    "\N{COMBINING DIAERESIS}": '"',
    "\N{COMBINING MACRON}": "=",
    "\N{COMBINING DOT ABOVE}": ".",
    "\N{COMBINING BREVE}": "u",
    "\N{COMBINING CARON}": "v",
    "\N{COMBINING DOUBLE ACUTE ACCENT}": "H",
    "\N{COMBINING RING ABOVE}": "r",
    "\N{COMBINING CEDILLA}": "c",
    "\N{COMBINING OGONEK}": "k",
}
_LETTERS: Final = {
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ł": "l",
    "Ł": "L",
    "å": "aa",
    "Å": "AA",
}
_OTHERS: Final = {
    " ": r"(?:~|[ \t]*\n[ \t]*|[ \t]+)",
    "\N{NO-BREAK SPACE}": r"(?:~|\u00a0|[ \t]*\n[ \t]*|[ \t]+)",
    "'": r"(?:'|’|\\textquotesingle\{\})",
    "’": r"(?:’|')",
    "–": "(?:–|--)",
    "—": "(?:—|---)",
}


def spelled(name: str) -> str:
    """Return a regular expression of the ways to type a plain text in LaTeX; each begins as the text does.

    An accent may be a character or a command (``\\'e``, ``\\'{e}``), a blank a tie or a single line break, an
    apostrophe and a dash their characters or TeX's signs. It also matches what ``escape`` makes of the text.
    """
    escaped = re.escape(escape(name))
    typed = "".join(map(_character, unicodedata.normalize("NFC", name)))
    return escaped if typed == escaped else f"{typed}|{escaped}"


def _character(character: str) -> str:
    if character in _OTHERS:
        return _OTHERS[character]
    ways = [re.escape(escape(character))]
    if character in _LETTERS:
        ways.append(rf"\\{_LETTERS[character]}(?:\{{\}}|[ \t]|(?![a-zA-Z]))")
    parts = unicodedata.normalize("NFD", character)
    base, mark = parts[0], parts[1:]
    if mark in _ACCENTS:
        letter = rf"\\?{base}" if base in "ij" else re.escape(base)
        accent = _ACCENTS[mark]
        # A command named by a letter is parted from the one that it takes.
        between = "[ \t]+" if accent.isalpha() else "[ \t]*"
        ways += [base + mark, rf"\\{re.escape(accent)}(?:{between}{letter}|[ \t]*\{{{letter}\}})"]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
