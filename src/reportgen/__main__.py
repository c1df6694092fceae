"""``python -m reportgen``, and the program ``reportgen``: it can be interrupted from its first moment on."""

from __future__ import annotations

import sys
from importlib import import_module

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


if __name__ == "__main__":
    sys.exit(main())
