"""``reportgen lock``."""

from __future__ import annotations

import argparse

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, number, print_error, print_line, report
from reportgen.commands.runner import run_stage


def run(options: argparse.Namespace) -> int:
    """Verify evidence against the texts and write ``bib/evidence.lock``."""
    outcome = run_stage(pipeline.lock, options)
    report(outcome.findings, options.format)
    if outcome.value is None:
        print_error("not locked; the last lock is as it was")
        return FOUND
    made, last = outcome.value.lock, outcome.value.last
    if last.version and last.old:
        print_line(
            f"the lock was of format {last.version}, and now holds what the brief says as it stands", options.format
        )
    for line in outcome.value.told:
        print_line(line, options.format)
    told = f"{number(len(made.passages), 'passage')} of {number(len(made.texts), 'text')}"
    told += f", {number(len(made.rows), 'row')}, {number(len(made.statements), 'statement')}"
    print_line(f"locked: {told}", options.format)
    if count := outcome.value.unverified:
        mend = "put the texts into bib/texts/, or name their folder with --texts or REPORTGEN_TEXTS, and lock again"
        print_line(f"{number(count, 'passage')} unverified: no text at hand; {mend}", options.format)
    return OK
