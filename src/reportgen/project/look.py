"""Look whether what report.toml names is there, and what stands where a build will write."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

from reportgen.diagnostics import Diagnostic, Findings, Location
from reportgen.project.model import FILE, Project
from reportgen.rules import finding

WRITTEN: Final = ("build", "build/.cache", "build/log", "build/tex", "build/tex-cache")
"""Folders that a build writes to."""


def unreadable(folder: Path, error: OSError) -> Diagnostic:
    """Report that there is no ``report.toml`` in a folder, or none that can be read."""
    message = f"cannot read report.toml in {folder.name or folder}: {error.strerror}"
    return finding("PRJ001", Location(FILE), message, "run reportgen in a project folder, or name one with --project")


def check_files(project: Project) -> Findings[None]:
    """Look whether the files that the settings name are there, inside the project."""
    settings = project.settings
    named: list[tuple[str, tuple[str | int, ...]]] = [(settings.template, ("template",))]
    named += [(c.template, ("chapters", i, "template")) for i, c in enumerate(settings.chapters)]
    named += [(path, ("kinds", name)) for name, path in settings.kinds.items()]
    for path, key in named:
        place = Location(FILE, project.line(*key))
        if not (project.folder / path).resolve().is_relative_to(project.folder):
            yield finding("PRJ004", place, f'"{path}" lies outside the project', "name a file inside the project")
        elif not (project.folder / path).is_file():
            yield finding("PRJ001", place, f'there is no file "{path}"', "create it or correct the path")
        elif key[0] == "kinds" and (flaw := _flaw_of((project.folder / path).read_bytes())):
            yield finding("EXH006", place, f"{path} {flaw}", f"correct {path}")


def check_date(given: str) -> Findings[None]:
    """Report a value of the environment variable SOURCE_DATE_EPOCH that is no time.

    What it holds: https://reproducible-builds.org/specs/source-date-epoch/.
    """
    if given and not (given.isascii() and given.isdecimal()):
        hint = "give seconds since 1970, such as 0, or unset it: then the date in report.toml holds"
        yield finding("PRJ004", Location(FILE), f'SOURCE_DATE_EPOCH is "{given[:40]}", not a number of seconds', hint)


def check_outputs(project: Project) -> Findings[None]:
    """Report links in the place of folders that a build writes to: it would write outside the project."""
    for path in WRITTEN:
        if (project.folder / path).is_symlink():
            message = f'"{path}" is a symbolic link; a build would write where it leads'
            yield finding("PRJ004", Location(FILE, 1), message, "remove the link")


def _flaw_of(source: bytes) -> str:
    """Say why a project's own kind of chart cannot be loaded; nothing is run for it."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = f" (line {error.lineno})" if isinstance(error, SyntaxError) and error.lineno else ""
        return f"is no Python program: {getattr(error, 'msg', error)}{line}"
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    names |= {a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names}
    return "" if names & {"draw", "*"} else "has no function draw(figure, chart)"
