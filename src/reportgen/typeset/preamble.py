"""The preamble, loaded once and dumped as a format of TeX, so that each pass begins at the first page."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from reportgen.store.fingerprint import of_bytes
from reportgen.system.process import run
from reportgen.typeset.environment import (
    LIMITS,
    SECONDS,
    may_start,
    tex_ended,
    tex_environment,
    tex_options,
    tex_writable,
)
from reportgen.typeset.files import read_files
from reportgen.typeset.model import Format, Manuscript, TexFile

MAIN: Final = "brief.tex"
NAME: Final = "brief"

_BEGIN: Final = b"\\begin{document}"
_LISTED: Final = re.compile(rb"\\(?:chapter|section|unnumberedchapter|exhibithead)\b")
_LINES: Final = 45
_DUMP: Final = b"\\makeatletter\\dump\n"


def preamble(manuscript: Manuscript) -> bytes:
    """Return what stands before the first page in ``brief.tex``; nothing where it cannot be dumped.

    LuaLaTeX keeps its fonts in Lua, which a format cannot hold.
    """
    if manuscript.engine != "pdflatex":
        return b""
    head, begin, _ = manuscript.files[MAIN].content.partition(_BEGIN)
    return head if begin else b""


def dump(manuscript: Manuscript, folder: Path, epoch: int) -> Format | None:
    """Let TeX load the preamble of a manuscript that lies in ``folder`` and keep its memory as a format.

    The format is empty when TeX finds an error in it, or cannot dump it: a plain pass then tells what is wrong,
    or does without. ``None`` when TeX was kept from its work: another time it may succeed.
    """
    if not may_start(manuscript.engine):
        return None
    head = preamble(manuscript)
    (folder / "preamble.tex").write_bytes(head + _DUMP)
    command = [manuscript.engine, "-ini", "-recorder", "-interaction=batchmode", "-halt-on-error"]
    command += tex_options(manuscript.engine)
    command += [f"-jobname={NAME}", f"&{manuscript.engine}", "preamble.tex"]
    try:
        ended = run(
            command,
            folder=folder,
            environment=tex_environment(epoch),
            seconds=SECONDS,
            limits=LIMITS,
            writable=tex_writable(folder, manuscript.engine),
        )
    except OSError:
        return None
    finally:
        tex_ended(folder, manuscript.engine)
    made = folder / f"{NAME}.fmt"
    if (ended.status != 0 or not made.is_file()) and not _refused(folder / f"{NAME}.log"):
        return None
    system, own = read_files(folder, NAME)
    digests = {path: of_bytes(manuscript.files[path].content) for path in own if path in manuscript.files}
    content = made.read_bytes() if ended.status == 0 and made.is_file() else b""
    return Format(content, system, digests)


def _refused(log: Path) -> bool:
    """Tell whether TeX found an error in what it read, and was not kept from reading or writing it."""
    said = log.read_bytes() if log.is_file() else b""
    return any(not line.startswith(b"! I can't write") for line in said.split(b"\n") if line.startswith(b"! "))


def _contents(manuscript: Manuscript) -> int:
    """Guess how many pages the contents take; a wrong guess costs the first build another pass."""
    listed = sum(len(_LISTED.findall(f.content)) for path, f in manuscript.files.items() if path.endswith(".tex"))
    return 1 + listed // _LINES


def without_preamble(manuscript: Manuscript, *, whole: bool = True) -> Manuscript:
    """Return the manuscript as it is read with a format: the lines of the preamble are empty, and keep their numbers.

    A ``whole`` brief is set in one pass, contents last (see ``\\briefcontents`` in the style); an excerpt is not.
    """
    main = manuscript.files[MAIN]
    head, begin, body = main.content.partition(_BEGIN)
    lines = head.count(b"\n")
    mode = b"\\rgonepass{%d}%%\n" % _contents(manuscript) if whole and lines else b"%\n" * bool(lines)
    blank = TexFile(main.path, mode + b"%\n" * (lines - 1) + begin + body, main.lines)
    return replace(manuscript, files={**manuscript.files, MAIN: blank})
