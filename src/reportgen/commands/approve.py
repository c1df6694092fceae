"""``reportgen approve``."""

from __future__ import annotations

import argparse
from functools import partial

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, USAGE, complain, report, tell
from reportgen.commands.runner import done
from reportgen.findings.rules import did_you_mean


def run(options: argparse.Namespace) -> int:
    """Record that analyses, and what changed since the lock, have been read beside what they rest on."""
    if bool(options.name) == options.all:
        complain("name the analyses and changes to approve, or say --all")
        return USAGE
    outcome = done(partial(pipeline.approve, names=options.name), options)
    report(outcome.findings, options.format)
    if outcome.failed:
        return FOUND
    unknown = [name for name in options.name if name not in outcome.value.known]
    for name in unknown:
        hint = did_you_mean(name, outcome.value.known)
        complain(f'no analysis "{name}", and nothing of that name has changed; {hint}'.rstrip("; "))
    if unknown:
        return USAGE
    for line in outcome.value.told:
        tell(line, options.format)
    tell(f"approved: {', '.join(options.name) or f'all {outcome.value.count}'}", options.format)
    return OK
