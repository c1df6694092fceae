"""Measures reportgen: units, cases, peers and growth, all from the outside.

    python benchmarks/run.py                              everything that can be measured here
    python benchmarks/run.py --only nothing,word          these alone
    python benchmarks/run.py --write-docs                 and write docs/performance.md

It is a measurement, not a test: it ends with status 0 whatever the figures are, and with 1 when a build fails.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from pypandoc import get_pandoc_path
from pypdf import PdfReader
from rich.console import Console

import growth
import peers
import texts
import watching
from cases import Brief, engine_of, plain_pass, unit
from measure import Case, Failed, Missing, in_rounds
from page import page
from projects import ROOT, Change, Edits
from results import JSON, PEERS, Results, machine, tables

PARTS: Final = ("nothing", "word", "cell", "clean", "peers", "growth")
PAGE: Final = ROOT / "docs/performance.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for and tell it."""
    options = _options(arguments)
    # A tool that is used has been compiled; without bytecode each run would compile what changed last.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    console = Console()
    try:
        results = (
            JSON.validate_json(options.read.read_bytes()) if options.read else measured(options, Console(stderr=True))
        )
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    for table in tables(results):
        console.print(table)
    if options.write_docs:
        PAGE.write_text(page(results) + texts.section(), "utf-8")
    return 1 if any(grown.failed for grown in results.growth) else 0


def _keep(results: Results, path: Path | None) -> None:
    """Write what is measured so far: a long run that is stopped leaves it behind."""
    if path:
        path.write_bytes(JSON.dump_json(results, indent=1))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure reportgen by its command line.")
    parser.add_argument(
        "--rounds", type=int, default=5, metavar="N", help="how often each case is measured (default: 5)"
    )
    parser.add_argument("--only", type=_parts, default=PARTS, metavar="PARTS", help=f"of {','.join(PARTS)}")
    parser.add_argument("--largest", type=int, default=16, metavar="N", help="largest size of growth (default: 16)")
    parser.add_argument("--texts", type=Path, metavar="DIR", help="texts of the sources, if they are at hand")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was measured to a file")
    parser.add_argument("--read", type=Path, metavar="FILE", help="measure nothing, tell what such a file holds")
    parser.add_argument("--write-docs", action="store_true", help="write docs/performance.md")
    return parser.parse_args(arguments)


def _parts(text: str) -> tuple[str, ...]:
    asked = tuple(text.split(","))
    if unknown := set(asked) - set(PARTS):
        raise argparse.ArgumentTypeError(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return asked


def measured(options: argparse.Namespace, told: Console) -> Results:
    """Measure. Raises ``Failed`` when a build fails; what cannot be measured here is noted instead."""
    results = Results(machine=machine(), texts=options.texts is not None)
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        brief = Brief(Path(name), options.texts and options.texts.resolve())
        if set(options.only) - {"growth"}:
            told.print("making the copies that are measured")
            cases = _cases(brief, options.only, results, stack)
            told.print(f"measuring {options.rounds} rounds of {', '.join(case.name for case in cases)}")
            results.cases = in_rounds(cases, options.rounds)
            _keep(results, options.json)
    if "growth" in options.only:
        for grown in growth.grown(options.largest):
            told.print(f"measured the growth to {grown.factor} times the brief")
            results.growth.append(grown)
            _keep(results, options.json)
        results.loaded = growth.loaded(options.rounds)
        _keep(results, options.json)
    return results


def _cases(brief: Brief, only: Sequence[str], results: Results, stack: contextlib.ExitStack) -> list[Case]:
    project = brief.built("plain")
    results.pages["reportgen"] = _pages(project / "build")
    cases: list[Case] = [unit(), plain_pass(project / "build/tex", brief.folder / "P", engine_of(project))]
    if "nothing" in only:
        cases += brief.nothing()
    if "clean" in only:
        cases.append(brief.clean())
    changes = [name for name in ("word", "cell") if name in only]
    if changes:
        cases += [brief.word() if name == "word" else brief.cell() for name in changes]
        cases += _attempt(results, "watch", lambda: _watch(brief, changes, stack))
        cases += _attempt(results, "preview", lambda: _preview(brief, changes, stack))
    if "peers" in only:
        for peer in PEERS:
            cases += _peer(peer, brief, project, results)
    return cases


def _attempt(results: Results, what: str, make: Callable[[], list[Case]]) -> list[Case]:
    """Make cases of what this version or this machine may not have."""
    try:
        return make()
    except Missing as failure:
        results.left_out[what] = str(failure)
        return []


def _watch(brief: Brief, changes: Sequence[str], stack: contextlib.ExitStack) -> list[Case]:
    project = brief.copy("watched")
    watch = _started(brief, project, ("--no-preview",), stack)
    watching.first_build(watch)
    return [watching.Watched(f"{name}, watch", watch, change) for name, change in _changes(project, changes)]


def _preview(brief: Brief, changes: Sequence[str], stack: contextlib.ExitStack) -> list[Case]:
    project = brief.copy("previewed")
    watch = _started(brief, project, ("--no-open",), stack)
    address = watching.preview_address(watch)
    watching.first_build(watch)
    return [
        watching.Previewed(f"{name}, preview", watch, change, address) for name, change in _changes(project, changes)
    ]


def _started(brief: Brief, project: Path, options: Sequence[str], stack: contextlib.ExitStack) -> watching.Watch:
    command = [*watching.command(project, brief.options), *options]
    log = brief.folder / f"{project.name}.log"
    return stack.enter_context(watching.watching(command, brief.environment, log))


def _changes(project: Path, names: Sequence[str]) -> list[tuple[str, Callable[[], Change]]]:
    edits = Edits(project)
    return [(name, edits.word if name == "word" else edits.cell) for name in names]


def _peer(peer: str, brief: Brief, project: Path, results: Results) -> list[Case]:
    if lacking := peers.missing(peer):
        results.left_out[peer] = lacking
        return []
    made = peers.prepare(peer, brief, project, get_pandoc_path(), sys.executable)
    cases: list[Case] = [*made.cases(brief.folder)]
    results.pages[peer] = _pages(brief.folder / f"{peer}-nothing")
    if peer == "latexmk":
        cases.append(peers.biblatex_pass(made, brief.folder))
    return cases


def _pages(folder: Path) -> int:
    return len(PdfReader(folder / "brief.pdf").pages)


if __name__ == "__main__":
    sys.exit(main())
