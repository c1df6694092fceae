"""The ledger as PROV-JSON (https://www.w3.org/submissions/prov-json/): what was made from what."""

from __future__ import annotations

import io
import json
from typing import Final, TypeAlias
from urllib.parse import quote

from prov.model import PROV, Namespace, ProvDocument, QualifiedName

from reportgen import __version__
from reportgen.bundle.model import Ledger, UsageRecord

_Attributes: TypeAlias = dict[str, str | QualifiedName]

BUILD: Final = "brief:build"
PDF: Final = "brief:brief.pdf"
_SPACES: Final = ("brief", "usage", "statement", "exhibit", "row", "passage", "source")
_OWN: Final = Namespace("reportgen", "urn:reportgen:terms:")


def provenance(ledger: Ledger) -> str:
    """Give the ledger as PROV-JSON: works, passages, data rows, usages, statements, exhibits and the brief.

    Passages are quoted from works, rows derive from passages, usages from rows and passages,
    statements from usages and passages. The same ledger gives the same bytes.
    """
    document = ProvDocument()
    for space in _SPACES:
        document.add_namespace(space, f"urn:reportgen:{space}:")
    document.add_namespace(_OWN)
    document.activity(BUILD)
    document.agent("reportgen:tool", {"prov:type": PROV["SoftwareAgent"], "reportgen:version": __version__})
    document.wasAssociatedWith(BUILD, "reportgen:tool")
    document.entity(PDF, {"prov:type": PROV["Collection"]})
    document.wasGeneratedBy(PDF, BUILD)
    _add_sources(document, ledger)
    _add_passages(document, ledger)
    _add_rows(document, ledger)
    _add_usages(document, ledger)
    _add_statements(document, ledger)
    written = io.StringIO()
    document.serialize(written, format="json")
    return json.dumps(json.loads(written.getvalue()), indent=1, sort_keys=True) + "\n"


def _name(space: str, name: str | int) -> str:
    return f"{space}:{quote(str(name), safe='/-._~')}"


def _add_sources(document: ProvDocument, ledger: Ledger) -> None:
    for key, work in ledger.sources.items():
        told: _Attributes = {"prov:type": _OWN["Source"], "prov:label": work.title, "reportgen:url": work.url}
        told |= {"reportgen:sha256": work.digest, "reportgen:extractor": work.extractor}
        document.entity(_name("source", key), _filled(told))
        if work.digest:
            document.used(BUILD, _name("source", key))


def _add_passages(document: ProvDocument, ledger: Ledger) -> None:
    for name, item in ledger.evidence.items():
        told: _Attributes = {"prov:type": _OWN["Passage"], "prov:value": item.quote, "prov:location": item.row}
        told |= {"reportgen:section": item.section, "reportgen:footnote": item.footnote, "reportgen:page": item.page}
        document.entity(_name("passage", name), _filled(told | {"reportgen:verified": item.verified}))
        document.quotation(_name("passage", name), _name("source", item.source))
        if item.via:
            document.primary_source(_name("passage", name), _name("source", item.via))


def _add_rows(document: ProvDocument, ledger: Ledger) -> None:
    for name, row in ledger.rows.items():
        document.entity(_name("row", name), {"prov:type": _OWN["Row"], "prov:location": row.place})
        document.used(BUILD, _name("row", name))
        for evidence in row.evidence:
            document.wasDerivedFrom(_name("row", name), _name("passage", evidence))


def _add_usages(document: ProvDocument, ledger: Ledger) -> None:
    for usage in ledger.usages:
        if not (usage.evidence or usage.rows):
            continue
        name = _usage_name(usage)
        kind = "Exhibit" if usage.kind == "exhibit" else "Usage"
        told: _Attributes = {"prov:type": _OWN[kind], "prov:value": usage.text, "prov:location": usage.template}
        told |= {"reportgen:kind": usage.kind, "reportgen:formula": str(usage.detail.get("formula", ""))}
        document.entity(name, _filled(told))
        document.wasGeneratedBy(name, BUILD)
        document.hadMember(PDF, name)
        for row in usage.rows:
            document.wasDerivedFrom(name, _name("row", row))
        for evidence in usage.evidence:
            document.wasDerivedFrom(name, _name("passage", evidence))


def _usage_name(usage: UsageRecord) -> str:
    return _name("exhibit", usage.ids[0]) if usage.kind == "exhibit" else _name("usage", usage.number)


def _add_statements(document: ProvDocument, ledger: Ledger) -> None:
    for statement in ledger.statements:
        name = _name("statement", statement.number)
        told: _Attributes = {
            "prov:type": _OWN["Statement"],
            "prov:label": statement.begins,
            "prov:location": statement.template,
        }
        told |= {"reportgen:kind": statement.kind, "reportgen:sha256": statement.digest}
        document.entity(name, told)
        document.wasGeneratedBy(name, BUILD)
        document.hadMember(PDF, name)
        for number in statement.usages:
            usage = ledger.usages[number]
            if usage.evidence or usage.rows:
                document.wasDerivedFrom(name, _usage_name(usage))
        for evidence in statement.evidence:
            document.wasDerivedFrom(name, _name("passage", evidence))


def _filled(attributes: _Attributes) -> _Attributes:
    return {name: value for name, value in attributes.items() if value}
