"""``reportgen ledger``."""

from __future__ import annotations

import argparse
import sys

from reportgen import pipeline
from reportgen.bundle.annotations import web_annotations
from reportgen.bundle.provenance import provenance
from reportgen.commands.told import NO_LEDGER, OK, USAGE


def run(options: argparse.Namespace) -> int:
    """Export the ledger of the last build for other programs."""
    ledger = pipeline.read_ledger(options.project)
    if ledger is None:
        print(NO_LEDGER, file=sys.stderr)
        return USAGE
    write = {"web-annotation": web_annotations, "prov-json": provenance}[options.form]
    print(write(ledger))
    return OK
