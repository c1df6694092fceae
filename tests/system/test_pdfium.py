from __future__ import annotations

from pathlib import Path

from reportgen.system import pdfium

SOURCE = Path(pdfium.__file__).parents[1]


def test_whatever_draws_by_pdfium_in_this_process_waits_for_its_turn() -> None:
    """The readers of sources' texts and of PDFs to be verified run in processes of their own."""
    users = [
        path
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "proof"
        and ("import PdfDocument" in (text := path.read_text("utf-8")) or "import pypdfium2\n" in text)
    ]
    assert len(users) == 3
    assert all("with DRAWING" in text or "DRAWING,\n" in text for text in (path.read_text("utf-8") for path in users))
    assert not pdfium.DRAWING.locked()
