"""The authors' own inferences, and whether what they rest on is still what it was when they were approved."""

from __future__ import annotations

import json
from typing import Final

from reportgen.checks.prose import paragraphs
from reportgen.draft.model import AnalysisEnd, AnalysisUse, CitationUse, Draft, DraftFile, Usage
from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.model import Inputs
from reportgen.store.fingerprint import of_bytes

TEXT: Final = "(text)"
"""Stands for the words of the analysis among the items of an approval."""

_FIGURE: Final = ("value", "unit", "scale", "date", "qualifier", "evidence")


def approved_value(usage: Usage, use: AnalysisUse, draft: Draft, inputs: Inputs) -> str:
    """Return what an approval of an analysis records: ``item:digest`` for its text and all that it rests on.

    The items are parted by blanks, each digest is the first eight digits of a SHA-256. Of evidence it covers
    source, place and quotation, of a figure its value, unit, scale, date, qualifier and evidence.
    """
    items = {TEXT: _text(usage, draft)} | {item: _item(item, inputs) for item in sorted(use.rests_on)}
    return " ".join(f"{item}:{of_bytes(value.encode())[:8]}" for item, value in items.items())


def check_analysis(draft: Draft, inputs: Inputs) -> Findings[None]:
    """Report analyses that nobody has approved, or that rest on something that changed since."""
    seen: dict[str, Location] = {}
    for usage, use in draft.analyses:
        name = use.name
        if name in seen:
            message = f'analysis "{name}" stands in the brief already'
            yield finding("TPL005", usage.location, message, "rename one", [seen[name]])
            continue
        seen[name] = usage.location
        approved = inputs.lock.approved.get(name)
        hint = f"read it beside what it rests on, then run: reportgen approve {name}"
        if approved is None:
            yield finding("STM003", usage.location, f'analysis "{name}" has not been approved', hint)
            continue
        changes = _changes(approved, approved_value(usage, use, draft, inputs))
        if changes:
            message = f'since analysis "{name}" was approved, {changes}'
            yield finding("STM002", usage.location, message, hint)


def _changes(approved: str, now: str) -> str:
    """Say in words what differs between two values of ``approved_value``; nothing if nothing does."""
    old, new = (dict(part.rpartition(":")[::2] for part in value.split(" ")) for value in (approved, now))
    told = []
    if old.pop(TEXT, "") != new.pop(TEXT, ""):
        told.append("its words changed")
    groups = {
        "changed": [item for item in new if item in old and old[item] != new[item]],
        "came to what it rests on": [item for item in new if item not in old],
        "went from what it rests on": [item for item in old if item not in new],
    }
    for verb, items in groups.items():
        if items:
            quoted = ", ".join(f'"{item}"' for item in items)
            told.append(f"{quoted} {verb}")
    return "; ".join(told)


def _item(name: str, inputs: Inputs) -> str:
    """Return what counts of an item that an analysis may rest on."""
    told: list[object] = []
    if name in inputs.evidence:
        evidence = inputs.evidence[name]
        told.append([evidence.source, evidence.section, evidence.footnote, evidence.page, evidence.quote])
    told += [[str(row.cells.get(column)) for column in _FIGURE] for row in inputs.find("figures", name)]
    return json.dumps(told)


def _text(usage: Usage, draft: Draft) -> str:
    """Return the words of an analysis and what it cites, whatever their layout."""
    file = next(f for f in draft.files if f.path == usage.file)
    begin = next(end for number, _, end in file.spans if number == usage.number)
    inside = []
    for number, start, _ in file.spans:
        if start >= begin:
            inside.append((start, draft.usages[number]))
            if isinstance(draft.usages[number].use, AnalysisEnd):
                break
    words = paragraphs(DraftFile(file.path, file.text[begin : inside[-1][0]], ()))
    cites = [inner.use for _, inner in inside if isinstance(inner.use, CitationUse)]
    cited = [e for use in cites for e in use.evidence]
    answers = [a for use in (usage.use, *cites) for a in getattr(use, "answers", ())]
    # approvals of before there were answers stay what they were
    return json.dumps([[paragraph.text.split() for paragraph in words], cited, *([answers] if answers else [])])
