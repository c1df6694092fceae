"""PDF → text of its pages; the only user of pypdf in this stage."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pypdf import PdfReader

# pypdf reports to a logger, which would write to standard error; what matters becomes a finding.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

SECONDS: Final = 120.0
"""Time that reading a PDF may take; a book of 800 pages takes about 20 seconds."""

LONGEST: Final = 20_000_000
"""Characters that the text of a PDF may have; a book of 800 pages has 2 million."""


@dataclass(frozen=True)
class PdfText:
    """The text of each page, the labels of the pages where the PDF has some, and what extracted them."""

    pages: tuple[str, ...]
    labels: tuple[str, ...]
    extractor: str


class UnreadablePdfError(Exception):
    """The PDF has no text that can be extracted; the message says why."""


def _texts(reader: PdfReader) -> Iterator[str]:
    """Give the text of each page; a small file can hold pages, and text, without end."""
    until, length = time.monotonic() + SECONDS, 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if time.monotonic() > until:
            raise UnreadablePdfError(f"to read it takes longer than {SECONDS:.0f} seconds")
        if length > LONGEST:
            raise UnreadablePdfError(f"it has more than {LONGEST // 1_000_000} million characters")
        yield text


def read_pdf(content: bytes) -> PdfText:
    """Extract the text of a PDF; raises ``UnreadablePdfError``."""
    # Few projects have PDFs at hand, and it takes a while to load.
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePdfError("it is protected by a password")
        pages = tuple(_texts(reader))
        labels = tuple(reader.page_labels) if "/PageLabels" in reader.root_object else ()
    except UnreadablePdfError:
        raise
    except Exception as error:  # A broken PDF can fail anywhere inside the extractor; it is a finding, not a bug.
        raise UnreadablePdfError(f"it is not a sound PDF ({type(error).__name__})") from error
    if not any(page.strip() for page in pages):
        raise UnreadablePdfError("it has no text, only pictures of pages")
    return PdfText(pages, labels, f"pypdf {pypdf.__version__}")
