"""What the process that opens pictures says of them."""

from __future__ import annotations

import io
import json
import sys
import zlib

import pikepdf
import pytest

from reportgen.exhibits.picture_reader import serve


def picture(packed: bytes, name: str) -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(100, 50))
    page.Contents = document.make_stream(b"")
    page.Contents.write(packed, filter=pikepdf.Name(name))
    kept = io.BytesIO()
    document.save(kept, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return kept.getvalue()


class Given:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.mark.parametrize(
    ("pdf", "answer"),
    [
        (picture(zlib.compress(b"0 0 m"), "/FlateDecode"), {"pages": 1, "box": [0, 0, 100, 50]}),
        (picture(zlib.compress(b"0 0 m")[:-6], "/FlateDecode"), {"pages": 1, "box": [0, 0, 100, 50]}),
        (picture(b"0 0 m", "/RunLengthDecode"), {"flaw": "packs data by /RunLengthDecode, which is not read here"}),
        (b"nothing", {"flaw": "is no PDF that can be read (PdfError)"}),
    ],
    ids=["sound", "cut", "filter", "damaged"],
)
def test_it_answers_with_pages_and_box_or_a_flaw(
    pdf: bytes, answer: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Given(pdf))
    serve()
    assert json.loads(capsys.readouterr().out) == answer
