"""Word files made without TeX."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from blocks.making import Text, text_of
from reportgen.blocks.gather import WORDS
from reportgen.blocks.model import Edition
from reportgen.findings.model import collect
from reportgen.word.write import write

EPOCH = 1_582_934_400


def written(text: Text) -> bytes:
    """Return a volume as Word file."""
    outcome = collect(write(text.document, text.edition, text.charts, EPOCH))
    assert outcome.value is not None, outcome.findings
    return outcome.value


def made(folder: Path, charts: bool = True, number: int = 0) -> bytes:
    """Make the Word file of a project's volume; ``charts``: with its pictures, which takes longest."""
    return written(text_of(folder, charts, number))


def edition() -> Edition:
    """Return what is said of a volume in which nothing is shown or used."""
    words = {word: word for word in WORDS}
    none: Any = {}
    told = ("brief", "Bridges", "", ("Office",), "2020-02-29", "29 February 2020", "", "en-GB", "", (), "", "")
    return Edition(*told, ("docx",), "a4", (), none, none, (), none, none, (), words)
