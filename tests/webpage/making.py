"""Pages made without TeX."""

from __future__ import annotations

from pathlib import Path

from blocks.making import text_of
from reportgen.blocks.model import Edition
from reportgen.findings.model import Diagnostic, collect
from reportgen.webpage.page import page


class Page:
    """A page made without TeX: what it is made of, its HTML, and what was told."""

    def __init__(self, edition: Edition, html: str, told: tuple[Diagnostic, ...]) -> None:
        self.edition, self.html, self.told = edition, html, told


def made(folder: Path, charts: bool = True) -> Page:
    """Make the page of a project's main volume; ``charts``: with its pictures, which takes longest."""
    text = text_of(folder, charts)
    outcome = collect(page(text.document, text.edition, {name: chart.svg for name, chart in text.charts.items()}))
    assert outcome.value is not None, outcome.findings
    return Page(text.edition, outcome.value.decode(), (*text.told, *outcome.findings))
