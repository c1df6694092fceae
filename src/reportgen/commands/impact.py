"""``reportgen impact``."""

from __future__ import annotations

import argparse
from functools import partial

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, USAGE, print_error, print_text, report
from reportgen.commands.runner import run_stage


def run(options: argparse.Namespace) -> int:
    """Say what would fall or change with a source, a passage or a data row."""
    verb = partial(pipeline.impact, what=options.what, value=options.value, column=options.column)
    outcome = run_stage(verb, options)
    if outcome.value is None:
        report(outcome.findings, options.format)
        print_error("what hangs on it cannot be said before these are mended")
        return FOUND
    if not outcome.value.found:
        print_error(f'nothing is called "{options.what}"; {outcome.value.nearest}')
        return FOUND
    if outcome.value.refused:
        print_error(f"--if cannot be tried: {outcome.value.refused}")
        return USAGE
    print_text(outcome.value.as_json if options.json else outcome.value.as_text)
    return OK
