from __future__ import annotations

from dataclasses import replace
from itertools import count
from xml.etree import ElementTree

import pytest

from reportgen.blocks.model import Shown
from reportgen.exhibits.model import Grid, GridColumn, GridRow, Layout, page_of
from reportgen.findings.model import Location
from reportgen.text.latex import EMPTY, Latex
from reportgen.word.exhibits import caption, exhibit, table
from reportgen.word.markup import sheet
from word.making import edition
from word.reading import W, said

GRID = Grid(
    "t",
    (GridColumn("Bridge"), GridColumn("Cost & <toll>", "right")),
    (GridRow(("Elbe",), heading=True), GridRow(("Old", "−5")), GridRow(("New", "12"))),
    page_of("a4"),
)
SHOWN = Shown(Latex("t"), "table", 3, 'Of "bridges"', "", "", EMPTY, (), "", Location("report.toml"), GRID)


def read(xml: str) -> ElementTree.Element:
    return ElementTree.fromstring(f'<x xmlns:w="{W[1:-1]}">{xml}</x>')[0]


@pytest.mark.parametrize(("expected", "code"), [(3, "SEQ Table \\* ARABIC"), (1, "SEQ Table \\* ARABIC \\r 3")])
def test_word_counts_exhibits_and_begins_anew_where_a_number_is_another(expected: int, code: str) -> None:
    made = read(caption(SHOWN, edition(), 7, expected))
    assert [(i.text or "").strip() for i in made.iter(f"{W}instrText")] == [code]
    assert said(made) == 'Table\N{NO-BREAK SPACE}3\N{EN SPACE}Of "bridges"'
    (start,) = made.iter(f"{W}bookmarkStart")
    assert start.attrib[f"{W}name"] == "exhibit_t"


def test_a_table_has_its_cells_with_headings_over_all_columns() -> None:
    rows = list(read(table(SHOWN, GRID, edition())).iter(f"{W}tr"))
    assert [[said(cell) for cell in row.iter(f"{W}tc")] for row in rows] == [
        ["Bridge", "Cost & <toll>"], ["Elbe"], ["Old", "−5"], ["New", "12"],
    ]  # fmt: skip
    assert [span.attrib[f"{W}val"] for span in rows[1].iter(f"{W}gridSpan")] == ["2"]
    assert [jc.attrib[f"{W}val"] for jc in rows[2].iter(f"{W}jc")] == ["right"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_table_is_never_wider_than_its_page(turned: bool) -> None:
    wide = replace(GRID, layout=Layout((200.0, 190.0), turned=turned, turned_heads=True))
    made = read(table(SHOWN, wide, edition()))
    whole = sheet("a4").text_height if turned else sheet("a4").text_width
    assert sum(int(column.attrib[f"{W}w"]) for column in made.iter(f"{W}gridCol")) == pytest.approx(whole, abs=2)
    assert [d.attrib[f"{W}val"] for d in made.iter(f"{W}textDirection")] == ["btLr"]


def test_a_chart_without_a_picture_keeps_its_caption() -> None:
    told = list(exhibit(replace(SHOWN, grid=None), edition(), None, count(1), 3, "chart-t"))
    assert len(told) == 1
