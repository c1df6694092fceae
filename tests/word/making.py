"""Word files made without TeX."""

from __future__ import annotations

from pathlib import Path

from blocks.making import Text, text_of
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
