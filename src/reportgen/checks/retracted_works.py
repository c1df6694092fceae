"""Works that no longer stand, and what in a brief rests on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.checks.claims import behind_statement
from reportgen.checks.evidence_index import named
from reportgen.checks.model import Statement
from reportgen.draft.model import Draft, ExhibitUse
from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.bibliography.model import SEEMINGLY
from reportgen.inputs.data.model import RowRef
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project

_FALLEN: Final = ("withdrawn", "retracted")
"""What a work says that is so no longer counts; a corrected or superseded one may be right in it."""

_ALL: Final = (*_FALLEN, "corrected", "superseded", *(f"{SEEMINGLY}{status}" for status in _FALLEN))
_FEW: Final = 8
"""Words of a sentence, and rows of an exhibit, that are shown."""


@dataclass(frozen=True)
class _Dependent:
    """Something that rests on evidence: each of ``supports`` has to hold by itself."""

    what: str
    place: Location
    supports: Sequence[Collection[str]]


def check_retracted_works(
    project: Project, inputs: Inputs, draft: Draft, statements: Sequence[Statement]
) -> Findings[None]:
    """Report each statement, data row, exhibit and analysis that rests on a work that no longer stands.

    What has other independent support (a passage that does not go back to such a work) is a warning.
    """
    if not any(entry.status in _ALL for entry in inputs.bibliography.entries.values()):
        return
    for claim in _dependents(project, inputs, draft, statements):
        whole = tuple(dict.fromkeys(e for support in claim.supports for e in support))
        if found := inputs.retracted(whole, _ALL):
            yield _described(inputs, claim, whole, found)


def _gone(inputs: Inputs, support: Collection[str]) -> bool:
    """Say whether nothing is left of what bears something out."""
    return bool(support) and len(inputs.retracted(support, _FALLEN)) == len(support)


def _described(inputs: Inputs, claim: _Dependent, whole: Sequence[str], found: Mapping[str, str]) -> Diagnostic:
    works = dict.fromkeys(found.values())
    told = " and ".join(f'"{key}", which is {inputs.bibliography[key].status}' for key in works)
    others = [e for e in whole if e in inputs.evidence and e not in found]
    related = [*(inputs.bibliography[key].location for key in works), *(inputs.evidence[e].location for e in found)]
    if any(_gone(inputs, support) for support in claim.supports):
        message = f"{claim.what} rests on {told}, and on nothing else that is independent of it"
        hint = "leave it out, or find another source for it"
        return finding("EVI030", claim.place, message, hint, related)
    beside = f"; {named(others)} bears it out too" if others else ""
    hint = "look whether it still holds without that work, and cite what bears it out"
    return finding("EVI031", claim.place, f"{claim.what} rests on {told}{beside}", hint, related)


def _dependents(
    project: Project, inputs: Inputs, draft: Draft, statements: Sequence[Statement]
) -> Iterator[_Dependent]:
    for statement in statements:
        behind = behind_statement(statement, draft)
        if behind and statement.kind == "sourced":
            rows = [draft.usages[n].use.rows for n in statement.usages]
            own = [_of_row(inputs, ref) for refs in rows for ref in refs]
            words = statement.text.split()
            short = " ".join(words[:_FEW]) + (" …" if len(words) > _FEW else "")
            yield _Dependent(f'"{short}"', statement.location, [behind, *own])
    for usage, use in draft.analyses:
        support = [*use.evidence, *(e for ref in use.rows for e in _of_row(inputs, ref))]
        own = [_of_row(inputs, ref) for ref in use.rows]
        yield _Dependent(f'analysis "{use.name}"', usage.location, [support, *own])
    for table in inputs.tables.values():
        for row in table.rows() if table.column("evidence") is not None else ():
            if row.id and row.evidence:
                yield _Dependent(f'row "{row.ref}"', table.place(row.location.line, "evidence"), [row.evidence])
    for usage in draft.usages:
        if isinstance(usage.use, ExhibitUse):
            own = [_of_row(inputs, ref) for ref in usage.use.rows]
            gone = [str(ref) for ref, support in zip(usage.use.rows, own, strict=True) if _gone(inputs, support)]
            shown = f" (in {', '.join(gone[:_FEW])}{' …' if len(gone) > _FEW else ''})" if gone else ""
            yield _Dependent(f'exhibit "{usage.use.name}"{shown}', project.place("exhibits", usage.use.name), own)


def _of_row(inputs: Inputs, ref: RowRef) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e for row in inputs.find(ref.table, ref.id) for e in row.evidence))
