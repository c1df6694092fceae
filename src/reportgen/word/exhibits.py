"""Exhibits → WordprocessingML: captions that Word counts and refers to, tables with heads that repeat, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportgen.blocks.model import Edition, Shown
from reportgen.exhibits.model import Grid, GridColumn, GridRow
from reportgen.word.markup import bookmark_name, bookmarked, emu, escaped, field, paragraph, run, sheet, twips
from reportgen.word.model import Picture

_SEQUENCES: Final = {"table": "Table", "figure": "Figure"}
_TYPE: Final = 8.2
"""Points of the type of most tables; that of others is given with them."""
_LETTER: Final = 0.62
"""Width of a bold letter as a share of its size, on the safe side."""
_MM: Final = 25.4 / 72


def reference(shown: Shown) -> str:
    """Return the bookmark around what an exhibit is called."""
    return bookmark_name(f"exhibit:{shown.name}")


def caption(shown: Shown, edition: Edition, bookmark: int, expected: int) -> str:
    """Return the caption; Word counts it, beginning anew where its number is not the ``expected`` one."""
    word = edition.words["Table" if shown.form == "table" else "Figure"]
    again = "" if shown.number == expected else f" \\r {shown.number}"
    number = field(f"SEQ {_SEQUENCES[shown.form]} \\* ARABIC{again}", str(shown.number), "CaptionLabel")
    called = bookmarked(bookmark, reference(shown), run(f"{word}\N{NO-BREAK SPACE}", "CaptionLabel") + number)
    return paragraph("Caption", called + run(f"\N{EN SPACE}{shown.title}"))


def picture(shown: Shown, drawn: Picture, name: str, number: int) -> str:
    """Return a paragraph with a chart; ``name`` is that of its relationship, and its ``alt`` is read aloud."""
    size = f'cx="{emu(drawn.width)}" cy="{emu(drawn.height)}"'
    said = escaped(shown.alt or shown.title)
    known = f'id="{number}" name="{escaped(shown.name)}" descr="{said}"'
    drawing = (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {known}/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:nvPicPr><pic:cNvPr {known}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    return paragraph("Figure", drawing)


def table(shown: Shown, grid: Grid, edition: Edition) -> str:
    """Return a table; its head is repeated on each page, and no row breaks over pages."""
    measures, layout = sheet(edition.paper), grid.layout
    whole = measures.text_height if layout.turned else measures.text_width
    given = [twips(width + layout.gap) for width in layout.widths] or [1] * len(grid.columns)
    share = whole / sum(given) if not layout.widths or sum(given) > whole else 1
    widths = [round(width * share) for width in given]
    gap = twips(layout.gap / 2)
    said = f'<w:tblCaption w:val="{escaped(shown.title)}"/>'
    said += f'<w:tblDescription w:val="{escaped(shown.alt)}"/>' if shown.alt else ""
    rows = "".join(_row(grid, row, widths) for row in grid.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Exhibit"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{gap}" w:type="dxa"/>'
        f'<w:right w:w="{gap}" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0"'
        f' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{said}</w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + f"</w:tblGrid>{_head(grid, widths)}{rows}</w:tbl>"
    )


def _head(grid: Grid, widths: list[int]) -> str:
    layout = grid.layout
    longest = max(len(column.title) for column in grid.columns)
    high = twips(longest * layout.size * _LETTER * _MM) if layout.turned_heads else 0
    tall = f'<w:trHeight w:val="{high}" w:hRule="atLeast"/>' if high else ""
    cells = "".join(
        _cell(column.title, column, width, "TableHead", layout.size, turned=layout.turned_heads and number > 0)
        for number, (column, width) in enumerate(zip(grid.columns, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}<w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(grid: Grid, row: GridRow, widths: list[int]) -> str:
    if row.heading:
        cells = _cell(row.cells[0], grid.columns[0], sum(widths), "TableGroup", grid.layout.size, span=len(widths))
    else:
        cells = "".join(
            _cell(words, column, width, "TableText", grid.layout.size)
            for words, column, width in zip(row.cells, grid.columns, widths, strict=True)
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(
    words: str, column: GridColumn, width: int, style: str, size: float, span: int = 1, turned: bool = False
) -> str:
    aligned = "" if column.align == "left" or span > 1 or turned else f'<w:jc w:val="{column.align}"/>'
    type_size = "" if size == _TYPE else f'<w:sz w:val="{round(size * 2)}"/>'
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    runs = run(words, properties=type_size) if words else ""
    upwards = '<w:textDirection w:val="btLr"/>' if turned else ""
    told = f'<w:tcW w:w="{width}" w:type="dxa"/>{spanned}{upwards}'
    return f"<w:tc><w:tcPr>{told}</w:tcPr>{paragraph(style, runs, aligned)}</w:tc>"


def turned(shown: Shown) -> bool:
    """Tell whether an exhibit lies on its side."""
    return shown.grid is not None and shown.grid.layout.turned


def exhibit(
    shown: Shown, edition: Edition, drawn: Picture | None, numbers: Iterator[int], expected: int, relationship: str
) -> Iterator[str]:
    """Yield the parts of an exhibit before its notes."""
    yield caption(shown, edition, next(numbers), expected)
    if shown.grid is not None:
        yield table(shown, shown.grid, edition)
    elif drawn is not None:
        yield picture(shown, drawn, relationship, next(numbers))
