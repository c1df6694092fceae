"""Where what is printed is from."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.draft.model import CitationUse, DateUse, FigureUse
from reportgen.edits.sources import Generated, kind_of, sources_of
from reportgen.pipeline import reviewing
from reportgen.pipeline.model import Checked

pytestmark = pytest.mark.usefixtures("shared_cache")


@pytest.fixture
def checked(rivers: Path) -> Checked:
    reading = reviewing.read(rivers, lambda _: None).value
    assert reading is not None
    return reading.checked


@pytest.mark.parametrize(
    ("kind", "told", "place"),
    [
        (FigureUse, "row figures/cost-old, column value", "data/figures.csv:2:5"),
        (DateUse, "row bridges/old, column opened", "data/bridges.csv:2:5"),
        (CitationUse, "evidence guide-old", "bib/evidence.csv:2:1"),
    ],
)
def test_a_usage_is_told_with_its_row_and_column(checked: Checked, kind: type, told: str, place: str) -> None:
    usage = next(u for u in checked.draft.usages if isinstance(u.use, kind))
    (source,) = sources_of(usage, checked.inputs)
    assert (source.told, str(source.location)) == (told, place)
    assert kind_of(usage)


def test_titles_and_cells_of_tables_are_told_with_key_and_row(checked: Checked) -> None:
    made = Generated(checked.draft, checked.inputs, checked.project.settings.exhibits)
    title = made.title("Figure 1 What bridges cost")
    assert title is not None
    assert (title.told, title.location.path) == ("report.toml, exhibits costs title", "report.toml")
    assert made.title("Nothing of the kind") is None
    assert made.exhibit(["Table 1 Bridges by river", "Name"]) == "bridges"
    row = made.row("Toll Bridge", "bridges")
    assert row is not None
    assert str(row.location) == "data/bridges.csv:4:2"
    elsewhere = made.row("Toll Bridge", "costs")
    assert elsewhere is not None
    assert str(elsewhere.location) == "data/bridges.csv:4:2"
    table = made.row("no such cell", "bridges")
    assert table is not None
    assert table.told == "exhibit bridges, made from table bridges"
