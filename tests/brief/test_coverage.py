"""Whatever the sources speak of stands in the brief's glossary, with who says it and where."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from reading import read
from reportgen.draft.compose import compose
from reportgen.draft.model import listed_evidence
from reportgen.exhibits.model import Grid
from reportgen.exhibits.prepare import prepare
from reportgen.findings.model import collect
from reportgen.inputs.load import load

ROOT: Final = Path(__file__).parents[2]
KEYS: Final = {"S1": "associations2014", "S2": "strategy2005", "S3": "vacuum2021"}

# Everything the three sources speak of, with the sources that speak of each.
COVERAGE: Final = {
    "CIS": "S1 S2 S3",
    "CIS Charter": "S2",
    "CIS Economic Union": "S2",
    "CIS free trade zone": "S2 S3",
    "Plan-Schedule and Plan of measures": "S2",
    "Non-Visa Agreement": "S2",
    "CST (“Tashkent treaty”)": "S1 S3",
    "CSTO": "S1 S2 S3",
    "CRRF": "S1 S3",
    "Customs Union (1995)": "S1",
    "EEA of 1996": "S2",
    "Russia–Belarus Customs Union": "S1 S2",
    "EURASEC": "S1 S2",
    "EURASEC Customs Union": "S1 S3",
    "SES (second meaning), Unified economic space": "S1",
    "SES (first meaning)": "S1 S2",
    "SES Concept": "S2",
    "Big Four": "S2",
    "EEU": "S1 S3",
    "GUAM, GUUAM": "S1 S2 S3",
    "TRACECA": "S1",
    "CAU": "S1",
    "Central Asian Economic Union": "S2",
    "CAEC": "S1",
    "CACO, CAC": "S1 S2",
    "Central Asian market and consortia": "S2",
    "SCO": "S3",
    "BA": "S3",
    "Eurasian integration, Nazarbayev’s trading bloc": "S3",
    "Ruble Zone": "S2",
    "Union State": "S1 S2 S3",
    "Commonwealth of Russia and Belarus": "S3",
    "Union of Belarus and Russia": "S2 S3",
    "Treaty with Belarus (1995)": "S3",
    "Agreement with Belarus (1998)": "S3",
    "Non-institutionalised unions": "S1",
    "Military alliances": "S1",
    "Treaty with Kazakhstan (1992)": "S3",
    "Declaration with Kazakhstan (1998)": "S3",
    "Treaty with Armenia (1997)": "S3",
    "Bases": "S2",
    "Beltransgas": "S2",
    "Iran–Armenia gas pipeline": "S2",
    "VAT destination principle": "S2",
    "EEC, EU, European Communities": "S1 S2 S3",
    "NATO": "S1 S3",
    "PfP": "S3",
    "ENP": "S3",
    "EaP": "S3",
    "AA": "S3",
    "CEES, CES": "S2",
    "Four Common Spaces": "S2",
    "Middle Term Strategy": "S2",
    "Global bodies": "S2",
    "GATT 1994": "S3",
    "NAFTA": "S2",
    "UN Charter, Article 51": "S3",
    "Tacis": "S2",
    "Decree 940": "S2",
    "FPC": "S2",
    "NSC": "S2",
    "Address of 2004": "S2",
    "Press conference of 2004": "S2",
    "Post-Soviet space": "S1 S2 S3",
    "Three models of integration": "S1",
    "Four vectors of integration": "S2",
    "Four regional priorities": "S2",
    "Two dominant vectors": "S2",
    "Multi-speed and multi-level integration": "S1 S2",
    "Stages of economic integration": "S2 S3",
    "Customs union (as a concept)": "S2 S3",
    "Economic union, political union": "S2 S3",
    "Levels of economic organisation (Table 1)": "S3",
    "Four freedoms": "S2",
    "Weighted voting": "S2",
    "EU as technical model": "S1 S2",
    "Multi-speed Europe": "S2",
    "Civilised divorce": "S2",
    "Economisation": "S2",
    "Old paradigms, zone of influence": "S2",
    "Near abroad": "S2 S3",
    "Economic anti-imperialism": "S2",
    "Sticks and carrots, three instruments": "S2",
    "Hub and spoke": "S2",
    "Greater Europe": "S2",
    "Bilateralism": "S1 S3",
    "Institutional vacuum": "S3",
    "Institutional manoeuvrability": "S3",
    "Geopolitical integrity": "S3",
    "Quasi-alliance": "S3",
    "Privileged interests": "S3",
    "Cheating, transaction costs, balance-groupings": "S3",
    "Extra-regional institutions, Euro-Atlantic": "S1 S3",
    "Process tracing, path dependence": "S3",
    "Dialogue platform, discussion forum": "S1",
    "Core and periphery": "S1 S2",
    "Sub-regional associations": "S1 S2 S3",
    "Colour revolutions, Orange Revolution": "S1 S2 S3",
    "Five-day War, war of 2008": "S1 S3",
    "Junior partners": "S1",
    "Normal country": "S2",
}


def read_rows(path: str) -> list[dict[str, str]]:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def evidence() -> Mapping[str, Mapping[str, str]]:
    return {row["id"]: row for row in read_rows("bib/evidence.csv")}


@pytest.fixture(scope="module")
def terms() -> Mapping[str, str]:
    return {row["id"]: row["term"] for row in read_rows("data/terms.csv")}


@pytest.fixture(scope="module")
def entries() -> list[dict[str, str]]:
    return read_rows("data/term_entries.csv")


def test_the_terms_are_those_that_the_sources_speak_of(terms: Mapping[str, str]) -> None:
    assert len(COVERAGE) == 101
    assert set(terms.values()) == set(COVERAGE)


def test_each_source_that_speaks_of_a_term_has_an_entry_from_its_own_passages(
    terms: Mapping[str, str], entries: list[dict[str, str]], evidence: Mapping[str, Mapping[str, str]]
) -> None:
    found: dict[str, set[str]] = {}
    for entry in entries:
        sources = {evidence[name]["source"] for name in entry["evidence"].split(";")}
        assert len(sources) == 1, entry["id"]
        found.setdefault(terms[entry["term"]], set()).update(sources)
        assert len(entry["says"].split()) <= 22, entry["id"]
    missing = {t: s for t, wanted in COVERAGE.items() for s in wanted.split() if KEYS[s] not in found.get(t, set())}
    assert missing == {}


def test_the_places_named_are_those_of_the_evidence(
    entries: list[dict[str, str]], evidence: Mapping[str, Mapping[str, str]]
) -> None:
    short = tomllib.loads((ROOT / "report.toml").read_text("utf-8"))["sections"]
    for entry in entries:
        passages = [evidence[name] for name in entry["evidence"].split(";")]
        sections = {short.get(p["section"], p["section"]) for p in passages if not p["footnote"]}
        notes = {p["footnote"] for p in passages if p["footnote"]}
        assert parts_of(entry["place"]) == (sections, notes), entry["id"]


def parts_of(place: str) -> tuple[set[str], set[str]]:
    """Read "secs. 3, 7; n. 13" as sections and notes."""
    sections: set[str] = set()
    notes: set[str] = set()
    for part in place.split("; "):
        named = notes if part.startswith(("n. ", "nn. ")) else sections
        for mark in ("secs. ", "sec. ", "nn. ", "n. "):
            part = part.removeprefix(mark)
        named.update(part.split(", "))
    return sections, notes


def test_the_brief_prints_every_term_with_every_entry_in_the_order_of_the_alphabet(
    terms: Mapping[str, str], entries: list[dict[str, str]]
) -> None:
    """Composed without TeX: the ledger's record of the glossary is the usage of its exhibit."""
    project = collect(read(ROOT)).value
    assert project is not None
    inputs = collect(load(project)).value
    draft = collect(compose(project, inputs)).value
    usage = draft.placed("glossary")
    assert usage is not None
    assert usage.location.path == "templates/chapters/glossary.tex.j2"
    assert {row.id for row in usage.use.rows} == {entry["id"] for entry in entries}
    content = collect(prepare(project, inputs, draft.titles)).value["glossary"].content
    assert isinstance(content, Grid)
    heads = [row.cells[0] for row in content.rows if row.heading]
    assert heads == sorted(terms.values(), key=plain)
    said = {cell for row in content.rows for cell in row.cells}
    assert {entry["says"] for entry in entries} <= said


def test_every_figure_event_conflict_and_passage_is_in_print() -> None:
    project = collect(read(ROOT)).value
    assert project is not None
    inputs = collect(load(project)).value
    draft = collect(compose(project, inputs)).value
    shown = {str(row) for usage in draft.usages for row in usage.use.rows}
    for table in ("figures", "events", "conflicts", "conflict_readings", "readings"):
        ids = [row["id"] for row in read_rows(f"data/{table}.csv")]
        assert len(ids) > 80
        assert [name for name in ids if f"{table}/{name}" not in shown] == []
    listed = set(listed_evidence(draft, inputs, "annex"))
    assert [row["id"] for row in read_rows("bib/evidence.csv") if row["id"] not in listed] == []


def plain(term: str) -> str:
    """Write a term as a reader looks it up: letters and figures, whatever their case."""
    return " ".join("".join(c if c.isalnum() else " " for c in term.casefold()).split())


def test_every_source_is_mined_and_compared(evidence: Mapping[str, Mapping[str, str]]) -> None:
    mined = Counter(row["source"] for row in evidence.values())
    assert mined[KEYS["S1"]] >= 60
    assert mined[KEYS["S2"]] >= 110
    assert mined[KEYS["S3"]] >= 90
    conflicts = read_rows("data/conflicts.csv")
    assert len(conflicts) >= 35
    assert {row["kind"] for row in conflicts} == {"conflict", "definition", "vantage", "slip", "silence"}


def test_enough_tables_and_charts_are_declared() -> None:
    kinds = [e["kind"] for e in tomllib.loads((ROOT / "report.toml").read_text("utf-8"))["exhibits"].values()]
    assert kinds.count("table") >= 10
    assert len(kinds) - kinds.count("table") >= 10
