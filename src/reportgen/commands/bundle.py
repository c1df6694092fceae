"""``reportgen bundle``."""

from __future__ import annotations

import argparse
import time
from functools import partial

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, number, print_error, print_line, report
from reportgen.commands.runner import install_tools, run_stage


def run(options: argparse.Namespace) -> int:
    """Build a brief in all its forms, and pack it into ``dist/`` with what it was made from."""
    began = time.monotonic()
    status = install_tools("build", options.install)
    if status != OK:
        return status
    outcome = run_stage(partial(pipeline.bundle, trust=options.trust, draft=options.draft), options)
    report(outcome.findings, options.format)
    made = outcome.value
    if made is None:
        print_error("not bundled; what is in dist/ is as it was")
        return FOUND
    told = f"{made.path}: {number(made.files, 'file')}, {made.size / 1e6:.1f} MB; {time.monotonic() - began:.1f} s"
    print_line(told, options.format)
    print_line(f"SHA-256: {made.digest}", options.format)
    return OK
