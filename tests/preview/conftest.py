from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from reportgen.preview.model import PageRef
from reportgen.preview.serve import Preview


class Brief:
    """A PDF of plain pages (A5, 420 by 595 points), each of one colour."""

    def __init__(self, *colours: str, size: tuple[int, int] = (420, 595)) -> None:
        first, *others = [Image.new("RGB", size, colour) for colour in colours]
        written = BytesIO()
        first.save(written, "PDF", save_all=True, append_images=others, resolution=72.0)
        self.bytes = written.getvalue()
        self.sha = hashlib.sha256(self.bytes).hexdigest()
        self.pdfs = {self.sha: self.bytes}
        self.pages = tuple(PageRef(self.sha, index) for index in range(len(colours)))


@pytest.fixture(scope="module")
def preview() -> Iterator[Preview]:
    """One for a module's tests, each of which publishes what it asks for."""
    with Preview.start() as started:
        yield started
