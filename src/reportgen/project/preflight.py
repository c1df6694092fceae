"""Look whether what report.toml names is there, and what stands where a build will write."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.project.model import BUILD, SETTINGS, Project
from reportgen.system import files
from reportgen.system.files import PROJECT_FILE

WRITTEN: Final = ("build", "build/.cache", "build/log", "build/tex", "build/tex-cache")
"""Folders that a build writes to."""


def unreadable(folder: Path, error: OSError) -> Diagnostic:
    """Report that there is no ``report.toml`` in a folder, or none that can be read."""
    if isinstance(error, files.RefusedError):
        return finding("PRJ010", SETTINGS, f"report.toml {error.strerror}", "put a plain file in its place")
    message = f"cannot read report.toml in {folder.name or folder}: {error.strerror}"
    return finding("PRJ001", SETTINGS, message, "run reportgen in a project folder, or name one with --project")


def check_files(project: Project) -> Findings[None]:
    """Look whether the files that the settings name can be read: plain files inside the project.

    That data, evidence and bibliography are there is for those to say who read them.
    """
    settings = project.settings
    named: list[tuple[str, tuple[str | int, ...], bool]] = [
        (v.template, ("volumes", i, "template") if settings.volumes else ("template",), True)
        for i, v in enumerate(settings.bound)
    ]
    named += [(c.template, ("chapters", i, "template"), True) for i, c in enumerate(settings.chapters)]
    named += [(path, ("kinds", name), True) for name, path in settings.kinds.items()]
    named += [(getattr(settings, key), (key,), False) for key in ("data", "evidence")]
    named += [(settings.style, ("style",), True)] if settings.style.endswith(".csl") else []
    named += [(path, ("bibliography",), False) for path in settings.bibliography]
    for path, key, here in named:
        place = project.place(*key)
        if wrong := files.flaw(path):
            yield finding("PRJ004", place, f'"{files.shown(path)}" {wrong}', "name a file inside the project")
        else:
            yield from _check_file(project, path, place, here)
            yield from _check_overwritten(project, path, place)
            if key[0] == "kinds":
                yield from _check_kind(project, path, place)


def _check_file(project: Project, path: str, place: Location, here: bool) -> Iterator[Diagnostic]:
    """Look at one file; one that is not there is a finding where ``here`` says so."""
    try:
        with files.opened(project.folder / path, within=project.folder):
            pass
    except (FileNotFoundError, NotADirectoryError):
        if here:
            yield finding("PRJ001", place, f'there is no file "{path}"', "create it or correct the path")
    except OSError as error:
        code = "PRJ004" if isinstance(error, files.OutsideError) else "PRJ010"
        yield finding(code, place, f'"{path}" {reason(error)}', "name a plain file inside the project")


def _check_overwritten(project: Project, path: str, place: Location) -> Iterator[Diagnostic]:
    """Look whether a file that is read is one that a command writes."""
    written_by = {BUILD: "build", PROJECT_FILE: ""}
    if not files.flaw(project.settings.evidence):
        written_by = {project.settings.lock: "lock"} | written_by
    for written, command in written_by.items():
        if files.overwritten(project.folder, path, written):
            told = f"which `reportgen {command}` writes" if command else "which holds the settings"
            message = f'"{path}" names "{written}", {told}' if path != written else f'"{path}" is a file {told}'
            if command == "build":
                message = f'"{path}" lies in "{written}", {told}, and `reportgen clean` removes'
            yield finding("PRJ020", place, message, "give the file another name, or put it into another folder")


def _check_kind(project: Project, path: str, place: Location) -> Iterator[Diagnostic]:
    """Look whether a project's own kind of chart is a program; that it can be read is looked at before."""
    with contextlib.suppress(OSError):
        if flaw := _flaw_of(files.read(project.folder / path, within=project.folder)):
            yield finding("EXH006", place, f"{path} {flaw}", f"correct {path}")


def reason(error: OSError) -> str:
    """Say why a file cannot be read, to follow its name in a sentence."""
    return str(error.strerror) if isinstance(error, files.RefusedError) else f"cannot be read: {error.strerror}"


def check_date(given: str) -> Findings[None]:
    """Report a value of the environment variable SOURCE_DATE_EPOCH that is no time.

    What it holds: https://reproducible-builds.org/specs/source-date-epoch/.
    """
    if given and not (given.isascii() and given.isdecimal()):
        hint = "give seconds since 1970, such as 0, or unset it: then the date in report.toml holds"
        yield finding("PRJ004", SETTINGS, f'SOURCE_DATE_EPOCH is "{given[:40]}", not a number of seconds', hint)


def check_outputs(project: Project) -> Findings[None]:
    """Report links in the place of folders that a build writes to: it would write outside the project."""
    for path in WRITTEN:
        if files.is_link(project.folder / path):
            message = f'"{path}" is a symbolic link; a build would write where it leads'
            yield finding("PRJ004", Location(PROJECT_FILE, 1), message, "remove the link")


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
