"""A chart → a PDF of exactly the size that it has on the page."""

from __future__ import annotations

import dataclasses
import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias
from unicodedata import is_normalized, normalize

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from reportgen.exhibits.charts import bars, codes, columns, dots, matrix, slope, step, tiles, timeline, typefaces
from reportgen.exhibits.charts.values import ChartError, LimitError
from reportgen.exhibits.model import MARKS, PICTURE, Chart, ChartSpec, DrawnChart, Rows
from reportgen.text.appearance import PALETTE

__all__ = ["DRAW", "ChartError", "DrawFunction", "LimitError", "render"]

DrawFunction: TypeAlias = Callable[[Figure, Chart], None]
"""What draws a kind of chart: it gets an empty figure of the chart's size."""

DRAW: Final[Mapping[str, DrawFunction]] = {
    "timeline": timeline.draw,
    "matrix": matrix.draw,
    "step": step.draw,
    "bars": bars.draw,
    "slope": slope.draw,
    "dots": dots.draw,
    "tiles": tiles.draw,
    "columns": columns.draw,
}
"""The drawing of each kind in ``exhibits.kinds.SPECS``."""

_NEARLY: Final = 1e-6
_SIMPLE: Final = 26
"""Points of a circle, the most that a shape has that is one thing to the eye."""
_PLAIN: Final = ("regular", "bold")
_METADATA: Final = {"Creator": None, "Producer": None, "CreationDate": None}
_NAMELESS: Final = {"Creator": None, "Date": None, "Format": None, "Type": None}


def render(
    sketch: ChartSpec | Chart, fonts: Mapping[str, Path], draw: DrawFunction | None = None, svg: bool = False
) -> DrawnChart:
    """Draw a chart as wide as the text of its page (mm) and as high as declared (mm).

    ``fonts`` gives the font file of each face (regular, bold, italic, bolditalic). ``draw``
    replaces the kind's own drawing; ``svg``: it is wanted as SVG, too. The same chart always gives the same bytes.
    Raises ``ChartError`` if its rows cannot be drawn, ``LimitError`` if there is too much to draw, and whatever
    ``draw`` raises.
    """
    codes.number_from_one()
    chart = sketch if isinstance(sketch, Chart) else _chart(sketch)
    if chart.rows.empty:
        raise ChartError("the chart has no rows")
    # The tool's own kinds use no italics, and preparing a face takes time.
    used = fonts if draw else {face: path for face, path in fonts.items() if face in _PLAIN}
    with matplotlib.rc_context(), warnings.catch_warnings():
        # A missing character is an error of ours, raised once everything is drawn.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        families = typefaces.register(used)
        chart = _composed(chart)
        if any(typefaces.splits_accents(text, families) for _, _, text in _cells(chart)):
            families.reverse()
        _check_rows(chart, families)
        _use_style(families, chart.page.font_size)
        size = (chart.page.text_width / 25.4, chart.height / 25.4)
        figure = Figure(figsize=size, dpi=72)
        FigureCanvasPdf(figure)
        (draw or DRAW[chart.kind])(figure, chart)
        _check_size(figure, size)
        _check_characters(figure, families)
        pdf = _saved(figure, "pdf", _METADATA)
        drawn = _saved(figure, "svg", _NAMELESS) if svg else b""
    return DrawnChart(chart.name, pdf, chart.page.text_width, chart.height, drawn)


def _saved(figure: Figure, form: str, metadata: Mapping[str, None]) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format=form, metadata=metadata)
    if buffer.tell() > PICTURE:
        raise LimitError(f"its picture has {buffer.tell() / 1e6:.0f} MB, more than {PICTURE / 1e6:.0f}")
    return buffer.getvalue()


def _chart(sketch: ChartSpec) -> Chart:
    lookups = {name: _frame(rows) for name, rows in sketch.lookups.items()}
    made = {f.name: getattr(sketch, f.name) for f in dataclasses.fields(sketch)}
    return Chart(**made | {"rows": _frame(sketch.rows), "lookups": lookups})


def _frame(rows: Rows) -> pd.DataFrame:
    index = pd.Index(rows.lines, name="line")
    return pd.DataFrame(list(rows.cells), columns=list(rows.names), index=index, dtype=object)


def _use_style(families: list[str], size: float) -> None:
    matplotlib.rcdefaults()
    matplotlib.rcParams.update(
        {
            "font.family": families,
            "font.size": size,
            "text.color": PALETTE["ink"],
            "text.parse_math": False,
            "axes.labelcolor": PALETTE["muted"],
            "axes.edgecolor": PALETTE["rule"],
            "xtick.color": PALETTE["muted"],
            "ytick.color": PALETTE["muted"],
            "grid.color": PALETTE["rule"],
            "grid.linewidth": 0.4,
            "axes.linewidth": 0.4,
            "hatch.linewidth": 0.5,
            "axes.unicode_minus": True,
            "pdf.fonttype": 42,
            "svg.hashsalt": "reportgen",
            "svg.fonttype": "none",
        }
    )


def _check_size(figure: Figure, size: tuple[float, float]) -> None:
    """Look whether what was drawn is of the size that it shall have, and of no more things than it may be."""
    width, height = figure.get_size_inches()
    if abs(width - size[0]) > _NEARLY or abs(height - size[1]) > _NEARLY:
        told = f"{width * 25.4:.0f} mm wide and {height * 25.4:.0f} high"
        raise LimitError(f"it became {told}; it has to be {size[0] * 25.4:.0f} wide and {size[1] * 25.4:.0f} high")
    marks = sum(_marks(artist) for artist in figure.findobj())
    if marks > MARKS:
        raise LimitError(f"it is drawn of {marks:,} points, lines and texts, more than {MARKS:,}")


def _marks(artist: Artist) -> int:
    """Count what an artist draws: the points of a line or path, or one for a simple shape or a text."""
    if isinstance(artist, Patch):
        points = len(np.asarray(artist.get_path().vertices))
        return points if points > _SIMPLE else 1
    if isinstance(artist, Line2D):
        return len(np.asarray(artist.get_path().vertices))
    if isinstance(artist, Collection):
        points = sum(len(np.asarray(path.vertices)) for path in artist.get_paths())
        return max(len(np.asarray(artist.get_offsets())), points)
    return 1


def _composed(chart: Chart) -> Chart:
    """Write each letter and its accents as one character, as everywhere in the brief (NFC)."""
    rows = chart.rows
    for name in chart.rows.columns:
        cells = list(rows[name])
        if any(isinstance(cell, str) and not is_normalized("NFC", cell) for cell in cells):
            composed = [normalize("NFC", cell) if isinstance(cell, str) else cell for cell in cells]
            rows = rows.assign(**{name: composed})
    return replace(chart, rows=rows)


def _cells(chart: Chart) -> Iterator[tuple[int, str, str]]:
    """Yield what the chart may print of each row: its line, the column, and the text."""
    for column in dict.fromkeys(chart.columns.values()):
        # A column that names rows of other tables shows their labels.
        shown = f"{column}.label" if f"{column}.label" in chart.rows else column
        for line, cell in chart.rows[shown].items() if shown in chart.rows else ():
            yield int(str(line)), column, " ".join(cell) if isinstance(cell, tuple) else str(cell)


def _check_rows(chart: Chart, families: list[str]) -> None:
    """Name every cell with a character that cannot be drawn."""
    found = [(line, column, typefaces.missing(text, families)) for line, column, text in _cells(chart)]
    wrong = [ChartError(typefaces.described(gone), line, column) for line, column, gone in found if gone]
    if wrong:
        first, *rest = wrong
        raise ChartError(first.message, first.line, first.column, rest)


def _check_characters(figure: Figure, families: list[str]) -> None:
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        bold = text.get_fontweight() in {"bold", 700}
        gone = typefaces.missing(text.get_text(), families, bold)
        if gone:
            raise ChartError(f'{typefaces.described(gone)}; it stands in "{text.get_text()}"')
