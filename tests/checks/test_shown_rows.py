from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.language.totals import is_total

BRIDGES = "data/bridges.csv"
FIGURES = "data/figures.csv"
PACKAGE = "data/datapackage.json"


@pytest.fixture
def told(rivers: Path) -> Callable[[], list[str]]:
    """Tell what is found of the rows that exhibits show."""
    change(rivers / PACKAGE, '"delimiter": ";", "constraints": {"required": true}', '"delimiter": ";"')

    def look() -> list[str]:
        found = pipeline.check(rivers, lambda _: None).findings
        return [f"{f.location} {f.code} {f.message}" for f in found if f.code in {"EXH013", "EXH014", "EXH015"}]

    return look


def write(path: Path, *rows: str) -> None:
    path.write_text(path.read_text("utf-8") + "".join(f"{row}\n" for row in rows), "utf-8")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("ghost,Ghost Bridge,oder,arch,,99,", 'name "Ghost Bridge", length "99"'),
        ("ghost,Ghost Bridge,oder,,,,", 'name "Ghost Bridge"'),
        ("ghost,Ghost Bridge,oder,,1900,,", 'name "Ghost Bridge", opened "1900"'),
    ],
)
def test_a_row_of_an_exhibit_has_evidence(rivers: Path, told: Callable[[], list[str]], row: str, said: str) -> None:
    write(rivers / BRIDGES, row)
    place = "data/bridges.csv:5:7"
    assert told() == [f'{place} EXH013 exhibit "bridges" shows "ghost" ({said}), which has no evidence']


def test_a_row_of_a_chart_has_evidence_or_follows_from_others(rivers: Path, told: Callable[[], list[str]]) -> None:
    write(rivers / FIGURES, "ghost,cost,toll,1850,7,USD,1e6,,")
    assert [message.split()[1] for message in told()] == ["EXH013"]


def test_a_table_without_a_column_evidence_claims_as_much(rivers: Path, told: Callable[[], list[str]]) -> None:
    change(rivers / "report.toml", "[exhibits.costs]", '[exhibits.rivers]\nkind = "table"\ntitle = "Rivers"\n'
           'table = "rivers"\ncolumns = ["name"]\n\n[exhibits.costs]')  # fmt: skip
    (message,) = told()
    assert "nor have 1 more rows" in message
    claimless = '{"name": "name", "type": "string", "title": "River", "claim": false, "claimReason": "names"}'
    change(rivers / PACKAGE, '{"name": "name", "type": "string", "title": "River"}', claimless)
    assert told() == []


def test_a_row_that_no_exhibit_shows_is_left_alone(rivers: Path, told: Callable[[], list[str]]) -> None:
    change(
        rivers / "report.toml", 'columns = ["name", "opened"', 'where = { river = "elbe" }\ncolumns = ["name", "opened"'
    )
    write(rivers / BRIDGES, "ghost,Ghost Bridge,oder,arch,,99,")
    assert told() == []


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("total,Total,,,,1690.75,", []),
        ("total,Grand total:,,,,1690.75,", []),
        ("total,Total,,,,1700,", ["EXH014"]),
        ("total,Итого,,,,1700,", ["EXH014"]),
        ("total,Total,,,,1700,guide-old", []),
        ("total,Total Bridge,oder,,,1690.75,", ["EXH013"]),
    ],
)
def test_a_total_is_the_sum_of_what_is_shown(
    rivers: Path, told: Callable[[], list[str]], total: str, found: list[str]
) -> None:
    write(rivers / BRIDGES, total)
    assert [message.split()[1] for message in told()] == found


def test_a_total_of_values_has_their_scales_and_one_unit(rivers: Path, told: Callable[[], list[str]]) -> None:
    write(rivers / FIGURES, "all,Total,,,0.0425,USD,1e9,,")
    assert told() == []
    change(rivers / "report.toml", 'where = { unit = "USD" }', "")
    assert [message.split()[1] for message in told()] == ["EXH014"]


@pytest.mark.parametrize(
    ("columns", "lost"),
    [
        ('["bridge", "value"]', "scale and unit"),
        ('["bridge", "value", "unit"]', "scale"),
        ('["bridge", "value", "unit", "scale"]', ""),
        ('["bridge", "quantity"]', ""),
        ('["bridge", { name = "value", title = "Cost (million dollars)" }]', ""),
        ('["bridge", { name = "value", title = "Cost (USD)" }]', "scale"),
        ('{ label = "bridge", value = "value" }', "scale and unit"),
    ],
)
def test_values_are_printed_with_scale_and_unit(
    rivers: Path, told: Callable[[], list[str]], columns: str, lost: str
) -> None:
    kind = "bars" if columns.startswith("{") else "table"
    path = rivers / "report.toml"
    text = path.read_text("utf-8").partition("[exhibits.costs]")[0]
    exhibit = f'[exhibits.costs]\nkind = "{kind}"\ntitle = "Costs"\ntable = "figures"\nwhere = {{ unit = "USD" }}\n'
    path.write_text(f"{text}{exhibit}columns = {columns}\n", "utf-8")
    messages = [message for message in told() if " EXH015 " in message]
    assert len(messages) == bool(lost)
    assert all(f"without its {lost}, of rows in million USD" in message for message in messages)


@pytest.mark.parametrize("text", ["Total", "grand total", "Sub-total:", "Summe", "Всего", "TOTAL *", "Ensemble"])
def test_rows_of_sums_are_known_by_name(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize("text", ["Total Bridge", "Totals of the east", "Summer", "Total SE", ""])
def test_other_names_are_no_sums(text: str) -> None:
    assert not is_total(text)
