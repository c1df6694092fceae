"""A volume → a Word file (ECMA-376), by pandoc and in a package of our own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from reportgen.blocks.model import Document, Edition
from reportgen.blocks.nodes import document as written
from reportgen.blocks.pictures import first_page
from reportgen.exhibits.model import DrawnChart
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.project.model import SETTINGS
from reportgen.system import pandoc
from reportgen.word.marks import marked
from reportgen.word.model import Picture
from reportgen.word.package import package

_RESOLUTION: Final = 300 / 25.4
"""Dots per millimetre of charts."""
_RESULT: Final = "brief.docx"


def write(
    document: Document, edition: Edition, charts: Mapping[str, DrawnChart], epoch: int, work: Path | None = None
) -> Findings[bytes | None]:
    """Return a volume as a Word file; the same text, edition, charts (by anchor) and ``epoch`` give the same bytes."""
    shown = {exhibit.name for exhibit in edition.exhibits}
    pictures = {
        name: Picture(first_page(chart.pdf, round(chart.width * _RESOLUTION)), chart.width, chart.height)
        for name, chart in charts.items()
        if name in shown
    }
    made = marked(document, edition, pictures)
    prefix = ".work-" if work else f"reportgen-{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=work) as folder:
        done = pandoc.convert(written(made.blocks), ("--from=json", "--to=docx"), Path(folder), _RESULT)
    if done.wrong:
        yield finding("DOC001", SETTINGS, f"the Word file cannot be written: {done.wrong}", pandoc.INSTALL)
        return None
    return package(done.content, edition, made.pictures, epoch)
