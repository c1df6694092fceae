"""Where TeX keeps the fonts and encodings that a brief needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportgen.process import run
from reportgen.typeset.engine import Fonts

FACES: Final = {
    "regular": "texgyreheros-regular.otf",
    "bold": "texgyreheros-bold.otf",
    "italic": "texgyreheros-italic.otf",
    "bolditalic": "texgyreheros-bolditalic.otf",
}
ENCODINGS: Final = ("t1enc.dfu", "ts1enc.dfu", "omsenc.dfu")
TEXT: Final = ("texgyrepagella-regular.otf", "texgyreheros-regular.otf")


@dataclass(frozen=True)
class TexFonts:
    """Faces for charts by name (regular, bold, italic, bolditalic), and what decides on the engine."""

    faces: Mapping[str, Path]
    engine: Fonts


def locate() -> TexFonts:
    """Ask TeX, in one call, where the fonts and encodings are. Missing ones are left out."""
    wanted = (*FACES.values(), *ENCODINGS, *TEXT)
    try:
        answer = run(["kpsewhich", *wanted]).text
    except OSError:
        answer = ""
    found = {Path(line).name: Path(line) for line in answer.splitlines()}
    return TexFonts(
        {face: found[name] for face, name in FACES.items() if name in found},
        Fonts(tuple(found[n] for n in ENCODINGS if n in found), tuple(found[n] for n in TEXT if n in found)),
    )
