"""Run TeX until nothing changes any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from reportgen.findings.model import Findings, Location, Say, Severity
from reportgen.findings.rules import finding
from reportgen.system.process import NOT_STARTED, Completed
from reportgen.typeset import environment
from reportgen.typeset.files import read_files
from reportgen.typeset.first_pass import FirstPass
from reportgen.typeset.log import read_log
from reportgen.typeset.model import NO_START, InitialState, Manuscript, Typeset
from reportgen.typeset.preamble import NAME
from reportgen.typeset.run_pass import run_pass

PASSES: Final = 6
_FIRST: Final = "TeX, pass 1"
AUXILIARY: Final = (".aux", ".uses", ".late", ".lists", ".out")
_PAGE: Final = re.compile(rb"\[\d+")
_PAGES: Final = re.compile(r"Output written on [^(]*\((\d+) pages?")
# No page is set from these: on which page each use stands is for the ledger alone, where parts begin for a preview;
# numbers of sheets stand in the PDF outside of its pages.
_UNREAD: Final = re.compile(rb"^\\(?:rgpage\{use\.|rgpart(?:end)?\{|rgsheet\{|HyPL@Entry\{).*\n", re.MULTILINE)
_LISTS: Final = b"\\rgreads{lists}"
_LABEL: Final = re.compile(rb"^(\\newlabel\{[^{}]*\}\{\{[^{}]*\})\{[^{}]*\}", re.MULTILINE)
_NUMBERS: Final = re.compile(rb"(?i)pageref|vref|lastpage|pagenumber|zref")
"""What prints the page of a label."""


def typeset(
    manuscript: Manuscript,
    folder: Path,
    epoch: int,
    say: Say,
    start: InitialState = NO_START,
    wanted: Callable[[], bool] = lambda: True,
) -> Findings[Typeset | None]:
    """Set a manuscript in ``folder``: passes of TeX until its auxiliary files stay the same.

    ``epoch`` is the time, in seconds since 1970, that the PDF gets as its date. With a format in
    ``start`` the preamble is not read again; its auxiliary files save passes, and are given up where TeX
    fails over them. ``wanted`` is asked while the first pass goes on; where it says no, that pass is ended.
    ``None`` when TeX fails, and the findings say why, or when it is not wanted.
    """
    say(_FIRST)
    first = FirstPass(manuscript, start, epoch, folder, _pages_told(_FIRST, say))
    try:
        first.begin()
        if not wanted():
            return None
        ended = first.result()
    finally:
        first.end()
    return (yield from _passes(manuscript, folder, epoch, say, start, ended))


def _passes(
    manuscript: Manuscript,
    folder: Path,
    epoch: int,
    say: Say,
    start: InitialState,
    first_ended: Completed,
) -> Findings[Typeset | None]:
    """Go on until nothing changes any more; ``first_ended`` is how the first pass ended."""
    before: Mapping[str, bytes] = start.auxiliary
    seeded = bool(before)
    for number in range(1, PASSES + 1):
        ended = first_ended
        if number > 1:
            what = f"TeX, pass {number}"
            say(what)
            ended = run_pass(manuscript.engine, folder, epoch, bool(start.format), _pages_told(what, say))
        if ended.status and seeded:
            # What an earlier run left may itself be at fault.
            _forget(folder)
            before, seeded = {}, False
            continue
        log = _log(folder)
        failed = yield from _check(ended, log, manuscript)
        if failed:
            return None
        after = _auxiliary(folder)
        if _read(after, manuscript) == _read(before, manuscript):
            yield from (f for f in read_log(log, manuscript) if f.severity is not Severity.ERROR or f.code != "TEX001")
            made = _typeset(manuscript, folder, log, number, after, start.system)
            if made is None:
                message = f"{manuscript.engine} ended well, but made no PDF"
                yield finding("TEX001", Location("brief.tex"), message, "build/log/brief.log has the details")
            return made
        before = after
    hint = "a page number changes what stands on its page; reword there"
    yield finding("TEX007", Location("build/log/brief.log"), f"pages still change after {PASSES} passes", hint)
    return None


def _typeset(
    manuscript: Manuscript, folder: Path, log: str, passes: int, auxiliary: Mapping[str, bytes], before: tuple[str, ...]
) -> Typeset | None:
    pages, made = _PAGES.search(log), folder / f"{NAME}.pdf"
    if pages is None or not made.is_file():
        return None
    system, own = read_files(folder, NAME)
    read = tuple(sorted({*system, *before}))
    return Typeset(made.read_bytes(), int(pages[1]), log, passes, manuscript.engine, auxiliary, read, own)


def _pages_told(what: str, say: Say) -> Callable[[bytes], None]:
    """Tell, while TeX works, how many pages it has set: it says ``[12`` for each."""
    pages = 0

    def heard(piece: bytes) -> None:
        nonlocal pages
        pages += len(_PAGE.findall(piece))
        if pages:
            say(f"{what}: {pages} page{'' if pages == 1 else 's'}")

    return heard


def _check(ended: Completed, log: str, manuscript: Manuscript) -> Findings[bool]:
    if (yield from environment.stopped(ended, environment.SECONDS)):
        return True
    if ended.status == 0:
        return False
    found = [f for f in read_log(log, manuscript) if f.severity is Severity.ERROR]
    # TeX stops at its first error; what follows it in the log ("Emergency stop") says nothing more.
    told = [f for f in found if "==> Fatal error" not in f.message and not f.message.startswith("Emergency stop")]
    yield from told or found
    if not found:
        message = f"{manuscript.engine} ended with status {ended.status}"
        hint = "build/log/brief.log has the details"
        if ended.status == NOT_STARTED:
            message, hint = f"{manuscript.engine} cannot be started: {ended.stderr.decode()}", "install it anew"
        yield finding("TEX001", Location("brief.tex"), message, hint)
    return True


def _auxiliary(folder: Path) -> dict[str, bytes]:
    files = (folder / f"{NAME}{ending}" for ending in AUXILIARY)
    return {path.name: path.read_bytes() for path in files if path.is_file()}


def _read(auxiliary: Mapping[str, bytes], manuscript: Manuscript) -> Mapping[str, bytes]:
    """Return of the auxiliary files what the next pass would set otherwise.

    What was noted before it was printed in the same pass (``\\briefcontents`` and the pages of evidence) is not.
    """
    unread = {f"{NAME}.uses"}
    if _LISTS not in auxiliary.get(f"{NAME}.aux", b""):
        unread.add(f"{NAME}.lists")
    found = {name: _UNREAD.sub(b"", content) for name, content in auxiliary.items() if name not in unread}
    if f"{NAME}.aux" in found and not any(
        _NUMBERS.search(file.content) for path, file in manuscript.files.items() if path.endswith(".tex")
    ):
        found[f"{NAME}.aux"] = _LABEL.sub(rb"\1", found[f"{NAME}.aux"])
    return found


def _forget(folder: Path) -> None:
    for ending in AUXILIARY:
        (folder / f"{NAME}{ending}").unlink(missing_ok=True)


def _log(folder: Path) -> str:
    path = folder / f"{NAME}.log"
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
