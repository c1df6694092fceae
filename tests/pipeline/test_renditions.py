from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from reportgen import pipeline
from review.conftest import change
from webpage.reading import parsed

pytestmark = pytest.mark.tex


def build(folder: Path) -> list[str]:
    """Build quietly, and return what is told."""
    return [str(found) for found in pipeline.build(folder, lambda _: None).findings]


def test_a_page_is_built_beside_the_pdf_and_goes_when_it_is_not_wanted(rivers: Path, shared_cache: None) -> None:
    title = (rivers / "report.toml").read_text("utf-8").splitlines()[0]
    change(rivers, "report.toml", title, f'{title}\noutputs = ["pdf", "html", "docx"]\nurl = "https://example.org/"')
    assert build(rivers) == []
    page = rivers / "build/brief.html"
    first = page.read_bytes()
    assert parsed(first.decode()).all("h1")[0].text == "Bridges over two rivers"
    assert "cff-version" in (rivers / "build/CITATION.cff").read_text("utf-8")
    word = (rivers / "build/brief.docx").read_bytes()
    assert word.startswith(b"PK")
    picture = (rivers / "build/brief.png").read_bytes()
    with Image.open(io.BytesIO(picture)) as image:
        assert image.width == 800
    assert build(rivers) == []
    assert page.read_bytes() == first
    assert (rivers / "build/brief.docx").read_bytes() == word
    assert (rivers / "build/brief.png").read_bytes() == picture
    change(rivers, "report.toml", 'outputs = ["pdf", "html", "docx"]', 'outputs = ["pdf"]')
    assert build(rivers) == []
    assert not page.exists()
    assert not (rivers / "build/brief.docx").exists()
    assert not (rivers / "build/CITATION.cff").exists()
    assert not (rivers / "build/brief.png").exists()
    assert (rivers / "build/brief.pdf").exists()


def test_without_pages_nothing_that_makes_them_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from reportgen.pipeline.jobs import Jobs;"
        " from reportgen.pipeline.store import Store; from reportgen.pipeline.renditions import Renditions;"
        " folder = Path(sys.argv[1]); pages = Renditions(Store(folder), Jobs(folder), ['pdf'], 0);"
        " rooms = ('reportgen.webpage', 'reportgen.word', 'reportgen.blocks', 'pypdfium2', 'PIL');"
        " print(pages.fronts({'brief.pdf': b''}), sorted(name for name in sys.modules if name.startswith(rooms)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stdout == "{} []\n", done.stderr
