"""Which changes a new lock settles: those that the texts at hand bear out, and those that somebody has read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from reportgen.checks.changes import as_lines, changes
from reportgen.checks.claims import MEASURE, behind_statement, claim_columns
from reportgen.checks.holdings import holdings_of_data, holdings_of_draft
from reportgen.checks.model import Change, Verified
from reportgen.draft.model import AnalysisEnd, Draft
from reportgen.inputs.evidence.model import Evidence, spelled
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project

PASSAGES: Final = 12
"""Passages that are shown of what a change rests on."""

_FOUND: Final = frozenset(("source", "section", "footnote", "page", "quote"))
"""Columns of an evidence row that its text bears out."""


def changed(project: Project, inputs: Inputs, draft: Draft) -> tuple[Change, ...]:
    """Return all that differs between a brief and what its lock holds of it."""
    return changes(inputs.lock.held, {**holdings_of_data(inputs), **holdings_of_draft(project, inputs, draft)})


def borne_out(inputs: Inputs, verified: Verified, found: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that a lock settles by itself.

    What is new and what is no more is but noted. What changed is settled where the texts at hand bear it out: a number
    or date of a row and what it names, place and words of a quotation. What words mean, in a cell or a sentence, no
    machine can tell: that is for somebody to read.
    """
    return tuple(c for c in found if c.before is None or c.after is None or _borne_out(c, inputs, verified))


def hold(held: Mapping[str, str], settled: Iterable[Change]) -> Mapping[str, str]:
    """Return what a lock holds once changes are settled; ``held`` is as in ``Lock``."""
    new = dict(held)
    for change in settled:
        new.pop(change.old, None)
        if change.after is not None:
            new[change.name] = spelled(change.after.parts)
    return new


def of_analyses(draft: Draft, found: Iterable[Change], names: Collection[str]) -> tuple[Change, ...]:
    """Return the changed sentences that stand in the analyses of these names."""
    ends = {u.use.name: u.location for u in draft.usages if isinstance(u.use, AnalysisEnd) and u.use.name in names}
    spans = [(u.location, ends[use.name]) for u, use in draft.analyses if use.name in ends]
    inside = {(begin.path, line) for begin, end in spans for line in range(begin.line, end.line + 1)}
    return tuple(change for change in found if _lines(change) and inside.issuperset(_lines(change)))


def read_beside(
    found: Iterable[Change], draft: Draft, inputs: Inputs, verified: Verified, first: bool
) -> Iterator[str]:
    """Yield lines that say what differs, and below each change the passages that it rests on; see ``as_lines``."""
    noted = [change for change in found if change.before is None]
    yield from as_lines(noted, first)
    for change, evidence in _behind((change for change in found if change not in noted), draft, verified):
        yield from as_lines([change])
        passages = [inputs.evidence[e] for e in dict.fromkeys(evidence) if e in inputs.evidence]
        yield from (f"    rests on {_passage(row)}" for row in passages[:PASSAGES])
        if len(passages) > PASSAGES:
            yield f"    and on {len(passages) - PASSAGES} more"


def _behind(found: Iterable[Change], draft: Draft, verified: Verified) -> Iterator[tuple[Change, Sequence[str]]]:
    cited: dict[tuple[str, int], list[str]] = defaultdict(list)
    for statement in verified.statements:
        cited[statement.location.path, statement.location.line] += behind_statement(statement, draft)
    for change in found:
        kind, _, name = change.name.partition(":")
        placed = draft.placed(name) if kind == "exhibit" else None
        own = placed.use.evidence if placed else change.after.evidence if change.after else ()
        yield change, (*own, *(e for line in _lines(change) for e in cited.get(line, ())))


def _passage(row: Evidence) -> str:
    place = ", ".join(filter(None, (row.source, row.section or row.locator, row.footnote, row.page)))
    return f'{row.id} ({place}): "{row.quote}"'


def _borne_out(change: Change, inputs: Inputs, verified: Verified) -> bool:
    kind, _, name = change.name.partition(":")
    if kind == "evidence":
        row = inputs.evidence[name]
        found = row.source in inputs.texts and verified.passages.get(name) in {"exact", "fuzzy"}
        return found and change.parts <= _FOUND
    if kind == "row" and name in verified.rows and change.after is not None:
        told = claim_columns(inputs.tables[name.partition("/")[0]])
        columns = {c.name for c in told if c.type != "string" or c.foreign or c.name in MEASURE}
        at_hand = all(source in inputs.texts for source in inputs.sources(change.after.evidence))
        return at_hand and change.parts <= columns | {"evidence"}
    return False


def _lines(change: Change) -> list[tuple[str, int]]:
    if change.after is None:
        return []
    first, last = change.after.lines
    return [(change.after.location.path, line) for line in range(first, last + 1) if first]
