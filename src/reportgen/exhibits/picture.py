"""Whether what a project's own program has drawn is a picture that can stand on the page."""

from __future__ import annotations

import io
from typing import Final

import pikepdf

from reportgen.exhibits.model import ChartSpec

_POINT: Final = 0.5
"""Points by which a picture may be wider or higher than asked."""


def picture_flaw(pdf: bytes, sketch: ChartSpec) -> str:
    """Say what is wrong with a chart's picture, which has to be a PDF of one page of its size; "" if nothing is."""
    asked = (sketch.page.text_width, sketch.height)
    try:
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as document:
            if len(document.pages) != 1:
                return f"its picture has {len(document.pages)} pages; it has to be one"
            box = [float(edge) for edge in document.pages[0].mediabox]
            document.pages[0].as_form_xobject()
    except Exception as error:  # a damaged PDF may fail in any way
        return f"its picture of {len(pdf):,} bytes is no PDF that can be read ({type(error).__name__})"
    size = (box[2] - box[0], box[3] - box[1])
    if any(abs(have - want / 25.4 * 72) > _POINT for have, want in zip(size, asked, strict=True)):
        became = " wide and ".join(f"{length / 72 * 25.4:.0f} mm" for length in size)
        return f"its picture is {became} high; it has to be {asked[0]:.0f} mm wide and {asked[1]:.0f} mm high"
    return ""
