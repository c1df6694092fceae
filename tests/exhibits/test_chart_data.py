"""What no chart of a kind can show is told by ``check``, which draws nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reportgen import pipeline

COSTS = 'kind = "bars"'


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
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_told_without_drawing(
    kind: str, table: str, columns: str, options: str, told: str, rivers: Path
) -> None:
    declare(rivers, kind, table, columns, options)
    flaws = [text for code, text in found(rivers) if code == "EXH006"]
    assert bool(flaws) == bool(told), flaws
    assert any(told in text for text in flaws) or not told, flaws


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
