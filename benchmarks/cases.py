"""The cases of reportgen itself, driven by its command line, and the two units: P and U."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from measure import Failed, take
from projects import ROOT, Change, Edits, copy

IMPORTS: Final = "import pandas, matplotlib.pyplot"
_AUXILIARY: Final = (".aux", ".uses", ".late", ".lists", ".toc", ".loe", ".out", ".lof", ".lot")
_PASSES: Final = 8
_TEX: Final = {
    "SOURCE_DATE_EPOCH": "0",
    "FORCE_SOURCE_DATE": "1",
    "max_print_line": "10000",
    "openin_any": "p",
    "openout_any": "p",
    "LC_ALL": "C.UTF-8",
}


def reportgen(*arguments: str) -> list[str]:
    """Return the command line of reportgen, by the Python that runs this."""
    return [sys.executable, "-m", "reportgen", *arguments]


@dataclass(frozen=True)
class Command:
    """A case that is one command; ``before`` is not measured, ``change`` is saved just before the command begins."""

    name: str
    command: Sequence[str]
    before: Callable[[], object] = lambda: None
    change: Callable[[], Change] | None = None
    folder: Path | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    def once(self) -> float:
        """Run the command once."""
        self.before()
        if self.change is not None:
            self.change().save()
        return take(self.command, self.folder, self.environment).seconds


def unit() -> Command:
    """U: what it takes Python to import what a chart needs."""
    return Command("U", [sys.executable, "-c", IMPORTS])


def plain_pass(tex: Path, folder: Path, engine: str, name: str = "P") -> Command:
    """P: one plain pass over a copy of ``build/tex``, whole preamble, auxiliary files in place."""
    shutil.copytree(tex, folder)
    command = [
        engine,
        "-interaction=nonstopmode",
        "-halt-on-error",
        "-file-line-error",
        "-no-shell-escape",
        "brief.tex",
    ]
    case = Command(name, command, folder=folder, environment={**os.environ, **_TEX})
    before = None
    for _ in range(_PASSES):
        case.once()
        after = {ending: _bytes(folder / f"brief{ending}") for ending in _AUXILIARY}
        if after == before:
            return case
        before = after
    raise Failed(f"{tex}: auxiliary files still change after {_PASSES} passes")


def engine_of(folder: Path) -> str:
    """Return the engine of the last build of a project."""
    record = json.loads((folder / "build/build-record.json").read_text("utf-8"))
    return str(record["tools"]["engine"])


@dataclass(frozen=True)
class Brief:
    """Where copies of the brief are made, and how they are built."""

    folder: Path
    texts: Path | None = None

    def copy(self, name: str) -> Path:
        """Make a copy of the brief."""
        return copy(self.folder / name, waive=self.texts is None)

    def build(self, project: Path) -> list[str]:
        """Return the command that builds a copy."""
        return reportgen("build", "--project", str(project), *self.options)

    @property
    def options(self) -> tuple[str, ...]:
        """Options that every command gets."""
        return () if self.texts is None else ("--texts", str(self.texts))

    @property
    def environment(self) -> dict[str, str]:
        """The environment without what would lead to other texts or a cache elsewhere."""
        return {k: v for k, v in os.environ.items() if k not in {"REPORTGEN_TEXTS", "REPORTGEN_CACHE"}}

    def built(self, name: str) -> Path:
        """Make a copy of the brief and build it."""
        project = self.copy(name)
        take(self.build(project), environment=self.environment)
        return project

    def case(self, name: str, project: Path, change: Callable[[], Change] | None = None) -> Command:
        """Make a case that builds a copy."""
        return Command(name, self.build(project), change=change, environment=self.environment)

    def nothing(self) -> list[Command]:
        """Nothing changed; the second one as ``make build`` does it, by bootstrap.py (where .venv is set up)."""
        project = self.built("nothing")
        cases = [self.case("nothing", project)]
        if (ROOT / ".venv/.ready").exists():
            begin = [sys.executable, str(ROOT / "bootstrap.py"), "reportgen", "build", "--project", str(project)]
            cases.append(Command("nothing, by bootstrap.py", [*begin, *self.options], environment=self.environment))
        return cases

    def word(self) -> Command:
        """One word of one chapter changed."""
        project = self.built("word")
        return self.case("word", project, Edits(project).word)

    def cell(self) -> Command:
        """One cell changed that one chart and one table show."""
        project = self.built("cell")
        return self.case("cell", project, Edits(project).cell)

    def clean(self) -> Command:
        """A clean build: no ``build/``, and an empty cache."""
        project, cache = self.copy("clean"), self.folder / "clean-cache"

        def away() -> None:
            for path in (project / "build", cache):
                shutil.rmtree(path, ignore_errors=True)

        environment = self.environment | {"REPORTGEN_CACHE": str(cache)}
        return Command("clean", self.build(project), away, environment=environment)


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
