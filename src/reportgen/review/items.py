"""A brief → what a second reader is asked about, each with digests of its words, passages and data."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from reportgen.checks.model import LockedItem, Statement
from reportgen.draft.model import DerivedUse, Draft, ExhibitUse, YearsUse
from reportgen.inputs.data.model import FIGURES, Column, Row
from reportgen.inputs.model import Inputs
from reportgen.inputs.reviews.model import Digests
from reportgen.project.model import Exhibit, Project
from reportgen.review.model import BRIEF, DATA, Item, ItemKind
from reportgen.store.fingerprint import of_value

_LENGTH: Final = 16
_NAME: Final = 12
_SAID: Final = ("title", "note", "alt")
_LABELS: Final = ("unit", "names")
"""Options of charts whose words are printed as they are."""

_WORK: Final = ("type", "title", "author", "editor", "issued", "container-title")
"""Fields of CSL that tell which work a source is."""


def items(
    project: Project,
    inputs: Inputs,
    draft: Draft,
    statements: Sequence[Statement],
    headings: Sequence[Statement],
    held: Mapping[str, LockedItem],
) -> Iterator[Item]:
    """Yield what rests on something: statements, headings and exhibits chapter by chapter, then figures and other rows.

    ``held`` is what the brief is made of, by name. A heading comes behind what stands under it, by which it is judged.
    Of items that say the same in one chapter each later one has a number behind its id.
    """
    maker = _Items(project, inputs, draft, held)
    times: Counter[str] = Counter()
    for item in (*maker.texts(statements, headings), *maker.data()):
        times[item.id] += 1
        yield replace(item, id=f"{item.id}+{times[item.id]}") if times[item.id] > 1 else item


class _Items:
    """Makes items of one brief."""

    def __init__(self, project: Project, inputs: Inputs, draft: Draft, held: Mapping[str, LockedItem]) -> None:
        self._project = project
        self._inputs = inputs
        self._draft = draft
        self._held = held
        self._chapters = {f"chapters/{chapter.id}.tex": chapter.id for chapter in project.settings.chapters}

    def texts(self, statements: Sequence[Statement], headings: Sequence[Statement]) -> Iterator[Item]:
        """Yield the statements, headings and exhibits, file by file, and the title over all of them."""
        exhibits = [usage for usage in self._draft.usages if isinstance(usage.use, ExhibitUse)]
        placed = {usage.use.name: usage for usage in reversed(exhibits) if isinstance(usage.use, ExhibitUse)}
        for file in self._draft.files:
            shown = [name for name, usage in reversed(placed.items()) if usage.file == file.path]
            chapter = self._chapters.get(file.path, file.path)
            found = [
                *self._said(file.path, chapter, statements, headings),
                *(self._exhibit(name, chapter) for name in shown if name in self._project.settings.exhibits),
            ]
            yield from (replace(item, volume=file.volume) for item in (*found, *self._title(chapter, found)))
        yield self._name()

    def _name(self) -> Item:
        """Return the title of the brief with its subtitle, which is judged by the titles of its chapters."""
        titles = self._draft.titles
        said = [title for key in ("title", "subtitle") if (title := titles.get((key,))) and title.text]
        uses = [self._draft.usages[n].use for title in said for n, _, _ in title.spans]
        rows = tuple(dict.fromkeys(str(ref) for use in uses for ref in use.rows))
        text = " – ".join(title.text for title in said)
        below = [titles[path].text for path in titles if path[0] == "chapters" and path[-1] == "title"]
        digests = Digests(_digest(text), self._passages(()), _digest(self._rows(rows)))
        place = said[0].location if said else self._project.place("title")
        return Item("heading:brief", "heading", BRIEF, place, text, digests, (), (), rows, below=tuple(below))

    def _said(
        self, file: str, chapter: str, statements: Sequence[Statement], headings: Sequence[Statement]
    ) -> Iterator[Item]:
        """Yield the statements of a file, and behind the last one that stands under it each of its headings."""
        own = sorted((h for h in headings if h.file == file), key=lambda h: h.paragraph)
        begins = [heading.paragraph for heading in own]
        parts: list[list[Item]] = [[] for _ in range(len(own) + 1)]
        for number, said in enumerate(statements):
            if said.file == file and (item := self._statement(number, said, chapter)):
                part = bisect_right(begins, said.paragraph)
                parts[part].append(replace(item, above=own[part - 1].text if part else ""))
        for part, found in enumerate(parts):
            yield from found
            if part and (heading := self._heading(own[part - 1], chapter, found)):
                yield heading

    def _title(self, chapter: str, found: Sequence[Item]) -> Iterator[Item]:
        """Yield the title of a chapter, which stands over all that is in it."""
        for number, declared in enumerate(self._project.settings.chapters):
            title = self._draft.titles.get(("chapters", number, "title"))
            if declared.id == chapter and title:
                usages = tuple(n for n, _, _ in title.spans)
                said = Statement(title.text, "sourced", (), usages, title.location, title.location.path)
                item = self._heading(said, chapter, [each for each in found if each.kind != "heading"])
                yield from [replace(item, id=f"heading:{chapter}")] if item else []

    def data(self) -> Iterator[Item]:
        """Yield the rows that rest on evidence, figures first."""
        rows = [
            (row, table) for table in self._inputs.tables.values() for row in table.rows() if row.evidence and row.id
        ]
        for row, table in sorted(rows, key=lambda pair: pair[1].name != FIGURES):
            kind: ItemKind = "figure" if table.name == FIGURES else "row"
            name = f"{table.name}/{row.id}"
            parts = {k: v for k, v in self._shown(name).items() if k != "evidence"}
            used = [f"{FIGURES}/{item}" for item in (row.figure.inputs if row.figure else ())]
            digests = Digests(_digest(parts), self._passages(row.evidence), _digest(self._rows(used)))
            text = "; ".join(f"{label}: {cell}" for label, cell in cells_of(row, self._inputs))
            yield Item(f"row:{name}", kind, DATA, row.location, text, digests, (), row.evidence, (name, *used))

    def _statement(self, number: int, said: Statement, chapter: str) -> Item | None:
        evidence, rows, data = self._rests(said)
        if not evidence and not rows:
            return None
        digests = Digests(_digest([said.kind, said.text]), self._passages(evidence), data)
        name = f"statement:{chapter}/{of_value(said.text)[:_NAME]}"
        return Item(name, "statement", chapter, said.location, said.text, digests, (), evidence, rows, number)

    def _heading(self, said: Statement, chapter: str, below: Sequence[Item]) -> Item | None:
        """Return a heading, which rests on the passages of all that stands under it; none where nothing there does."""
        own, rows, data = self._rests(said)
        evidence = tuple(dict.fromkeys((*own, *(e for item in below for e in item.evidence))))
        if not evidence and not rows:
            return None
        digests = Digests(_digest(said.text), self._passages(evidence), data)
        name = f"heading:{chapter}/{of_value(said.text)[:_NAME]}"
        texts = tuple(item.text for item in below)
        return Item(name, "heading", chapter, said.location, said.text, digests, (), evidence, rows, below=texts)

    def _rests(self, said: Statement) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """Return the evidence and rows that words rest on, and the digest of what these rows and formulas say."""
        uses = [self._draft.usages[n].use for n in said.usages]
        named = dict.fromkeys((*said.evidence, *(e for use in uses for e in use.evidence)))
        evidence = tuple(e for e in named if e in self._inputs.evidence)
        figures = (f"{FIGURES}/{name}" for name in named if name not in self._inputs.evidence)
        rows = tuple(dict.fromkeys((*(str(ref) for use in uses for ref in use.rows), *figures)))
        formulas = sorted(use.formula for use in uses if isinstance(use, DerivedUse | YearsUse))
        return evidence, rows, _digest([self._rows(rows), formulas] if formulas else self._rows(rows))

    def _exhibit(self, name: str, chapter: str) -> Item:
        settings = self._project.settings.exhibits[name]
        usage = self._draft.placed(name)
        titles = {key: self._draft.titles.get(("exhibits", name, key)) for key in _SAID}
        said = {key: title.text for key, title in titles.items() if title and title.text} | self._labels(settings)
        calls = [self._draft.usages[n].use for title in titles.values() if title for n, _, _ in title.spans]
        shown = usage.use.rows if usage else ()
        rows = tuple(dict.fromkeys(map(str, (*shown, *(ref for use in calls for ref in use.rows)))))
        evidence = dict.fromkeys((*(usage.use.evidence if usage else ()), *(e for use in calls for e in use.evidence)))
        # Rows without ids have no name by which they could be told apart.
        nameless = {k: h.parts for k, h in self._held.items() if k.startswith(f"row:{settings.table}/#")}
        declared = {k: v for k, v in self._parts(name, "exhibit").items() if k not in _SAID}
        data = _digest([declared, self._rows(rows), nameless])
        digests = Digests(_digest(said), self._passages(evidence), data)
        place = self._project.place("exhibits", name, "title")
        further = tuple((key, text) for key, text in said.items() if key != "title")
        text = said.get("title", name)
        return Item(f"exhibit:{name}", "exhibit", chapter, place, text, digests, further, tuple(evidence), rows)

    def _labels(self, settings: Exhibit) -> dict[str, str]:
        """Return the headings of a table's columns, and of a chart's axes what report.toml says of them."""
        table = self._inputs.tables.get(settings.table)
        told = []
        for each in settings.columns if isinstance(settings.columns, list) else ():
            name, given = (each, "") if isinstance(each, str) else (each.name, each.title)
            column = table.column(name) if table else None
            told.append(given or (_heading(column) if column else name))
        for each in (settings.options[key] for key in _LABELS if key in settings.options):
            told += map(str, each if isinstance(each, list) else [each])
        return {"labels": "; ".join(told)} if told else {}

    def _parts(self, name: str, kind: str = "row") -> Mapping[str, str]:
        found = self._held.get(f"{kind}:{name}")
        return found.parts if found else {}

    def _rows(self, names: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
        return {name: self._shown(name) for name in names}

    def _shown(self, name: str) -> Mapping[str, str]:
        """Return the cells of a row with what is shown of them beside: names of other rows, and units of columns."""
        key, _, item = name.partition("/")
        table = self._inputs.tables.get(key)
        beside = [
            f"{column.name}: {'; '.join(told)} {column.unit}".rstrip()
            for row in (self._inputs.find(key, item) if table else ())
            for column in (table.columns if table else ())
            if (column.foreign or column.unit) and (told := _told(row, column, self._inputs))
        ]
        return {**self._parts(name), **({"beside": "\n".join(beside)} if beside else {})}

    def _passages(self, evidence: Iterable[str]) -> str:
        """Return the digest of passages: of each its source, place and quotation, and which works those are."""
        rows = [self._inputs.evidence[name] for name in evidence if name in self._inputs.evidence]
        works = [[_digest(self._work(key)) for key in (row.source, row.via) if key] for row in rows]
        return _digest(sorted([row.digest, row.via, *of] for row, of in zip(rows, works, strict=True)))

    def _work(self, key: str) -> Mapping[str, Any]:
        entry = self._inputs.bibliography.entries.get(key)
        return {name: entry.csl.get(name) for name in _WORK} if entry else {}


def cells_of(row: Row, inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Yield what a row says, as (heading, text): names in the place of ids of other rows."""
    table = inputs.tables[row.table]
    for column in table.columns:
        if column.name not in {"id", "evidence"} and (told := _told(row, column, inputs)):
            yield _heading(column), "; ".join(told)


def _told(row: Row, column: Column, inputs: Inputs) -> Sequence[str]:
    """Return what a cell says: names in the place of ids of other rows."""
    cell = row.cells.get(column.name)
    if cell in (None, "", ()):
        return []
    each = cell if isinstance(cell, tuple) else (str(cell),)
    return [inputs.label(column.foreign, item) if column.foreign else item for item in each]


def _heading(column: Column) -> str:
    """Return what stands over a column, with its unit."""
    title = column.title or column.name
    return f"{title} ({column.unit})" if column.unit else title


def _digest(value: Any) -> str:
    return of_value(value)[:_LENGTH]
