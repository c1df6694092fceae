"""``reportgen verify``."""

from __future__ import annotations

import argparse

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, counted, number, report, tell


def run(options: argparse.Namespace) -> int:
    """Look whether a build is as its record says, and what changed since."""
    outcome = pipeline.verify(options.build)
    report(outcome.findings, options.format)
    seen = outcome.value
    told = f"{number(seen.outputs, 'output')}, {number(seen.inputs, 'input')}, {number(seen.tools, 'tool')}"
    tell(f"{told} looked at; {counted(outcome.findings)}", options.format)
    return FOUND if outcome.failed else OK
