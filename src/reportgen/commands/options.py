"""The commands and their options, with examples."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NoReturn

import reportgen
from reportgen.findings.text import shown

FORMATS: Final = ("text", "json", "sarif", "github")
"""How findings are told; see ``printers.FORMATS``."""

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
  reportgen build --why           say what was reused, and what was made anew for which changed input
  reportgen build --install       install missing TeX packages first, where that is allowed
  reportgen build --strict        for a final version: nothing in it may be unverified
  SOURCE_DATE_EPOCH=0 reportgen build""",
    "watch": """examples:
  reportgen watch                 build again on every save, show the pages in the browser
  reportgen watch --port 8000     at an address that stays
  reportgen watch --no-preview    tell in the terminal only""",
    "check": "example:\n  reportgen check --project ~/briefs/rivers",
    "lock": """examples:
  reportgen lock                  verify all evidence against the texts in bib/texts, write bib/evidence.lock
  reportgen lock --texts ~/texts  the same with the texts in another folder""",
    "approve": """examples:
  reportgen approve one-frame     you have read this analysis beside what it rests on
  reportgen approve exhibit:costs you have read what changed in this exhibit since the lock
  reportgen approve statement:    the same for all changed sentences
  reportgen approve --all         the same for everything; what it was and is now is printed""",
    "review": """examples:
  reportgen review                        make build/review.html for a second reader
  reportgen review --here --reader "Ada"  the same in this terminal
  reportgen review import answers.json    append to bib/reviews.csv what the reader saved
  reportgen review status                 what has been read, changed since, disputed; by chapter
  reportgen review export items.csv       everything with its passages and verdicts in one table; .json for programs
  reportgen review answer statement:bridges/3fa2b1c9d0e1 --comment "page 12 has it"
                                          what an author answers to who disputes it""",
    "trace": """examples:
  reportgen trace bridge-opening  an evidence id: where it is used, and the passage
  reportgen trace 39.7            a number: the row, evidence and source behind it
  reportgen trace p12 --json      a page of the PDF, for other programs""",
    "impact": """examples:
  reportgen impact smith2004            a source: what falls if it is withdrawn, and what other sources hold up
  reportgen impact bridge-opening       the same for one passage, by its evidence id
  reportgen impact figures/cost-old     a data row: which sentences, exhibits, numbers and words change with it
  reportgen impact cost-old --if 3.5    which words and conclusions another value would flip; nothing is written
  reportgen impact old --column opened --if 1861
  reportgen impact smith2004 --json | jq '.[0].counts'""",
    "ledger": """examples:
  reportgen ledger --as web-annotation > annotations.jsonld
  reportgen ledger --as prov-json > provenance.json""",
    "verify": """examples:
  reportgen verify                the last build of this folder
  reportgen verify handed-on/     outputs that somebody sent
  reportgen verify brief.pdf      a PDF alone, from what it carries""",
    "clean": "example:\n  reportgen clean",
    "doctor": "examples:\n  reportgen doctor\n  reportgen doctor --install --for test",
    "explain": "examples:\n  reportgen explain            list all codes\n  reportgen explain DAT005",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # What was typed may be the name of somebody's file.
        super().error(shown(message))


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; it notes the name of the command as ``command``."""
    top = _command(_Parser(prog="reportgen", description=reportgen.__doc__), None)
    top.add_argument("--version", action="version", version=f"reportgen {reportgen.__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, summary: str) -> argparse.ArgumentParser:
        return _command(commands.add_parser(name, help=summary, description=summary.capitalize() + "."), name)

    def project(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--project", type=Path, default=Path(), metavar="DIR", help="project folder (default: this)"
        )

    def texts(command: argparse.ArgumentParser) -> None:
        project(command)
        text = "folder with the texts of the sources (default: REPORTGEN_TEXTS, then bib/texts)"
        command.add_argument("--texts", type=Path, action="append", default=[], metavar="DIR", help=text)
        command.add_argument("--format", choices=FORMATS, default="text", help="how findings are told")

    def strict(command: argparse.ArgumentParser) -> None:
        text = "what no text or lock verifies is an error, whatever report.toml says; for a final version"
        command.add_argument("--strict", action="store_true", help=text)

    build = add("build", "build the brief into build/")
    texts(build)
    strict(build)
    build.add_argument("--why", action="store_true", help="say of each stage and exhibit why it was made anew")
    build.add_argument("--install", action="store_true", help="install missing TeX packages first, where allowed")
    trusted = "trust the Python files that report.toml names under [kinds], now and later: you have read them"
    build.add_argument("--trust", action="store_true", help=trusted)
    watch = add("watch", "build again on every save, and show the pages in a browser")
    texts(watch)
    watch.add_argument("--trust", action="store_true", help=trusted)
    watch.add_argument("--port", type=int, default=0, help="port of the preview on this machine (default: any)")
    watch.add_argument("--no-preview", dest="preview", action="store_false", help="without a preview")
    watch.add_argument("--no-open", dest="open", action="store_false", help="do not open a browser")
    check = add("check", "look for mistakes without drawing or setting anything")
    texts(check)
    strict(check)
    texts(add("lock", "verify evidence against the texts and write bib/evidence.lock"))
    approve = add("approve", "record that analyses and changes have been read beside what they rest on")
    texts(approve)
    approve.add_argument("name", nargs="*", help="id of an analysis, or the name of what changed")
    approve.add_argument("--all", action="store_true", help="approve all analyses and changes")
    approve.add_argument("--reader", default="", metavar="NAME", help="who has read them (default: the user)")
    approve.add_argument("--yes", action="store_true", help="do not ask on a terminal")
    review = add("review", "show each statement beside its passages to a second reader")
    texts(review)
    actions = ("page", "import", "status", "answer", "export")
    review.add_argument(
        "action", nargs="?", choices=actions, default="page", help="what to do (default: make the page)"
    )
    review.add_argument(
        "what",
        nargs="?",
        default="",
        help="file of answers or document of Word (import), id of a statement (answer), file to write (export)",
    )
    review.add_argument("--here", action="store_true", help="read in this terminal")
    review.add_argument("--chapter", default="", help="with --here: only this chapter")
    review.add_argument("--volume", default="", help="with --here: only this volume")
    review.add_argument("--all", action="store_true", help="with --here: also what has been read")
    review.add_argument("--sample", type=int, default=0, metavar="N", help="with --here: so many statements at random")
    review.add_argument("--seed", type=int, default=0, help="with --sample: draws others")
    review.add_argument("--reader", default="", metavar="NAME", help="who reads, or answers")
    review.add_argument("--role", default="reader", help="in which role (default: reader)")
    review.add_argument("--comment", default="", help="what an author answers")
    review.add_argument("--apply", action="store_true", help="with a document of Word: write what it changes")
    review.add_argument("--dry-run", action="store_true", help="with a document of Word: only show it (default)")
    review.add_argument("--json", action="store_true", help="status as JSON")
    trace = add("trace", "show the chain between a use, its evidence, passage and source")
    project(trace)
    trace.add_argument("what", help="number, evidence id, source, row, exhibit, template line or page (p12)")
    trace.add_argument("--json", action="store_true", help="as JSON")
    impact = add("impact", "say what would fall or change with a source, a passage or a data row")
    texts(impact)
    impact.add_argument("what", help="key of a source, evidence id, or data row (table/id, or its id)")
    impact.add_argument("--if", dest="value", metavar="VALUE", help="try another value of the row, without writing it")
    impact.add_argument("--column", default="value", help="column that --if is about (default: value)")
    impact.add_argument("--json", action="store_true", help="as JSON")
    ledger = add("ledger", "export the ledger of the last build for other programs")
    project(ledger)
    forms = ("web-annotation", "prov-json")
    ledger.add_argument("--as", dest="form", choices=forms, required=True, help="W3C Web Annotation or PROV-JSON")
    project(add("clean", "remove build/"))
    again = add("verify", "look whether a build is as its record says, and what changed since")
    again.add_argument("build", nargs="?", type=Path, default=Path("build"), help="folder, or PDF (default: build)")
    at_hand = "of a PDF, look for every quotation in the texts of this folder"
    again.add_argument("--texts", type=Path, action="append", default=[], metavar="DIR", help=at_hand)
    again.add_argument("--rebuild", type=Path, metavar="DIR", help="of a PDF, build this project and compare the bytes")
    again.add_argument("--format", choices=FORMATS, default="text", help="how findings are told")
    doctor = add("doctor", "show the programs and packages that a build needs")
    doctor.add_argument("--install", action="store_true", help="install what is missing, where allowed")
    doctor.add_argument("--for", dest="purpose", choices=("build", "test"), default="build", help="what they are for")
    explain = add("explain", "say what a finding means")
    explain.add_argument("code", nargs="?", help="code of a finding, such as CIT001; without it, all are listed")
    return top


def wrong_folder(options: argparse.Namespace, variables: Mapping[str, str]) -> str:
    """Say which folder with texts, of the options or of ``REPORTGEN_TEXTS``, is not there; nothing if all are."""
    if not hasattr(options, "texts"):
        return ""
    given = variables.get("REPORTGEN_TEXTS", "")
    named = [("--texts", path) for path in options.texts] + ([("REPORTGEN_TEXTS", Path(given))] if given else [])
    told = (
        f'{how} names "{path}", which is no folder; correct it or leave it out'
        for how, path in named
        if not _is_folder(path)
    )
    return next(told, "")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _command(parser: argparse.ArgumentParser, name: str | None) -> argparse.ArgumentParser:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EXAMPLES[name]
    return parser
