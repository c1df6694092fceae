"""``reportgen impact``."""

from __future__ import annotations

import argparse
from functools import partial

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, USAGE, complain, emit, report
from reportgen.commands.runner import done


def run(options: argparse.Namespace) -> int:
    """Say what would fall or change with a source, a passage or a data row."""
    verb = partial(pipeline.impact, what=options.what, value=options.value, column=options.column)
    outcome = done(verb, options)
    if outcome.value is None:
        report(outcome.findings, options.format)
        complain("what hangs on it cannot be said before these are mended")
        return FOUND
    if not outcome.value.found:
        complain(f'nothing is called "{options.what}"; {outcome.value.nearest}')
        return FOUND
    if outcome.value.refused:
        complain(f"--if cannot be tried: {outcome.value.refused}")
        return USAGE
    emit(outcome.value.as_json if options.json else outcome.value.as_text)
    return OK
