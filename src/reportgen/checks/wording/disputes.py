"""What sources dispute, and whether a sentence that takes a side names whose it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from reportgen.checks.conflicts import CONFLICTS
from reportgen.checks.model import Statement
from reportgen.checks.wording.model import Dispute, Objection, shown
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import Row
from reportgen.inputs.model import Inputs

_SETTLES: Final = "settles"
"""Column of the table of conflicts: the rows or evidence of the reading that is chosen."""

_SHOWN: Final = 3


def disputes(inputs: Inputs) -> Iterator[Dispute]:
    """Yield the points of the table of conflicts on which different sources are cited."""
    table = inputs.tables.get(CONFLICTS)
    if table is None or table.column(_SETTLES) is None:
        return
    readings = _readings(inputs)
    for point in table.rows():
        named = [row for name in _list(point, "rows") for row in inputs.find(*_parted(name))]
        evidence = {*point.evidence, *(e for row in (*named, *readings.get(point.id, ())) for e in row.evidence)}
        sides = {e: inputs.evidence[e].source for e in sorted(evidence) if e in inputs.evidence}
        if len(set(sides.values())) > 1:
            chosen = frozenset(e for name in _list(point, _SETTLES) for e in _evidence(inputs, name))
            yield Dispute(point.id, str(point.cells.get(table.label) or point.id), sides, chosen)


def check_disputes(inputs: Inputs, found: Sequence[Statement]) -> Iterator[Objection]:
    """Yield sentences that take a side in what sources dispute, and do not name whose."""
    touching: dict[str, list[Dispute]] = defaultdict(list)
    for dispute in disputes(inputs):
        for evidence in dispute.sides:
            touching[evidence].append(dispute)
    names = _names(inputs)
    for statement, named in _naming(found, names):
        if statement.kind == "sourced":
            yield from _check(inputs, statement, statement.evidence, named, touching)
    for statement, named in _analyses(found, names):
        yield from _check(inputs, statement, statement.evidence, named, touching)


def _check(
    inputs: Inputs,
    statement: Statement,
    evidence: Sequence[str],
    named: frozenset[str],
    touching: Mapping[str, Sequence[Dispute]],
) -> Iterator[Objection]:
    """Yield at most one finding of each kind about a sentence or an analysis."""
    told: set[str] = set()
    for dispute in dict.fromkeys(d for e in evidence for d in touching.get(e, ())):
        used = [e for e in evidence if e in dispute.sides and e not in dispute.chosen]
        both = not dispute.chosen.isdisjoint(evidence) or len({dispute.sides[e] for e in used}) > 1
        unnamed = sorted({dispute.sides[e] for e in used} - named)
        code = "WRD006" if dispute.chosen else "WRD005"
        if not unnamed or both or code in told:
            continue
        told.add(code)
        source = inputs.bibliography[unnamed[0]].short if unnamed[0] in inputs.bibliography.entries else unnamed[0]
        passages = ", ".join(f'"{e}"' for e in used[:_SHOWN])
        how = "is not the reading that the brief chose" if dispute.chosen else "is disputed"
        message = f'"{shown(statement.text)}" rests on {passages} of {source} alone, which {how} ("{dispute.question}")'
        call = "cite" if statement.kind == "sourced" else "analysis"
        rule = "rejected_reading" if dispute.chosen else "one_source_voice"
        hint = f'name {source} in the sentence, or tell the other side too; if it is right so, say why: {call}(…, {rule}="…")'
        place = inputs.evidence[used[0]].location
        yield Objection(statement, finding(code, statement.location, message, hint, (place,)))


def _naming(
    found: Iterable[Statement], names: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[Statement, frozenset[str]]]:
    """Yield sentences with the sources that they name, or that the last one of their paragraph to name any did."""
    last: frozenset[str] = frozenset()
    place: tuple[str, int] | None = None
    for statement in found:
        if (statement.file, statement.paragraph) != place:
            last, place = frozenset(), (statement.file, statement.paragraph)
        last = _named(statement.text, names) or last
        yield statement, last


def _analyses(
    found: Iterable[Statement], names: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[Statement, frozenset[str]]]:
    """Yield the first sentence of each analysis with the sources that it names anywhere."""
    groups: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for statement in found:
        if statement.kind == "analysis":
            groups[statement.file, statement.covered].append(statement)
    for group in groups.values():
        yield group[0], frozenset(source for s in group for source in _named(s.text, names))


def _named(text: str, names: Mapping[str, re.Pattern[str]]) -> frozenset[str]:
    return frozenset(key for key, pattern in names.items() if pattern.search(text))


def _names(inputs: Inputs) -> Mapping[str, re.Pattern[str]]:
    """Return by source what names it: its short title, and its authors."""
    found = {}
    for source in inputs.sources(tuple(inputs.evidence)):
        entry = inputs.bibliography.entries.get(source)
        families = [str(name.get("family", "")) for name in (entry.csl.get("author") or ()) if entry] if entry else []
        forms = [form for form in (entry.short if entry else source, *families) if form]
        found[source] = re.compile("|".join(rf"\b{re.escape(form)}\b" for form in forms))
    return found


def _readings(inputs: Inputs) -> Mapping[str, Sequence[Row]]:
    """Return the rows of other tables that name a point of the table of conflicts."""
    found: dict[str, list[Row]] = defaultdict(list)
    for table in inputs.tables.values():
        for column in (c.name for c in table.columns if CONFLICTS in c.foreign):
            for row in table.rows():
                found[str(row[column])].append(row)
    return found


def _evidence(inputs: Inputs, name: str) -> Iterable[str]:
    """Return the evidence that a name of a row, or of evidence, stands for."""
    if name in inputs.evidence:
        return (name,)
    return [e for row in inputs.find(*_parted(name)) for e in row.evidence]


def _parted(name: str) -> tuple[str, str]:
    table, _, row = name.partition("/")
    return table, row


def _list(row: Row, column: str) -> tuple[str, ...]:
    cell = row.cells.get(column)
    return cell if isinstance(cell, tuple) else ()
