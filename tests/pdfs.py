"""What tests ask of a PDF."""

from __future__ import annotations

from typing import Any, cast

import pypdfium2
from pypdf import PdfReader


def read_words(pdf: bytes) -> list[str]:
    """Return the words of a PDF, page by page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [word for page in document for word in page.get_textpage().get_text_bounded().split()]


def assert_fonts_are_embedded(reader: PdfReader) -> None:
    for page in reader.pages:
        fonts = cast("dict[str, Any]", page["/Resources"]).get("/Font", {})
        for font in fonts.values():
            described = font.get_object()
            inner = described["/DescendantFonts"][0].get_object() if "/DescendantFonts" in described else described
            assert inner["/Subtype"] != "/Type3", "a font of bitmaps or drawings"
            assert any(key.startswith("/FontFile") for key in inner["/FontDescriptor"].get_object())
