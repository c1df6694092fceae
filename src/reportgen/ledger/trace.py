"""The ledger → chains from what stands in the brief to the source, and back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias

from reportgen.findings.rules import did_you_mean
from reportgen.ledger.model import (
    EvidenceRecord,
    Ledger,
    ReviewRecord,
    RowRecord,
    SourceRecord,
    StatementRecord,
    UsageRecord,
)
from reportgen.project.model import BRIEF

Found: TypeAlias = Literal["usage", "statement", "evidence", "source", "row", "exhibit"]

_PLACE: Final = re.compile(r"(?P<path>[^:]+):(?P<line>\d+)(?::\d+)?")
_PAGE: Final = re.compile(r"(?:p\.? ?|(?=[a-z0-9-]+/))(?P<page>(?:[a-z0-9-]+/)?(?:\d+|[ivxlc]+))", re.IGNORECASE)
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Passage:
    """A passage with the work that it stands in and, where the source itself cites another there, that work."""

    id: str
    record: EvidenceRecord
    source: SourceRecord
    via: SourceRecord | None


@dataclass(frozen=True)
class DataRow:
    """A data row by its name, ``table/id``."""

    name: str
    record: RowRecord


@dataclass(frozen=True)
class Trace:
    """One thing that was asked for, with its chain both ways.

    ``statements`` and ``usages`` are where it stands in the brief, or what in the brief rests on it;
    ``rows`` and ``passages`` are what it rests on (of a passage: itself, and the rows that rest on it); ``reviews``
    what second readers said of these statements, exhibits and rows.
    """

    kind: Found
    name: str
    place: str
    statements: tuple[StatementRecord, ...]
    usages: tuple[UsageRecord, ...]
    rows: tuple[DataRow, ...]
    passages: tuple[Passage, ...]
    reviews: tuple[ReviewRecord, ...] = ()


def trace(what: str, ledger: Ledger) -> tuple[Trace, ...]:
    """Follow what a reader may ask about through the ledger, in both directions.

    ``what`` is an evidence id, a source's key, the id of a data row (with or without its table), the name of
    an exhibit or an analysis, a place (``templates/x.tex.j2:14``, ``data/figures.csv:3``), a page of the brief
    (``p12``, ``brief/12``) or of another volume (``annex/12``), or something printed (``39.7``, ``$39.7 billion``).
    Empty where nothing is called so.
    """
    asked, chains = what.strip(), _Chains(ledger)
    place = _PLACE.fullmatch(asked)
    if place and (found := tuple(chains.at(place["path"], int(place["line"])))):
        return found
    if found := tuple(chains.named(asked)):
        return found
    page = _PAGE.fullmatch(asked)
    if page and (found := tuple(chains.on(page["page"].lower()))):
        return found
    return tuple(chains.printed(asked)) if asked else ()


def nearest(what: str, ledger: Ledger) -> str:
    """Say what may have been meant by something that the ledger does not know, in the words of a hint."""
    places = {usage.template for usage in ledger.usages}
    known = [
        *ledger.evidence,
        *ledger.sources,
        *ledger.exhibits,
        *ledger.rows,
        *(name.partition("/")[2] for name in ledger.rows),
        *(usage.ids[0] for usage in ledger.usages if usage.kind == "analysis"),
        *sorted(places),
    ]
    forms = "name an evidence id, a source, a row, an exhibit, file:line, a page such as p3, or a printed number"
    return did_you_mean(what.strip(), known) or forms


class _Chains:
    """Looks things up in a ledger in both directions; each look-up is made once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @cached_property
    def _saying(self) -> Mapping[int, list[StatementRecord]]:
        """Statements by the numbers of the usages that stand in them."""
        found = defaultdict(list)
        for statement in self._ledger.statements:
            for number in statement.usages:
                found[number].append(statement)
        return found

    @cached_property
    def _printed_on(self) -> Mapping[str, list[UsageRecord]]:
        found = defaultdict(list)
        for usage in self._ledger.usages:
            for page in usage.pages:
                found[page].append(usage)
        return found

    def named(self, name: str) -> Iterator[Trace]:
        """Yield what has a name: passages, works, exhibits, rows, analyses."""
        if name in self._ledger.evidence:
            yield self._passage(name)
        if name in self._ledger.sources:
            yield from self._source(name)
        for full in self._ledger.rows:
            if name in (full, full.partition("/")[2]):
                yield self._row(full)
        for usage in self._ledger.usages:
            if usage.kind in {"exhibit", "analysis"} and usage.ids == (name,):
                yield self._usage(usage)

    def at(self, path: str, line: int) -> Iterator[Trace]:
        """Yield what stands in a line of a template, a data file or the evidence table."""

        def here(place: str) -> bool:
            match = _PLACE.fullmatch(place)
            return match is not None and int(match["line"]) == line and f"/{match['path']}".endswith(f"/{path}")

        said = [s for s in self._ledger.statements if here(s.template)]
        inside = {number for statement in said for number in statement.usages}
        yield from (self._statement(statement) for statement in said)
        for usage in self._ledger.usages:
            if here(usage.template) and usage.number not in inside and _rests(usage):
                yield self._usage(usage)
        yield from (self._row(name) for name, row in self._ledger.rows.items() if here(row.place))
        yield from (self._passage(name) for name, item in self._ledger.evidence.items() if here(item.row))

    def on(self, page: str) -> Iterator[Trace]:
        """Yield what stands on a page: usages, and passages that no usage on the page is known to rest on."""
        page = page.removeprefix(f"{BRIEF}/")
        usages = [usage for usage in self._printed_on.get(page, ()) if _rests(usage)]
        yield from (self._usage(usage) for usage in usages)
        # Where TeX noted no usages, those in the text show only by their passages, which exhibits must not hide.
        marked = any(usage.pages for usage in self._ledger.usages if usage.kind != "exhibit")
        told = {name for usage in usages if marked or usage.kind != "exhibit" for name in usage.evidence}
        for name, item in self._ledger.evidence.items():
            if page in item.used_on and name not in told:
                yield self._passage(name)

    def printed(self, text: str) -> Iterator[Trace]:
        """Yield what prints a text: usages whose words hold it, and rows of exhibits with that value."""
        wanted = _plain(text)
        pattern = re.compile(rf"(?<![\w.,]){re.escape(wanted)}(?![\w]|[.,]\d)")
        shown = [u for u in self._ledger.usages if u.kind != "exhibit" and pattern.search(_plain(u.text))]
        shown.sort(key=lambda usage: _plain(usage.text) != wanted)
        yield from (self._usage(usage) for usage in shown)
        told = {row for usage in shown for row in usage.rows}
        listed = {row for exhibit in self._ledger.exhibits.values() for row in exhibit.rows}
        for name, row in self._ledger.rows.items():
            if name in listed - told and any(_plain(cell) == wanted for cell in row.cells.values()):
                yield self._row(name)

    def _usage(self, usage: UsageRecord) -> Trace:
        kind: Found = "exhibit" if usage.kind == "exhibit" else "usage"
        name = usage.ids[0] if usage.kind in {"exhibit", "analysis"} else usage.text or usage.kind
        statements = self._saying.get(usage.number, ())
        below = (e for row in usage.rows if row in self._ledger.rows for e in self._ledger.rows[row].evidence)
        evidence = dict.fromkeys((*usage.evidence, *below))
        return self._trace(kind, name, usage.template, statements, [usage], usage.rows, evidence)

    def _statement(self, statement: StatementRecord) -> Trace:
        usages = [self._ledger.usages[number] for number in statement.usages]
        rows = dict.fromkeys(row for usage in usages for row in usage.rows)
        evidence = dict.fromkeys((*statement.evidence, *(e for usage in usages for e in usage.evidence)))
        return self._trace("statement", statement.begins, statement.template, [statement], usages, rows, evidence)

    def _row(self, name: str) -> Trace:
        row = self._ledger.rows[name]
        usages = [usage for usage in self._ledger.usages if name in usage.rows]
        statements = [s for usage in usages for s in self._saying.get(usage.number, ())]
        return self._trace("row", name, row.place, statements, usages, [name], row.evidence)

    def _passage(self, name: str) -> Trace:
        rows = [row for row, record in self._ledger.rows.items() if name in record.evidence]
        resting = set(rows)
        usages = [u for u in self._ledger.usages if name in u.evidence or not resting.isdisjoint(u.rows)]
        statements = [s for s in self._ledger.statements if name in s.evidence]
        return self._trace("evidence", name, self._ledger.evidence[name].row, statements, usages, rows, [name])

    def _source(self, key: str) -> Iterator[Trace]:
        """Yield a work with where it is named, then each of its passages."""
        named = [usage for usage in self._ledger.usages if usage.kind == "source" and usage.ids == (key,)]
        statements = [s for usage in named for s in self._saying.get(usage.number, ())]
        yield self._trace("source", key, self._ledger.sources[key].title, statements, named, (), ())
        for name, item in self._ledger.evidence.items():
            if key in (item.source, item.via):
                yield self._passage(name)

    def _trace(
        self,
        kind: Found,
        name: str,
        place: str,
        statements: Iterable[StatementRecord],
        usages: Iterable[UsageRecord],
        rows: Iterable[str],
        evidence: Iterable[str],
    ) -> Trace:
        said = {statement.number: statement for statement in statements}
        used, named = list(usages), list(rows)
        about = {("statement", str(number)) for number in said} | {(k, row) for row in named for k in ("row", "figure")}
        about |= {("exhibit", usage.ids[0]) for usage in used if usage.kind == "exhibit"}
        return Trace(
            kind,
            name,
            place,
            tuple(said.values()),
            tuple(used),
            tuple(DataRow(row, self._ledger.rows[row]) for row in named if row in self._ledger.rows),
            tuple(self._with_work(item) for item in evidence if item in self._ledger.evidence),
            tuple(review for review in self._ledger.reviews if (review.kind, review.name) in about),
        )

    def _with_work(self, name: str) -> Passage:
        record = self._ledger.evidence[name]
        return Passage(name, record, self._ledger.sources[record.source], self._ledger.sources.get(record.via))


def _rests(usage: UsageRecord) -> bool:
    return bool(usage.evidence or usage.rows or usage.kind == "source")


def _plain(text: str) -> str:
    """Bring printed and typed numbers to one form: white space collapsed, no marks between thousands."""
    return _SPACE.sub(" ", _BETWEEN_DIGITS.sub("", text)).strip().casefold()
