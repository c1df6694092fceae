"""Choose the TeX engine, and report the characters that no font can set."""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from reportgen.diagnostics import Findings, Location
from reportgen.inputs.model import Inputs
from reportgen.latex import escape
from reportgen.project.model import Project
from reportgen.rules import finding
from reportgen.typeset.characters import REPLACEMENT, beyond, covered, declared
from reportgen.typeset.model import Engine, Fonts, Manuscript, TexFile

FALLBACK = ("DejaVuSerif.ttf", "DejaVuSans.ttf")
"""Fonts for what the brief's own lack (Cyrillic, Greek, Armenian, Georgian …); they come with matplotlib."""


def choose(files: Mapping[str, TexFile], project: Project, inputs: Inputs, fonts: Fonts) -> Findings[Manuscript]:
    """Take pdfLaTeX while it can set every character, LuaLaTeX otherwise (or what report.toml says)."""
    texts = {path: file.content.decode() for path, file in files.items() if path.endswith(".tex")}
    wanted = project.settings.engine
    strange = beyond(texts, declared(fonts.encodings))
    engine: Engine = wanted if wanted != "auto" else "lualatex" if strange else "pdflatex"
    if engine == "pdflatex":
        yield from _report(strange, files, inputs, "pdfLaTeX cannot set it", 'set engine = "auto" in report.toml')
        return Manuscript(files, engine)
    fallback = fallback_fonts()
    lacking = beyond(texts, covered((*fonts.text, *fallback)))
    yield from _report(lacking, files, inputs, "no font of the brief has it", "use another character")
    extra = {f"fonts/{path.name}": TexFile(f"fonts/{path.name}", path.read_bytes()) for path in fallback}
    return Manuscript({**files, **extra}, engine)


def fallback_fonts() -> tuple[Path, ...]:
    """Find the fallback fonts without loading matplotlib."""
    spec = importlib.util.find_spec("matplotlib")
    folders = spec.submodule_search_locations if spec is not None else None
    folder = Path(next(iter(folders))) if folders else Path()
    return tuple(folder / "mpl-data" / "fonts" / "ttf" / name for name in FALLBACK)


def _report(
    strange: Mapping[str, Sequence[tuple[int, str]]],
    files: Mapping[str, TexFile],
    inputs: Inputs,
    why: str,
    hint: str,
) -> Findings[None]:
    for path, characters in strange.items():
        for line, character in characters:
            name = unicodedata.name(character, "a character without a name")
            place = _row(character, inputs) or files[path].origin(line)
            yield finding("TEX004", place, f"U+{ord(character):04X} {name}: {why}", hint)


def _row(character: str, inputs: Inputs) -> Location | None:
    """Find the first data row, evidence row or bibliography entry that holds a character."""

    def holds(text: object) -> bool:
        return character in (escape(str(text)) if character == REPLACEMENT else str(text))

    for table in inputs.tables.values():
        for row in table.rows():
            for column, cell in row.cells.items():
                if holds(cell):
                    return table.place(row.location.line, column)
    for evidence in inputs.evidence.values():
        if any(holds(text) for text in (evidence.quote, evidence.section, evidence.note, evidence.id)):
            return evidence.location
    for entry in inputs.bibliography.entries.values():
        if any(holds(text) for text in entry.fields.values()):
            return entry.location
    return None
