"""Choose the TeX engine, and report the characters that no font can set."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project
from reportgen.text.characters import named, unsettable
from reportgen.text.latex import control
from reportgen.typeset.characters import REPLACEMENT, beyond, declared, shared
from reportgen.typeset.environment import may_start
from reportgen.typeset.model import Engine, Fonts, Manuscript, TexFile
from reportgen.typeset.unsettable_text import places_with

FALLBACK = ("DejaVuSerif.ttf", "DejaVuSans.ttf")
"""Fonts for what the brief's own lack (Cyrillic, Greek, Armenian, Georgian …); they come with matplotlib."""


def choose(files: Mapping[str, TexFile], project: Project, inputs: Inputs, fonts: Fonts) -> Findings[Manuscript]:
    """Take pdfLaTeX while it can set every character, LuaLaTeX otherwise (or what report.toml says)."""
    texts = {path: file.content.decode() for path, file in files.items() if path.endswith(".tex")}
    wanted = project.settings.engine
    strange = beyond(texts, declared(fonts.encodings))
    engine: Engine = wanted if wanted != "auto" else "lualatex" if strange else "pdflatex"
    if not may_start(engine):
        hint = "install bubblewrap; or set REPORTGEN_SANDBOX=off if you trust all that the brief is made from"
        name = "pdfLaTeX, which can read any file since TeX Live 2026" if engine == "pdflatex" else "LuaLaTeX"
        message = f"the brief needs {name}, and nothing here confines it"
        yield finding("TEX017", Location("brief.tex"), message, hint)
    if engine == "pdflatex":
        why = _Why("pdfLaTeX cannot set it", 'set engine = "auto" in report.toml')
        yield from _report(strange, files, project, inputs, why)
        return Manuscript(files, engine)
    fallback = fallback_fonts()
    lacking = beyond(texts, shared(fonts.text, fallback))
    why = _Why("no font of the brief has it", "use another character")
    yield from _report(lacking, files, project, inputs, why)
    extra = {f"fonts/{path.name}": TexFile(f"fonts/{path.name}", path.read_bytes()) for path in fallback}
    return Manuscript({**files, **extra}, engine)


def fallback_fonts() -> tuple[Path, ...]:
    """Find the fallback fonts without loading matplotlib."""
    spec = importlib.util.find_spec("matplotlib")
    folders = spec.submodule_search_locations if spec is not None else None
    folder = Path(next(iter(folders))) if folders else Path()
    return tuple(folder / "mpl-data" / "fonts" / "ttf" / name for name in FALLBACK)


@dataclass(frozen=True)
class _Why:
    """What is said of a character that could be set with another font or engine."""

    reason: str
    hint: str


def _report(
    strange: Mapping[str, Sequence[tuple[int, str]]],
    files: Mapping[str, TexFile],
    project: Project,
    inputs: Inputs,
    why: _Why,
) -> Findings[None]:
    """Report every place of data and settings that holds a strange character, or else its line of a template."""
    if not strange:
        return
    places = places_with({c for found in strange.values() for _, c in found}, project, inputs)
    known = {REPLACEMENT if control(c) else c for hits in places.values() for c in hits}
    for place, hits in places.items():
        yield from (_described(place, c, why) for c in hits)
    for path, found in strange.items():
        yield from (_described(files[path].origin(line), c, why) for line, c in found if c not in known)


def _described(place: Location, character: str, why: _Why) -> Diagnostic:
    never = unsettable(character)
    if never:
        hint = "type the text anew without it, or write the word in a transcription"
        return finding("TEX010", place, f"{named(character)} {never}", hint)
    return finding("TEX004", place, f"{named(character)}: {why.reason}", why.hint)
