"""A PDF → a picture of its front page, which other sites show beside a link to the brief."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from typing import Final

from pypdfium2 import PdfDocument

from reportgen.system.pdfium import DRAWING

WIDTH: Final = 800
"""Pixels; Open Graph asks for 600 at least (https://developers.facebook.com/docs/sharing/webmasters/images)."""


def front(pdf: bytes) -> bytes:
    """Return the front page of a PDF as PNG; the same PDF gives the same bytes."""
    written = BytesIO()
    with (
        DRAWING,
        closing(PdfDocument(pdf)) as document,
        closing(document[0]) as page,
        closing(page.render(scale=WIDTH / page.get_width())) as bitmap,
    ):
        bitmap.to_pil().save(written, "PNG", optimize=True)
    return written.getvalue()
