"""Update the data and build again: what follows, and what is reported because it cannot follow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from reportgen import cli, pipeline

CHAPTER = "templates/chapters/bridges.tex.j2"
TEXT = "bib/texts/guide.txt"
MORE = """
\\BLOCK{ analysis "dear" rests_on=["cost-new"] }
The new bridge was \\VAR{ "more than ten times as dear" | when(ratio("cost-new", "cost-old") > 10) }.
\\BLOCK{ endanalysis }

There are \\VAR{ count(rows("bridges")) } bridges\\VAR{ cite("guide-toll") }.
"""
pytestmark = pytest.mark.tex


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")


def append(folder: Path, path: str, text: str) -> None:
    with (folder / path).open("a", encoding="utf-8") as file:
        file.write(text)


@pytest.fixture
def project(rivers: Path) -> Path:
    append(rivers, CHAPTER, MORE)
    assert cli.main(["approve", "--all", "--project", str(rivers)]) == 0
    return rivers


def built(folder: Path) -> tuple[str, dict[str, Any]]:
    outcome = pipeline.build(folder, lambda _: None)
    assert outcome.value is not None, [str(f) for f in outcome.findings]
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(folder / "build/brief.pdf").pages).split())
    return said, json.loads((folder / "build/ledger.json").read_text("utf-8"))


def errors(folder: Path) -> list[str]:
    return sorted(f.code for f in pipeline.check(folder, lambda _: None).findings)


def test_a_changed_value_changes_everything_that_shows_it(project: Path) -> None:
    before, _ = built(project)
    replace(project, "data/figures.csv", "1851,2.5,", "1851,3.2,")
    replace(project, TEXT, "$2.5 million", "$3.2 million")
    assert "cost about 16.0 times as much" in before
    after, ledger = built(project)
    assert "The Old Bridge cost $3.2 million" in after
    assert "cost about 12.5 times as much" in after
    assert ledger["rows"]["figures/cost-old"]["cells"]["value"] == "3.2"


def test_words_and_analyses_that_cannot_follow_are_reported(project: Path) -> None:
    replace(project, "data/figures.csv", "1999,40,", "1999,20,")
    replace(project, TEXT, "forty million", "twenty million")
    replace(project, TEXT, "$40 million", "$20 million")
    replace(project, "bib/evidence.csv", "forty million", "twenty million")
    assert "NUM004" in errors(project)
    replace(project, CHAPTER, '"more than ten times as dear" | when(ratio("cost-new", "cost-old") > 10)', '"dear"')
    assert set(errors(project)) == {"STM002", "EVI023"}


def test_a_new_row_stands_in_table_count_and_source_line(project: Path) -> None:
    append(project, TEXT, "\n\nThe rope bridge of 1800, 12 metres long, hangs over the Oder, as an arch does.\n")
    append(project, "bib/evidence.csv", 'guide-rope,guide,Tolls,,"The rope bridge of 1800, 12 metres",,\n')
    append(project, "data/bridges.csv", "rope,rope bridge,oder,arch,1800,12,guide-rope\n")
    said, ledger = built(project)
    assert "There are 4 bridges" in said
    assert "rope bridge 1800 12" in said
    assert ledger["evidence"]["guide-rope"]["used_on"]


def test_a_source_more_with_ten_passages(project: Path) -> None:
    names = [f"Ford {letter}" for letter in "ABCDEFGHIJ"]
    text = "Crossings\n\n" + "\n\n".join(
        f"The crossing called {name} was opened in {1810 + n} as a beam over the Elbe, {20 + n} metres long."
        for n, name in enumerate(names)
    )
    (project / "bib/texts/fords.txt").write_text(text, "utf-8")
    entry = (
        "@book{fords,\n  author = {Ford, Nora},\n  title = {Fords},\n  publisher = {Bank Press},\n  date = {1900},\n"
    )
    append(project, "bib/sources.bib", entry + "  file = {fords.txt},\n}\n")
    for n, name in enumerate(names):
        append(project, "bib/evidence.csv", f"fords-{n},fords,Crossings,,The crossing called {name} was opened,,\n")
        append(project, "data/bridges.csv", f"ford-{n},{name},elbe,beam,{1810 + n},{20 + n},fords-{n}\n")
    said, ledger = built(project)
    assert "There are 13 bridges" in said
    assert all(name in said for name in names)
    assert "Ford 1900" in said
    assert sum(e["source"] == "fords" and e["verified"] == "exact" for e in ledger["evidence"].values()) == 10
