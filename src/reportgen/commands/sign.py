"""``reportgen sign``."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import Final

from reportgen import pipeline
from reportgen.commands.output import FOUND, OK, USAGE, print_error, print_line, report
from reportgen.pipeline.signing import SigningOrder
from reportgen.system import files

_LARGEST: Final = 10_000
_VARIABLE: Final = "REPORTGEN_PASSPHRASE"


def run(options: argparse.Namespace) -> int:
    """Verify PDFs, and write each with a signature behind it."""
    if bool(options.p12) == bool(options.key and options.cert) or bool(options.key) != bool(options.cert):
        print_error("say with what to sign: --p12 FILE, or --key FILE and --cert FILE")
        return USAGE
    try:
        given = _given(options.passphrase_file)
    except (OSError, UnicodeError) as error:
        print_error(f"cannot read the passphrase: {error}")
        return USAGE
    order = SigningOrder(
        target=options.to,
        passphrase=lambda: given or _asked(),
        pkcs12=options.p12,
        key=options.key,
        certificate=options.cert,
        timestamp=options.timestamp,
        replace=options.replace,
    )
    outcome = pipeline.sign(options.pdfs, order)
    report(outcome.findings, options.format)
    for path in outcome.value:
        print_line(f"{path}: signed", options.format)
    return FOUND if outcome.failed else OK


def _given(path: Path | None) -> str:
    """Return the passphrase in the first line of a file, or of the environment."""
    if path is None:
        return os.environ.get(_VARIABLE, "")
    return files.read(path, largest=_LARGEST).decode().partition("\n")[0].removesuffix("\r")


def _asked() -> str:
    """Ask for the passphrase where somebody is there to answer."""
    return getpass.getpass("passphrase of the key: ", sys.stderr) if sys.stdin.isatty() else ""
