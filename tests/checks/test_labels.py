"""Labels of exhibits against the rows that they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline

OPTION = 'options = { unit = "million dollars" }'
TABLE = """
[exhibits.figures]
kind = "table"
title = "Figures"
table = "figures"
where = { unit = "USD" }
columns = ["bridge", { name = "value", title = "TITLE" }]
"""


def change(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")


def found(folder: Path, code: str = "EXH010") -> list[str]:
    return [f.message for f in pipeline.check(folder, lambda _: None).findings if f.code == code]


@pytest.mark.parametrize(
    "unit", ["million dollars", "US dollars, in millions", "million USD", "million US dollars a year"]
)
def test_a_unit_that_is_that_of_the_rows(rivers: Path, unit: str) -> None:
    change(rivers, "report.toml", "million dollars", unit)
    assert found(rivers) == []


@pytest.mark.parametrize(
    "unit", ["billion dollars", "US dollars", "million euros", "per cent", "USD billion", "€ million"]
)
def test_a_unit_that_is_another_one(rivers: Path, unit: str) -> None:
    change(rivers, "report.toml", "million dollars", unit)
    (told,) = found(rivers)
    assert told.startswith(f'exhibit "costs" says "{unit}"')
    assert told.endswith("shows rows in million USD")


def test_a_chart_brings_its_rows_to_the_largest_scale(rivers: Path) -> None:
    change(rivers, "data/figures.csv", "cost-old,cost,old,1851,2.5,USD,1e6", "cost-old,cost,old,1851,2500,USD,1e3")
    assert found(rivers) == []


@pytest.mark.parametrize("key", ["title", "note", "alt"])
@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Costs (billion USD)", True),
        ("Costs in million euros", True),
        ("Costs in per cent", True),
        ("Costs in € million", True),
        ("Costs in US dollars", False),
        ("Costs (in millions)", False),
        ("Costs in million dollars; traffic in thousands of tonnes", False),
        ("A million people cross", False),
    ],
)
def test_titles_and_notes(rivers: Path, key: str, text: str, wrong: bool) -> None:
    line = f"{key} = {text!r}\n"
    change(rivers, "report.toml", 'title = "What bridges cost"\n', line if key == "title" else f'title = "T"\n{line}')
    assert bool(found(rivers)) is wrong


@pytest.mark.parametrize(
    ("title", "wrong"),
    [("Cost (million USD)", False), ("Cost", False), ("Cost (USD)", True), ("Cost in billion euros", True)],
)
def test_headings_of_columns(rivers: Path, title: str, wrong: bool) -> None:
    text = (rivers / "report.toml").read_text("utf-8")
    (rivers / "report.toml").write_text(text + TABLE.replace("TITLE", title), "utf-8")
    chapter = rivers / "templates/chapters/bridges.tex.j2"
    chapter.write_text(chapter.read_text("utf-8") + '\n\\VAR{ table("figures") }\n', "utf-8")
    assert bool(found(rivers)) is wrong


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("Length (miles)", True),
        ("Length (in miles)", True),
        ("Length in feet", True),
        ("Length, in kilometres", True),
        ("Length (km)", True),
        ("Length (m)", False),
        ("Length (metres)", False),
        ("Length in metres", False),
        ("Length", False),
        ("Length (without ramps)", False),
        ("Length in years of plenty", False),
    ],
)
@pytest.mark.parametrize("declared", [True, False])
def test_headings_in_another_measure(rivers: Path, title: str, wrong: bool, declared: bool) -> None:
    if declared:
        change(rivers, "report.toml", '"opened", "length"', f'"opened", {{ name = "length", title = "{title}" }}')
    else:
        change(rivers, "data/datapackage.json", '"title": "Length"', f'"title": "{title}"')
    assert bool(found(rivers)) is wrong


@pytest.mark.parametrize(
    ("unit", "wrong"),
    [
        ("million camels", True),
        ("camels", True),
        ("bridges crossed", True),
        ("million", False),
        ("cost, in millions", False),
        ("million, current prices", False),
    ],
)
def test_an_axis_that_counts_something_else(rivers: Path, unit: str, wrong: bool) -> None:
    change(rivers, "report.toml", "million dollars", unit)
    assert bool(found(rivers)) is wrong


@pytest.mark.parametrize("key", ["title", "note", "alt"])
@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Costs of bridges (miles)", True),
        ("Costs in tonnes", True),
        ("Costs in tonnes of steel", False),
        ("Costs in days of trouble", False),
        ("Costs over the years", False),
        ("Costs (in billions)", True),
        ("Costs, in thousand dollars", True),
    ],
)
def test_titles_in_another_measure(rivers: Path, key: str, text: str, wrong: bool) -> None:
    test_titles_and_notes(rivers, key, text, wrong)


def test_digits_of_labels_are_typed(rivers: Path) -> None:
    change(rivers, "report.toml", "million dollars", "million dollars of 1990")
    change(rivers, "report.toml", '"opened", "length"', '"opened", { name = "length", title = "Length of 3" }')
    told = found(rivers, "NUM005")
    assert [message.partition(" ")[0] for message in told] == ['"3"', '"1990"']


def test_labels_in_the_language_of_the_brief(rivers: Path) -> None:
    change(rivers, "report.toml", 'subtitle = "A test"', 'language = "de"')
    change(rivers, "report.toml", "million dollars", "Milliarden Euro")
    (told,) = found(rivers)
    assert "which is billion EUR, and shows rows in million USD" in told
    change(rivers, "report.toml", "Milliarden Euro", "Mio. Dollar")
    assert found(rivers) == []


PER_SIZE = [
    ("en", "US dollars per thousand cubic metres"),
    ("en", "USD per 1000 cubic metres"),
    ("en", "USD/1000 m3"),
    ("en", "USD/1000 m³"),
    ("en", "USD/thousand m3"),
    ("en", "US dollars for every thousand cubic metres"),
    ("de", "Dollar je tausend Kubikmeter"),
    ("de", "Dollar pro Tsd. Kubikmeter"),
    ("de", "Dollar/1000 m³"),
    ("fr", "dollars par millier de mètres cubes"),
    ("fr", "dollars pour mille m³"),
    ("es", "dólares por mil m³"),
    ("pl", "dolarów za tys. m³"),
    ("ru", "долларов на тысячу м³"),
    ("ru", "долларов за тыс. кубометров"),
    ("uk", "доларів за тис. м³"),
]


def price(folder: Path) -> None:
    """Have the rows that the chart shows be in USD per 1000 cubic metres."""
    unit = "USD per 1000 cubic metres"
    change(folder, "report.toml", "USD = {", f'"{unit}" = {{}}\nUSD = {{')
    change(folder, "report.toml", 'where = { unit = "USD" }', f'where = {{ unit = "{unit}" }}')
    for value in ("2.5", "40"):
        change(folder, "data/figures.csv", f"{value},USD,1e6,", f"{value},{unit},1,")


@pytest.mark.parametrize("form", ["{}", "Prices in {}", "Prices ({})"])
@pytest.mark.parametrize(("language", "unit"), PER_SIZE)
def test_what_stands_behind_per_has_no_scale_of_its_own(rivers: Path, language: str, unit: str, form: str) -> None:
    change(rivers, "report.toml", 'subtitle = "A test"', f'language = "{language}"')
    change(rivers, "report.toml", "million dollars", form.format(unit))
    price(rivers)
    assert found(rivers) == []


@pytest.mark.parametrize(
    ("language", "unit", "says"),
    [
        ("en", "million dollars per thousand tonnes", "million USD per 1000 tonne"),
        ("en", "euros per thousand cubic metres", "EUR per 1000 cubic metre"),
        ("en", "US dollars per thousand tonnes", "USD per 1000 tonne"),
        ("en", "US dollars per cubic metre", "USD per cubic metre"),
        ("de", "Millionen Dollar je tausend Tonnen", "million USD"),
        ("de", "Euro pro Mio. Tonnen", "EUR"),
        ("ru", "млн долл. на тыс. тонн", "million USD"),
    ],
)
def test_what_stands_before_per_is_looked_at(rivers: Path, language: str, unit: str, says: str) -> None:
    change(rivers, "report.toml", 'subtitle = "A test"', f'language = "{language}"')
    change(rivers, "report.toml", "million dollars", unit)
    price(rivers)
    (told,) = found(rivers)
    assert f"which is {says}, and" in told
