from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as MatplotlibPath
from pypdf import PdfReader

from reportgen.exhibits.charts.render import ChartError, LimitError, render
from reportgen.exhibits.model import Chart

ROWS = [("Danube", 2850), ("Rhine", 1233)]

SCRIPT = """
import hashlib, pathlib, sys
import pandas as pd
from reportgen.exhibits.charts.render import render
from reportgen.exhibits.model import Chart, Page
fonts = dict(zip(("regular", "bold"), map(pathlib.Path, sys.argv[1:])))
rows = pd.DataFrame([("Danube", 2850), ("Rhine", 1233)], columns=["label", "value"], dtype=object, index=[2, 3])
roles = {"label": "label", "value": "value"}
chart = Chart("example", "bars", roles, {"unit": "km"}, rows, {}, Page("a4", 160.0, 240.0), 30)
print(hashlib.sha256(render(chart, fonts).pdf).hexdigest())
"""


def test_same_bytes_in_another_process(make: Callable[..., Chart], fonts: Mapping[str, Path], tmp_path: Path) -> None:
    paths = [str(fonts[face]) for face in ("regular", "bold")]
    env = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    other = subprocess.run(
        [sys.executable, "-c", SCRIPT, *paths], capture_output=True, cwd=tmp_path, env=env, check=True
    )
    here = render(make("bars", "label value", ROWS, height=30, unit="km"), fonts).pdf
    assert other.stdout.decode().strip() == hashlib.sha256(here).hexdigest()
    assert not other.stderr


def test_nothing_of_the_machine_is_in_the_file(make: Callable[..., Chart], fonts: Mapping[str, Path]) -> None:
    reader = PdfReader(io.BytesIO(render(make("bars", "label value", ROWS), fonts).pdf))
    assert not reader.metadata


def test_fonts_are_embedded_as_truetype(make: Callable[..., Chart], fonts: Mapping[str, Path]) -> None:
    reader = PdfReader(io.BytesIO(render(make("bars", "label value", ROWS), fonts).pdf))
    resources: Any = reader.pages[0]["/Resources"]
    for font in resources["/Font"].values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert descriptor["/FontFile2"].get_object().get_data()[:4] == b"\0\1\0\0"


def test_settings_of_the_machine_do_not_matter(make: Callable[..., Chart], fonts: Mapping[str, Path]) -> None:
    chart = make("bars", "label value", ROWS)
    plain = render(chart, fonts).pdf
    with matplotlib.rc_context({"font.size": 20, "pdf.compression": 0, "lines.antialiased": False}):
        assert render(chart, fonts).pdf == plain


def test_characters_outside_the_typeface_fall_back(make: Callable[..., Chart], fonts: Mapping[str, Path]) -> None:
    chart = make("bars", "label value", [("Дунай", 2850), ("Łyna, Dyje, $x_1$", 1233)])
    text = PdfReader(io.BytesIO(render(chart, fonts).pdf)).pages[0].extract_text()
    assert "Дунай" in text
    assert "Łyna, Dyje, $x_1$" in text


def test_every_row_with_a_character_that_cannot_be_drawn_is_named(
    make: Callable[..., Chart], fonts: Mapping[str, Path]
) -> None:
    rows = [("河", 1), ("Łyna", 2), ("a\u200bb", 3), ("العربية", 4), ("x\u0301", 5)]
    with pytest.raises(ChartError, match=r"U\+6CB3 CJK UNIFIED IDEOGRAPH-6CB3 is in no font of the charts") as raised:
        render(make("bars", "label value", rows), fonts)
    first, *more = (raised.value, *raised.value.more)
    lines = [line for line, _ in make("bars", "label value", rows).rows.iterrows()]
    assert [(e.line, e.column) for e in (first, *more)] == [(lines[n], "label") for n in (0, 2, 3, 4)]
    assert "U+200B ZERO WIDTH SPACE has no width" in more[0].message
    assert "right to left" in more[1].message
    assert "U+0301 COMBINING ACUTE ACCENT has to be joined" in more[2].message


def test_letters_with_accents_that_only_the_fallback_has_are_in_the_pdf_once(
    make: Callable[..., Chart], fonts: Mapping[str, Path]
) -> None:
    chart = make("bars", "label value", [("Ελληνική Ǩ", 1), ("e\u0301tude", 2)])
    text = PdfReader(io.BytesIO(render(chart, fonts).pdf)).pages[0].extract_text()
    assert "Ελληνική Ǩ" in text
    assert "étude" in text


def test_a_chart_without_rows_is_an_error(make: Callable[..., Chart], fonts: Mapping[str, Path]) -> None:
    with pytest.raises(ChartError, match="no rows"):
        render(make("bars", "label value", []), fonts)


def test_a_project_draws_a_kind_of_its_own(make: Callable[..., Chart], fonts: Mapping[str, Path]) -> None:
    def draw(figure: Figure, chart: Chart) -> None:
        axes = figure.add_axes((0.2, 0.2, 0.7, 0.7))
        axes.plot([float(v) for v in chart.rows["value"]])
        axes.set_title("Own kind", style="italic")

    drawn = render(make("own", "label value", ROWS), fonts, draw)
    assert "Own kind" in PdfReader(io.BytesIO(drawn.pdf)).pages[0].extract_text()


def test_more_marks_than_a_page_can_show_are_an_error(make: Callable[..., Chart], fonts: Mapping[str, Path]) -> None:
    def draw(figure: Figure, chart: Chart) -> None:
        figure.add_axes((0, 0, 1, 1)).plot(range(30_000), range(30_000))

    with pytest.raises(LimitError, match=r"it is drawn of 30,\d{3} points"):
        render(make("own", "label value", ROWS), fonts, draw)


@pytest.mark.parametrize(("points", "said"), [(25_000, r"it is drawn of 25,\d{3} points"), (26, "")])
def test_the_points_of_a_path_count(
    make: Callable[..., Chart], fonts: Mapping[str, Path], points: int, said: str
) -> None:
    def draw(figure: Figure, chart: Chart) -> None:
        axes = figure.add_axes((0, 0, 1, 1))
        for _ in range(1 if said else 2_000):
            axes.add_patch(PathPatch(MatplotlibPath([(n / points, n % 2) for n in range(points)])))

    with pytest.raises(LimitError, match=said) if said else nullcontext():
        render(make("own", "label value", ROWS), fonts, draw)


def test_a_chart_keeps_the_size_of_its_place(make: Callable[..., Chart], fonts: Mapping[str, Path]) -> None:
    def draw(figure: Figure, chart: Chart) -> None:
        figure.set_size_inches(10_000, 10_000)

    with pytest.raises(LimitError, match="it became 254000 mm wide"):
        render(make("own", "label value", ROWS), fonts, draw)
