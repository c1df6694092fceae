"""``reportgen ledger``."""

from __future__ import annotations

import argparse

from reportgen import pipeline
from reportgen.commands.output import NO_LEDGER, OK, USAGE, complain, emit


def run(options: argparse.Namespace) -> int:
    """Export the ledger of the last build for other programs."""
    text = pipeline.export(options.project, options.form)
    if text is None:
        complain(NO_LEDGER)
        return USAGE
    emit(text)
    return OK
