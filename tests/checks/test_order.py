"""Cells of a row follow each other as the data package says."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline

PACKAGE = """{"resources": [
  {"name": "periods", "path": "periods.csv", "schema": {"fields": [
    {"name": "id"}, {"name": "start", "rdfType": "EDTF"}, {"name": "end", "rdfType": "EDTF"}], "primaryKey": ["id"]}},
  {"name": "members", "path": "members.csv", ORDER "schema": {"fields": [
    {"name": "id"}, {"name": "joined", "rdfType": "EDTF"}, {"name": "left", "rdfType": "EDTF"},
    {"name": "period", "rowsOf": "periods"}, {"name": "rank", "type": "integer"}, {"name": "lowest", "type": "number"}],
    "primaryKey": ["id"]}}]}"""
ORDER = '"order": [["joined", "left"], ["period.start", "joined", "period.end"], ["rank", "lowest"]],'


@pytest.fixture
def project(rivers: Path) -> Path:
    (rivers / "data/datapackage.json").write_text(PACKAGE.replace("ORDER", ORDER), "utf-8")
    (rivers / "data/periods.csv").write_text("id,start,end\nnineties,1991,1999\nlater,2000,\n", "utf-8")
    return rivers


def found(project: Path, row: str) -> list[str]:
    (project / "data/members.csv").write_text(f"id,joined,left,period,rank,lowest\na,{row}\n", "utf-8")
    findings = pipeline.check(project, lambda _: None).findings
    return [f"{f.location} {f.message}" for f in findings if f.code in ("EVI027", "DAT003")]


@pytest.mark.parametrize(
    "row",
    [
        "1992,1994,nineties,1,2.5",
        "1992,1992,nineties,1,1",
        "1994,1994-03,nineties,,",
        "1994-05,1994,nineties,,",
        "199X,1991,nineties,,",
        "1992,,nineties,,",
        ",1992,,,",
        "1995~,1994-06,nineties,,",
        "1990/1992,1991,nineties,,",
        "2030,2031,later,,",
        "1998/..,1997/..,nineties,,",
    ],
)
def test_what_can_be_in_order_is_let_pass(project: Path, row: str) -> None:
    assert found(project, row) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1994,1992,nineties,,", 'data/members.csv:2:3 row "a" has joined 1994, after left 1992'),
        (
            "1994-05-02,1994-05-01,nineties,,",
            'data/members.csv:2:3 row "a" has joined 1994-05-02, after left 1994-05-01',
        ),
        ("1999~,1992,nineties,,", 'data/members.csv:2:3 row "a" has joined 1999~, after left 1992'),
        ("1990,,nineties,,", 'data/members.csv:2:2 row "a" has period.start 1991, after joined 1990'),
        ("2000,,nineties,,", 'data/members.csv:2:2 row "a" has joined 2000, after period.end 1999'),
        (",,nineties,3,2.5", 'data/members.csv:2:6 row "a" has rank 3, after lowest 2.5'),
    ],
)
def test_what_cannot_is_evi027(project: Path, row: str, told: str) -> None:
    assert found(project, row) == [told]


@pytest.mark.parametrize(
    "order", ['"joined"', '["joined", "left"]', '[["joined"]]', "[[1, 2]]", '[["joined", "gone"]]']
)
def test_an_order_that_means_nothing_is_dat003(project: Path, order: str) -> None:
    text = PACKAGE.replace("ORDER", f'"order": {order},')
    (project / "data/datapackage.json").write_text(text, "utf-8")
    assert len(found(project, "1992,1994,nineties,1,2")) == 1
