from __future__ import annotations

import io
import json
from typing import Any

from prov.model import ProvDocument

from reportgen.ledger.model import Ledger
from reportgen.ledger.provenance import provenance


def derived(document: dict[str, Any]) -> set[tuple[str, str]]:
    return {(d["prov:generatedEntity"], d["prov:usedEntity"]) for d in document["wasDerivedFrom"].values()}


def test_everything_in_the_chain_is_an_entity(ledger: Ledger) -> None:
    read = json.loads(provenance(ledger))
    assert set(read["entity"]) == {
        "brief:brief.pdf",
        *("source:guide", "source:survey"),
        *("passage:old", "passage:new", "passage:toll"),
        *("row:figures/cost-old", "row:figures/cost-new"),
        *("usage:0", "usage:1", "usage:2", "usage:5", "exhibit:costs"),
        *("statement:0", "statement:1"),
    }


def test_the_chain_leads_from_the_statement_to_the_source(ledger: Ledger) -> None:
    links = derived(json.loads(provenance(ledger)))
    assert {
        ("statement:0", "usage:0"),
        ("usage:0", "row:figures/cost-old"),
        ("row:figures/cost-old", "passage:old"),
        ("passage:old", "source:guide"),
        ("passage:new", "source:survey"),
        ("exhibit:costs", "row:figures/cost-new"),
    } <= links


def test_quotation_and_primary_source_are_told_apart(ledger: Ledger) -> None:
    kinds = {
        (d["prov:generatedEntity"], d["prov:usedEntity"]): d["prov:type"]["$"]
        for d in json.loads(provenance(ledger))["wasDerivedFrom"].values()
        if "prov:type" in d
    }
    assert kinds[("passage:new", "source:guide")] == "prov:Quotation"
    assert kinds[("passage:new", "source:survey")] == "prov:PrimarySource"


def test_the_brief_is_generated_by_the_build_from_texts_and_rows(ledger: Ledger) -> None:
    read = json.loads(provenance(ledger))
    generated = {g["prov:entity"] for g in read["wasGeneratedBy"].values()}
    assert {"brief:brief.pdf", "usage:0", "exhibit:costs", "statement:1"} <= generated
    used = {u["prov:entity"] for u in read["used"].values()}
    assert used == {"source:guide", "row:figures/cost-old", "row:figures/cost-new"}


def test_the_document_is_valid_prov_json_and_the_same_each_time(ledger: Ledger) -> None:
    written = provenance(ledger)
    read = ProvDocument.deserialize(io.StringIO(written), format="json")
    assert read is not None
    assert len(list(read.get_records())) > 40
    assert written == provenance(ledger)
