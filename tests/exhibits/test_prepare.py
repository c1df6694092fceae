from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from reading import read
from reportgen.exhibits.grid import EMPTY, FIGURE_SPACE, PUNCTUATION_SPACE
from reportgen.exhibits.model import ChartSpec, Grid, Prepared
from reportgen.exhibits.prepare import prepare
from reportgen.exhibits.tables import set_table
from reportgen.findings.model import Outcome, collect
from reportgen.inputs.load import load


def prepared(folder: Path) -> Outcome[Mapping[str, Prepared]]:
    project = collect(read(folder))
    assert project.value is not None, project.findings
    return collect(prepare(project.value, collect(load(project.value)).value, {}))


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "report.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def grid_of(folder: Path, name: str = "bridges") -> Grid:
    content = prepared(folder).value[name].content
    assert isinstance(content, Grid)
    return content


def test_exhibits_get_their_rows_and_evidence(rivers: Path) -> None:
    outcome = prepared(rivers)
    assert outcome.findings == ()
    assert outcome.value["bridges"].evidence == ("guide-old", "guide-new", "guide-toll")
    chart = outcome.value["costs"].content
    assert isinstance(chart, ChartSpec)
    labels = chart.rows.names.index("bridge.label")
    assert [row[labels] for row in chart.rows.cells] == ["Old Bridge", "New & Long Bridge"]
    assert chart.lookups == {}
    assert str(outcome.value["costs"].location) == "report.toml:23"


def test_tables_are_grouped_and_aligned_on_the_decimal_sign(rivers: Path) -> None:
    grid = grid_of(rivers)
    assert [c.title for c in grid.columns] == ["Bridge", "Opened", "Length (m)"]
    assert [(r.heading, r.cells) for r in grid.rows] == [
        (True, ("Elbe",)),
        (False, ("Old Bridge", "May 1851", f"402.5{FIGURE_SPACE}")),
        (False, ("New & Long Bridge", "1999", f"1,200{FIGURE_SPACE * 2}{PUNCTUATION_SPACE}")),
        (True, ("Oder",)),
        (False, ("Toll Bridge", "1990s", "88.25")),
    ]


def test_tables_are_set_with_escaped_cells(rivers: Path) -> None:
    latex = set_table(grid_of(rivers))
    assert r"New \& Long Bridge" in latex
    assert r"402.5\phantom{0}" in latex
    assert latex.count(r"\midrule") == 1
    assert r"\begin{tabular}" in latex
    change(rivers, 'group = "river"', "long = true")
    assert r"\endhead" in set_table(grid_of(rivers))


def test_a_pivot_has_a_column_for_each_value_and_marks_gaps(rivers: Path) -> None:
    change(
        rivers,
        'options = { group = "river" }',
        'options = { pivot = { row = "kind", column = "river", cell = "name" } }',
    )
    grid = grid_of(rivers)
    assert [c.title for c in grid.columns] == ["Kind", "Elbe", "Oder"]
    assert [r.cells for r in grid.rows] == [
        ("arch", "Old Bridge", "Toll Bridge"),
        ("beam", "New & Long Bridge", EMPTY),
    ]


def test_quantities_are_written_as_in_prose(rivers: Path) -> None:
    change(
        rivers,
        'table = "bridges"\ncolumns = ["name", "opened", "length"]',
        'table = "figures"\ncolumns = ["measure", "quantity"]',
    )
    change(rivers, 'options = { group = "river" }\n', "")
    assert [r.cells for r in grid_of(rivers).rows] == [
        ("cost", "$2.5 million"),
        ("cost", "about $40 million"),
        ("share", "12.5 per cent"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'kind = "bars"',
            'kind = "brs"',
            'report.toml:24: error EXH004 bad-exhibit: no kind of exhibit is called "brs"',
        ),
        ('table = "figures"', 'table = "figure"', "report.toml:26: error EXH004"),
        ('where = { unit = "USD" }', 'where = { unit = "EUR" }', "report.toml:27: error EXH005"),
        ('where = { unit = "USD" }', 'where = { untis = "USD" }', "report.toml:27: error EXH004"),
        ('value = "value" }', 'value = "worth" }', "report.toml:28: error EXH004"),
        ('value = "value" }', 'colour = "value" }', 'has no role "colour"'),
        ('label = "bridge", value = "value"', 'label = "bridge"', 'needs the role "value"'),
        ('{ label = "bridge", value = "value" }', '["bridge"]', "needs a column for each role"),
        ('options = { unit = "million dollars" }', 'options = { uint = "x" }', 'has no option "uint"'),
        ('options = { unit = "million dollars" }', "options = { unit = 3 }", 'option "unit" cannot be 3'),
        ('columns = ["name", "opened", "length"]', 'columns = ["name", "opend"]', "report.toml:20: error EXH004"),
        ('options = { group = "river" }', "options = { gruop = 'river' }", 'a table has no option "gruop"'),
        ('options = { group = "river" }', "options = { pivot = { row = 'name' } }", "pivot needs"),
        ('options = { group = "river" }', "options = { long = 'yes' }", 'option "long" cannot be'),
        ('columns = ["name", "opened", "length"]', 'columns = { a = "name" }', "a table needs a list of columns"),
        ("height = 40", 'data = "bridge"', "report.toml:29: error TEX030"),
        ("height = 40", 'data = "costs"', 'no table among the exhibits is called "costs"'),
        ("height = 40", 'data = "bridges"', '"bridges" does not have all rows of this exhibit: it lacks "figures'),
    ],
)
def test_mistakes_are_found_in_the_declaration(rivers: Path, old: str, new: str, expected: str) -> None:
    change(rivers, old, new)
    outcome = prepared(rivers)
    assert any(expected in str(f) for f in outcome.findings), [str(f) for f in outcome.findings]


def test_a_table_that_had_to_be_fitted_says_how(rivers: Path) -> None:
    change(rivers, '["name", "opened", "length"]', str(["name", *["opened"] * 11]).replace("'", '"'))
    (found,) = prepared(rivers).findings
    assert (found.code, str(found.location)) == ("EXH008", "report.toml:20")
    assert "the page has 142" in found.message
    assert grid_of(rivers).layout.width <= 237


def test_a_table_that_no_page_holds_is_an_error(rivers: Path) -> None:
    change(rivers, '["name", "opened", "length"]', str(["name"] * 40).replace("'", '"'))
    (found,) = prepared(rivers).findings
    assert (found.code, str(found.location)) == ("EXH007", "report.toml:20")
    assert "bridges" not in prepared(rivers).value
