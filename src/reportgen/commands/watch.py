"""``reportgen watch``."""

from __future__ import annotations

import argparse
import contextlib
import webbrowser

from reportgen.commands.output import OK, USAGE, brief, counted, print_error, report
from reportgen.commands.runner import install_tools, session, shown
from reportgen.commands.terminal import say
from reportgen.pipeline.watching import Rebuild, Watch, start_preview


def run(options: argparse.Namespace) -> int:
    """Build again on every save, until the process is interrupted."""
    status = install_tools("build", install=False)
    if status != OK:
        return status
    with contextlib.ExitStack() as stack:
        opened = stack.enter_context(session(options))
        preview = None
        if options.preview:
            try:
                preview = stack.enter_context(start_preview(options.port))
            except (OSError, OverflowError) as error:
                print_error(f"no preview at port {options.port}: {error}; choose another with --port")
                return USAGE
            say(f"preview: {preview.url}", flush=True)
            if options.open:
                webbrowser.open(preview.url)
        say(f"watching {opened.folder}; Ctrl-C ends", flush=True)
        turns = Watch(opened, preview).turns()
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                _tell(shown(opened, lambda: next(turns)))
    print_error("stopped")
    return OK


def _tell(turn: Rebuild) -> None:
    findings, built = turn.outcome.findings, turn.outcome.value
    report(findings)
    told = f"in {turn.seconds:.2f} s"
    if built is None:
        say(f"not built {told}: {counted(findings)}", flush=True)
    else:
        say(f"built {told}: {brief(built, findings)}", flush=True)
