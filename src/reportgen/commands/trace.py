"""``reportgen trace``."""

from __future__ import annotations

import argparse

from reportgen import pipeline
from reportgen.bundle import tree
from reportgen.bundle.trace import nearest, trace
from reportgen.commands.told import FOUND, NO_LEDGER, OK, USAGE, complain, emit


def run(options: argparse.Namespace) -> int:
    """Show the chain between a use, its evidence, passage and source."""
    ledger = pipeline.read_ledger(options.project)
    if ledger is None:
        complain(NO_LEDGER)
        return USAGE
    found = trace(options.what, ledger)
    if not found:
        complain(f'nothing is called "{options.what}"; {nearest(options.what, ledger)}'.rstrip("; "))
        return FOUND
    emit(tree.as_json(found) if options.json else tree.as_text(found))
    return OK
