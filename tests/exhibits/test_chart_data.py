"""What no chart of a kind can show is told by ``check``, which draws nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen import pipeline

COSTS = 'kind = "bars"'


LENGTHS = 'label = "name", value = "length"'


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")


def found(folder: Path) -> list[tuple[str, str]]:
    return [(f.code, f"{f.location} {f.message}") for f in pipeline.check(folder, lambda _: None).findings]


def declare(folder: Path, kind: str, table: str, columns: str, options: str = "") -> None:
    text = (folder / "report.toml").read_text("utf-8")
    begin = text.index("[exhibits.costs]")
    told = f'[exhibits.costs]\nkind = "{kind}"\ntitle = "Costs"\ntable = "{table}"\ncolumns = {{ {columns} }}\n'
    (folder / "report.toml").write_text(text[:begin] + told + options + "\n", "utf-8")


@pytest.mark.parametrize(
    ("kind", "table", "columns", "options", "told"),
    [
        ("bars", "bridges", 'label = "name", value = "kind"', "", "data/bridges.csv:2:4"),
        ("dots", "bridges", 'label = "name", value = "name"', "", '"Old Bridge" is not a number'),
        ("bars", "bridges", 'label = "kind", value = "length", group = "evidence"', "", ""),
        ("slope", "bridges", 'label = "name", x = "opened", value = "length"', "", "has a value for one date only"),
        ("slope", "bridges", 'label = "name", x = "name", value = "length"', "", "data/bridges.csv:2:2"),
        ("timeline", "bridges", 'label = "name", start = "name"', "", "data/bridges.csv:2:2"),
        ("timeline", "bridges", 'label = "name", start = "opened", end = "opened"', "", ""),
        ("tiles", "bridges", 'place = "river"', "", 'needs the option "map"'),
        ("tiles", "bridges", 'place = "river"', 'options = { map = "rivers" }', 'has no column "tile_column"'),
        ("columns", "bridges", 'x = "opened"', 'options = { names = ["one"] }', "needs two names"),
        ("bars", "bridges", LENGTHS, f'options = {{ unit = "{"a" * 2000}" }}', "2,000 letters"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_told_without_drawing(
    kind: str, table: str, columns: str, options: str, told: str, rivers: Path
) -> None:
    declare(rivers, kind, table, columns, options)
    flaws = [text for code, text in found(rivers) if code == "EXH006"]
    assert bool(flaws) == bool(told), flaws
    assert any(told in text for text in flaws) or not told, flaws


@pytest.mark.parametrize("value", [f"1{'0' * 400}", "1e300", "nan", "inf", "-inf"])
def test_an_option_that_is_no_number_of_this_world_is_told(value: str, rivers: Path) -> None:
    options = f"options = {{ from = 1990, to = {value} }}"
    declare(rivers, "timeline", "bridges", 'label = "name", start = "opened"', options)
    assert [code for code, text in found(rivers) if 'option "to" cannot be' in text] == ["EXH004"]


LIVES = "id,name,start,end,told,later,evidence\n"
ALL = 'label = "name", id = "id", start = "start", end = "end", told = "told", successor = "later"'


def lives(folder: Path, rows: str) -> None:
    """Declare a table of rows with all that a timeline can show."""
    (folder / "data/lives.csv").write_text(LIVES + rows, "utf-8")
    package = json.loads((folder / "data/datapackage.json").read_text("utf-8"))
    fields = [{"name": name, "type": "string"} for name in ("id", "name", "start", "end", "told")]
    fields += [{"name": name, "type": "list", "delimiter": ";"} for name in ("later", "evidence")]
    schema = {"fields": fields, "primaryKey": ["id"]}
    package["resources"].append({"name": "lives", "title": "Lives", "path": "lives.csv", "schema": schema})
    (folder / "data/places.csv").write_text("id,short,tile_column,tile_row\na,A,0,0\nb,B,1,0\nc,C,2,0\n", "utf-8")
    texts, numbers = (
        [{"name": n, "type": t} for n in names]
        for names, t in ((("id", "short"), "string"), (("tile_column", "tile_row"), "integer"))
    )
    schema = {"fields": texts + numbers, "primaryKey": ["id"]}
    package["resources"].append({"name": "places", "title": "Places", "path": "places.csv", "schema": schema})
    (folder / "data/datapackage.json").write_text(json.dumps(package), "utf-8")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("a,Elbe,1990,,1995,,guide-old", []),
        ("a,Elbe,1990,1995,1994,b,guide-old\nb,Oder,1995,,,,guide-old", []),
        ("a,Elbe,1990,1995,1995,,guide-old", []),
        ("a,Elbe,1990-05,,1990,,guide-old", []),
        ("a,Elbe,1990,,1989,,guide-old", ["lives.csv:2:5 chart \"costs\": the row is last told of before it starts"]),
        ("a,Elbe,1990,1995,1996,,guide-old", ["lives.csv:2:5 chart \"costs\": the row is last told of after it ends"]),
        ("a,Elbe,1990,,soon,,guide-old", ['lives.csv:2:5 chart "costs": "soon" is not an EDTF date']),
        ("a,Elbe,1990,1995,,a,guide-old", ["lives.csv:2:6 chart \"costs\": the row turns into itself: Elbe → Elbe"]),
        (
            "x,Spree,1990,1991,,a,guide-old\na,Elbe,1990,1995,,b,guide-old\nb,Oder,1995,1999,,c,guide-old\n"
            "c,Havel,1999,,,a,guide-old",
            ["turns into itself: Elbe → Oder → Havel → Elbe"],
        ),
        # Two that turn into one, and one into two, are no ring.
        (
            "a,Elbe,1990,1995,,c,guide-old\nb,Oder,1990,1995,,c,guide-old\nc,Havel,1995,1999,,d;e,guide-old\n"
            "d,Spree,1999,,,,guide-old\ne,Saale,1999,,,,guide-old",
            [],
        ),
    ],
)  # fmt: skip
def test_a_timeline_tells_of_what_cannot_have_been(rows: str, told: list[str], rivers: Path) -> None:
    lives(rivers, rows + "\n")
    declare(rivers, "timeline", "lives", ALL)
    flaws = [text for code, text in found(rivers) if code == "EXH006"]
    assert len(flaws) == len(told), flaws
    for flaw, words in zip(flaws, told, strict=True):
        assert words in flaw


def test_a_last_date_later_than_its_sources_is_told(rivers: Path) -> None:
    lives(rivers, "a,Elbe,1990,,2090,,guide-old\n")
    declare(rivers, "timeline", "lives", ALL)
    assert [text.split()[0] for code, text in found(rivers) if code == "WRD008"] == ["data/lives.csv:2:5"]


@pytest.mark.parametrize(
    ("kind", "columns", "options", "told"),
    [
        ("step", 'group = "name", start = "start"', "", ["3:3", "4:2"]),
        ("matrix", 'row = "name", column = "later", start = "start"', "", ["3:6", "4:2"]),
        ("columns", 'x = "start"', "", ["3:3"]),
        ("columns", 'x = "start", end = "end"', "", []),
        ("timeline", 'label = "name", start = "start"', "", []),
        ("tiles", 'place = "id", series = "name"', 'options = { map = "places" }', ["4:2"]),
        ("tiles", 'place = "id", start = "start"', 'options = { map = "places", panels = [1995] }', ["3:3"]),
        ("tiles", 'place = "id", start = "start", group = "later"', 'options = { map = "places" }', []),
    ],
)  # fmt: skip
def test_a_row_that_a_chart_leaves_out_is_told(
    kind: str, columns: str, options: str, told: list[str], rivers: Path
) -> None:
    lives(rivers, "a,Elbe,1990,,,x,guide-old\nb,Oder,,,,,guide-old\nc,,1992,,,x,guide-old\n")
    declare(rivers, kind, "lives", columns, options)
    left_out = [text.split()[0] for code, text in found(rivers) if code == "EXH025"]
    assert sorted(left_out) == [f"data/lives.csv:{place}" for place in told]


@pytest.mark.parametrize(
    ("program", "told"),
    [("def draw(:\n", "no Python program"), ("x = 1\n", "has no function draw"), ("def draw(f, c):\n    pass\n", "")],
)
def test_a_kind_of_the_projects_own_is_read_and_not_run(program: str, told: str, rivers: Path) -> None:
    (rivers / "charts.py").write_text(program, "utf-8")
    replace(rivers, "report.toml", COSTS, 'kind = "own"')
    replace(rivers, "report.toml", "[units]", '[kinds]\nown = "charts.py"\n\n[units]')
    flaws = [text for code, text in found(rivers) if code == "EXH006"]
    assert bool(flaws) == bool(told)
    assert all(told in text for text in flaws)


def test_check_loads_nothing_that_draws(rivers: Path) -> None:
    program = (
        "import sys; from reportgen import cli; status = cli.main(['check', '--project', sys.argv[1]]);"
        "assert not {'matplotlib', 'pandas'} & set(sys.modules); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(rivers)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
