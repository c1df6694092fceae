"""Each tool's state on this machine, for ``reportgen doctor``."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.typeset.toolchain import Purpose, Tool, install_line, needed, probe, program_version, system


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
