"""PDF → text of its pages; the only user of pypdf in this stage."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import Final

import pypdf

# pypdf reports to a logger, which would write to standard error; what matters becomes a finding.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

EXTRACTOR: Final = f"pypdf {pypdf.__version__}"


@dataclass(frozen=True)
class PdfText:
    """The text of each page, and the labels of the pages where the PDF has some."""

    pages: tuple[str, ...]
    labels: tuple[str, ...]


class UnreadablePdfError(Exception):
    """The PDF has no text that can be extracted; the message says why."""


def read_pdf(content: bytes) -> PdfText:
    """Extract the text of a PDF; raises ``UnreadablePdfError``."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePdfError("it is protected by a password")
        pages = tuple(page.extract_text() for page in reader.pages)
        labels = tuple(reader.page_labels) if "/PageLabels" in reader.root_object else ()
    except UnreadablePdfError:
        raise
    except Exception as error:  # A broken PDF can fail anywhere inside the extractor; it is a finding, not a bug.
        raise UnreadablePdfError(f"it is not a sound PDF ({type(error).__name__})") from error
    if not any(page.strip() for page in pages):
        raise UnreadablePdfError("it has no text, only pictures of pages")
    return PdfText(pages, labels)
