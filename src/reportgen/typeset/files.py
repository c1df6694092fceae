"""Files: where TeX keeps the fonts and encodings that a brief needs, what goes into its folder, what it read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from reportgen.system.process import ask
from reportgen.typeset.model import Fonts, TexFile, TexFonts
from reportgen.typeset.system_files import read_by

FACES: Final = {
    "regular": "texgyreheros-regular.otf",
    "bold": "texgyreheros-bold.otf",
    "italic": "texgyreheros-italic.otf",
    "bolditalic": "texgyreheros-bolditalic.otf",
}
ENCODINGS: Final = ("t1enc.dfu", "ts1enc.dfu", "omsenc.dfu")
TEXT: Final = ("texgyrepagella-regular.otf", "texgyreheros-regular.otf")


def locate() -> TexFonts:
    """Ask TeX, in one call, where the fonts and encodings are. Missing ones are left out."""
    wanted = (*FACES.values(), *ENCODINGS, *TEXT)
    answer = ask(["kpsewhich", *wanted])
    found = {Path(line).name: Path(line) for line in answer.text.splitlines()}
    return TexFonts(
        {face: found[name] for face, name in FACES.items() if name in found},
        Fonts(tuple(found[n] for n in ENCODINGS if n in found), tuple(found[n] for n in TEXT if n in found)),
        answer.broken,
    )


def lay_out(files: Mapping[str, TexFile], folder: Path) -> None:
    """Write files into a folder, by their paths."""
    for path, file in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)


def read_files(folder: Path, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a run of TeX has read, as its recorder noted: full paths elsewhere, and paths in ``folder``."""
    noted = _recorded(folder, name)
    system = read_by(noted)
    read = set(_inputs(noted)).difference(system)
    return tuple(sorted(system)), tuple(sorted(path.removeprefix("./") for path in read))


def _recorded(folder: Path, name: str) -> str:
    path = folder / f"{name}.fls"
    return (path.read_bytes() if path.is_file() else b"").decode("utf-8", "surrogateescape")


def _inputs(noted: str) -> list[str]:
    return [line.removeprefix("INPUT ") for line in noted.split("\n") if line.startswith("INPUT ")]
