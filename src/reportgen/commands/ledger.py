"""``reportgen ledger``."""

from __future__ import annotations

import argparse

from reportgen import pipeline
from reportgen.bundle.annotations import web_annotations
from reportgen.bundle.provenance import provenance
from reportgen.commands.told import NO_LEDGER, OK, USAGE, complain, emit


def run(options: argparse.Namespace) -> int:
    """Export the ledger of the last build for other programs."""
    ledger = pipeline.read_ledger(options.project)
    if ledger is None:
        complain(NO_LEDGER)
        return USAGE
    write = {"web-annotation": web_annotations, "prov-json": provenance}[options.form]
    emit(write(ledger))
    return OK
