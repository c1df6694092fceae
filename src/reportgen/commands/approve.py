"""``reportgen approve``."""

from __future__ import annotations

import argparse
from functools import partial

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, USAGE, complain, report, tell
from reportgen.commands.runner import done
from reportgen.findings.rules import did_you_mean


def run(options: argparse.Namespace) -> int:
    """Record that analyses have been read beside what they rest on."""
    if bool(options.name) == options.all:
        complain("name the analyses to approve, or say --all")
        return USAGE
    outcome = done(partial(pipeline.approve, names=options.name), options)
    report(outcome.findings, options.format)
    if outcome.failed:
        return FOUND
    unknown = [name for name in options.name if name not in outcome.value]
    for name in unknown:
        complain(f'no analysis "{name}"; {did_you_mean(name, outcome.value)}'.rstrip("; "))
    if unknown:
        return USAGE
    tell(f"approved: {', '.join(options.name) or f'all {len(outcome.value)}'}", options.format)
    return OK
