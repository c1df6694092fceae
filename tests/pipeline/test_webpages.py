from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline
from review.conftest import change
from webpage.reading import parsed

pytestmark = pytest.mark.tex


def build(folder: Path) -> list[str]:
    """Build quietly, and return what is told."""
    return [str(found) for found in pipeline.build(folder, lambda _: None).findings]


def test_a_page_is_built_beside_the_pdf_and_goes_when_it_is_not_wanted(rivers: Path, shared_cache: None) -> None:
    title = (rivers / "report.toml").read_text("utf-8").splitlines()[0]
    change(rivers, "report.toml", title, f'{title}\noutputs = ["pdf", "html"]')
    assert build(rivers) == []
    page = rivers / "build/brief.html"
    first = page.read_bytes()
    assert parsed(first.decode()).all("h1")[0].text == "Bridges over two rivers"
    assert "cff-version" in (rivers / "build/CITATION.cff").read_text("utf-8")
    assert build(rivers) == []
    assert page.read_bytes() == first
    change(rivers, "report.toml", 'outputs = ["pdf", "html"]', 'outputs = ["pdf"]')
    assert build(rivers) == []
    assert not page.exists()
    assert not (rivers / "build/CITATION.cff").exists()
    assert (rivers / "build/brief.pdf").exists()
