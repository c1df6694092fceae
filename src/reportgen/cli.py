"""The command line: parse options, have a command do its work, exit."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from reportgen.commands.options import parser, wrong_folder
from reportgen.findings.text import escape_unencodable, shown
from reportgen.system.interrupts import Interrupted

USAGE: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit status."""
    # Inputs are many small objects that live as long as the command: looking through them again and again is in vain.
    gc.set_threshold(50_000, 20, 100)
    escape_unencodable(sys.stdout, sys.stderr)
    # Programs that find themselves by it, as those of TeX do, need one where the caller gave none.
    os.environ["PATH"] = os.environ.get("PATH") or os.defpath
    options = parser().parse_args(arguments)
    if wrong := wrong_folder(options, os.environ):
        print(shown(wrong), file=sys.stderr)
        return USAGE
    try:
        status: int = import_module(f"reportgen.commands.{options.command}").run(options)
    except KeyboardInterrupt as stopped:
        print("interrupted", file=sys.stderr)
        return stopped.status if isinstance(stopped, Interrupted) else 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status
