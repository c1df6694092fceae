"""``reportgen doctor``."""

from __future__ import annotations

import argparse

from reportgen import pipeline
from reportgen.commands.output import OK, USAGE, tell
from reportgen.commands.runner import obtained


def run(options: argparse.Namespace) -> int:
    """Show the programs and packages that are needed, or install them."""
    if options.install:
        return obtained(options.purpose, install=True)
    machine = pipeline.examine(options.purpose)
    states = machine.states
    width = max(len(state.tool.name) for state in states)
    for state in states:
        what = state.version or ("found" if state.found else "recommended" if state.tool.recommended else "MISSING")
        tell(f"{state.tool.name:<{width}}  {what:<40.60}  {state.tool.why}")
        if state.install:
            tell(f"{'':<{width}}  install: {state.install}")
    kept = machine.protection
    tell(f"{'sandbox':<{width}}  {kept['sandbox']:<40}  {kept['files']}; network: {kept['network']}")
    if kept["sandbox"] != "bubblewrap":
        engines = (("pdfLaTeX", "pdflatex"), ("LuaLaTeX", "lualatex"))
        told = "; ".join(f"{name} {'runs' if it in machine.starts else 'is refused (TEX017)'}" for name, it in engines)
        tell(f"{'':<{width}}  {told}; bubblewrap confines more")
    return OK if all(state.found or state.tool.recommended for state in states) else USAGE
