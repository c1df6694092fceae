"""``reportgen trace``."""

from __future__ import annotations

import argparse
import sys

from reportgen import pipeline
from reportgen.bundle import tree
from reportgen.bundle.trace import nearest, trace
from reportgen.commands.told import FOUND, NO_LEDGER, OK, USAGE


def run(options: argparse.Namespace) -> int:
    """Show the chain between a use, its evidence, passage and source."""
    ledger = pipeline.read_ledger(options.project)
    if ledger is None:
        print(NO_LEDGER, file=sys.stderr)
        return USAGE
    found = trace(options.what, ledger)
    if not found:
        print(f'nothing is called "{options.what}"; {nearest(options.what, ledger)}'.rstrip("; "), file=sys.stderr)
        return FOUND
    print(tree.as_json(found) if options.json else tree.as_text(found))
    return OK
