"""How times and memory grow: generated projects of 1, 4, 16 and 64 times the size of the brief.

They have its proportions of data rows, evidence, bibliography, statements, tables and charts, and texts of sources in
which every quotation is found, so that all checks have work to do.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pypdf import PdfReader

from cases import reportgen
from generate import Size, write_project
from measure import Failed, Spread, Taken, spread, take
from projects import change

BRIEF: Final = Size(
    evidence=771, words=30_000, statements=200, rows=1_338, sources=3, works=58, cited=58, tables=17, charts=11
)
LARGE: Final = Size(
    evidence=771, words=30_000, statements=600, rows=100_000, sources=3, works=20_000, cited=500, tables=0, charts=0
)
FACTORS: Final = (1, 4, 16, 64)
_REPEATED: Final = {1: 5, 4: 3}
_CHAPTER: Final = "templates/chapters/c0.tex.j2"
_VERBS: Final = ("came", "rose", "grew", "went", "mounted", "added up")


@dataclass(frozen=True)
class Grown:
    """One size: what it holds, seconds of each case, MB of the largest process; ``failed`` says what went wrong."""

    factor: int
    rows: int
    pages: int = 0
    clean: Spread | None = None
    nothing: Spread | None = None
    word: Spread | None = None
    check: Spread | None = None
    build_megabytes: float = 0.0
    check_megabytes: float = 0.0
    failed: str = ""


@dataclass(frozen=True)
class Loaded:
    """How long a check of very many rows and entries takes."""

    rows: int
    entries: int
    cited: int
    check: Spread
    megabytes: float


def grown(largest: int) -> Iterator[Grown]:
    """Measure each size up to the largest; a size that cannot be built is told, not hidden."""
    for factor in FACTORS:
        if factor <= largest:
            size = BRIEF.times(factor)
            try:
                yield _measure(factor, size)
            except Failed as failure:
                yield Grown(factor, size.rows, failed=str(failure))


def loaded(rounds: int) -> Loaded:
    """Measure the check of 100,000 rows and 20,000 entries, nothing kept from an earlier run."""
    with tempfile.TemporaryDirectory() as name:
        write_project(Path(name), LARGE)
        taken = []
        for _ in range(rounds):
            take(reportgen("clean", "--project", name))
            taken.append(take(reportgen("check", "--project", name)))
    return Loaded(LARGE.rows, LARGE.works, LARGE.cited, _spread(taken), max(t.megabytes for t in taken))


def _measure(factor: int, size: Size) -> Grown:
    rounds = _REPEATED.get(factor, 1)
    clean, nothing, word, check = [], [], [], []
    with tempfile.TemporaryDirectory() as name:
        write_project(Path(name), size)
        build = reportgen("build", "--project", name)
        verbs = iter(_VERBS)
        verb = next(verbs)
        for _ in range(rounds):
            take(reportgen("clean", "--project", name))
            clean.append(take(build))
            nothing.append(take(build))
            old, verb = verb, next(verbs)
            path = Path(name) / _CHAPTER
            change({path: path.read_text("utf-8").replace(f"amount {old} to", f"amount {verb} to", 1)}).save()
            word.append(take(build))
            with tempfile.TemporaryDirectory() as empty:
                check.append(take(reportgen("check", "--project", name), environment=_keeping(empty)))
        pages = len(PdfReader(Path(name) / "build/brief.pdf").pages)
    return Grown(
        factor,
        size.rows,
        pages,
        _spread(clean),
        _spread(nothing),
        _spread(word),
        _spread(check),
        max(t.megabytes for t in (*clean, *word)),
        max(t.megabytes for t in check),
    )


def _keeping(folder: str) -> Mapping[str, str]:
    """Return an environment in which what is kept lies in this folder."""
    return {**os.environ, "REPORTGEN_CACHE": folder}


def _spread(taken: list[Taken]) -> Spread:
    return spread([t.seconds for t in taken])
