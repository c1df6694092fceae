"""Which characters TeX can set: chooses the engine, and finds those that no font has or that cannot be set at all."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from reportgen.text.characters import unsettable

REPLACEMENT: Final = "\ufffd"
"""Stands for characters that mean nothing in a text; no text may print it, and LuaTeX does not read it."""

_DECLARED: Final = re.compile(rb"\\DeclareUnicodeCharacter\{([0-9A-Fa-f]{4,6})\}")
# pdfLaTeX prints these, but as other characters or in two pieces (a letter with an accent laid over it): whoever
# copies or searches the text finds those. `make fuzz` tries every character that the encodings declare.
# Not among them is the horizontal bar, U+2015: it is set, and read back, as the em dash, which looks the same.
_IN_PIECES: Final = frozenset(
    "¹²³ĀāĈĉĊċĐĒēĔĕĖėĜĝĠġĢģĤĥĨĩĪīĬĭĮįĴĵĶķĻļŅņŌōŎŏŖŗŜŝŨũŪūŬŭŲųŴŵŶŷǄǅǆǇǈǉǊǋǌǍǎǏǐǑǒǓǔǢǣǦǧǨǩǪǫǰǴǵȘșȚțȲȳ"
    "ḂḃḍḞḟḠḡḥḰḱḷṃṅṇṛṣṭẎẏẐẑẞỲỳ฿‐\u2011\u2012‱⁎⁒₦₱℗℞℠℧␢◯⟨⟩"
)
_ASCII: Final = frozenset(map(chr, range(0x20, 0x7F))) | {"\n", "\t"}


@functools.cache
def declared(files: tuple[Path, ...]) -> frozenset[str]:
    """Return the characters that pdfLaTeX can set: ASCII and what the encodings' ``.dfu`` files declare.

    Left out are those that cannot be read back from its PDF.
    """
    found = set(_ASCII)
    for path in files:
        found |= {chr(int(code, 16)) for code in _DECLARED.findall(path.read_bytes())}
    return frozenset(c for c in found - _IN_PIECES if not unsettable(c))


@functools.cache
def covered(fonts: tuple[Path, ...]) -> frozenset[str]:
    """Return the characters that one of the fonts has a glyph for."""
    # Takes a while to load, and only LuaLaTeX needs it.
    from fontTools.ttLib import TTFont

    found = set(_ASCII)
    for path in fonts:
        with TTFont(path, lazy=True) as font:
            found |= {chr(code) for code in font.getBestCmap()}
    return frozenset(c for c in found - {REPLACEMENT} if not unsettable(c))


def shared(fonts: Sequence[Path], fallback: Sequence[Path]) -> frozenset[str]:
    """Return the characters that every one of the fonts can set, by itself or by the fallback fonts."""
    own = [covered((path,)) for path in fonts]
    return covered(tuple(fallback)) | (frozenset.intersection(*own) if own else frozenset())


def beyond(texts: Mapping[str, str], settable: frozenset[str]) -> Mapping[str, tuple[tuple[int, str], ...]]:
    """Return, by file, the characters outside ``settable`` with the line of each one's first use."""
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for path, text in texts.items():
        strange = sorted(set(text) - settable)
        if strange:
            found[path] = tuple((text.count("\n", 0, text.index(c)) + 1, c) for c in strange)
    return found
