"""``reportgen clean``."""

from __future__ import annotations

import argparse

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, print_line, report


def run(options: argparse.Namespace) -> int:
    """Remove ``build/``."""
    outcome = pipeline.clean(options.project)
    report(outcome.findings)
    if outcome.failed:
        return FOUND
    print_line("removed build/" if outcome.value else "nothing to remove")
    return OK
