from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from reportgen.ledger.annotations import web_annotations
from reportgen.ledger.model import Ledger


def items(ledger: Ledger) -> dict[str, dict[str, Any]]:
    read = json.loads(web_annotations(ledger))
    assert read["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert read["total"] == len(read["first"]["items"])
    return {item["id"]: item for item in read["first"]["items"]}


def test_every_statement_and_usage_that_rests_on_passages_is_annotated_once(ledger: Ledger) -> None:
    assert list(items(ledger)) == [
        *("#statement-0", "#statement-1"),
        *("#usage-0", "#usage-1", "#usage-2", "#usage-4", "#usage-5"),
    ]


def test_the_body_is_the_place_in_the_brief(ledger: Ledger) -> None:
    bodies = items(ledger)["#usage-2"]["body"]
    assert bodies[0]["source"] == "templates/chapters/bridges.tex.j2"
    assert bodies[0]["selector"]["value"] == "line=1,2"
    assert bodies[1] == {"type": "TextualBody", "value": "16.0", "format": "text/plain"}
    assert len(items(ledger)["#usage-1"]["body"]) == 1


def test_the_targets_are_quotations_of_sources(ledger: Ledger) -> None:
    targets = items(ledger)["#usage-2"]["target"]
    assert [t["selector"] for t in targets] == [
        {"type": "TextQuoteSelector", "exact": "cost forty million and took long"},
        {"type": "TextQuoteSelector", "exact": "opened in May after nine years"},
    ]
    assert {t["source"] for t in targets} == {"urn:reportgen:source:guide"}


def test_a_source_with_an_address_is_named_by_it(ledger: Ledger) -> None:
    moved = {**ledger.evidence, "old": replace(ledger.evidence["old"], source="survey")}
    changed = replace(ledger, evidence=moved)
    assert items(changed)["#usage-0"]["target"][0]["source"] == "https://bridges.example/survey"
    assert web_annotations(changed) == web_annotations(changed)
