"""``reportgen lock``."""

from __future__ import annotations

import argparse
import sys

from reportgen import pipeline
from reportgen.commands.told import FOUND, OK, report, tell
from reportgen.commands.work import done


def run(options: argparse.Namespace) -> int:
    """Verify evidence against the texts and write ``bib/evidence.lock``."""
    outcome = done(pipeline.lock, options)
    report(outcome.findings, options.format)
    if outcome.value is None:
        print("not locked; the last lock is as it was", file=sys.stderr)
        return FOUND
    made = outcome.value
    told = f"{len(made.passages)} passages of {len(made.texts)} texts, {len(made.rows)} rows"
    tell(f"locked: {told}, {len(made.statements)} statements", options.format)
    return OK
