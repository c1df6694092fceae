from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from reading import read
from reportgen.exhibits.charts.values import Spell
from reportgen.exhibits.model import UNTIL, ChartSpec, Prepared
from reportgen.exhibits.prepare import prepare
from reportgen.findings.model import Outcome, collect
from reportgen.inputs.load import load
from reportgen.language.registry import KNOWN
from reportgen.text.translations import BEYOND, own_word

PROJECT = Path(__file__).parents[1] / "projects" / "explained"
TIMELINE = """
[exhibits.lives]
kind = "timeline"
title = "How long the bridges stood"
table = "bridges"
columns = { label = "name", start = "opened" }
note = "Ours."
"""


def prepared(folder: Path, options: str = "") -> Outcome[Mapping[str, Prepared]]:
    target = folder / "project"
    if not target.exists():
        shutil.copytree(PROJECT, target)
    with (target / "report.toml").open("a", encoding="utf-8") as file:
        file.write(TIMELINE + options)
    project = collect(read(target))
    assert project.value is not None, project.findings
    return collect(prepare(project.value, collect(load(project.value)).value, {}))


def test_what_is_not_over_goes_as_far_as_its_sources_were_written_and_the_note_says_so(tmp_path: Path) -> None:
    outcome = prepared(tmp_path, "options = { to = 2030 }\n")
    assert outcome.findings == ()
    made = outcome.value["lives"]
    assert isinstance(made.content, ChartSpec)
    assert made.content.rows.names[-1] == UNTIL
    assert [row[-1] for row in made.content.rows.cells] == ["2005", "2005"]
    assert made.note == f"Ours. {BEYOND}"


def test_nothing_is_said_where_nothing_is_beyond_the_sources(tmp_path: Path) -> None:
    assert prepared(tmp_path, "options = { to = 2005 }\n").value["lives"].note == "Ours."


def test_a_source_without_a_date_reaches_as_far_as_the_chart(tmp_path: Path) -> None:
    shutil.copytree(PROJECT, tmp_path / "project")
    works = tmp_path / "project/bib/sources.bib"
    works.write_text(works.read_text("utf-8").replace("  date      = {2005},\n", ""), "utf-8")
    made = prepared(tmp_path, "options = { to = 2030 }\n").value["lives"]
    assert isinstance(made.content, ChartSpec)
    assert [row[-1] for row in made.content.rows.cells] == [None, None]
    assert made.note == "Ours."


def test_a_row_later_than_all_its_sources_is_told(tmp_path: Path) -> None:
    shutil.copytree(PROJECT, tmp_path / "project")
    rows = tmp_path / "project/data/bridges.csv"
    rows.write_text(rows.read_text("utf-8").replace("1999,1200", "2006-03,1200"), "utf-8")
    (finding,) = prepared(tmp_path).findings
    assert str(finding).startswith('data/bridges.csv:3:5: warning WRD008 beyond-evidence: "2006-03" is later than 2005')


@pytest.mark.parametrize(
    ("spell", "told"),
    [
        (Spell(1990, None), 2016),
        (Spell(1990, None, 2005), 2005),
        (Spell(1990, None, 2020), 2016),
        (Spell(2010, None, 2005), 2010),
        (Spell(1990, 2012, None), 2012),
    ],
)
def test_how_far_a_spell_is_told_of(spell: Spell, told: float) -> None:
    assert spell.told(2016) == told


def test_the_note_is_in_the_languages_that_the_tool_reads() -> None:
    assert all(own_word(BEYOND, tag) for tag in ("en", *KNOWN))
