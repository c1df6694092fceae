"""The ledger as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): the brief's uses of its sources."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from reportgen.ledger.model import Ledger, StatementRecord, UsageRecord

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_LINES: Final = "http://tools.ietf.org/rfc/rfc5147"


def web_annotations(ledger: Ledger) -> str:
    """Return one annotation for each statement and each usage that rests on passages, as JSON-LD.

    The body is the place in the brief's template; the targets are the passages, as quotations of
    their sources. Paths are relative to the project folder; a source without an address in the
    bibliography is named ``urn:reportgen:source:KEY``.
    """
    items = [_annotation(f"#statement-{s.number}", s.begins, s, ledger) for s in ledger.statements if s.evidence]
    items += [_annotation(f"#usage-{u.number}", u.text, u, ledger) for u in ledger.usages if u.evidence]
    collection = {
        "@context": CONTEXT,
        "id": "#annotations",
        "type": "AnnotationCollection",
        "label": "What the brief rests on",
        "total": len(items),
        "first": {"id": "#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, indent=1) + "\n"


def _annotation(name: str, words: str, record: StatementRecord | UsageRecord, ledger: Ledger) -> dict[str, Any]:
    bodies: list[dict[str, Any]] = [_place(record.template)]
    if words:
        bodies.append({"type": "TextualBody", "value": words, "format": "text/plain"})
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "linking",
        "body": bodies,
        "target": _targets(record.evidence, ledger),
    }


def _place(template: str) -> dict[str, Any]:
    path, line = (*template.split(":"), "")[:2]
    body: dict[str, Any] = {"type": "SpecificResource", "source": quote(path)}
    if line.isdecimal():
        # RFC 5147 counts the positions between lines: line 14 lies between 13 and 14.
        value = f"line={int(line) - 1},{line}"
        body["selector"] = {"type": "FragmentSelector", "conformsTo": _LINES, "value": value}
    return body


def _targets(evidence: Iterable[str], ledger: Ledger) -> list[dict[str, Any]]:
    passages = [ledger.evidence[name] for name in evidence if name in ledger.evidence]
    return [
        {
            "type": "SpecificResource",
            "source": _address(item.source, ledger),
            "selector": {"type": "TextQuoteSelector", "exact": item.quote},
        }
        for item in passages
    ]


def _address(key: str, ledger: Ledger) -> str:
    url = ledger.sources[key].url
    return url if "://" in url else f"urn:reportgen:source:{quote(key, safe='')}"
