"""The ledger as PROV-JSON (https://www.w3.org/submissions/prov-json/): what was made from what."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Final, TypeAlias
from urllib.parse import quote

from reportgen import __version__
from reportgen.ledger.model import Ledger, UsageRecord

_Attributes: TypeAlias = dict[str, str | dict[str, str]]

BUILD: Final = "brief:build"
PDF: Final = "brief:brief.pdf"
_SPACES: Final = ("brief", "usage", "statement", "exhibit", "row", "passage", "source")
_PREFIXES: Final = {space: f"urn:reportgen:{space}:" for space in _SPACES} | {"reportgen": "urn:reportgen:terms:"}


class _Document:
    """The records of a document by kind and name; relations, which need none, are numbered."""

    def __init__(self) -> None:
        self.records: dict[str, dict[str, _Attributes]] = defaultdict(dict)
        self._number = 0

    def add(self, kind: str, name: str, attributes: Mapping[str, str | dict[str, str]] | None = None) -> None:
        """Add an entity, activity or agent."""
        self.records[kind][name] = dict(attributes or {})

    def relate(self, kind: str, *ends: tuple[str, str], is_a: str = "") -> None:
        """Add a relation between things, each with the role that it has."""
        self._number += 1
        told: _Attributes = {f"prov:{role}": name for role, name in ends}
        self.records[kind][f"_:id{self._number}"] = told | ({"prov:type": _type(is_a)} if is_a else {})

    def derive(self, made: str, used: str, is_a: str = "") -> None:
        """Say that one entity derives from another."""
        self.relate("wasDerivedFrom", ("generatedEntity", made), ("usedEntity", used), is_a=is_a)

    def build(self, name: str) -> None:
        """Say that an entity was made by the build."""
        self.relate("wasGeneratedBy", ("entity", name), ("activity", BUILD))


def provenance(ledger: Ledger) -> str:
    """Return the ledger as PROV-JSON: works, passages, data rows, usages, statements, exhibits and the brief.

    Passages are quoted from works, rows derive from passages, usages from rows and passages,
    statements from usages and passages. The same ledger gives the same bytes.
    """
    document = _Document()
    document.add("activity", BUILD)
    document.add(
        "agent", "reportgen:tool", {"prov:type": _type("prov:SoftwareAgent"), "reportgen:version": __version__}
    )
    document.relate("wasAssociatedWith", ("activity", BUILD), ("agent", "reportgen:tool"))
    document.add("entity", PDF, {"prov:type": _type("prov:Collection")})
    document.build(PDF)
    _add_sources(document, ledger)
    _add_passages(document, ledger)
    _add_rows(document, ledger)
    _add_usages(document, ledger)
    _add_statements(document, ledger)
    return json.dumps({"prefix": _PREFIXES, **document.records}, indent=1, sort_keys=True) + "\n"


def _type(name: str) -> dict[str, str]:
    return {"$": name, "type": "xsd:QName"}


def _name(space: str, name: str | int) -> str:
    return f"{space}:{quote(str(name), safe='/-._~')}"


def _add_sources(document: _Document, ledger: Ledger) -> None:
    for key, work in ledger.sources.items():
        told: _Attributes = {
            "prov:type": _type("reportgen:Source"),
            "prov:label": work.title,
            "reportgen:url": work.url,
        }
        told |= {"reportgen:sha256": work.digest, "reportgen:extractor": work.extractor}
        document.add("entity", _name("source", key), _filled(told))
        if work.digest:
            document.relate("used", ("activity", BUILD), ("entity", _name("source", key)))


def _add_passages(document: _Document, ledger: Ledger) -> None:
    for name, item in ledger.evidence.items():
        told: _Attributes = {
            "prov:type": _type("reportgen:Passage"),
            "prov:value": item.quote,
            "prov:location": item.row,
        }
        told |= {"reportgen:section": item.section, "reportgen:footnote": item.footnote, "reportgen:page": item.page}
        document.add("entity", _name("passage", name), _filled(told | {"reportgen:verified": item.verified}))
        document.derive(_name("passage", name), _name("source", item.source), "prov:Quotation")
        if item.via:
            document.derive(_name("passage", name), _name("source", item.via), "prov:PrimarySource")


def _add_rows(document: _Document, ledger: Ledger) -> None:
    for name, row in ledger.rows.items():
        document.add("entity", _name("row", name), {"prov:type": _type("reportgen:Row"), "prov:location": row.place})
        document.relate("used", ("activity", BUILD), ("entity", _name("row", name)))
        for evidence in row.evidence:
            document.derive(_name("row", name), _name("passage", evidence))


def _add_usages(document: _Document, ledger: Ledger) -> None:
    for usage in ledger.usages:
        if not (usage.evidence or usage.rows):
            continue
        name = _usage_name(usage)
        kind = "Exhibit" if usage.kind == "exhibit" else "Usage"
        told: _Attributes = {
            "prov:type": _type(f"reportgen:{kind}"),
            "prov:value": usage.text,
            "prov:location": usage.template,
        }
        told |= {"reportgen:kind": usage.kind, "reportgen:formula": str(usage.detail.get("formula", ""))}
        document.add("entity", name, _filled(told))
        document.build(name)
        document.relate("hadMember", ("collection", PDF), ("entity", name))
        for row in usage.rows:
            document.derive(name, _name("row", row))
        for evidence in usage.evidence:
            document.derive(name, _name("passage", evidence))


def _usage_name(usage: UsageRecord) -> str:
    return _name("exhibit", usage.ids[0]) if usage.kind == "exhibit" else _name("usage", usage.number)


def _add_statements(document: _Document, ledger: Ledger) -> None:
    for statement in ledger.statements:
        name = _name("statement", statement.number)
        told: _Attributes = {
            "prov:type": _type("reportgen:Statement"),
            "prov:label": statement.begins,
            "prov:location": statement.template,
        }
        told |= {"reportgen:kind": statement.kind, "reportgen:sha256": statement.digest}
        document.add("entity", name, told)
        document.build(name)
        document.relate("hadMember", ("collection", PDF), ("entity", name))
        for number in statement.usages:
            usage = ledger.usages[number]
            if usage.evidence or usage.rows:
                document.derive(name, _usage_name(usage))
        for evidence in statement.evidence:
            document.derive(name, _name("passage", evidence))


def _filled(attributes: _Attributes) -> _Attributes:
    return {name: value for name, value in attributes.items() if value}
