"""``reportgen trace``."""

from __future__ import annotations

import argparse

from reportgen import pipeline
from reportgen.commands.output import FOUND, NO_LEDGER, OK, USAGE, print_error, print_text


def run(options: argparse.Namespace) -> int:
    """Show the chain between a use, its evidence, passage and source."""
    traced = pipeline.trace(options.project, options.what)
    if traced is None:
        print_error(NO_LEDGER)
        return USAGE
    if not traced.found:
        print_error(f'nothing is called "{options.what}"; {traced.nearest}'.rstrip("; "))
        return FOUND
    print_text(traced.as_json if options.json else traced.as_text)
    return OK
