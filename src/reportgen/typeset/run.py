"""Run TeX until nothing changes any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from reportgen.diagnostics import Findings, Location, Severity
from reportgen.process import Completed, run
from reportgen.rules import finding
from reportgen.typeset import environment
from reportgen.typeset.files import lay_out, read_files
from reportgen.typeset.log import read_log
from reportgen.typeset.model import NO_START, Manuscript, Pictures, Say, Start, Typeset
from reportgen.typeset.preamble import NAME, without_preamble

PASSES: Final = 6
NOT_STARTED: Final = 127
AUXILIARY: Final = (".aux", ".toc", ".loe", ".out")
_PAGE: Final = re.compile(rb"\[\d+")
_PAGES: Final = re.compile(r"Output written on [^(]*\((\d+) pages?")
# On which page each use stands is for the ledger alone, where parts begin for a preview: no page is set from it.
_UNREAD: Final = re.compile(rb"^\\(?:rgpage\{use\.|rgpart(?:end)?\{).*\n", re.MULTILINE)


def typeset(
    manuscript: Manuscript,
    folder: Path,
    epoch: int,
    say: Say,
    start: Start = NO_START,
    pictures: Pictures | None = None,
) -> Findings[Typeset | None]:
    """Set a manuscript in ``folder``: passes of TeX until its auxiliary files stay the same.

    ``epoch`` is the time, in seconds since 1970, that the PDF gets as its date. With a format in
    ``start`` the preamble is not read again; its auxiliary files save passes, and are given up where TeX
    fails over them. ``pictures`` may come while TeX works; the last pass has them. ``None`` when TeX
    or the drawing fails; then the findings say why.
    """
    lay_out((without_preamble(manuscript) if start.format else manuscript).files, folder)
    if start.format:
        (folder / f"{NAME}.fmt").write_bytes(start.format)
    for name, content in start.auxiliary.items():
        (folder / name).write_bytes(content)
    missing = pictures
    before = _auxiliary(folder)
    # With what an earlier run noted, one pass is likely to be enough: it had better have all pictures.
    seeded = settled = bool(before)
    for number in range(1, PASSES + 1):
        if missing is not None and (settled or missing.ready()):
            files = missing.get()
            if files is None:
                return None
            lay_out(files, folder)
            missing = None
        say(f"TeX, pass {number}")
        ended = once(manuscript, folder, epoch, bool(start.format), _pages_told(f"TeX, pass {number}", say))
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
        settled = _read(after) == _read(before)
        if settled and missing is None:
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
    system, _ = read_files(folder, NAME)
    read = tuple(sorted({*system, *before}))
    return Typeset(made.read_bytes(), int(pages[1]), log, passes, manuscript.engine, auxiliary, read)


def once(
    manuscript: Manuscript, folder: Path, epoch: int, dumped: bool, heard: Callable[[bytes], None] | None = None
) -> Completed:
    """Run one pass of TeX in a folder where all that it reads lies; ``dumped`` says that there is a format."""
    command = [manuscript.engine, "-interaction=nonstopmode", "-halt-on-error", "-file-line-error", "-no-shell-escape"]
    command += ["-recorder", f"-fmt={NAME}"] if dumped else ["-recorder"]
    try:
        return run(
            [*command, f"{NAME}.tex"],
            folder=folder,
            environment=environment.tex_environment(folder, epoch),
            seconds=environment.SECONDS,
            limits=environment.LIMITS,
            writable=environment.tex_writable(folder, manuscript.engine),
            heard=heard,
        )
    except OSError as error:
        return Completed(NOT_STARTED, b"", (error.strerror or str(error)).encode())


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


def _read(auxiliary: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Give of the auxiliary files what the next pass would set otherwise."""
    return {name: _UNREAD.sub(b"", content) for name, content in auxiliary.items()}


def _forget(folder: Path) -> None:
    for ending in AUXILIARY:
        (folder / f"{NAME}{ending}").unlink(missing_ok=True)


def _log(folder: Path) -> str:
    path = folder / f"{NAME}.log"
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
