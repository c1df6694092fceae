"""``reportgen check``."""

from __future__ import annotations

import argparse
from collections import Counter
from functools import partial

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, counted, passages, print_line, report
from reportgen.commands.runner import run_stage


def run(options: argparse.Namespace) -> int:
    """Look for mistakes without drawing or setting anything."""
    outcome = run_stage(partial(pipeline.check, strict=options.strict), options)
    report(outcome.findings, options.format, outcome.unread)
    sure = "" if outcome.value is None else f"{passages(Counter(outcome.value.verified.passages.values()))}; "
    unread = f"; not looked at: {outcome.unread}" if outcome.unread else ""
    print_line(sure + counted(outcome.findings) + unread, options.format)
    return OK if outcome.value is not None else FOUND
