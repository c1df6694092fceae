"""Which changes a new lock settles: those that the texts at hand bear out, and those that somebody has read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from reportgen.checks.changes import as_lines, changes
from reportgen.checks.claims import MEASURE, behind_statement, claim_columns
from reportgen.checks.locked_items import locked_items_of_data, locked_items_of_draft
from reportgen.checks.model import Change, Statement, Verified
from reportgen.draft.model import AnalysisEnd, AnalysisUse, Draft
from reportgen.inputs.evidence.model import Evidence, spelled
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project

PASSAGES: Final = 12
"""Passages that are shown of what a change rests on."""

_WORD: Final = re.compile(r"\w+")
_CALL: Final = re.compile(r"\\(?:VAR|BLOCK)\{[^}]*\}|\\[A-Za-z]+")
_FOUND: Final = frozenset(("source", "section", "footnote", "page", "quote"))
"""Columns of an evidence row that its text bears out."""


def changed(project: Project, inputs: Inputs, draft: Draft) -> tuple[Change, ...]:
    """Return all that differs between a brief and what its lock holds of it."""
    return changes(inputs.lock.held, {**locked_items_of_data(inputs), **locked_items_of_draft(project, inputs, draft)})


def confirmed_by_texts(inputs: Inputs, verified: Verified, found: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that a lock settles by itself.

    What is new and what is no more is but noted. What changed is settled where the texts at hand bear it out: a number
    or date of a row and what it names, place and words of a quotation. What words mean, in a cell or a sentence, no
    machine can tell: that is for somebody to read.
    """
    return tuple(c for c in found if c.before is None or c.after is None or _confirmed_by_texts(c, inputs, verified))


def with_accepted(held: Mapping[str, str], settled: Iterable[Change]) -> Mapping[str, str]:
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
    for change, statement, evidence in _behind((c for c in found if c not in noted), draft, verified):
        yield from as_lines([change])
        if statement is not None:
            yield f'    the brief says "{statement.text}"'
        yield from _resting(evidence, inputs)


def analysis_read(use: AnalysisUse, draft: Draft, inputs: Inputs, verified: Verified) -> Iterator[str]:
    """Yield lines with the words of an analysis, and below them everything that it rests on."""
    end = next(u for u in draft.usages if isinstance(u.use, AnalysisEnd) and u.use.name == use.name)
    begin = next(u for u, each in draft.analyses if each.name == use.name)
    lines = range(begin.location.line, end.location.line + 1)
    said = [s for s in verified.statements if s.location.path == begin.location.path and s.location.line in lines]
    inside = [s for s in said if s.kind == "analysis" and set(use.rests_on) <= set(s.evidence)]
    yield f"analysis {use.name} ({begin.location}):"
    yield from (f'    "{statement.text}"' for statement in inside)
    yield from _resting(
        dict.fromkeys((*use.rests_on, *(e for s in inside for e in behind_statement(s, draft)))), inputs
    )


def _resting(names: Iterable[str], inputs: Inputs) -> Iterator[str]:
    """Yield a line for each passage and figure of these ids."""
    told = list(dict.fromkeys(line for name in names for line in _words_of_texts(name, inputs)))
    yield from (f"    rests on {line}" for line in told[:PASSAGES])
    if len(told) > PASSAGES:
        yield f"    and on {len(told) - PASSAGES} more"


def _words_of_texts(name: str, inputs: Inputs) -> Iterator[str]:
    if name in inputs.evidence:
        yield _passage(inputs.evidence[name])
    figure = inputs.figure(name)
    if figure is not None:
        words = (figure.qualifier, str(figure.value), f"× {figure.scale}" if figure.scale != 1 else "", figure.unit)
        yield f"figure {name}: {' '.join(filter(None, words))} ({figure.measure}, {figure.date})"
        yield from (_passage(inputs.evidence[e]) for e in figure.evidence if e in inputs.evidence)


def _behind(
    found: Iterable[Change], draft: Draft, verified: Verified
) -> Iterator[tuple[Change, Statement | None, Sequence[str]]]:
    """Yield changes with the sentence that a reader sees of one of a template, and the evidence behind each."""
    said: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for statement in verified.statements:
        said[statement.location.path, statement.location.line].append(statement)
    for change in found:
        kind, _, name = change.name.partition(":")
        placed = draft.placed(name) if kind == "exhibit" else None
        own = placed.use.evidence if placed else change.after.evidence if change.after else ()
        here = _likest(change, [s for line in _lines(change) for s in said.get(line, ())])
        yield change, here, (*own, *(behind_statement(here, draft) if here else ()))


def _likest(change: Change, statements: Sequence[Statement]) -> Statement | None:
    """Return of the sentences on a template's line the one that has most words with its own in common."""
    words = Counter(_WORD.findall(_CALL.sub(" ", change.after.parts.get("text", "") if change.after else "")))

    def alike(statement: Statement) -> float:
        theirs = Counter(_WORD.findall(statement.text))
        return 2 * (words & theirs).total() / max(words.total() + theirs.total(), 1)

    return max(statements, key=alike, default=None)


def _passage(row: Evidence) -> str:
    place = ", ".join(filter(None, (row.source, row.section, row.locator, row.footnote, row.page)))
    return f'{row.id} ({place}): "{row.quote}"'


def _confirmed_by_texts(change: Change, inputs: Inputs, verified: Verified) -> bool:
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
