"""Characters of charts in PDF: no code stands for a missing character."""

from __future__ import annotations

import io

import matplotlib
import pytest
from matplotlib.backends import _backend_pdf_ps
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from pypdf import PdfReader

from reportgen.exhibits.charts import codes
from reportgen.typeset.print_defects import flaws


def drawn(text: str) -> bytes:
    figure = Figure(figsize=(3, 1))
    FigureCanvasPdf(figure)
    figure.text(0.1, 0.4, text)
    written = io.BytesIO()
    figure.savefig(written, format="pdf")
    return written.getvalue()


def test_a_ligature_is_no_missing_character(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(matplotlib.rcParams, "pdf.fonttype", 42)
    monkeypatch.setattr(_backend_pdf_ps, "CharacterTracker", codes.Plain)
    assert [flaw.kind for flaw in flaws(drawn("office fjord flag"))] == ["notdef"]
    codes.number_from_one()
    made = drawn("office fjord flag \U0001d54f")
    assert list(flaws(made)) == []
    assert "office fjord flag" in PdfReader(io.BytesIO(made)).pages[0].extract_text()
