"""Chains through the ledger as text for a reader, and as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from pydantic import TypeAdapter

from reportgen.findings.text import shown
from reportgen.ledger.model import ReviewRecord, StatementRecord, UsageRecord
from reportgen.ledger.trace import DataRow, Passage, Trace
from reportgen.values.locators import labelled

_ADAPTER: Final = TypeAdapter(tuple[Trace, ...])


def as_text(traces: Iterable[Trace]) -> str:
    """Return traces as a tree: what was asked for, where it stands in the brief, what it rests on."""
    return "\n\n".join("\n".join(map(shown, _lines(trace))) for trace in traces)


def as_json(traces: Iterable[Trace]) -> str:
    """Return traces as a JSON array, with the records of the ledger that they lead through."""
    # Escaped to ASCII: it goes to standard output, whose encoding is not ours to choose.
    return json.dumps(_ADAPTER.dump_python(tuple(traces), mode="json"), indent=1)


def _lines(trace: Trace) -> Iterator[str]:
    yield f"{trace.kind} {trace.name} ({trace.place})"
    groups = (
        ("in the brief", [*(_statement(s) for s in trace.statements), *(_usage(u) for u in trace.usages)]),
        ("data", [_row(row) for row in trace.rows]),
        ("passages", [_passage(passage) for passage in trace.passages]),
        ("second readers", [_review(review) for review in trace.reviews]),
    )
    shown = [(title, branches) for title, branches in groups if branches]
    for number, (title, branches) in enumerate(shown, start=1):
        stem = "   " if number == len(shown) else "│  "
        yield f"{'└' if number == len(shown) else '├'}─ {title}"
        for place, branch in enumerate(branches, start=1):
            last = place == len(branches)
            yield f"{stem}{'└' if last else '├'}─ {branch[0]}"
            yield from (f"{stem}{'   ' if last else '│  '}   {line}" for line in branch[1:])


def _statement(said: StatementRecord) -> list[str]:
    return [f"{said.template}: {said.kind} statement “{said.begins} …”"]


def _usage(usage: UsageRecord) -> list[str]:
    shown = f" “{usage.text}”" if usage.text else ""
    named = f" {usage.ids[0]}" if usage.kind in {"exhibit", "analysis"} else ""
    told = [f"{usage.template}: {usage.kind}{named}{shown}{_pages(usage.pages)}"]
    formula, unrounded = usage.detail.get("formula"), usage.detail.get("unrounded")
    if formula:
        told.append(f"{formula}{f' = {unrounded}' if unrounded else ''}")
    return told


def _row(row: DataRow) -> list[str]:
    cells = ", ".join(f"{column} {cell}" for column, cell in row.record.cells.items())
    return [f"{row.record.place}: {row.name}", *([cells] if cells else [])]


def _passage(passage: Passage) -> list[str]:
    item = passage.record
    places = (("section", item.section, "sec.", "secs."), ("note", item.footnote, "n.", "nn."))
    where = [labelled(*place) for place in (*places, ("page", item.page, "p.", "pp.")) if place[1]]
    told = [
        f"{item.row}: {passage.id} ({item.verified}){_pages(item.used_on)}",
        f"“{item.quote}”",
        f"{passage.source.title or item.source} [{item.source}], {', '.join(where)}",
    ]
    if item.via:
        told.append(f"citing {passage.via.title if passage.via and passage.via.title else item.via} [{item.via}]")
    return told


def _review(review: ReviewRecord) -> list[str]:
    about = review.id if review.kind == "statement" else f"{review.kind} {review.name}"
    since = "" if review.holds else ", before it changed"
    told = [f"{about}: {review.verdict}, {review.reader} ({review.role}), {review.date[:10]}{since}"]
    return [*told, *([f"“{review.comment}”"] if review.comment else [])]


def _pages(pages: tuple[str, ...]) -> str:
    return f", p. {', '.join(pages)}" if pages else ""
