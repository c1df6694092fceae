from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from reportgen.blocks.pictures import FRONT, first_page

pytestmark = pytest.mark.tex


def test_the_front_page_is_drawn_upright_and_always_the_same(built_rivers: Path) -> None:
    pdf = (built_rivers / "build/brief.pdf").read_bytes()
    with Image.open(io.BytesIO(first_page(pdf, FRONT))) as picture:
        assert picture.width < picture.height
        assert len(picture.convert("L").getcolors() or ()) > 10, "it shows nothing"
    assert first_page(pdf, FRONT) == first_page(pdf, FRONT)
