"""``reportgen approve``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, USAGE, number, print_error, print_line, report
from reportgen.commands.runner import confirmed, run_stage, user
from reportgen.findings.rules import did_you_mean


def run(options: argparse.Namespace) -> int:
    """Record that analyses, and what changed since the lock, have been read beside what they rest on."""
    if bool(options.name) == options.all:
        print_error("name the analyses and changes to approve, or say --all")
        return USAGE
    shown: list[str] = []

    def agree(lines: Sequence[str]) -> bool:
        shown.extend(lines)
        for line in lines:
            print_line(line, options.format)
        return options.yes or not sys.stdin.isatty() or confirmed("approve this, as you have read it? [y/N] ")

    reader = options.reader or user()
    outcome = run_stage(partial(pipeline.approve, names=options.name, reader=reader, agree=agree), options, asks=True)
    report(outcome.findings, options.format)
    if outcome.failed:
        return FOUND
    unknown = [name for name in options.name if name not in outcome.value.known]
    for name in unknown:
        hint = did_you_mean(name, outcome.value.known)
        print_error(f'no analysis "{name}", and nothing of that name has changed; {hint}'.rstrip("; "))
    if unknown:
        return USAGE
    approved = outcome.value
    if not approved.count:
        print_line("not approved: nothing was recorded" if shown else "nothing is left to approve", options.format)
        return FOUND if shown else OK
    what = f": {', '.join(options.name)}" if options.name else ""
    print_line(
        f"approved by {approved.reader} on {approved.day}: {number(approved.count, 'thing')}{what}", options.format
    )
    return OK
