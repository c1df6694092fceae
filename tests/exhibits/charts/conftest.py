from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from pypdf import PdfReader

from reportgen.exhibits.charts.render import DRAW, render
from reportgen.exhibits.charts.sheet import SMALLEST
from reportgen.exhibits.model import Chart, Page

HEROS = "/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyreheros-{}.otf"

Make = Callable[..., Chart]
Show = Callable[[Chart], str]


def frame(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns), dtype=object, index=range(2, 2 + len(rows)))


@pytest.fixture(scope="session")
def fonts() -> Mapping[str, Path]:
    paths = {face: Path(HEROS.format(face)) for face in ("regular", "bold", "italic", "bolditalic")}
    if all(path.exists() for path in paths.values()):
        return paths
    # Without TeX on the machine the fallback has to do; only the look differs.
    folder = Path(matplotlib.get_data_path(), "fonts", "ttf")
    names = ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique")
    return {face: folder / f"{name}.ttf" for face, name in zip(paths, names, strict=True)}


@pytest.fixture(scope="session")
def make() -> Make:
    def chart(
        kind: str,
        columns: str,
        rows: Sequence[tuple[Any, ...]],
        *,
        height: float = 60,
        lookups: Mapping[str, pd.DataFrame] | None = None,
        **options: object,
    ) -> Chart:
        names = columns.split()
        roles = {name: name for name in names if "." not in name}
        page = Page("a4", 160.0, 240.0)
        # "from" is a word of Python.
        options = {name.rstrip("_"): value for name, value in options.items()}
        return Chart("example", kind, roles, options, frame(names, rows), lookups or {}, page, height)

    return chart


@pytest.fixture(scope="session")
def show(fonts: Mapping[str, Path]) -> Show:
    """Render a chart, check what holds for every chart, and give its text.

    The first of each kind with the same columns and options is rendered again, to the same bytes.
    """
    again: set[tuple[str, ...]] = set()

    def drawn(chart: Chart) -> str:
        def draw(figure: Figure, chart: Chart) -> None:
            DRAW[chart.kind](figure, chart)
            assert_legible(figure)

        pdf = render(chart, fonts, draw).pdf
        reader = PdfReader(io.BytesIO(pdf))
        assert len(reader.pages) == 1
        width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
        assert abs(width - chart.page.text_width / 25.4 * 72) < 0.5
        assert abs(height - chart.height / 25.4 * 72) < 0.5
        sort = (chart.kind, *sorted(chart.columns), *sorted(chart.options))
        if sort not in again:
            again.add(sort)
            assert render(chart, fonts).pdf == pdf
        return " ".join(reader.pages[0].extract_text().split())

    return drawn


def assert_legible(figure: Figure) -> None:
    """Check that no text leaves the page or covers another."""
    boxes = []
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        if text.get_text().strip():
            assert float(text.get_fontsize()) >= SMALLEST, f"{text.get_text()} is too small"
        if text.get_text().strip() and not text.get_path_effects():
            boxes.append((text.get_text(), text.get_window_extent()))
    for words, box in boxes:
        inside = box.x0 > -1 and box.y0 > -1 and box.x1 < figure.bbox.width + 1 and box.y1 < figure.bbox.height + 1
        assert inside, f"{words} is clipped"
    for (one, a), (two, b) in itertools.combinations(boxes, 2):
        wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        # The boxes of two lines of text one below the other overlap by what descenders need.
        assert wide < 0.5 or high < 2.5, f"{one} covers {two}"
