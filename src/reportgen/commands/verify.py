"""``reportgen verify``."""

from __future__ import annotations

import argparse

from reportgen import pipeline
from reportgen.commands.told import FOUND, OK, counted, report, tell


def run(options: argparse.Namespace) -> int:
    """Look whether a build is as its record says, and what changed since."""
    outcome = pipeline.verify(options.build)
    report(outcome.findings, options.format)
    seen = outcome.value
    told = f"{seen.outputs} outputs, {seen.inputs} inputs, {seen.tools} tools looked at"
    tell(f"{told}; {counted(outcome.findings)}", options.format)
    return FOUND if outcome.failed else OK
