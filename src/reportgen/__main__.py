"""``python -m reportgen``, and the program ``reportgen``: it can be interrupted from its first moment on."""

# What is imported before this has settled could be a stranger's module of the same name.
from reportgen.system import isolation

isolation.isolate()

import contextlib  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from importlib import import_module  # noqa: E402
from typing import NoReturn  # noqa: E402

from reportgen.publish.build_lock import WRITING  # noqa: E402
from reportgen.system import inherited, interrupts  # noqa: E402


def main() -> int:
    """Run the command line; give the exit status."""
    inherited.open_streams()
    interrupts.install_handlers()
    # No time is told by the clock of a place; a zone that is none would end the loading of Babel in a traceback.
    os.environ["TZ"] = "UTC"
    if short := inherited.shortage():
        print(short, file=sys.stderr)
        return 2
    try:
        try:
            return _run_command()
        finally:
            interrupts.ignore_signals()
    except KeyboardInterrupt as stopped:
        # It may have come just before nothing could disturb the end any more.
        interrupts.ignore_signals()
        print("interrupted", file=sys.stderr)
        return stopped.status if isinstance(stopped, interrupts.Interrupted) else 130


def _run_command() -> int:
    """Have the command line do what it is told; say so where its words cannot be written."""
    try:
        # Loading what a command needs takes a while, in which Ctrl-C must not end in a traceback.
        status: int = import_module("reportgen.cli").main()
    except OSError as error:
        if error.errno not in WRITING:
            raise
        # What a build writes it looks after itself: this is the place that its words go to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        with contextlib.suppress(OSError):
            print(f"cannot write what there is to say: {error.strerror}", file=sys.stderr, flush=True)
        return 1
    except RuntimeError as error:
        if str(error) != "can't start new thread":
            raise
        print("no process or thread can be started; end others, or raise the limit (ulimit -u)", file=sys.stderr)
        return 2
    return status


def run() -> NoReturn:
    """Run the command line and end the process."""
    try:
        status = main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
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
