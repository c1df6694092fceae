"""``reportgen doctor``."""

from __future__ import annotations

import argparse

from reportgen import pipeline
from reportgen.commands.output import OK, USAGE, print_line
from reportgen.commands.runner import install_tools


def run(options: argparse.Namespace) -> int:
    """Show the programs and packages that are needed, or install them."""
    if options.install:
        return install_tools(options.purpose, install=True)
    machine = pipeline.examine(options.purpose)
    states = machine.states
    width = max(len(state.tool.name) for state in states)
    for state in states:
        what = state.version or ("found" if state.found else "recommended" if state.tool.recommended else "MISSING")
        print_line(f"{state.tool.name:<{width}}  {what:<40.60}  {state.tool.why}")
        if state.install:
            print_line(f"{'':<{width}}  install: {state.install}")
    kept = machine.protection
    print_line(f"{'sandbox':<{width}}  {kept['sandbox']:<40}  {kept['files']}; network: {kept['network']}")
    if kept["sandbox"] != "bubblewrap":
        engines = (("pdfLaTeX", "pdflatex"), ("LuaLaTeX", "lualatex"))
        told = "; ".join(f"{name} {'runs' if it in machine.starts else 'is refused (TEX017)'}" for name, it in engines)
        print_line(f"{'':<{width}}  {told}; bubblewrap confines more")
    return OK if all(state.found or state.tool.recommended for state in states) else USAGE
