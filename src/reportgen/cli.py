"""The command line: parse options, call the pipeline, print, exit."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Final, Protocol, TextIO, TypeVar

from rich.console import Console
from rich.status import Status

import reportgen
from reportgen import pipeline, printers
from reportgen.bundle import tree
from reportgen.bundle.annotations import web_annotations
from reportgen.bundle.provenance import provenance
from reportgen.bundle.trace import nearest, trace
from reportgen.diagnostics import Diagnostic, Findings, Outcome, Severity, collect
from reportgen.explain import explanation
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
    "lock": """examples:
  reportgen lock                  verify all evidence against the texts in bib/texts, write bib/evidence.lock
  reportgen lock --texts ~/texts  the same with the texts in another folder""",
    "approve": """examples:
  reportgen approve one-frame     you have read this analysis beside what it rests on
  reportgen approve --all""",
    "trace": """examples:
  reportgen trace bridge-opening  an evidence id: where it is used, and the passage
  reportgen trace 39.7            a number: the row, evidence and source behind it
  reportgen trace p12 --json      a page of the PDF, for other programs""",
    "ledger": """examples:
  reportgen ledger --as web-annotation > annotations.jsonld
  reportgen ledger --as prov-json > provenance.json""",
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

    def texts(command: argparse.ArgumentParser) -> None:
        project(command)
        text = "folder with the texts of the sources (default: REPORTGEN_TEXTS, then bib/texts)"
        command.add_argument("--texts", type=Path, action="append", default=[], metavar="DIR", help=text)
        command.add_argument("--format", choices=printers.FORMATS, default="text", help="how findings are told")

    build = add("build", "build the brief into build/", _build)
    texts(build)
    build.add_argument("--install", action="store_true", help="install missing TeX packages first, where allowed")
    texts(add("check", "look for mistakes without drawing or setting anything", _check))
    texts(add("lock", "verify evidence against the texts and write bib/evidence.lock", _lock))
    approve = add("approve", "record that an analysis has been read beside what it rests on", _approve)
    texts(approve)
    approve.add_argument("name", nargs="*", help="id of an analysis")
    approve.add_argument("--all", action="store_true", help="approve all of them")
    trace = add("trace", "show the chain between a use, its evidence, passage and source", _trace)
    project(trace)
    trace.add_argument("what", help="number, evidence id, source, row, exhibit, template line or page (p12)")
    trace.add_argument("--json", action="store_true", help="as JSON")
    ledger = add("ledger", "export the ledger of the last build for other programs", _ledger)
    project(ledger)
    forms = ("web-annotation", "prov-json")
    ledger.add_argument("--as", dest="form", choices=forms, required=True, help="W3C Web Annotation or PROV-JSON")
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
    outcome = _run(pipeline.build, options)
    _report(outcome.findings, options.format)
    built = outcome.value
    if built is None:
        kept = (options.project / pipeline.BUILD / "brief.pdf").is_file()
        print("not built" + ("; the last good build/brief.pdf is as it was" if kept else ""), file=sys.stderr)
        return FOUND
    told = f"{built.pages} pages, {built.tables} tables, {built.charts} charts, {built.citations} citations"
    took = time.monotonic() - began
    sure = _passages(built.passages)
    _tell(f"build/brief.pdf: {told}; {sure}; {printers.summary(outcome.findings)}; {took:.1f} s", options.format)
    return OK


def _check(options: argparse.Namespace) -> int:
    outcome = _run(pipeline.check, options)
    _report(outcome.findings, options.format)
    sure = "" if outcome.value is None else f"{_passages(Counter(outcome.value.verified.passages.values()))}; "
    _tell(sure + printers.summary(outcome.findings), options.format)
    return OK if outcome.value is not None else FOUND


def _lock(options: argparse.Namespace) -> int:
    outcome = _run(pipeline.lock, options)
    _report(outcome.findings, options.format)
    if outcome.value is None:
        print("not locked; the last lock is as it was", file=sys.stderr)
        return FOUND
    made = outcome.value
    told = f"{len(made.passages)} passages of {len(made.texts)} texts, {len(made.rows)} rows"
    _tell(f"locked: {told}, {len(made.statements)} statements", options.format)
    return OK


def _approve(options: argparse.Namespace) -> int:
    if bool(options.name) == options.all:
        print("name the analyses to approve, or say --all", file=sys.stderr)
        return USAGE
    outcome = _run(partial(pipeline.approve, names=options.name), options)
    _report(outcome.findings, options.format)
    if outcome.failed:
        return FOUND
    unknown = [name for name in options.name if name not in outcome.value]
    for name in unknown:
        print(f'no analysis "{name}"; {did_you_mean(name, outcome.value)}'.rstrip("; "), file=sys.stderr)
    if unknown:
        return USAGE
    _tell(f"approved: {', '.join(options.name) or f'all {len(outcome.value)}'}", options.format)
    return OK


def _trace(options: argparse.Namespace) -> int:
    ledger = pipeline.read_ledger(options.project)
    if ledger is None:
        print("no build/ledger.json of this version; run: reportgen build", file=sys.stderr)
        return USAGE
    found = trace(options.what, ledger)
    if not found:
        print(f'nothing is called "{options.what}"; {nearest(options.what, ledger)}'.rstrip("; "), file=sys.stderr)
        return FOUND
    print(tree.as_json(found) if options.json else tree.as_text(found))
    return OK


def _ledger(options: argparse.Namespace) -> int:
    ledger = pipeline.read_ledger(options.project)
    if ledger is None:
        print("no build/ledger.json of this version; run: reportgen build", file=sys.stderr)
        return USAGE
    write = {"web-annotation": web_annotations, "prov-json": provenance}[options.form]
    print(write(ledger))
    return OK


def _passages(counts: Mapping[str, int]) -> str:
    """Say how many passages are verified and how: "769 passages exact", "760 passages exact, 9 unverified"."""
    told = [f"{count} {how}" for how, count in sorted(counts.items()) if count]
    return "passages: " + (", ".join(told) or "none")


def _tell(text: str, form: str) -> None:
    """Print a closing line, unless another program reads the output."""
    if form == "text":
        print(text)


def _clean(options: argparse.Namespace) -> int:
    print("removed build/" if pipeline.clean(options.project) else "nothing to remove")
    return OK


class _Stage(Protocol[T]):
    """A verb of the pipeline that may look at texts."""

    def __call__(self, folder: Path, *, say: pipeline.Say, texts: Sequence[Path]) -> Outcome[T]: ...


def _run(stage: _Stage[T], options: argparse.Namespace) -> Outcome[T]:
    progress = _Progress(sys.stderr)
    given = os.environ.get("REPORTGEN_TEXTS", "")
    texts = [*options.texts, *([Path(given)] if given else [])]
    with progress.show():
        return stage(options.project, say=progress.say, texts=texts)


def _report(findings: Sequence[Diagnostic], form: str = "text") -> None:
    """Print findings: as text to standard error, errors last, where the eye is; else to standard output."""
    if form != "text":
        print(printers.FORMATS[form](findings), end="")
        return
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
    print(f"{rule.summary} ({rule.severity})\n\n{explanation(code)}")
    return OK
