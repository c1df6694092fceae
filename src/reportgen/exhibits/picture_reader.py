"""The process that opens a picture of a project's own program, where what that unpacks to can do no harm."""

from __future__ import annotations

import io
import json
import sys
import zlib
from typing import Final

import pikepdf

_LARGEST: Final = 200_000_000
"""Bytes that all streams of a picture may unpack to; the largest chart of the tool's own has a hundredth of it."""

_KEPT: Final = frozenset({"/DCTDecode", "/JPXDecode"})
"""Photographs, which nothing here unpacks."""


def serve() -> None:
    """Read a PDF from standard input; write ``{"pages": …, "box": …}`` or ``{"flaw": …}`` as JSON."""
    sys.stdout.buffer.write(json.dumps(_examined(sys.stdin.buffer.read())).encode("ascii"))


def _examined(pdf: bytes) -> dict[str, object]:
    try:
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as document:
            if flaw := _packed(document):
                return {"flaw": flaw}
            box = [float(edge) for edge in document.pages[0].mediabox] if len(document.pages) == 1 else []
            if box:
                document.pages[0].as_form_xobject()
            return {"pages": len(document.pages), "box": box}
    except Exception as error:  # a damaged PDF may fail in any way
        return {"flaw": f"is no PDF that can be read ({type(error).__name__})"}


def _packed(document: pikepdf.Pdf) -> str:
    """Say why what a picture packs may not be unpacked; "" where it may."""
    left = _LARGEST
    for found in document.objects:
        if not isinstance(found, pikepdf.Stream):
            continue
        given = found.get("/Filter", pikepdf.Array())
        filters = [str(name) for name in (given if isinstance(given, pikepdf.Array) else [given])]
        if filters == ["/FlateDecode"]:
            left -= len(zlib.decompressobj().decompress(found.read_raw_bytes(), left + 1))
        elif filters and not (len(filters) == 1 and filters[0] in _KEPT):
            return f"packs data by {', '.join(filters)}, which is not read here"
        if left < 0:
            return f"unpacks to more than {_LARGEST // 10**6} MB"
    return ""
