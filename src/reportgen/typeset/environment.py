"""What TeX sees of the machine: an environment of its own, limits, and the folders that it may write to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from reportgen.diagnostics import Findings, Location
from reportgen.process import Completed, Limits
from reportgen.rules import finding
from reportgen.typeset.model import Engine

SECONDS: Final = 120.0
"""How long one run of TeX may take."""

LIMITS: Final = Limits(cpu=120, memory=4_000_000_000, file=300_000_000, processes=32, output=20_000_000)
"""What one run of TeX may use; the brief of this repository needs 2 seconds, 0.4 GB and a file of 1 MB."""

CACHE: Final = "tex-cache"
"""Folder beside TeX's working folder where LuaLaTeX keeps fonts that it has read; without it each run takes seconds."""

STARTUP: Final = Path(__file__).with_name("lualatex.lua")
"""What LuaLaTeX runs before anything else, so that it starts where it holds Lua to ``openin_any`` too."""

_NOWHERE: Final = "no-such-folder"


def tex_environment(folder: Path, epoch: int) -> Mapping[str, str]:
    """Give the environment variables for TeX working in ``folder``; ``epoch``: the time that it shall think it is.

    TeX reads and writes only files in or below its folder and what belongs to TeX itself, runs nothing, makes
    no fonts, and uses neither packages nor settings of the user's own, so that all machines set the same.
    A format lying in the folder (``-fmt=NAME``) is found before the system's.
    """
    nowhere = str(folder / _NOWHERE)
    here = "." + os.pathsep  # What follows the last separator is TeX's own path.
    return {
        "SOURCE_DATE_EPOCH": str(epoch),
        "FORCE_SOURCE_DATE": "1",
        "max_print_line": "10000",
        "error_line": "254",
        "half_error_line": "238",
        "openin_any": "p",
        "openout_any": "p",
        "shell_escape": "f",
        "TEXINPUTS": here,
        "TEXFORMATS": here,
        "TEXMFOUTPUT": "",
        "HOME": nowhere,
        "TEXMFHOME": nowhere,
        "TEXMFCONFIG": nowhere,
        "TEXMFVAR": str(folder.parent / CACHE),
        "TEXMFCACHE": str(folder.parent / CACHE),
        **dict.fromkeys(("MKTEXTEX", "MKTEXTFM", "MKTEXPK", "MKTEXMF", "MKTEXFMT"), "0"),
    }


def tex_writable(folder: Path, engine: Engine) -> tuple[Path, ...]:
    """Give the folders that TeX working in ``folder`` may write to, and make sure that they are there."""
    if engine != "lualatex":
        return (folder,)
    cache = folder.parent / CACHE
    cache.mkdir(parents=True, exist_ok=True)
    return folder, cache


def tex_command(engine: Engine) -> list[str]:
    """Give the command that starts an engine, up to the options of one run."""
    startup = [f"--lua={STARTUP}"] if engine == "lualatex" else []
    return [engine, *startup, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape"]


def tex_readable(engine: Engine) -> tuple[Path, ...]:
    """Give the files of the tool's own that an engine reads, which a sandbox may hide with a home folder."""
    return (STARTUP,) if engine == "lualatex" else ()


def stopped(ended: Completed, seconds: float) -> Findings[bool]:
    """Report that TeX was ended by a limit, and tell whether it was; ``seconds``: how long it was given."""
    hint = "look for a command that calls itself in the templates"
    place = Location("brief.tex")
    if ended.status is None:
        yield finding("TEX008", place, f"TeX was stopped after {seconds:.0f} seconds", hint)
        return True
    if ended.stopped == "file size":
        message = f"TeX was stopped: it wrote a file of more than {LIMITS.file // 1_000_000} MB"
        yield finding("TEX009", place, message, hint)
        return True
    if ended.stopped == "output":
        message = f"TeX was stopped: it said more than {LIMITS.output // 1_000_000} MB"
        yield finding("TEX009", place, message, hint)
        return True
    return False
