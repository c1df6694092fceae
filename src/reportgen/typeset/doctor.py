"""Each tool's state on this machine, for ``reportgen doctor``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportgen.system.process import ask
from reportgen.system.programs import which
from reportgen.typeset.model import Purpose
from reportgen.typeset.toolchain import Tool, install_line, needed, probe, program_version, system

ASKED_FOR: Final = ("git", "make")
"""Programs that README.md asks a reader to have, beside Python."""

_ALTERNATIVES: Final = Path("/etc/alternatives")
_PROGRAM: Final = re.compile(r"^(?:/usr)?/s?bin/[^/\n]+$", re.MULTILINE)


@dataclass(frozen=True)
class ToolState:
    """One tool: whether it is there, a program's version, and the line that installs it where it is missing."""

    tool: Tool
    found: bool
    version: str
    install: str


def examine(purpose: Purpose) -> tuple[ToolState, ...]:
    """Look at every tool that a build, or the tests, need."""
    tools = needed(purpose)
    missing = set(probe(tools))
    here = system()
    return tuple(
        ToolState(
            tool,
            tool not in missing,
            program_version(tool.name) if tool.kind == "program" else "",
            install_line([tool], here) if tool in missing else "",
        )
        for tool in tools
    )


def link_programs(purpose: Purpose, folder: Path) -> bool:
    """Fill a folder with links to the programs of a machine that was set up by README.md and has no others.

    These are the tools that are needed, what the README asks for, and what every Debian has (packages of priority
    "required"). With this folder alone as PATH a program that somebody has by chance is not found. Tells whether
    this machine can say what every one has; else the folder stays as it is.
    """
    if not which("dpkg-query"):
        return False
    programs = dict(_of_the_system())
    named = [*(tool.name for tool in needed(purpose) if tool.kind == "program"), *ASKED_FOR]
    programs |= {name: path for name in named if (path := which(name))}
    for name, path in programs.items():
        (folder / name).symlink_to(path)
    return True


def _of_the_system() -> Iterator[tuple[str, str]]:
    """Yield the programs of Debian's required packages by name, those among its alternatives too (awk, which)."""
    listed = ask(["dpkg-query", "--show", "--showformat=${Priority} ${Package}\n"]).text
    required = [line.partition(" ")[2] for line in listed.splitlines() if line.startswith("required ")]
    files = _PROGRAM.findall(ask(["dpkg-query", "--listfiles", *required]).text) if required else []
    found = {Path(path).name: path for path in files if Path(path).is_file()}
    yield from found.items()
    real = {str(Path(path).resolve()) for path in found.values()}
    for link in sorted(_ALTERNATIVES.glob("*")):
        if link.name not in found and str(link.resolve()) in real and "." not in link.name:
            yield link.name, str(link.resolve())
