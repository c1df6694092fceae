"""Letters that were read in another encoding than they were written in: "MÃ¼ller", "â€™", "Ð¿", "РњСЋ"."""

from __future__ import annotations

import re
from typing import Final

_ENCODINGS: Final = ("cp1252", "mac_roman", "cp1251")
_RUN: Final = re.compile(r"[^\x00-\x7f]{2,}")
_AMBIGUOUS: Final = frozenset("“”‘’–—…«»")
"""Marks that may well stand behind a capital with an accent: CAFÉ”."""

_MAC: Final = frozenset("√¬‚ƒ≈")
"""What such a run begins with on a Mac; ’é is none."""

_FEWEST_CYRILLIC: Final = 6
_LOST: Final = "\N{REPLACEMENT CHARACTER}"


def likely_reading(text: str) -> str:
    """Return what a text with garbled letters is likely to say; empty: it has none. A lost letter is one ``�``.

    UTF-8 that was read as Windows-1252, Mac Roman or Windows-1251 is what happens; a run of letters counts as that only
    if all of it is UTF-8 when it is written in one of these.
    """
    mended = _RUN.sub(_reading, text)
    return mended if mended != text or _LOST in text else ""


def _reading(match: re.Match[str]) -> str:
    run, behind = match[0], match.string[match.end() : match.end() + 1]
    for encoding in _ENCODINGS:
        try:
            found = b"".join(_byte(character, encoding) for character in run).decode("utf-8")
        except UnicodeError:
            continue
        if encoding == "mac_roman" and run[0] not in _MAC:
            continue
        if encoding == "cp1251" and len(run) < _FEWEST_CYRILLIC:
            continue
        if len(run) == 2 and run[1] in _AMBIGUOUS and not behind.isalpha():
            continue
        if all(character.isprintable() or character == "\u00a0" for character in found):
            return found
    return run


def _byte(character: str, encoding: str) -> bytes:
    """Return the byte of a character, also where the encoding has none and programs take it for one of Latin-1."""
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        if encoding == "mac_roman" or not 0x80 <= ord(character) <= 0x9F:
            raise
        return bytes([ord(character)])
