"""A draft and its inputs → what of the brief would fall, or change, with a source, a passage or a data row."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, TypeAlias

from reportgen.checks.model import Statement
from reportgen.draft.model import CellUse, DateUse, Draft, ExhibitUse, NamesUse, NumberUse, Use
from reportgen.findings.rules import did_you_mean
from reportgen.inputs.data.model import Row, RowRef
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project

Kind: TypeAlias = Literal["sentence", "analysis", "exhibit", "row", "number", "value", "words", "condition"]
KINDS: Final[tuple[Kind, ...]] = (*("sentence", "analysis", "exhibit", "row", "number", "value", "words", "condition"),)
"""What may be affected: ``words`` hold while a condition in a template does, a ``condition`` prints this or that."""

Outcome: TypeAlias = Literal["falls", "weakened", "changes"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("falls", "changes", "weakened")

_Lost: TypeAlias = Callable[[Sequence[str]], Collection[str]]
"""Gives, of the evidence behind something, what is lost."""

_LITERAL: Final = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
_WHEN: Final = re.compile(r"(?:\"(?P<one>[^\"\n]*)\"|'(?P<two>[^'\n]*)')\s*(?:\|\s*\w+\s*)*\|\s*when\s*\(")
_IF: Final = re.compile(r"\\BLOCK\{-?\s*(?:el)?if\s+(?P<condition>[^\n]*?)-?\}")
_SET: Final = re.compile(r"\\BLOCK\{-?\s*set\s+(?P<name>\w+)\s*=\s*(?P<value>[^\n]*?)-?\}")
_NAME: Final = re.compile(r"\b[A-Za-z_]\w*\b")


@dataclass(frozen=True)
class Effect:
    """What becomes of one thing in the brief, or of a data row.

    It ``falls`` where nothing is left that bears it out, is ``weakened`` where ``left`` (evidence ids) still does, and
    ``changes`` with a row. ``through`` are the rows and passages by which it hangs on what was asked for.
    """

    kind: Kind
    name: str
    place: str
    outcome: Outcome
    through: tuple[str, ...]
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trial:
    """What another value of a cell would do: words that change, and findings that would be new.

    ``changed`` has (place, words before, words after) of sentences, titles and what calls print in them; ``flips`` the
    findings that would come of it, each with its place.
    """

    row: str
    column: str
    before: str
    after: str
    changed: tuple[tuple[str, str, str], ...] = ()
    flips: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Impact:
    """What hangs on one thing that was asked for; ``kind`` is *source*, *passage* or *row*."""

    kind: Literal["source", "passage", "row"]
    name: str
    place: str
    effects: tuple[Effect, ...]
    trial: Trial | None = field(default=None)


def impacts(
    what: str, project: Project, inputs: Inputs, draft: Draft, statements: Sequence[Statement]
) -> tuple[Impact, ...]:
    """Return what hangs on a source's key, an evidence id, or a data row (``table/id``, or an id in any table)."""
    found = []
    works = {key for row in inputs.evidence.values() for key in (row.source, row.via)}

    def effects(lost: _Lost, changed: Sequence[RowRef] = ()) -> tuple[Effect, ...]:
        return _Effects(project, inputs, draft, statements, lost, changed).all()

    if what in works & inputs.bibliography.entries.keys():
        of_work = effects(lambda behind: [e for e in behind if what in inputs.chain(e, behind)])
        found.append(Impact("source", what, str(inputs.bibliography[what].location), of_work))
    if what in inputs.evidence:
        of_passage = effects(lambda behind: [e for e in behind if e == what])
        found.append(Impact("passage", what, str(inputs.evidence[what].location), of_passage))
    for row in rows_named(what, inputs):
        of_row = effects(lambda _: [], derived(row, inputs))
        found.append(Impact("row", str(row.ref), str(row.location), of_row))
    return tuple(found)


def rows_named(what: str, inputs: Inputs) -> tuple[Row, ...]:
    """Return the data rows with an id, with or without their table."""
    table, slash, name = what.partition("/")
    if slash and table in inputs.tables:
        return inputs.find(table, name)
    return tuple(row for name in inputs.tables for row in inputs.find(name, what))


def nearest(what: str, inputs: Inputs) -> str:
    """Say what may have been meant by a name that nothing has."""
    ids = [row for table in inputs.tables for row in inputs.ids(table)]
    known = [
        *inputs.bibliography.entries,
        *inputs.evidence,
        *ids,
        *(f"{t}/{i}" for t in inputs.tables for i in inputs.ids(t)),
    ]
    return did_you_mean(what, known) or "name a source's key, an evidence id, or a data row as table/id"


def derived(row: Row, inputs: Inputs) -> tuple[RowRef, ...]:
    """Return a row and those that a source has derived from it, by their column ``inputs``, however far."""
    found = {row.ref: None}
    rows = [each for table in inputs.tables.values() if table.column("inputs") for each in table.rows()]
    while True:
        ids = {ref.id for ref in found}
        further = [each.ref for each in rows if each.ref not in found and each.figure and ids & set(each.figure.inputs)]
        if not further:
            return tuple(found)
        found |= dict.fromkeys(further)


class _Effects:
    """Finds what hangs on passages that are ``lost`` (of those behind something), or on rows that have ``changed``."""

    def __init__(
        self,
        project: Project,
        inputs: Inputs,
        draft: Draft,
        statements: Sequence[Statement],
        lost: _Lost,
        changed: Sequence[RowRef],
    ) -> None:
        self._project, self._inputs, self._draft, self._statements = project, inputs, draft, statements
        self._lost, self._changed = lost, bool(changed)
        self._rows: dict[RowRef, Outcome] = dict.fromkeys(changed, "changes")
        for table in () if changed else inputs.tables.values():
            for row in table.rows():
                behind = self._known(row.evidence)
                if row.id and (gone := lost(behind)):
                    self._rows[row.ref] = "weakened" if len(gone) < len(behind) else "falls"

    def _known(self, evidence: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(e for e in evidence if e in self._inputs.evidence))

    def all(self) -> tuple[Effect, ...]:
        """Return all effects, by kind and place."""
        return tuple(
            sorted(self._each(), key=lambda e: (OUTCOMES.index(e.outcome), KINDS.index(e.kind), _placed(e.place)))
        )

    def _each(self) -> Iterator[Effect]:
        for ref in self._rows:
            (row,) = self._inputs.find(ref.table, ref.id)
            yield from self._effect("row", str(ref), str(row.location), row.evidence, [ref])
        for usage in self._draft.usages:
            kind = _kind(usage.use)
            if kind:
                name = usage.use.text if kind != "exhibit" else getattr(usage.use, "name", "")
                place = usage.location if kind != "exhibit" else self._project.place("exhibits", name)
                yield from self._effect(kind, name, str(place), usage.use.evidence, usage.use.rows)
        for usage, use in self._draft.analyses:
            behind = [*use.evidence, *(e for ref in use.rows for e in self._evidence(ref))]
            yield from self._effect("analysis", use.name, str(usage.location), behind, use.rows)
        for said in self._statements:
            uses = [self._draft.usages[n].use for n in said.usages]
            # What an analysis rests on is told of the whole of it.
            cited = said.evidence if said.kind == "sourced" else ()
            worded = self._worded(said)
            behind = [
                *cited,
                *(e for use in uses for e in use.evidence),
                *(e for ref in worded for e in self._evidence(ref)),
            ]
            rows = [*(ref for use in uses for ref in use.rows), *worded]
            yield from self._effect("sentence", said.text, str(said.location), behind, rows)
        for kind, words, at, refs in self._conditions:
            yield from self._effect(kind, words, at, [e for ref in refs for e in self._evidence(ref)], refs)

    def _effect(
        self, kind: Kind, name: str, place: str, behind: Sequence[str], rows: Sequence[RowRef]
    ) -> Iterator[Effect]:
        """Yield what becomes of something that rests on passages and rows, each of which has to stand."""
        hit = {str(ref): self._rows[ref] for ref in rows if ref in self._rows}
        known = self._known(behind)
        lost = self._lost(known)
        if not hit and not lost:
            return
        left = tuple(name for name in known if name not in lost)
        fallen = [name for name, outcome in hit.items() if outcome == "falls"]
        if self._changed:
            yield Effect(kind, name, place, "changes", tuple(hit))
        elif fallen or not left:
            yield Effect(kind, name, place, "falls", tuple(dict.fromkeys((*fallen, *lost))), left)
        else:
            yield Effect(kind, name, place, "weakened", tuple(dict.fromkeys((*hit, *lost))), left)

    def _evidence(self, ref: RowRef) -> tuple[str, ...]:
        return tuple(e for row in self._inputs.find(ref.table, ref.id) for e in row.evidence)

    @cached_property
    def _conditions(self) -> Sequence[tuple[Kind, str, str, Sequence[RowRef]]]:
        """Words and parts of templates whose conditions name rows that are hit: kind, words, place, rows."""
        found: list[tuple[Kind, str, str, Sequence[RowRef]]] = []
        for path, text in self._draft.texts.items():
            for kind, words, condition, offset in _conditions(text):
                if refs := self._named(condition):
                    found.append((kind, words, f"{path}:{text.count(chr(10), 0, offset) + 1}", refs))
        return found

    def _worded(self, said: Statement) -> Sequence[RowRef]:
        """Return the rows that are hit and that words of a sentence hold by."""
        place = f"{said.location.path}:{said.location.line}"
        return [ref for kind, words, at, refs in self._conditions for ref in refs if at == place and words in said.text]

    def _named(self, condition: str) -> list[RowRef]:
        """Return the rows that are hit and that a condition names, by their id or by their table."""
        names = {one or two for one, two in _LITERAL.findall(condition)}
        whole = {table for table in names if re.search(rf"\brows\(\s*[\"']{re.escape(table)}[\"']", condition)}
        return [ref for ref in self._rows if ref.id in names or str(ref) in names or ref.table in whole]


def _conditions(text: str) -> Iterator[tuple[Kind, str, str, int]]:
    """Yield what a template makes depend on data: kind, words, condition with what variables in it stand for, place."""
    variables = {match["name"]: match["value"] for match in _SET.finditer(text)}

    def whole(condition: str) -> str:
        named = [variables[name] for name in _NAME.findall(condition) if name in variables]
        return " ".join([condition, *named])

    for match in _WHEN.finditer(text):
        words = match["one"] if match["one"] is not None else match["two"]
        yield "words", words, whole(text[match.end() : _closed(text, match.end())]), match.start()
    for match in _IF.finditer(text):
        yield "condition", match["condition"].strip(), whole(match["condition"]), match.start()


def _closed(text: str, begin: int) -> int:
    """Return where the bracket closes that has opened before a place."""
    depth = 1
    for match in re.finditer(r"\"[^\"\n]*\"|'[^'\n]*'|[()]", text[begin : begin + 2000]):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if not depth:
            return begin + match.start()
    return begin


def _kind(use: Use) -> Kind | None:
    if isinstance(use, ExhibitUse):
        return "exhibit"
    if isinstance(use, NumberUse | DateUse):
        return "number"
    return "value" if isinstance(use, CellUse | NamesUse) else None


def _placed(place: str) -> tuple[str, Sequence[int]]:
    path, *numbers = place.split(":")
    return path, [int(number) for number in numbers if number.isdecimal()]


def counts(effects: Sequence[Effect]) -> Mapping[str, Mapping[str, int]]:
    """Count effects by outcome and kind."""
    found: dict[str, dict[str, int]] = {}
    for each in effects:
        of_outcome = found.setdefault(each.outcome, {})
        of_outcome[each.kind] = of_outcome.get(each.kind, 0) + 1
    return found
