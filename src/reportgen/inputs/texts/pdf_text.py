"""PDF → text of its pages, read in a process of its own (see ``pdfpages``)."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from reportgen.inputs.texts.pdf_lines import Sheet
from reportgen.system import process

SECONDS: Final = 120.0
"""Time that reading a PDF may take; a book of 800 pages takes about 20 seconds."""

LONGEST: Final = 20_000_000
"""Characters that the text of a PDF may have; a book of 800 pages has 2 million."""

MOST_PAGES: Final = 100_000
"""Pages that a text may have: each takes memory, whatever stands on it."""

_MEMORY: Final = 3_000_000_000
_FILE: Final = 1_000_000
_HOME: Final = Path(__file__).parents[3]
# Isolated: neither the environment nor the folder that it runs in says where modules come from.
_SERVE: Final = (
    "import sys; sys.path.append(sys.argv.pop()); from reportgen.inputs.texts.pdf_pages import serve; serve()"
)


@dataclass(frozen=True)
class PdfText:
    """The lines of each page, the labels of the pages where the PDF has some, and what extracted them."""

    pages: tuple[Sheet, ...]
    labels: tuple[str, ...]
    extractor: str


class UnreadablePdfError(Exception):
    """The PDF has no text that can be extracted; the message says why."""


def read_pdf(content: bytes, build: Path | None = None) -> PdfText:
    """Extract the text of a PDF; raises ``UnreadablePdfError``.

    What is written meanwhile lies in the build folder, where there is one: a system may have little room for
    temporary files.
    """
    work = build if build is not None and build.is_dir() and not build.is_symlink() else None
    answer = _ask(content, work)
    pages = tuple(Sheet(tuple(lines), foot) for lines, foot in answer["pages"])
    if not any(line.strip() for page in pages for line in page.lines):
        raise UnreadablePdfError("it has no text, only pictures of pages")
    return PdfText(pages, tuple(answer["labels"]), answer["extractor"])


def _ask(content: bytes, work: Path | None) -> dict[str, Any]:
    # Confined as TeX is: it needs no files but Python's own.
    prefix = f".workers-{os.getpid()}-" if work else f"reportgen-{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=work) as folder:
        done = process.run(
            [sys.executable, "-I", "-c", _SERVE, str(LONGEST), str(MOST_PAGES), str(_HOME)],
            folder=Path(folder),
            stdin=content,
            seconds=SECONDS,
            limits=process.Limits(cpu=int(SECONDS), memory=_MEMORY, file=_FILE, output=max(12 * LONGEST, 1000)),
            writable=(Path(folder),),
            readable=[path for path in (Path(sys.prefix), Path(sys.base_prefix), _HOME) if str(path) != "/usr"],
        )
    if done.stopped == "time":
        raise UnreadablePdfError(f"to read it takes longer than {SECONDS:.0f} seconds")
    if done.stopped == "output":
        raise UnreadablePdfError(f"it has more than {LONGEST // 1_000_000} million characters")
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        ended = f"what reads it ended with status {done.status}"
        limit = f"to read it takes more than {_MEMORY // 10**9} GB"
        raise UnreadablePdfError(f"it is not a sound PDF, or {limit} ({ended})") from error
    if "reason" in answer:
        raise UnreadablePdfError(answer["reason"])
    assert isinstance(answer, dict)
    return answer
