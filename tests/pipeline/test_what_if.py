"""Another value of a cell, tried in memory: what it changes, what it makes false, and what is no value."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.ledger.impact import Trial
from reportgen.pipeline.model import Checked
from reportgen.pipeline.what_if import RefusedError, what_if

CHAPTER = "templates/chapters/bridges.tex.j2"


@pytest.fixture
def checked(rivers: Path, shared_cache: None) -> Checked:
    return look(rivers)


def look(folder: Path) -> Checked:
    found = pipeline.look(folder, lambda _: None, ()).value
    assert found is not None
    return found


def trial(checked: Checked, table: str, row: str, column: str, value: str) -> Trial:
    (found,) = checked.inputs.find(table, row)
    return what_if(checked, found, column, value)


def test_the_words_that_change_stand_beside_those_that_were(checked: Checked) -> None:
    found = trial(checked, "figures", "cost-new", "value", "20")
    assert (found.row, found.column, found.before, found.after) == ("figures/cost-new", "value", "40", "20")
    words = "The new one cost about %s times as much."
    assert found.changed == ((f"{CHAPTER}:2", words % "16.0", words % "8.0"),)


def test_the_same_value_changes_nothing(checked: Checked) -> None:
    found = trial(checked, "figures", "cost-new", "value", "40")
    assert found.changed == ()


def test_a_word_that_another_value_makes_false_is_told(rivers: Path, shared_cache: None) -> None:
    path = rivers / CHAPTER
    more = '\nIt was \\VAR{ "dearer" | when(ratio("cost-new", "cost-old") > 10) }\\VAR{ cite("guide-new") }.\n'
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    found = trial(look(rivers), "figures", "cost-new", "value", "3")
    assert found.flips == ((f"{CHAPTER}:11:15", "NUM004", 'the data no longer say "dearer"'),)


def test_nothing_is_written_and_the_draft_stays(checked: Checked, rivers: Path) -> None:
    before = {path: path.read_bytes() for path in rivers.rglob("*") if path.is_file()}
    (row,) = checked.inputs.find("figures", "cost-new")
    trial(checked, "figures", "cost-new", "value", "20")
    assert {path: path.read_bytes() for path in rivers.rglob("*") if path.is_file()} == before
    assert checked.inputs.find("figures", "cost-new") == (row,)


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "why"),
    [
        ("figures", "cost-new", "price", "1", 'table "figures" has no column "price"; name one with --column'),
        ("figures", "cost-new", "value", "dear", '"dear" is no number, as column "value" has; write 12.5'),
        ("figures", "cost-new", "value", "", '"" is no number, as column "value" has; write 12.5'),
        ("figures", "cost-new", "value", "NaN", '"NaN" is no number that a brief can print'),
        ("figures", "cost-new", "value", "1e99", '"1e99" is no number that a brief can print'),
        ("figures", "cost-new", "bridge", "old", "holds ids or truth values; only numbers, dates and texts"),
        ("bridges", "new", "opened", "soon", "soon"),
    ],
)
def test_what_is_no_value_of_the_column_is_refused(
    checked: Checked, table: str, row: str, column: str, value: str, why: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        trial(checked, table, row, column, value)
    assert why in str(refused.value)
