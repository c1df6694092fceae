"""``reportgen trace``."""

from __future__ import annotations

import argparse

from reportgen import pipeline
from reportgen.commands.output import FOUND, NO_LEDGER, OK, USAGE, complain, emit


def run(options: argparse.Namespace) -> int:
    """Show the chain between a use, its evidence, passage and source."""
    traced = pipeline.trace(options.project, options.what)
    if traced is None:
        complain(NO_LEDGER)
        return USAGE
    if not traced.found:
        complain(f'nothing is called "{options.what}"; {traced.nearest}'.rstrip("; "))
        return FOUND
    emit(traced.as_json if options.json else traced.as_text)
    return OK
