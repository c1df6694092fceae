"""What TeX sees of the machine: an environment of its own, limits, and the folders that it may write to."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.system import files
from reportgen.system.process import Completed, Limits, run
from reportgen.system.sandbox import confines
from reportgen.typeset import font_cache
from reportgen.typeset.model import Engine

SECONDS: Final = 120.0
"""How long one run of TeX may take."""

LIMITS: Final = Limits(cpu=120, memory=4_000_000_000, file=300_000_000, processes=32, output=20_000_000)
"""What one run of TeX may use; the brief of this repository needs 2 seconds, 0.4 GB and a file of 1 MB."""

CACHE: Final = "tex-cache"
"""Folder beside TeX's working folder where LuaLaTeX keeps fonts that it has read; without it each run takes seconds.

Only what this user's runs have left there is used (``font_cache``). It is read as data:
Lua code in it sees no function, and machine code is not loaded (``confine.lua``).
"""

CONFINE: Final = Path(__file__).with_name("confine.lua")
"""What LuaTeX runs first: it takes away what Lua code has no need of. TeX cannot write to it."""

_NOWHERE: Final = f"{os.sep}no-such-folder"
# As in texmf.cnf, but for the working folder: no Lua code is found there.
_LUA: Final = "$TEXMF/scripts/{$progname,$engine,}/{lua,}//", "$TEXMF/tex/{lualatex,latex,luatex,generic,}//"


def tex_environment(epoch: int) -> Mapping[str, str]:
    """Return the environment variables for TeX; ``epoch``: the time that it shall think it is.

    TeX reads (until TeX Live 2025, see ``may_start``) and writes only files in or below its folder and what belongs to
    TeX itself, runs nothing, makes no fonts, and uses neither packages nor settings of the user's own, so that all
    machines set the same.
    A format lying in the folder (``-fmt=NAME``) is found before the system's. No name of a folder of the user's stands
    in them: TeX would take ``$``, ``~``, braces and colons in it for its own signs.
    """
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
        "LUAINPUTS": os.pathsep.join(_LUA),
        **dict.fromkeys(("HOME", "TEXMFHOME", "TEXMFCONFIG", "CLUAINPUTS"), _NOWHERE),
        **dict.fromkeys(("TEXMFVAR", "TEXMFCACHE"), CACHE),
        **dict.fromkeys(("MKTEXTEX", "MKTEXTFM", "MKTEXPK", "MKTEXMF", "MKTEXFMT"), "0"),
    }


def tex_writable(folder: Path, engine: Engine) -> tuple[Path, ...]:
    """Return the folders that TeX working in ``folder`` may write to, and make sure that they are there.

    The one for fonts lies beside the folder, and is reached through a link in it; without links nothing is kept.
    """
    if engine != "lualatex":
        return (folder,)
    cache, link = folder.parent / CACHE, folder / CACHE
    cache.parent.mkdir(parents=True, exist_ok=True)
    files.own_folder(cache)
    # TeX would follow a link that somebody put into it.
    files.only_plain(cache)
    font_cache.remove_unknown(cache)
    if not link.is_symlink():
        try:
            link.symlink_to(Path("..", CACHE), target_is_directory=True)
        except OSError:
            link.mkdir(exist_ok=True)
    return folder, cache


def tex_ended(folder: Path, engine: Engine) -> None:
    """Note what TeX that worked in ``folder`` has left for the next run."""
    if engine == "lualatex":
        font_cache.record_contents(folder.parent / CACHE)


def tex_options(engine: Engine) -> Sequence[str]:
    """Return the options that keep TeX from running anything: programs, or Lua code that reaches beyond its folder."""
    lua = ["--nosocket", f"--lua={CONFINE}"] if engine == "lualatex" else []
    return ["-no-shell-escape", *lua]


def may_start(engine: Engine) -> bool:
    """Tell whether an engine may be started: the files of this machine are out of its reach, or the user trusts it all.

    pdfLaTeX reaches none where TeX itself refuses them, as it did until TeX Live 2025.
    """
    return confines() or (engine == "pdflatex" and refuses_to_read())


@cache
def refuses_to_read() -> bool:
    """Ask TeX's library for files whether it would open one of the system; TeX Live 2026 heeds ``openin_any`` no more.

    https://tug.org/pipermail/tex-live/2025-December/051965.html
    """
    try:
        asked = ["kpsewhich", f"-safe-in-name={CONFINE}"]
        return run(asked, seconds=SECONDS, environment=tex_environment(0)).status == 1
    except OSError:
        return False


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
