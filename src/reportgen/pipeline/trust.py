"""Which programs of projects are trusted on this machine, by contents; kept with the user, never in a project."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.findings.model import Diagnostic, Findings
from reportgen.findings.rules import finding
from reportgen.project.model import SETTINGS
from reportgen.store.fingerprint import of_bytes
from reportgen.system import files

if TYPE_CHECKING:
    from reportgen.project.model import Project

LARGEST: Final = 1_000_000
"""Bytes of a program."""


def programs(project: Project, trust: bool) -> Findings[Mapping[str, bytes]]:
    """Return the texts of the project's own kinds of chart, by kind; those that were never trusted here are findings.

    ``trust``: they are trusted from now on. What is run is what was read here: a file that changes later is not.
    """
    found: dict[str, bytes] = {}
    for kind, path in project.settings.kinds.items():
        place = project.place("kinds", kind)
        try:
            source = files.read(project.folder / path, within=project.folder, largest=LARGEST)
        except OSError as error:
            yield finding("PRJ010", place, f'"{path}" cannot be read: {error.strerror}', "name a Python program")
            continue
        if trust:
            yield from _note(project.folder, path, source)
            found[kind] = source
        elif _known(project.folder, source):
            found[kind] = source
        else:
            message = (
                f'"{path}" is a Python program that was not run on this machine before; it may do all that you may'
            )
            hint = "read it; if you trust it, say once: reportgen build --trust"
            yield finding("PRJ015", place, message, hint)
    return found


def _known(folder: Path, source: bytes) -> bool:
    kept = _folder(folder)
    return kept is not None and files.is_plain(kept / of_bytes(source))


def _note(folder: Path, path: str, source: bytes) -> Iterator[Diagnostic]:
    kept = _folder(folder)
    try:
        if kept is None:
            raise OSError(0, "there is no folder of yours for it")
        kept.mkdir(parents=True, exist_ok=True, mode=0o700)
        (kept / of_bytes(source)).write_text(f"{folder / path}\n", "utf-8", "surrogateescape")
    except OSError as error:
        message = f'it cannot be kept that you trust "{path}": {error.strerror}'
        yield finding("PRJ016", SETTINGS, message, "set XDG_STATE_HOME to a folder that may be written")


def _folder(project: Path) -> Path | None:
    """Return the folder of what is trusted, or ``None``: it is the user's, and never one that came with the project.

    Where it lies: https://specifications.freedesktop.org/basedir-spec/, with a relative path not counting.
    """
    home = Path(os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "HOME", ""))
    given = Path(os.environ.get("XDG_STATE_HOME", ""))
    base = given if given.is_absolute() else home if sys.platform == "win32" else home / ".local" / "state"
    kept = (base / "reportgen" / "trusted").resolve()
    return kept if base.is_absolute() and not kept.is_relative_to(project.resolve()) else None
