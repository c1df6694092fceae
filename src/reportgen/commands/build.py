"""``reportgen build``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, brief, print_error, print_line, report
from reportgen.commands.runner import install_tools, session, shown
from reportgen.commands.terminal import say, why
from reportgen.findings.model import Diagnostic, Severity
from reportgen.system import files


def run(options: argparse.Namespace) -> int:
    """Build the brief into ``build/``."""
    began = time.monotonic()
    with session(options) as opened:
        outcome = opened.current()
        if outcome.value is None:
            # Where a brief was built before, tools are looked for only if it cannot be built now.
            status = OK if opened.equipped else install_tools("build", options.install)
            if status == OK:
                outcome = shown(opened, opened.build)
            if status == OK and outcome.value is None and _trusted(outcome.findings):
                opened.trust_programs()
                outcome = shown(opened, opened.build)
            if status == OK and outcome.value is None and opened.equipped:
                status = install_tools("build", options.install)
            if status != OK:
                return status
        steps = opened.steps
    report(outcome.findings, options.format)
    if opened.trouble:
        print_error(f"nothing is kept for the next build: {opened.trouble}")
    built = outcome.value
    if options.why and steps:
        for line in why(steps):
            print_line(line, options.format)
    if built is None:
        kept = files.is_plain(options.project / pipeline.BUILD / "brief.pdf")
        print_error("not built" + ("; the last good build/brief.pdf is as it was" if kept else ""))
        return FOUND
    print_line(f"{brief(built, outcome.findings)}; {time.monotonic() - began:.1f} s", options.format)
    return OK


def _trusted(findings: Sequence[Diagnostic]) -> bool:
    """Ask a person at a terminal whether the project's programs are trusted, where nothing else is in the way."""
    if {f.code for f in findings if f.severity is Severity.ERROR} != {"PRJ015"}:
        return False
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    report([f for f in findings if f.code == "PRJ015"])
    say("trust and run it? [y/N] ", stream=sys.stderr, end="", flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
