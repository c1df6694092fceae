from __future__ import annotations

import json
from typing import Any

import pytest

from reportgen.findings import printers
from reportgen.findings.model import Diagnostic, Location, Severity
from reportgen.findings.rules import RULES, finding

TEMPLATE = finding("CIT001", Location("templates/a b.tex.j2", 14, 3), 'no evidence "x"', 'did you mean "y"?')
CELL = finding("EVI002", Location("bib/evidence.csv", 5, 1), 'evidence "x" is used nowhere')
FILE = finding("CIT004", Location("report.toml"), "100% odd:\nsee, there")
NOTE = Diagnostic(Location("report.toml", 3), "CIT004", "unlisted-work", Severity.INFO, "told only")
ALL = [TEMPLATE, CELL, FILE, NOTE]


def test_text_has_a_line_for_each_finding_and_one_for_its_hint() -> None:
    assert printers.FORMATS["text"]([TEMPLATE, CELL], "").splitlines() == [
        'templates/a b.tex.j2:14:3: error CIT001 unknown-evidence: no evidence "x"',
        '    hint: did you mean "y"?',
        'bib/evidence.csv:5:1: warning EVI002 unused-evidence: evidence "x" is used nowhere',
        "1 error, 1 warning",
    ]
    assert printers.FORMATS["text"]([], "") == "no findings"


@pytest.mark.parametrize("name", printers.FORMATS)
def test_every_form_says_what_was_not_looked_at(name: str) -> None:
    assert "not looked at: " not in printers.FORMATS[name](ALL, "").replace("notLookedAt", "")
    told = printers.FORMATS[name](ALL, "what else is in a.tex.j2")
    assert "what else is in a.tex.j2" in told
    if name == "json":
        assert json.loads(told)["notLookedAt"] == "what else is in a.tex.j2"


def test_json_has_every_part_of_a_finding_and_the_counts() -> None:
    read = json.loads(printers.as_json(ALL))
    assert read["counts"] == {"error": 1, "warning": 2, "info": 1}
    assert read["findings"][0] == {
        "path": "templates/a b.tex.j2",
        "line": 14,
        "column": 3,
        "code": "CIT001",
        "name": "unknown-evidence",
        "severity": "error",
        "message": 'no evidence "x"',
        "hint": 'did you mean "y"?',
        "related": [],
    }
    assert [f["code"] for f in read["findings"]] == ["CIT001", "EVI002", "CIT004", "CIT004"]


def sarif(findings: list[Diagnostic]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(printers.as_sarif(findings, RULES.values()))
    assert read["version"] == "2.1.0"
    assert len(read["runs"]) == 1
    return dict(read["runs"][0])


def test_sarif_describes_every_rule_with_its_explanation() -> None:
    rules = sarif([])["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert rules[0]["name"] == "MissingFile"
    assert rules[0]["shortDescription"]["text"] == RULES["PRJ001"].summary
    assert "## How to mend" in rules[0]["help"]["markdown"]
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"error", "warning", "note"}


def test_sarif_places_findings_in_the_project() -> None:
    run = sarif(ALL)
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert set(run["originalUriBaseIds"]) == {place["artifactLocation"]["uriBaseId"] for place in places}
    assert places[0]["artifactLocation"]["uri"] == "templates/a%20b.tex.j2"
    assert places[0]["region"] == {"startLine": 14, "startColumn": 3}
    assert "region" not in places[2]
    assert places[3]["region"] == {"startLine": 3}
    assert [result["level"] for result in run["results"]] == ["error", "warning", "warning", "note"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert run["results"][0]["message"]["text"] == 'no evidence "x"\nhint: did you mean "y"?'


def test_the_number_of_a_cell_is_no_column_of_text() -> None:
    location = sarif([CELL])["results"][0]["locations"][0]
    assert location["physicalLocation"]["region"] == {"startLine": 5}
    assert location["properties"] == {"cell": 1}
    assert ",col=" not in next(printers.as_github([CELL]))


def test_a_sarif_finding_keeps_its_fingerprint_when_it_moves() -> None:
    moved = finding("CIT001", Location(TEMPLATE.location.path, 20, 3), TEMPLATE.message, TEMPLATE.hint)
    other = finding("CIT001", Location("templates/b.tex.j2", 14, 3), TEMPLATE.message)
    prints = [result["partialFingerprints"]["finding/v1"] for result in sarif([TEMPLATE, moved, other])["results"]]
    assert prints[0] == prints[1] != prints[2]


def test_github_commands_are_one_escaped_line_each() -> None:
    assert list(printers.as_github(ALL)) == [
        "::error file=templates/a b.tex.j2,line=14,col=3,title=CIT001 unknown-evidence"
        '::no evidence "x"%0Ahint: did you mean "y"?',
        '::warning file=bib/evidence.csv,line=5,title=EVI002 unused-evidence::evidence "x" is used nowhere',
        "::warning file=report.toml,title=CIT004 unlisted-work::100%25 odd:%0Asee, there",
        "::notice file=report.toml,line=3,title=CIT004 unlisted-work::told only",
    ]
    odd = finding("CIT001", Location("a:b,c%.tex", 1), "\r")
    assert list(printers.as_github([odd])) == [
        "::error file=a%3Ab%2Cc%25.tex,line=1,title=CIT001 unknown-evidence::%0D"
    ]


def test_every_format_shows_the_other_places_of_a_finding() -> None:
    others = [Location("data/a.csv", 3, 2), Location("templates/b.tex.j2", 9)]
    told = finding("CON001", Location("data/b.csv", 4, 1), "they differ", "correct one", others)
    assert printers.FORMATS["text"]([told], "").splitlines()[1] == "    see: data/a.csv:3:2, templates/b.tex.j2:9"
    assert json.loads(printers.as_json([told]))["findings"][0]["related"][0] == {
        "path": "data/a.csv",
        "line": 3,
        "column": 2,
    }
    first, second = sarif([told])["results"][0]["relatedLocations"]
    assert (first["properties"], first["physicalLocation"]["region"]) == ({"cell": 2}, {"startLine": 3})
    assert second["physicalLocation"]["artifactLocation"]["uri"] == "templates/b.tex.j2"
    assert next(printers.as_github([told])).endswith("%0Asee: data/a.csv:3:2, templates/b.tex.j2:9")


@pytest.mark.parametrize("name", printers.FORMATS)
def test_every_format_tells_all_findings(name: str) -> None:
    told = printers.FORMATS[name](ALL, "")
    assert told.count("CIT004") >= 2
    assert not told.endswith("\n")


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_json_is_ascii_whatever_the_terminal(name: str) -> None:
    assert printers.FORMATS[name]([finding("CIT001", Location("brücke.tex", 1), "no evidence “x”")], "").isascii()
