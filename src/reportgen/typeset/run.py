"""Run TeX until nothing changes any more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from reportgen.diagnostics import Findings, Location, Severity
from reportgen.process import Completed, run
from reportgen.rules import finding
from reportgen.typeset.log import read_log
from reportgen.typeset.model import Manuscript, Say, Typeset

PASSES: Final = 6
SECONDS: Final = 120.0
AUXILIARY: Final = (".aux", ".toc", ".loe", ".out")
_PAGES: Final = re.compile(r"Output written on [^(]*\((\d+) pages?")


def typeset(manuscript: Manuscript, folder: Path, epoch: int, say: Say) -> Findings[Typeset | None]:
    """Set a manuscript that lies in ``folder``: passes of TeX until its auxiliary files stay the same.

    ``epoch`` is the time, in seconds since 1970, that the PDF gets as its date. ``None`` when
    TeX fails; then the findings say why.
    """
    before = _auxiliary(folder)
    for number in range(1, PASSES + 1):
        say(f"TeX, pass {number}")
        ended = _pass(manuscript, folder, epoch)
        log = _log(folder)
        failed = yield from _check(ended, log, manuscript)
        if failed:
            return None
        after = _auxiliary(folder)
        if after == before:
            yield from (f for f in read_log(log, manuscript) if f.severity is not Severity.ERROR or f.code != "TEX001")
            pages = _PAGES.search(log)
            pdf = (folder / "brief.pdf").read_bytes()
            return Typeset(pdf, int(pages[1]) if pages else 0, log, number, manuscript.engine, after)
        before = after
    hint = "a page number changes what stands on its page; reword there"
    yield finding("TEX007", Location("build/log/brief.log"), f"pages still change after {PASSES} passes", hint)
    return None


def _pass(manuscript: Manuscript, folder: Path, epoch: int) -> Completed:
    command = [manuscript.engine, "-interaction=nonstopmode", "-halt-on-error", "-file-line-error", "-no-shell-escape"]
    environment = {
        "SOURCE_DATE_EPOCH": str(epoch),
        "FORCE_SOURCE_DATE": "1",
        "max_print_line": "10000",
        "error_line": "254",
        "half_error_line": "238",
        "openin_any": "p",
        "openout_any": "p",
    }
    return run([*command, "brief.tex"], folder=folder, environment=environment, seconds=SECONDS)


def _check(ended: Completed, log: str, manuscript: Manuscript) -> Findings[bool]:
    if ended.status is None:
        hint = "look for a command that calls itself in the templates"
        yield finding("TEX008", Location("brief.tex"), f"TeX was stopped after {SECONDS:.0f} seconds", hint)
        return True
    if ended.status == 0:
        return False
    found = [f for f in read_log(log, manuscript) if f.severity is Severity.ERROR]
    # TeX stops at its first error; what follows it in the log ("Emergency stop") says nothing more.
    told = [f for f in found if "==> Fatal error" not in f.message and not f.message.startswith("Emergency stop")]
    yield from told or found
    if not found:
        message = f"{manuscript.engine} ended with status {ended.status}"
        yield finding("TEX001", Location("brief.tex"), message, "build/log/brief.log has the details")
    return True


def _auxiliary(folder: Path) -> dict[str, bytes]:
    files = (folder / f"brief{ending}" for ending in AUXILIARY)
    return {path.name: path.read_bytes() for path in files if path.is_file()}


def _log(folder: Path) -> str:
    path = folder / "brief.log"
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
