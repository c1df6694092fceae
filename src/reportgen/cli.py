"""The command line: parse options, call the pipeline, print, exit."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Final, TextIO, TypeVar

from rich.console import Console
from rich.status import Status

import reportgen
from reportgen import pipeline, printers
from reportgen.diagnostics import Diagnostic, Findings, Outcome, Severity, collect
from reportgen.rules import RULES, did_you_mean
from reportgen.typeset import toolchain
from reportgen.typeset.doctor import examine

T = TypeVar("T")

OK, FOUND, USAGE = 0, 1, 2

_EXAMPLES: Final = {
    None: """examples:
  reportgen build                 build the brief of this folder into build/
  reportgen build --project DIR   the same for another folder
  reportgen check                 look for mistakes without drawing or setting anything
  reportgen doctor                show the programs and TeX packages that a build needs
  reportgen explain CIT001        say what a finding means

exit status: 0 well, 1 findings of severity error, 2 wrong usage or missing programs""",
    "build": """examples:
  reportgen build
  reportgen build --install       install missing TeX packages first, where that is allowed
  SOURCE_DATE_EPOCH=0 reportgen build""",
    "check": "example:\n  reportgen check --project examples/rivers",
    "clean": "example:\n  reportgen clean",
    "doctor": "examples:\n  reportgen doctor\n  reportgen doctor --install --for test",
    "explain": "examples:\n  reportgen explain            list all codes\n  reportgen explain DAT005",
}


class _Progress:
    """Says what is going on: on a terminal in one changing line, in a pipe not at all."""

    def __init__(self, stream: TextIO) -> None:
        self._console = Console(file=stream)
        self._status: Status | None = None

    def show(self) -> AbstractContextManager[object]:
        """Show the line while the context lasts."""
        if not self._console.is_terminal:
            return nullcontext()
        self._status = self._console.status("starting")
        return self._status

    def say(self, what: str) -> None:
        """Change the line."""
        if self._status is not None:
            self._status.update(what)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit status."""
    options = _parser().parse_args(arguments)
    handler: Callable[[argparse.Namespace], int] = options.handler
    try:
        return handler(options)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND


def _parser() -> argparse.ArgumentParser:
    parser = _command(argparse.ArgumentParser(prog="reportgen", description=reportgen.__doc__), None)
    parser.add_argument("--version", action="version", version=f"reportgen {reportgen.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, summary: str, handler: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        command = _command(commands.add_parser(name, help=summary, description=summary.capitalize() + "."), name)
        command.set_defaults(handler=handler)
        return command

    def project(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--project", type=Path, default=Path(), metavar="DIR", help="project folder (default: this)"
        )

    build = add("build", "build the brief into build/", _build)
    project(build)
    build.add_argument("--install", action="store_true", help="install missing TeX packages first, where allowed")
    project(add("check", "look for mistakes without drawing or setting anything", _check))
    project(add("clean", "remove build/", _clean))
    doctor = add("doctor", "show the programs and packages that a build needs", _doctor)
    doctor.add_argument("--install", action="store_true", help="install what is missing, where allowed")
    doctor.add_argument("--for", dest="purpose", choices=("build", "test"), default="build", help="what they are for")
    explain = add("explain", "say what a finding means", _explain)
    explain.add_argument("code", nargs="?", help="code of a finding, such as CIT001; without it, all are listed")
    return parser


def _command(parser: argparse.ArgumentParser, name: str | None) -> argparse.ArgumentParser:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EXAMPLES[name]
    return parser


def _build(options: argparse.Namespace) -> int:
    status = _tools("build", options.install)
    if status != OK:
        return status
    began = time.monotonic()
    outcome = _run(pipeline.build, options.project)
    _report(outcome.findings)
    built = outcome.value
    if built is None:
        kept = (options.project / pipeline.BUILD / "brief.pdf").is_file()
        print("not built" + ("; the last good build/brief.pdf is as it was" if kept else ""), file=sys.stderr)
        return FOUND
    told = f"{built.pages} pages, {built.tables} tables, {built.charts} charts, {built.citations} citations"
    took = time.monotonic() - began
    print(f"build/brief.pdf: {told}; {printers.summary(outcome.findings)}; {took:.1f} s")
    return OK


def _check(options: argparse.Namespace) -> int:
    outcome = _run(pipeline.check, options.project)
    _report(outcome.findings)
    print(printers.summary(outcome.findings))
    return OK if outcome.value is not None else FOUND


def _clean(options: argparse.Namespace) -> int:
    print("removed build/" if pipeline.clean(options.project) else "nothing to remove")
    return OK


def _run(stage: Callable[[Path, pipeline.Say], Outcome[T]], folder: Path) -> Outcome[T]:
    progress = _Progress(sys.stderr)
    with progress.show():
        return stage(folder, progress.say)


def _report(findings: Sequence[Diagnostic]) -> None:
    """Print findings to standard error: errors last, where the eye is."""
    console = Console(file=sys.stderr, soft_wrap=True, highlight=False, emoji=False, markup=False)
    for finding in sorted(findings, key=lambda f: f.severity is Severity.ERROR):
        for number, line in enumerate(printers.lines([finding])):
            console.print(line, style=printers.COLOURS[finding.severity] if not number else "dim")


def _tools(purpose: toolchain.Purpose, install: bool) -> int:
    """Look for the programs and TeX packages that are needed; install missing ones if that is wanted."""
    missing = toolchain.probe(toolchain.needed(purpose))
    if not missing:
        return OK
    outcome = collect(_obtained(missing, install))
    _report(outcome.findings)
    return USAGE if outcome.failed else OK


def _obtained(missing: Sequence[toolchain.Tool], install: bool) -> Findings[None]:
    if install:
        yield from toolchain.install(missing, print)
    else:
        yield from toolchain.lacking(missing)


def _doctor(options: argparse.Namespace) -> int:
    if options.install:
        return _tools(options.purpose, install=True)
    states = examine(options.purpose)
    width = max(len(state.tool.name) for state in states)
    for state in states:
        what = state.version or ("found" if state.found else "MISSING")
        print(f"{state.tool.name:<{width}}  {what:<40.60}  {state.tool.why}")
        if state.install:
            print(f"{'':<{width}}  install: {state.install}")
    return OK if all(state.found for state in states) else USAGE


def _explain(options: argparse.Namespace) -> int:
    if options.code is None:
        for rule in RULES.values():
            print(f"{rule.code}  {rule.name:<26} {rule.severity:<8} {rule.summary}")
        return OK
    code = str(options.code).upper()
    if code not in RULES:
        hint = did_you_mean(code, RULES)
        print(f"no finding has the code {options.code}" + (f"; {hint}" if hint else ""), file=sys.stderr)
        return USAGE
    rule = RULES[code]
    print(f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.summary}")
    return OK
