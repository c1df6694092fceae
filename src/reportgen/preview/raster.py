"""Pages of PDFs as pictures; drawn by PDFium."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from io import BytesIO
from typing import Final, TypeAlias

from PIL import Image
from pypdfium2 import PdfDocument, PdfiumError

from reportgen.preview.model import PageRef
from reportgen.system.pdfium import DRAWING

Size: TypeAlias = tuple[float, float]
"""Width and height of a page, in PDF points."""

_MOST_PIXELS: Final = 16_000_000


class Rasters:
    """Draws pages of the PDFs that it keeps; any thread may call any method.

    Keeping never waits for drawing: a PDF that is not kept any more is closed before the next
    page is drawn.
    """

    def __init__(self) -> None:
        self._kept: Mapping[str, bytes] = {}
        self._open: dict[str, PdfDocument] = {}

    @property
    def kept(self) -> Mapping[str, bytes]:
        """The PDFs that pages are drawn of, by SHA-256."""
        return self._kept

    def keep(self, pdfs: Mapping[str, bytes]) -> None:
        """Draw pages of these PDFs from now on, and of no others."""
        self._kept = dict(pdfs)

    def sizes(self, pdf: str) -> tuple[Size, ...]:
        """Return the sizes of a PDF's pages, or none where it is not kept or not to be read."""
        with DRAWING:
            document = self._document(pdf)
            try:
                return tuple(document.get_page_size(index) for index in range(len(document))) if document else ()
            except PdfiumError:
                return ()

    def png(self, page: PageRef, width: int) -> bytes | None:
        """Draw a page ``width`` pixels wide as PNG, or ``None`` where there is no such page.

        A page that is very long for its width is drawn smaller.
        """
        with DRAWING:
            document = self._document(page.pdf)
            if document is None or not 0 <= page.index < len(document):
                return None
            try:
                picture = _drawn(document, page.index, width)
            except PdfiumError:
                return None
        written = BytesIO()
        # Most of a page is white: more effort takes thrice the time and saves little.
        picture.save(written, "PNG", compress_level=1)
        return written.getvalue()

    def close(self) -> None:
        """Close all PDFs and keep none."""
        self.keep({})
        with DRAWING:
            self._document("")

    def _document(self, pdf: str) -> PdfDocument | None:
        """Open a PDF that is kept, and close those that are not kept any more."""
        kept = self._kept
        for name in self._open.keys() - kept.keys():
            self._open.pop(name).close()
        if pdf not in self._open and pdf in kept:
            try:
                self._open[pdf] = PdfDocument(kept[pdf])
            except PdfiumError:
                return None
        return self._open.get(pdf)


def _drawn(document: PdfDocument, index: int, width: int) -> Image.Image:
    # Closed here and not by the garbage collector, which may run in any thread.
    with closing(document[index]) as page:
        across, down = page.get_size()
        scale = min(width / across, (_MOST_PIXELS / (across * down)) ** 0.5)
        with closing(page.render(scale=scale)) as bitmap:
            # A copy, since the bitmap's memory goes with it.
            picture: Image.Image = bitmap.to_pil().copy()
            return picture
