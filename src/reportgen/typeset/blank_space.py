"""How much of each page of a PDF is left blank at its foot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Final

import pypdfium2

from reportgen.system.pdfium import DRAWING
from reportgen.text.appearance import Paper

POINTS: Final = 72 / 25.4
"""Points of a PDF in a millimetre."""

TOP: Final = 27.0
"""Millimetres between the edge of the paper and the text, see ``assemble.MARGINS``."""


def blank_space(pdf: bytes, paper: Paper) -> Iterator[tuple[int, float]]:
    """Yield the places, from 0, of upright pages with the share of their text's height that is blank at the foot.

    The first page is a cover, and the last one ends where the text does: both are left out.
    """
    with DRAWING, closing(pypdfium2.PdfDocument(pdf)) as document:
        pages = [(page.get_size(), list(_extents(page))) for page in document]
    for number, ((width, height), extents) in enumerate(pages[1:-1], 1):
        if width < height:
            top = height - TOP * POINTS
            bottom = top - paper.text_height * POINTS
            edges = [lower for lower, upper in extents if upper <= top + 1 and upper > bottom]
            lowest = max(min(edges, default=top), bottom)
            yield number, (lowest - bottom) / (top - bottom)


def _extents(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float]]:
    for thing in page.get_objects(max_depth=1):
        _, lower, _, upper = thing.get_bounds()
        if upper > lower:
            yield lower, upper
