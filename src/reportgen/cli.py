"""The command line: parse options, call the pipeline, print, exit."""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from reportgen import pipeline
from reportgen.diagnostics import Diagnostic, Findings, Outcome, collect
from reportgen.interrupts import Stopped
from reportgen.options import Handler, parser
from reportgen.plain import arranged, lines, summary

if TYPE_CHECKING:
    from reportgen.pipeline.watching import Turn
    from reportgen.typeset import toolchain

T = TypeVar("T")

OK, FOUND, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit status."""
    # Inputs are many small objects that live as long as the command: looking through them again and again is in vain.
    gc.set_threshold(50_000, 20, 100)
    options = parser(_HANDLERS).parse_args(arguments)
    handler: Handler = options.handler
    try:
        return handler(options)
    except KeyboardInterrupt as stopped:
        print("interrupted", file=sys.stderr)
        return stopped.status if isinstance(stopped, Stopped) else 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND


def _build(options: argparse.Namespace) -> int:
    began = time.monotonic()
    with _session(options) as session:
        outcome = session.current()
        if outcome.value is None:
            # Where a brief was built before, tools are looked for only if it cannot be built now.
            status = OK if session.foresight.equipped else _tools("build", options.install)
            if status == OK:
                outcome = _shown(session, session.build)
            if status == OK and outcome.value is None and session.foresight.equipped:
                status = _tools("build", options.install)
            if status != OK:
                return status
        steps = session.cache.steps
    _report(outcome.findings, options.format)
    if session.cache.trouble:
        print(f"nothing is kept for the next build: {session.cache.trouble}", file=sys.stderr)
    built = outcome.value
    if options.why and steps:
        from reportgen.terminal import why

        _tell("\n".join(why(steps)), options.format)
    if built is None:
        kept = (options.project / pipeline.BUILD / "brief.pdf").is_file()
        print("not built" + ("; the last good build/brief.pdf is as it was" if kept else ""), file=sys.stderr)
        return FOUND
    _tell(f"{_summary(built, outcome.findings)}; {time.monotonic() - began:.1f} s", options.format)
    return OK


def _summary(built: pipeline.Built, findings: Sequence[Diagnostic]) -> str:
    state = "nothing changed, " if built.current else ""
    told = f"{built.pages} pages, {built.tables} tables, {built.charts} charts, {built.citations} citations"
    return f"build/brief.pdf: {state}{told}; {_passages(built.passages)}; {_counted(findings)}"


def _watch(options: argparse.Namespace) -> int:
    import webbrowser

    from reportgen.pipeline.watching import Watch
    from reportgen.preview.serve import Preview

    status = _tools("build", install=False)
    if status != OK:
        return status
    with contextlib.ExitStack() as stack:
        session = stack.enter_context(_session(options))
        preview = None
        if options.preview:
            try:
                preview = stack.enter_context(Preview.start(options.port))
            except (OSError, OverflowError) as error:
                print(f"no preview at port {options.port}: {error}; choose another with --port", file=sys.stderr)
                return USAGE
            print(f"preview: {preview.url}", flush=True)
            if options.open:
                webbrowser.open(preview.url)
        print(f"watching {session.folder}; Ctrl-C ends", flush=True)
        turns = Watch(session, preview).turns()
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                _tell_turn(_shown(session, lambda: next(turns)))
    print("stopped", file=sys.stderr)
    return OK


def _tell_turn(turn: Turn) -> None:
    findings, built = turn.outcome.findings, turn.outcome.value
    _report(findings)
    told = f"in {turn.seconds:.2f} s"
    if built is None:
        print(f"not built {told}: {_counted(findings)}", flush=True)
    else:
        print(f"built {told}: {_summary(built, findings)}", flush=True)


def _check(options: argparse.Namespace) -> int:
    outcome = _run(pipeline.check, options)
    _report(outcome.findings, options.format)
    sure = "" if outcome.value is None else f"{_passages(Counter(outcome.value.verified.passages.values()))}; "
    _tell(sure + _counted(outcome.findings), options.format)
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
    from reportgen.rules import did_you_mean

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
    from reportgen.bundle import tree
    from reportgen.bundle.trace import nearest, trace

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
    from reportgen.bundle.annotations import web_annotations
    from reportgen.bundle.provenance import provenance

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
    outcome = pipeline.clean(options.project)
    _report(outcome.findings)
    if outcome.failed:
        return FOUND
    print("removed build/" if outcome.value else "nothing to remove")
    return OK


def _verify(options: argparse.Namespace) -> int:
    outcome = pipeline.verify(options.build)
    _report(outcome.findings, options.format)
    seen = outcome.value
    told = f"{seen.outputs} outputs, {seen.inputs} inputs, {seen.tools} tools looked at"
    _tell(f"{told}; {_counted(outcome.findings)}", options.format)
    return FOUND if outcome.failed else OK


class _Stage(Protocol[T]):
    """A verb of the pipeline that may look at texts."""

    def __call__(self, folder: Path, *, say: pipeline.Say, texts: Sequence[Path]) -> Outcome[T]: ...


def _run(stage: _Stage[T], options: argparse.Namespace) -> Outcome[T]:
    if not sys.stderr.isatty():
        return stage(options.project, say=_quiet, texts=_texts(options))
    from reportgen.terminal import Progress

    with Progress(sys.stderr) as progress:
        return stage(options.project, say=progress.say, texts=_texts(options))


def _session(options: argparse.Namespace) -> pipeline.Session:
    return pipeline.Session(options.project, _quiet, _texts(options))


def _shown(session: pipeline.Session, work: Callable[[], T]) -> T:
    """Do some work and show, on a terminal, how it goes on."""
    if not sys.stderr.isatty():
        return work()
    from reportgen.terminal import Progress

    with Progress(sys.stderr) as progress:
        session.say = progress.say
        return work()


def _quiet(_what: str) -> None:
    """Say nothing, as in a pipe."""


def _texts(options: argparse.Namespace) -> Sequence[Path]:
    given = os.environ.get("REPORTGEN_TEXTS", "")
    return [*options.texts, *([Path(given)] if given else [])]


def _report(findings: Sequence[Diagnostic], form: str = "text") -> None:
    """Print findings; as text into a pipe, nothing need be loaded for that."""
    if form == "text" and not sys.stderr.isatty() and "FORCE_COLOR" not in os.environ:
        for line in lines(arranged(findings)):
            print(line, file=sys.stderr)
    elif findings or form != "text":
        from reportgen.terminal import report

        report(findings, form)


def _counted(findings: Sequence[Diagnostic]) -> str:
    if not findings:
        return "no findings"
    return summary(findings)


def _tools(purpose: toolchain.Purpose, install: bool) -> int:
    """Look for the programs and TeX packages that are needed; install missing ones if that is wanted."""
    from reportgen.typeset import toolchain

    missing = toolchain.probe(toolchain.needed(purpose))
    if not missing:
        return OK
    outcome = collect(_obtained(missing, install))
    _report(outcome.findings)
    return USAGE if outcome.failed else OK


def _obtained(missing: Sequence[toolchain.Tool], install: bool) -> Findings[None]:
    from reportgen.typeset import toolchain

    if install:
        yield from toolchain.install(missing, print)
    else:
        yield from toolchain.lacking(missing)


def _doctor(options: argparse.Namespace) -> int:
    from reportgen.typeset.doctor import examine

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
    from reportgen.explain import explanation
    from reportgen.rules import RULES, did_you_mean

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


_HANDLERS: Final[Mapping[str, Handler]] = {
    "build": _build,
    "watch": _watch,
    "check": _check,
    "lock": _lock,
    "approve": _approve,
    "trace": _trace,
    "ledger": _ledger,
    "clean": _clean,
    "verify": _verify,
    "doctor": _doctor,
    "explain": _explain,
}
