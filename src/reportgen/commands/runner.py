"""How commands have work done, and show on a terminal how it goes on."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from reportgen import pipeline
from reportgen.commands.output import OK, USAGE, report
from reportgen.commands.terminal import Progress, in_a_pipe, say
from reportgen.findings.model import Outcome

if TYPE_CHECKING:
    from reportgen.typeset.model import Purpose

T = TypeVar("T")


class _Stage(Protocol[T]):
    """A verb of the pipeline that may look at texts."""

    def __call__(self, folder: Path, *, say: pipeline.Say, texts: Sequence[Path]) -> Outcome[T]: ...


def run_stage(stage: _Stage[T], options: argparse.Namespace, asks: bool = False) -> Outcome[T]:
    """Have a verb of the pipeline do its work; ``asks``: it asks something on the terminal meanwhile."""
    if asks or not sys.stderr.isatty():
        return stage(options.project, say=in_a_pipe(sys.stderr), texts=_texts(options))
    with Progress(sys.stderr) as progress:
        return stage(options.project, say=progress.say, texts=_texts(options))


def user() -> str:
    """Return the name under which somebody works on this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def confirmed(question: str) -> bool:
    """Ask on the terminal; no answer is no."""
    try:
        return input(question).strip().casefold() in {"y", "yes"}
    except (EOFError, UnicodeDecodeError):
        return False


def session(options: argparse.Namespace) -> pipeline.Session:
    """Return a session of the project that the options name."""
    strict = getattr(options, "strict", False)
    return pipeline.Session(options.project, _quiet, _texts(options), strict=strict, trust=options.trust)


def shown(of: pipeline.Session, work: Callable[[], T]) -> T:
    """Have a session do some work."""
    if not sys.stderr.isatty():
        of.say = in_a_pipe(sys.stderr)
        return work()
    with Progress(sys.stderr) as progress:
        of.say = progress.say
        return work()


def install_tools(purpose: Purpose, install: bool) -> int:
    """Look for what is needed, and install what is missing if that is wanted; give the exit status."""
    outcome = pipeline.obtain(purpose, _at_once if install else None)
    report(outcome.findings)
    return USAGE if outcome.failed else OK


def _quiet(_what: str) -> None:
    """Say nothing."""


def _at_once(what: str) -> None:
    """Say what takes long before it begins; standard output may be for another program."""
    say(what, stream=sys.stderr, flush=True)


def _texts(options: argparse.Namespace) -> Sequence[Path]:
    given = os.environ.get("REPORTGEN_TEXTS", "")
    return [*options.texts, *([Path(given)] if given else [])]
