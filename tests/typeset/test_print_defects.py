"""What a PDF prints wrongly, found in PDFs made for it."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from reportgen import pipeline
from reportgen.findings.model import Location
from reportgen.typeset.print_defects import PrintDefect, flaws, report

WIDTH, HEIGHT = 300, 200


def pdf(content: str, form: str = "") -> bytes:
    """Make a page with this content, in a font (F1) of which every character is 500 wide."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(WIDTH, HEIGHT))
    differences = pikepdf.Array([65, pikepdf.Name("/A"), pikepdf.Name("/B")])
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        FirstChar=32,
        Widths=pikepdf.Array([500] * 95),
        Encoding=pikepdf.Dictionary(Differences=differences),
    )
    drawn = document.make_stream(form.encode())
    drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    drawn.BBox = pikepdf.Array([0, 0, WIDTH, HEIGHT])
    fonts = pikepdf.Dictionary(F1=font)
    drawn.Resources = pikepdf.Dictionary(Font=fonts)
    page.obj.Resources = pikepdf.Dictionary(Font=fonts, XObject=pikepdf.Dictionary(X1=drawn))
    page.obj.Contents = document.make_stream(content.encode())
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "beyond"),
    [
        ("BT /F1 10 Tf 10 10 Td (AB) Tj ET", False),
        ("BT /F1 10 Tf 310 10 Td (AB) Tj ET", True),
        ("BT /F1 10 Tf 295 10 Td (AB) Tj ET", True),
        ("BT /F1 10 Tf 10 -5 Td (AB) Tj ET", True),
        ("BT /F1 10 Tf 10 205 Td (AB) Tj ET", True),
        ("BT /F1 10 Tf 280 10 Td [(A) 1000 (B)] TJ ET", False),
        ("BT /F1 10 Tf 280 10 Td [(A) -1000 (B) -1000 (A)] TJ ET", True),
        ("q 2 0 0 2 0 0 cm BT /F1 10 Tf 160 10 Td (AB) Tj ET Q", True),
        ("q 2 0 0 2 0 0 cm Q BT /F1 10 Tf 160 10 Td (AB) Tj ET", False),
        ("BT /F1 10 Tf 0 1 -1 0 150 150 Tm (AB) Tj ET", False),
        ("BT /F1 10 Tf 0 1 -1 0 150 195 Tm (AB) Tj ET", True),
        ("BT /F1 10 Tf 20 TL 10 50 Td (A) Tj T* T* (B) Tj ET", False),
        ("BT /F1 10 Tf 20 TL 10 50 Td (A) Tj T* T* T* (B) Tj ET", True),
        ("BT /F1 10 Tf 20 TL 10 10 Td (A) ' ET", True),
        ("BT /F1 10 Tf 10 -30 TD T* (A) Tj ET", True),
        ("BT /F1 10 Tf 200 Tz 285 10 Td (AB) Tj ET", True),
        ("BT /F1 10 Tf 20 Tc 275 10 Td (AB) Tj ET", True),
        ("BT /F1 10 Tf 10 10 Td -30 Ts (AB) Tj ET", True),
    ],
)
def test_text_beyond_the_paper_is_found(content: str, beyond: bool) -> None:
    assert [flaw.kind for flaw in flaws(pdf(content))] == ["off"] * beyond


def test_text_in_a_picture_is_looked_at_where_it_stands() -> None:
    form = "BT /F1 10 Tf 200 10 Td (AB) Tj ET"
    assert list(flaws(pdf("/X1 Do", form))) == []
    assert list(flaws(pdf("1 0 0 1 110 0 cm /X1 Do", form))) == [PrintDefect(0, "1", "off", "AB")]


def test_a_flaw_is_told_at_the_part_that_has_its_page() -> None:
    parts = {0: Location("templates/a.tex.j2"), 1: Location("templates/b.tex.j2")}
    (found,) = report(pdf("BT /F1 10 Tf 310 10 Td (AB) Tj ET"), parts, {})
    assert (found.code, str(found.location)) == ("TEX012", "templates/a.tex.j2")
    assert '"AB"' in found.message


@pytest.mark.tex
@pytest.mark.usefixtures("shared_cache")
def test_a_character_that_leads_to_no_glyph_is_found(rivers: Path) -> None:
    built = pipeline.build(rivers, lambda _: None)
    assert built.value is not None, built.findings
    made = (rivers / "build/brief.pdf").read_bytes()
    assert list(flaws(made)) == []
    with pikepdf.open(io.BytesIO(made)) as document:
        simple = next(
            font for font in document.pages[1].obj.Resources.Font.values() if font.get("/Subtype") == "/Type1"
        )
        names = simple.Encoding.Differences
        at = next(n for n, name in enumerate(names) if name == pikepdf.Name("/e"))
        names[at] = pikepdf.Name("/nosuchglyph")
        spoilt = io.BytesIO()
        document.save(spoilt)
    (found, *_) = report(spoilt.getvalue(), {}, {})
    assert found.code == "TEX011"
