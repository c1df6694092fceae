"""Pictures that programs of a project hand in."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest

from reportgen.exhibits.model import ChartSpec, Page, Rows
from reportgen.exhibits.picture import picture_flaw


def sketch() -> ChartSpec:
    page = Page("a4", 100.0, 200.0)
    return ChartSpec("own", "own", {}, {}, Rows((), (), ()), {}, page, 50.0)


def picture(packed: bytes, name: str = "/FlateDecode", pages: int = 1) -> bytes:
    """Return a PDF of the size that is asked for, whose page has a stream of packed bytes."""
    document = pikepdf.new()
    for _ in range(pages):
        page = document.add_blank_page(page_size=(100 / 25.4 * 72, 50 / 25.4 * 72))
        stream = document.make_stream(b"")
        stream.write(packed, filter=pikepdf.Name(name))
        page.Contents = stream
    kept = io.BytesIO()
    document.save(kept, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return kept.getvalue()


def test_a_picture_of_its_size_has_no_flaw() -> None:
    assert picture_flaw(picture(zlib.compress(b"0 0 m")), sketch()) == ""


@pytest.mark.parametrize(
    ("pdf", "told"),
    [
        (picture(zlib.compress(b"0 0 m"), pages=2), "its picture has 2 pages; it has to be one"),
        (picture(b"0 0 m", "/LZWDecode"), "packs data by /LZWDecode, which is not read here"),
        (picture(zlib.compress(bytes(250_000_000))), "unpacks to more than 200 MB"),
        (b"%PDF-1.4 nothing", "is no PDF that can be read"),
    ],
    ids=["pages", "filter", "bomb", "damaged"],
)
def test_a_picture_that_cannot_stand_on_a_page_is_told(pdf: bytes, told: str) -> None:
    assert told in picture_flaw(pdf, sketch())
