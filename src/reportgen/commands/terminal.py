"""All that is printed: lines of text, findings in colour, and what is going on. Nothing of it commands a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TextIO

from reportgen.findings import printers
from reportgen.findings.model import Diagnostic
from reportgen.findings.text import errors_last, lines, shown
from reportgen.store.cache import Step

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE: Final = 0.5
"""Seconds before anything is shown of work that goes on."""

PATIENCE_IN_A_PIPE: Final = 10.0
"""Seconds without a line, in a pipe, before one says what goes on."""


def in_a_pipe(stream: TextIO) -> Callable[[str], None]:
    """Return what says in a pipe, in a line now and then, what goes on for long."""
    last = time.monotonic()

    def say_now(what: str) -> None:
        nonlocal last
        if time.monotonic() - last > PATIENCE_IN_A_PIPE:
            last = time.monotonic()
            say(what, stream=stream, flush=True)

    return say_now


def say(*told: str, stream: TextIO | None = None, end: str = "\n", flush: bool = False) -> None:
    """Print lines, by default to standard output; a line end in one of them is shown as an escape."""
    print("\n".join(map(shown, told)), file=stream or sys.stdout, end=end, flush=flush)


def plain() -> bool:
    """Tell whether findings are printed without colour: into a pipe, or as somebody asked for (https://no-color.org)."""
    forced = "FORCE_COLOR" in os.environ
    return bool(os.environ.get("NO_COLOR")) or not (forced or sys.stderr.isatty())


class Progress:
    """Says what is going on, on a terminal, in one changing line."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console

        self._console = Console(file=stream)
        self._status: Status | None = None
        self._began = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        self._began = time.monotonic()
        if self._console.is_terminal:
            self._status = self._console.status("starting")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._status is not None and self._shown:
            self._status.stop()
        self._status, self._shown = None, False

    def say(self, what: str) -> None:
        """Change the line."""
        if self._status is None:
            return
        from rich.text import Text

        # Names of the project's own are no markup.
        self._status.update(Text(shown(what)))
        if not self._shown and time.monotonic() - self._began > PATIENCE:
            self._status.start()
            self._shown = True


def report(findings: Sequence[Diagnostic], form: str = "text", unread: str = "") -> None:
    """Print findings: as text to standard error, errors last, where the eye is; else to standard output.

    ``unread`` is what was not looked at; as text, the closing line tells of it.
    """
    if form != "text":
        say(*printers.FORMATS[form](findings, unread).split("\n"), end="")
        return
    if plain():
        for line in lines(errors_last(findings)):
            say(line, stream=sys.stderr)
        return
    from rich.console import Console

    console = Console(file=sys.stderr, soft_wrap=True, highlight=False, emoji=False, markup=False)
    for finding in errors_last(findings):
        for number, line in enumerate(lines([finding])):
            console.print(line, style=printers.COLOURS[finding.severity] if not number else "dim")


def why(steps: Iterable[Step]) -> Iterable[str]:
    """Say of each unit of a build, in a line, whether it was reused, or for what it was made anew."""
    told = list(steps)
    width = max((len(step.unit) for step in told), default=0)
    for step in told:
        reason = f"rebuilt: {_listed(step.changed)}" if step.changed else "built: there was no earlier result"
        yield f"{step.unit:<{width}}  {'reused' if step.reused else reason}"


def _listed(names: Sequence[str]) -> str:
    shown, more = names[:3], len(names) - 3
    return ", ".join(f"{name} changed" for name in shown) + (f" and {more} more" if more > 0 else "")
