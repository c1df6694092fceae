"""What sources dispute, and whether a sentence that takes a side names whose it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from reportgen.checks.conflicts import CONFLICTS, DETECTABLE, SETTLES
from reportgen.checks.model import Statement
from reportgen.checks.wording.model import Dispute, Objection, shown
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import Row
from reportgen.inputs.model import Inputs
from reportgen.language.english.wording.views import tells_of_sources

_SHOWN: Final = 2


def disputes(inputs: Inputs) -> Iterator[Dispute]:
    """Yield the points of the table of conflicts that are settled, and true conflicts of sources that are left open."""
    table = inputs.tables.get(CONFLICTS)
    if table is None or table.column(SETTLES) is None:
        return
    readings = _readings(inputs)
    for point in table.rows():
        named = [row for name in _list(point, "rows") for row in inputs.find(*_parted(name))]
        evidence = [e for row in readings.get(point.id, ()) for e in row.evidence] or point.evidence
        chosen = frozenset(e for name in _list(point, SETTLES) for e in _evidence(inputs, name))
        # what rows rest on tells of more than the point, so that it counts only where nothing else is said
        sides = {*(evidence or (e for row in named for e in row.evidence)), *chosen}
        told = {e: inputs.evidence[e].source for e in sorted(sides) if e in inputs.evidence}
        if chosen or (len(set(told.values())) > 1 and point.cells.get("kind", DETECTABLE) == DETECTABLE):
            yield Dispute(point.id, str(point.cells.get(table.label) or point.id), told, chosen)


def check_disputes(inputs: Inputs, found: Sequence[Statement]) -> Iterator[Objection]:
    """Yield sentences and analyses that take a side in what sources dispute, and do not name whose."""
    touching: dict[str, list[Dispute]] = defaultdict(list)
    for dispute in disputes(inputs):
        for evidence in dispute.sides:
            touching[evidence].append(dispute)
    if not touching:
        return
    groups: dict[tuple[str, int], list[tuple[Statement, frozenset[str]]]] = defaultdict(list)
    for statement, named in _naming(found, _names(inputs)):
        if statement.kind != "unsourced" and statement.evidence:
            groups[statement.file, statement.covered].append((statement, named))
    for group in groups.values():
        if not any(tells_of_sources(statement.text) for statement, _ in group):
            yield from _check(inputs, group, touching)


def _check(
    inputs: Inputs,
    group: Sequence[tuple[Statement, frozenset[str]]],
    touching: Mapping[str, Sequence[Dispute]],
) -> Iterator[Objection]:
    """Yield at most one finding of each kind about what one citation covers, or one analysis."""
    statement = group[-1][0] if group[0][0].kind == "sourced" else group[0][0]
    evidence = tuple(dict.fromkeys(e for said, _ in group for e in said.evidence))
    named = frozenset(source for _, sources in group for source in sources)
    told: set[str] = set()
    for dispute in {d.id: d for e in evidence for d in touching.get(e, ())}.values():
        used = [e for e in evidence if e in dispute.sides and e not in dispute.chosen]
        # an inference from several sides of what is open takes them for one
        several = group[0][0].kind == "sourced" and len({dispute.sides[e] for e in used}) > 1
        both = not dispute.chosen.isdisjoint(evidence) or several
        unnamed = [e for e in used if dispute.sides[e] not in named]
        code = "WRD006" if dispute.chosen else "WRD005"
        if unnamed and not both and code not in told:
            told.add(code)
            yield _unnamed(inputs, statement, dispute, code, unnamed)


def _unnamed(inputs: Inputs, statement: Statement, dispute: Dispute, code: str, used: Sequence[str]) -> Objection:
    sources = dict.fromkeys(dispute.sides[e] for e in used)
    entries = inputs.bibliography.entries
    name = " and ".join(entries[s].short if s in entries else s for s in sources)
    passages = ", ".join(f'"{e}" ("{inputs.evidence[e].quote}")' for e in used[:_SHOWN])
    how = "not the reading that the brief chose" if dispute.chosen else "one side of an open point"
    message = f'"{shown(statement.text)}" does not name {name}, whose {passages} is {how}: "{dispute.question}"'
    call = "cite" if statement.kind == "sourced" else "analysis"
    rule = "rejected_reading" if dispute.chosen else "one_source_voice"
    hint = f'name {name}, or tell the other side too; if it is right so, say why: {call}(…, {rule}="…")'
    return Objection(
        statement, finding(code, statement.location, message, hint, [inputs.evidence[e].location for e in used])
    )


def _naming(
    found: Iterable[Statement], names: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[Statement, frozenset[str]]]:
    """Yield sentences with the sources that they name, or that the last one of their paragraph to name any did.

    An inference is the authors' own word, so that it has to name them itself.
    """
    last: frozenset[str] = frozenset()
    place: tuple[str, int] | None = None
    for statement in found:
        if (statement.file, statement.paragraph) != place:
            last, place = frozenset(), (statement.file, statement.paragraph)
        own = _named(statement.text, names)
        last = own or last
        yield statement, own if statement.kind == "analysis" else last


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
