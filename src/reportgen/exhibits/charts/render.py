"""A chart → a PDF of exactly the size that it has on the page."""

from __future__ import annotations

import dataclasses
import io
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import matplotlib
import pandas as pd
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from matplotlib.text import Text

from reportgen.exhibits.charts import bars, columns, dots, matrix, slope, step, tiles, timeline, typefaces
from reportgen.exhibits.charts.values import ChartError
from reportgen.exhibits.model import PALETTE, Chart, DrawnChart, Rows, Sketch

__all__ = ["DRAW", "ChartError", "DrawFunction", "render"]

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

_PLAIN: Final = ("regular", "bold")
_METADATA: Final = {"Creator": None, "Producer": None, "CreationDate": None}


def render(sketch: Sketch | Chart, fonts: Mapping[str, Path], draw: DrawFunction | None = None) -> DrawnChart:
    """Draw a chart as wide as the text of its page (mm) and as high as declared (mm).

    ``fonts`` gives the font file of each face (regular, bold, italic, bolditalic). ``draw``
    replaces the kind's own drawing. The same chart always gives the same bytes.
    Raises ``ChartError`` if its rows cannot be drawn.
    """
    chart = sketch if isinstance(sketch, Chart) else _chart(sketch)
    if chart.rows.empty:
        raise ChartError("the chart has no rows")
    # The tool's own kinds use no italics, and preparing a face takes time.
    used = fonts if draw else {face: path for face, path in fonts.items() if face in _PLAIN}
    with matplotlib.rc_context(), warnings.catch_warnings():
        # A missing character is an error of ours, raised once everything is drawn.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        families = typefaces.register(used)
        _use_style(families, chart.page.font_size)
        figure = Figure(figsize=(chart.page.text_width / 25.4, chart.height / 25.4), dpi=72)
        FigureCanvasPdf(figure)
        _draw(figure, chart, draw)
        _check_characters(figure, families)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="pdf", metadata=_METADATA)
    return DrawnChart(chart.name, buffer.getvalue(), chart.page.text_width, chart.height)


def _chart(sketch: Sketch) -> Chart:
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
        }
    )


def _draw(figure: Figure, chart: Chart, draw: DrawFunction | None) -> None:
    if draw is None:
        DRAW[chart.kind](figure, chart)
        return
    try:
        draw(figure, chart)
    except ChartError:
        raise
    except Exception as error:  # a project's own code may fail in any way
        raise ChartError(f"the drawing function failed: {type(error).__name__}: {error}") from error


def _check_characters(figure: Figure, families: list[str]) -> None:
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        bold = text.get_fontweight() in {"bold", 700}
        gone = typefaces.missing(text.get_text(), families, bold)
        if gone:
            listed = ", ".join(f'"{c}" (U+{ord(c):04X})' for c in gone)
            raise ChartError(f'no font of the charts has {listed}, which stands in "{text.get_text()}"')
