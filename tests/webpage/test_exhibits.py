from __future__ import annotations

import base64
import csv
import io

from reportgen.blocks.exhibits import label
from reportgen.exhibits.model import Grid, GridColumn, GridRow, page_of
from reportgen.webpage.exhibits import grid_table
from webpage.making import Page
from webpage.reading import parsed


def test_data_of_tables_and_charts_can_be_taken_away(rivers_page: Page) -> None:
    rows = {}
    for link in parsed(rivers_page.html).all("a"):
        if "download" in link.attributes:
            content = base64.b64decode(link.attributes["href"].partition("base64,")[2]).decode("utf-8-sig")
            rows[link.attributes["download"]] = list(csv.reader(io.StringIO(content)))
    assert rows["brief-bridges.csv"][0] == ["", "Bridge", "Opened", "Length (m)"]
    assert rows["brief-bridges.csv"][1][0] == "Elbe"
    assert rows["brief-bridges.csv"][1][2].startswith("18")
    assert rows["brief-costs.csv"][0] == ["bridge", "bridge.label", "value"]
    assert len(rows["brief-costs.csv"]) > 2


def test_rows_under_a_heading_are_a_body_of_their_own_and_cells_keep_what_they_are_sorted_by() -> None:
    columns = (GridColumn("Name", "left"), GridColumn("Cost", "right"))
    rows = (
        GridRow(("Old",), heading=True),
        GridRow(("A", "1,000"), raw=("A", "1000")),
        GridRow(("New",), heading=True),
    )
    _, _, _, head, bodies, _ = grid_table(Grid("costs", columns, rows, page_of("a4")))["c"]
    assert [cell[4][0]["c"][0]["c"] for cell in head[1][0][1]] == ["Name", "Cost"]
    assert [len(body[3]) for body in bodies] == [1, 0]
    assert [body[2][0][1][0][3] for body in bodies] == [2, 2]
    assert bodies[0][3][0][1][1][0] == ["", ["num"], [["sort", "1000"]]]


def test_exhibits_are_called_as_in_the_pdf(rivers_page: Page) -> None:
    called = [label(shown, rivers_page.edition) for shown in rivers_page.edition.exhibits]
    assert called == ["Table\N{NO-BREAK SPACE}1", "Figure\N{NO-BREAK SPACE}1"]
