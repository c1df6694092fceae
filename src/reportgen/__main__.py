"""``python -m reportgen``, and the program ``reportgen``: it can be interrupted from its first moment on."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

from reportgen import interrupts


def main() -> int:
    """Run the command line; give the exit status."""
    interrupts.heed()
    try:
        # Loading what a command needs takes a while, in which Ctrl-C must not end in a traceback.
        status: int = import_module("reportgen.cli").main()
    except KeyboardInterrupt as stopped:
        print("interrupted", file=sys.stderr)
        return stopped.status if isinstance(stopped, interrupts.Stopped) else 130
    finally:
        interrupts.over()
    return status


def run() -> NoReturn:
    """Run the command line and end the process."""
    status = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        # Whoever reads does so no more, or the disk is full.
        status = status or 1
    # All is closed and written; taking objects apart one by one would take as long as checking them did.
    os._exit(status)


if __name__ == "__main__":
    run()
