"""A PDF → a picture of its first page: of a brief for other sites to show, of a chart for where PDFs cannot stand."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from typing import Final

from pypdfium2 import PdfDocument

from reportgen.system.pdfium import DRAWING

FRONT: Final = 800
"""Pixels; Open Graph asks for 600 at least (https://developers.facebook.com/docs/sharing/webmasters/images)."""


def first_page(pdf: bytes, width: int) -> bytes:
    """Return the first page of a PDF as PNG, so many pixels wide; the same PDF gives the same bytes."""
    written = BytesIO()
    with (
        DRAWING,
        closing(PdfDocument(pdf)) as document,
        closing(document[0]) as page,
        closing(page.render(scale=width / page.get_width())) as bitmap,
    ):
        bitmap.to_pil().save(written, "PNG", optimize=True)
    return written.getvalue()
