"""``reportgen ledger``."""

from __future__ import annotations

import argparse

from reportgen import pipeline
from reportgen.commands.output import NO_LEDGER, OK, USAGE, print_error, print_text


def run(options: argparse.Namespace) -> int:
    """Export the ledger of the last build for other programs."""
    text = pipeline.export(options.project, options.form)
    if text is None:
        print_error(NO_LEDGER)
        return USAGE
    print_text(text)
    return OK
