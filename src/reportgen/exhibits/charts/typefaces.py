"""The brief's typefaces in charts, embedded so that text stays text."""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Final
from unicodedata import decomposition

import matplotlib
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.ft2font import FT2Font

from reportgen.text.characters import named, unsettable

FACES: Final[Mapping[str, tuple[str, int]]] = {
    "regular": ("normal", 400),
    "bold": ("normal", 700),
    "italic": ("italic", 400),
    "bolditalic": ("italic", 700),
}
"""Style and weight of each face."""

_FALLBACK: Final[Mapping[str, str]] = {
    "regular": "DejaVuSans.ttf",
    "bold": "DejaVuSans-Bold.ttf",
    "italic": "DejaVuSans-Oblique.ttf",
    "bolditalic": "DejaVuSans-BoldOblique.ttf",
}
_FIELDS: Final = (
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxComponentDepth",
)


def register(fonts: Mapping[str, Path]) -> list[str]:
    """Make fonts known to matplotlib and give the families to ask for, the fallback last.

    The fallback is the copy of DejaVu Sans that comes with matplotlib, never the system's.
    """
    bundled = Path(matplotlib.get_data_path(), "fonts", "ttf")
    paths = tuple((face, str(fonts[face])) for face in FACES if face in fonts)
    fallback = tuple((face, str(bundled / name)) for face, name in _FALLBACK.items())
    return [_family(paths), _family(fallback)]


def missing(text: str, families: Sequence[str], bold: bool = False) -> list[str]:
    """Return the characters of a text that no font of the families has, or that cannot be drawn as they stand."""
    known = _characters(tuple(families), bold)
    return [c for c in dict.fromkeys(text) if (ord(c) not in known or unsettable(c)) and c != "\n"]


def splits_accents(text: str, families: Sequence[str]) -> bool:
    """Tell whether the first family lacks a letter with accents that the others have.

    The fallback then draws letter and accent one by one, and the PDF has the letter twice when its text is copied.
    """
    own = _characters(tuple(families[:1]), False)
    return any(ord(c) not in own and decomposition(c)[:1] not in ("", "<") for c in dict.fromkeys(text))


def described(characters: Sequence[str]) -> str:
    """Say what is wrong with characters that are missing, in one line."""
    return "; ".join(f"{named(c)} {unsettable(c) or 'is in no font of the charts'}" for c in characters)


@functools.cache
def _family(paths: tuple[tuple[str, str], ...]) -> str:
    """Register one family under a name that no installed font can have."""
    name = "reportgen-" + hashlib.sha256(repr(paths).encode()).hexdigest()[:12]
    for face, path in paths:
        style, weight = FACES[face]
        fontManager.ttflist.append(FontEntry(fname=_truetype(path), name=name, style=style, weight=weight))
    return name


@functools.cache
def _characters(families: tuple[str, ...], bold: bool) -> frozenset[int]:
    entries = [e for e in fontManager.ttflist if e.name in families and (e.weight == 700) == bold]
    return frozenset(code for entry in entries for code in FT2Font(entry.fname).get_charmap())


@functools.cache
def _folder() -> Path:
    """Make a folder that goes with this process, be it a worker, which runs nothing of ``atexit``.

    Its name tells whose it is, so that the next build can remove it after a process that was killed.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"reportgen-{os.getpid()}-fonts-"))
    Finalize(None, shutil.rmtree, args=(folder, True), exitpriority=0)
    return folder


@functools.cache
def _truetype(path: str) -> str:
    """Return a TrueType version of a font.

    matplotlib writes fonts with PostScript outlines (CFF) into a PDF as if they were TrueType,
    which readers complain of, or as Type 3, from which text comes out in pieces.
    """
    font = TTFont(path, recalcTimestamp=False)
    if "CFF " not in font:
        return path
    order, outlines, glyphs = font.getGlyphOrder(), font.getGlyphSet(), {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    table = font["glyf"] = newTable("glyf")
    font["loca"] = newTable("loca")
    table.glyphOrder, table.glyphs = order, glyphs
    del font["CFF "]
    limits, font["post"].formatType, font.sfntVersion = font["maxp"], 3.0, "\0\1\0\0"
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    for name in _FIELDS:
        setattr(limits, name, 0)
    target = _folder() / (hashlib.sha256(path.encode()).hexdigest()[:12] + ".ttf")
    font.save(target)
    return str(target)
