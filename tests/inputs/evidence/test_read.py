from __future__ import annotations

from pathlib import Path

import pytest

from reading import read
from reportgen.findings.model import collect
from reportgen.inputs.evidence.read import read_evidence
from reportgen.inputs.load import load


def findings(folder: Path) -> list[str]:
    project = collect(read(folder)).value
    assert project is not None
    return [str(f) for f in collect(load(project)).findings]


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("bib/evidence.csv", "guide-old,guide,", "guide-old,giude,", "bib/evidence.csv:2:1: error EVI001"),
        ("bib/evidence.csv", ",survey,", ",survye,", 'via "survye"'),
        ("bib/evidence.csv", ",Tolls,", ",,", "bib/evidence.csv:4:3: error EVI003"),
        ("bib/evidence.csv", "guide-toll,", "guide-old,", "bib/evidence.csv:4:1: error DAT007"),
        ("bib/evidence.csv", "opened in May after nine years", "", "bib/evidence.csv:2:5: error DAT006"),
        ("bib/evidence.csv", ",quote,", ",quotation,", "bib/evidence.csv:1: error DAT004"),
        ("data/bridges.csv", "402.5,guide-old", "402.5,guide-odl", "data/bridges.csv:2:7: error EVI004"),
    ],
)
def test_mistakes_are_found(rivers: Path, path: str, old: str, new: str, expected: str) -> None:
    text = (rivers / path).read_text("utf-8")
    assert old in text
    (rivers / path).write_text(text.replace(old, new, 1), "utf-8")
    assert any(expected in f for f in findings(rivers)), findings(rivers)


def test_labels_typed_before_pages_and_notes_are_no_part_of_them() -> None:
    text = (
        "id,source,quote,page,footnote,locator\na,s,q,pp. 3-5,n. 7,\nb,s,q,p. xii,,\nc,s,q,S. 9,,\n"
        "d,s,q,,,ch. 3\ne,s,q,see 4,,\n"
    )
    outcome = collect(read_evidence("bib/evidence.csv", text.encode()))
    assert outcome.findings == ()
    rows = outcome.value.values()
    assert [(row.page, row.footnote, row.locator) for row in rows] == [
        ("3-5", "7", ""),
        ("xii", "", ""),
        ("9", "", ""),
        ("", "", "ch. 3"),
        ("see 4", "", ""),
    ]
    assert len({row.digest for row in rows}) == 5


def test_missing_files_are_findings(rivers: Path) -> None:
    (rivers / "bib/evidence.csv").unlink()
    (rivers / "bib/sources.bib").unlink()
    codes = [f.split()[2] for f in findings(rivers)]
    assert {"DAT001", "BIB006"} <= set(codes)


def test_rows_know_the_works_behind_them(rivers: Path) -> None:
    project = collect(read(rivers)).value
    assert project is not None
    inputs = collect(load(project)).value
    assert [row["source"] for row in inputs.tables["bridges"].rows()] == [("guide",)] * 3
    assert inputs.sources(["guide-old", "guide-toll"]) == ("guide",)
    assert inputs.label(("rivers",), "elbe") == "Elbe"
    assert inputs.label(("sources",), "guide") == "Guide"
    assert set(inputs.files) >= {"data/bridges.csv", "bib/sources.bib", "bib/evidence.csv"}
