"""Reading and drafting against a store: what is done again, and where it stops."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.drafted import change, draft
from reportgen.findings.model import collect
from reportgen.pipeline.drafting import Drafting
from reportgen.pipeline.store import Store

CHAPTER = "templates/chapters/bridges.tex.j2"


def made(folder: Path) -> list[str]:
    """Draft in a store of its own, and return the units that were made."""
    store = Store(folder)
    store.begin()
    value, findings = draft(store)
    assert value is not None, findings
    assert findings == ()
    store.end()
    return [step.unit for step in store.steps if not step.reused]


def test_a_project_is_read_and_drafted_and_all_that_was_read_is_noted(rivers: Path) -> None:
    store = Store(rivers)
    value, findings = draft(store)
    assert value is not None
    assert findings == ()
    assert {"bridges", "costs"} == value.prepared.keys()
    assert value.placed == {"table": 1, "chart": 1}
    assert {"report.toml", "data/bridges.csv", "bib/sources.bib", "bib/texts/guide.txt", CHAPTER} <= store.watched


@pytest.mark.parametrize(
    ("path", "old", "new", "units"),
    [
        ("report.toml", 'subtitle = "A test"', 'subtitle = "Another"', {"report.toml", "templates"}),
        (CHAPTER, "The new one", "That one", {"templates"}),
        ("data/rivers.csv", "Oder", "Odra", {"data and bibliography", "templates"}),
    ],
)
def test_only_what_rests_on_a_change_is_done_again(
    rivers: Path, path: str, old: str, new: str, units: set[str]
) -> None:
    assert made(rivers)
    assert made(rivers) == []
    change(rivers, path, old, new)
    again = made(rivers)
    assert units <= set(again)
    assert not {"report.toml", "data and bibliography", "templates"} - units & set(again)


def test_inputs_with_errors_are_not_drafted(rivers: Path) -> None:
    change(rivers, "data/bridges.csv", ",402.5,", ",many,")
    value, findings = draft(Store(rivers))
    assert value is None
    assert [f.code for f in findings] == ["DAT005"]


def test_a_template_with_errors_is_drafted_as_far_as_it_goes(rivers: Path) -> None:
    change(rivers, CHAPTER, 'figure("cost-old")', 'figure("cost-odl")')
    value, findings = draft(Store(rivers))
    assert value is not None
    assert "NUM001" in [f.code for f in findings]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("title =", "titel =", "PRJ003"),
        ("chapters/bridges.tex.j2", "gone.tex.j2", "PRJ001"),
        ('"2020', "2020", "PRJ002"),
    ],
)
def test_a_project_with_errors_is_none(rivers: Path, old: str, new: str, code: str) -> None:
    change(rivers, "report.toml", old, new)
    outcome = collect(Drafting(Store(rivers), lambda _: None).read())
    assert outcome.value is None
    assert code in [f.code for f in outcome.findings]


def test_without_report_toml_there_is_no_project(tmp_path: Path) -> None:
    outcome = collect(Drafting(Store(tmp_path), lambda _: None).read())
    assert outcome.value is None
    assert [f.code for f in outcome.findings] == ["PRJ001"]
