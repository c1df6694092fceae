"""Exhibits between their declaration and the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

from reportgen.findings.model import Location
from reportgen.inputs.data.model import Table
from reportgen.store.fingerprint import of_object
from reportgen.text.appearance import PAPERS
from reportgen.text.latex import Latex

if TYPE_CHECKING:
    import pandas as pd

MARKS: Final = 20_000
"""Rows that a chart may show, and things that it may be drawn of; on paper 142 mm wide nobody tells more apart."""

PICTURE: Final = 30_000_000
"""Bytes that the picture of a chart may have."""

UNTIL: Final = ".until"
"""Column of a chart's rows with the year in which the latest of their sources was written, where all are dated."""

SERIES: Final = ("accent", "warm", "cool", "gold", "muted")
"""Names of the palette for the first, second … series of a chart."""


STAND_IN: Final = "ReportgenStandIn"
"""Marks, in the resources of an empty picture, the chart whose place it keeps in the PDF."""


@dataclass(frozen=True)
class Page:
    """Measures of the page that exhibits are drawn for. Lengths in millimetres, sizes in points."""

    paper: str
    text_width: float
    text_height: float
    font_size: float = 8.0


def page_of(paper: str) -> Page:
    """Return the page that a paper, named as in report.toml, has room for."""
    measures = PAPERS[paper]
    return Page(paper, measures.text_width, measures.text_height)


@dataclass(frozen=True)
class Rows:
    """Rows of a table: the names of its columns, the line on which each row begins, and its cells."""

    names: tuple[str, ...]
    lines: tuple[int, ...]
    cells: tuple[tuple[Any, ...], ...] = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all of it."""
        return of_object(self)


@dataclass(frozen=True)
class ChartSpec:
    """A chart before it is drawn, in plain values; ``charts`` makes a ``Chart`` of it.

    ``columns`` maps the kind's roles to columns of ``rows``. ``rows`` has the declared rows in
    their order, and for each column that names rows of another table a column ``NAME.label`` with
    their labels. ``lookups`` holds, by table name, whole tables: those that an option names (a tile map's
    places, a timeline's periods), and for a kind of the project's own those that its columns point to.
    """

    name: str
    kind: str
    columns: Mapping[str, str]
    options: Mapping[str, Any]
    rows: Rows
    lookups: Mapping[str, Rows]
    page: Page
    height: float


@dataclass(frozen=True)
class Chart:
    """A chart as its drawing function gets it: a ``ChartSpec`` whose rows are frames of pandas.

    A frame has one column of objects per name (see ``inputs.model.Value``) and, as index, the lines.
    """

    name: str
    kind: str
    columns: Mapping[str, str]
    options: Mapping[str, Any]
    rows: pd.DataFrame = field(compare=False, repr=False)
    lookups: Mapping[str, pd.DataFrame] = field(compare=False, repr=False)
    page: Page
    height: float


@dataclass(frozen=True)
class DrawnChart:
    """A chart as PDF (vector, fonts embedded, same bytes for the same chart), drawn at its final size.

    ``svg`` is the same drawing with its texts as texts, where that was asked for.
    """

    name: str
    pdf: bytes
    width: float
    height: float
    svg: bytes = b""


@dataclass(frozen=True)
class DrawJob:
    """What it takes to draw a chart: its sketch, the fonts by face, and the project's own program for its kind.

    Paths are full; ``program`` is empty for the tool's own kinds. ``source`` has the program's text, so that an
    order says all that its chart depends on. ``svg``: the chart is wanted as SVG, too.
    """

    sketch: ChartSpec
    fonts: Mapping[str, str]
    program: str = ""
    source: bytes = b""
    svg: bool = False


@dataclass(frozen=True)
class DrawError:
    """Why a chart cannot be drawn: for its rows, for a limit, or for the project's own program.

    ``line`` and ``column`` are those of its table's row, or ``line`` that of the program; 0 and empty for none in
    particular. ``more`` has the other reasons.
    """

    message: str
    line: int = 0
    column: str = ""
    more: tuple[DrawError, ...] = ()
    fault: Literal["rows", "limit", "program"] = "rows"

    @property
    def failed(self) -> bool:
        """Whether the store must not keep it: always."""
        return True


@dataclass(frozen=True)
class GridColumn:
    """A column of a printed table: heading, alignment, and width as a share of the text (0: fits)."""

    title: str
    align: Literal["left", "right", "center"] = "left"
    width: float = 0.0


@dataclass(frozen=True)
class GridRow:
    """A row of a printed table; ``heading`` rows have one cell that spans all columns.

    ``raw`` has what a machine reads of each cell: numbers in full without signs between digits, dates as EDTF.
    """

    cells: tuple[str, ...]
    heading: bool = False
    raw: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """How a table stands on the page: widths of its columns and the space between them in millimetres, type in points.

    ``turned_heads``: all headings but the first run upwards. ``turned``: the table lies on its side, on a page of
    its own. ``long``: it may break over pages.
    """

    widths: tuple[float, ...]
    size: float = 8.2
    gap: float = 4.4
    turned_heads: bool = False
    turned: bool = False
    long: bool = False

    @property
    def width(self) -> float:
        """Width of the whole table in millimetres."""
        return sum(self.widths) + self.gap * (len(self.widths) - 1)


@dataclass(frozen=True)
class Grid:
    """A table ready to be set: plain texts, numbers padded to align on the decimal sign.

    ``long`` is what its declaration says about breaks over pages (``None``: nothing), ``layout`` how it stands on
    the page once that is known.
    """

    name: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    page: Page
    long: bool | None = None
    layout: Layout = Layout(())


@dataclass(frozen=True)
class Prepared:
    """A declared exhibit with its rows: what it shows, and what that rests on.

    ``evidence`` holds the ids behind the rows shown, in their order; ``data`` is the exhibit that has them in words.
    """

    name: str
    kind: str
    title: str
    note: str
    alt: str
    evidence: tuple[str, ...]
    location: Location
    table: Table
    content: ChartSpec | Grid
    data: str = ""

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """Digests of what decides on its looks, by the places where an author would look for it."""
        content = self.content
        if isinstance(content, Grid):
            rest: object = replace(content, rows=())
            others = {}
        else:
            rest = replace(content, rows=Rows((), (), ()), lookups={})
            others = {f"rows of the table {name}": rows.digest for name, rows in content.lookups.items()}
        return {
            **others,
            f"rows of {self.table.path}": of_object(content.rows),
            f"report.toml [exhibits.{self.name}]": of_object([self.kind, rest]),
        }


@dataclass(frozen=True)
class Drawn:
    """Exhibits ready for the page: LaTeX of tables and PDF of charts, by name."""

    tables: Mapping[str, Latex]
    charts: Mapping[str, DrawnChart]
