from __future__ import annotations

import json
from dataclasses import replace

import pytest

from reportgen.ledger.model import Ledger
from reportgen.ledger.trace import Trace, nearest, trace
from reportgen.ledger.tree import as_json, as_text

CHAPTER = "templates/chapters/bridges.tex.j2"


def found(what: str, ledger: Ledger) -> list[str]:
    return [f"{t.kind} {t.name}" for t in trace(what, ledger)]


def one(what: str, ledger: Ledger) -> Trace:
    traces = trace(what, ledger)
    assert len(traces) == 1, found(what, ledger)
    return traces[0]


def test_evidence_leads_up_to_the_brief_and_down_to_the_source(ledger: Ledger) -> None:
    traced = one("old", ledger)
    assert (traced.kind, traced.place) == ("evidence", "bib/evidence.csv:2:1")
    assert [u.number for u in traced.usages] == [0, 1, 2, 4]
    assert [s.begins for s in traced.statements] == ["The Old Bridge cost"]
    assert [row.name for row in traced.rows] == ["figures/cost-old"]
    assert [(p.id, p.source.title, p.via) for p in traced.passages] == [("old", "A Guide to Bridges", None)]


def test_what_rests_on_a_row_rests_on_the_rows_evidence(ledger: Ledger) -> None:
    assert [u.kind for u in one("new", ledger).usages] == ["derived", "exhibit", "analysis"]
    assert [p.id for p in one("worth-it", ledger).passages] == ["toll", "new"]


def test_a_passage_names_the_work_that_the_source_cites(ledger: Ledger) -> None:
    via = one("new", ledger).passages[0].via
    assert via is not None
    assert via.title == "A Survey"


def test_a_source_leads_to_all_its_passages(ledger: Ledger) -> None:
    assert found("guide", ledger) == ["source guide", "evidence old", "evidence new", "evidence toll"]
    assert [u.text for u in trace("guide", ledger)[0].usages] == ["Guide"]
    assert found("survey", ledger) == ["source survey", "evidence new"]


@pytest.mark.parametrize("what", ["cost-old", "figures/cost-old", "data/figures.csv:2", " data/figures.csv:2:5 "])
def test_a_row_is_found_by_id_table_or_place(what: str, ledger: Ledger) -> None:
    traced = one(what, ledger)
    assert (traced.kind, traced.name) == ("row", "figures/cost-old")
    assert [u.kind for u in traced.usages] == ["figure", "derived", "exhibit"]
    assert [p.id for p in traced.passages] == ["old"]


def test_an_exhibit_leads_to_its_rows_and_their_passages(ledger: Ledger) -> None:
    traced = one("costs", ledger)
    assert (traced.kind, [row.name for row in traced.rows]) == ("exhibit", ["figures/cost-old", "figures/cost-new"])
    assert [p.id for p in traced.passages] == ["old", "new"]


def test_a_template_line_leads_to_its_statements_and_to_usages_outside_of_them(ledger: Ledger) -> None:
    traced = one(f"{CHAPTER}:1", ledger)
    assert (traced.kind, [u.number for u in traced.usages]) == ("statement", [0, 1])
    assert found("bridges.tex.j2:2", ledger) == ["usage 16.0"]
    assert found("tex.j2:2", ledger) == []
    assert found(f"{CHAPTER}:12", ledger) == []
    assert found("bib/evidence.csv:4", ledger) == ["evidence toll"]


@pytest.mark.parametrize("what", ["2.5", "$2.5 million", "$2.5\u00a0MILLION", "million"])
def test_a_printed_number_is_found_with_or_without_its_unit(what: str, ledger: Ledger) -> None:
    traced = one(what, ledger)
    assert (traced.name, traced.place) == ("$2.5 million", f"{CHAPTER}:1")
    assert [s.number for s in traced.statements] == [0]


def test_a_number_is_not_found_in_part_of_another(ledger: Ledger) -> None:
    assert found("5", ledger) == found("2", ledger) == found("16", ledger) == found("", ledger) == []
    assert found("16.0", ledger) == ["usage 16.0"]


def test_a_number_that_only_an_exhibit_prints_is_found_by_its_row(ledger: Ledger) -> None:
    assert found("1200", ledger) == found("1,200", ledger) == ["row figures/cost-new"]


def test_a_page_leads_to_the_usages_noted_on_it_and_to_the_other_passages(ledger: Ledger) -> None:
    assert found("p1", ledger) == ["usage citation", "evidence new"]
    assert found("p. 2", ledger) == ["exhibit costs"]
    assert found("p3", ledger) == ["evidence toll"]
    assert found("p99", ledger) == []
    assert found("brief/2", ledger) == found("Brief/2", ledger) == found("p2", ledger)
    assert found("annex/2", ledger) == []


def test_without_marks_of_usages_an_exhibit_does_not_hide_passages_of_the_text(ledger: Ledger) -> None:
    bare = tuple(replace(u, pages=()) if u.kind != "exhibit" else u for u in ledger.usages)
    assert found("p2", replace(ledger, usages=bare)) == ["exhibit costs", "evidence old"]


def test_what_is_not_known_brings_up_what_is_near(ledger: Ledger) -> None:
    assert trace("worth-in", ledger) == ()
    assert nearest("worth-in", ledger) == 'did you mean "worth-it"?'
    assert "file:line" in nearest("§§§", ledger)


def test_the_text_is_a_tree_from_the_brief_to_the_source(ledger: Ledger) -> None:
    assert as_text(trace("16.0", ledger)) == "\n".join(
        [
            f"usage 16.0 ({CHAPTER}:2)",
            "├─ in the brief",
            f"│  └─ {CHAPTER}:2: derived “16.0”",
            "│        a / b = 16",
            "├─ data",
            "│  ├─ data/figures.csv:3: figures/cost-new",
            "│  │     value 1200, unit USD, scale 1E+6",
            "│  └─ data/figures.csv:2: figures/cost-old",
            "│        value 2.5, unit USD, scale 1E+6",
            "└─ passages",
            "   ├─ bib/evidence.csv:3:1: new (exact), p. 1",
            "   │     “cost forty million and took long”",
            "   │     A Guide to Bridges [guide], sec. The New Bridge",
            "   │     citing A Survey [survey]",
            "   └─ bib/evidence.csv:2:1: old (exact), p. 1, 2",
            "         “opened in May after nine years”",
            "         A Guide to Bridges [guide], sec. The Old Bridge",
        ]
    )
    assert "sourced statement “The Old Bridge cost …”" in as_text(trace("old", ledger))


def test_the_json_has_the_same_chain(ledger: Ledger) -> None:
    read = json.loads(as_json(trace("cost-new", ledger)))
    assert [t["kind"] for t in read] == ["row"]
    assert read[0]["passages"][0]["record"]["quote"] == "cost forty million and took long"
    assert read[0]["passages"][0]["via"]["title"] == "A Survey"
    assert as_json(()) == "[]"
