"""What a brief is made of, thing by thing, as the lock keeps it: all that is printed, or decides what is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from itertools import chain
from typing import Any, Final

from reportgen.checks.model import LockedItem
from reportgen.checks.template_sentences import template_sentences
from reportgen.draft.model import Draft, SourceUse
from reportgen.findings.model import Location
from reportgen.inputs.data.model import SOURCES, Table, Value
from reportgen.inputs.model import Inputs
from reportgen.project.model import Column, Project
from reportgen.store.fingerprint import of_bytes, of_value

LONGEST: Final = 1000
"""Characters that the lock keeps of one part; of a longer one it has half as many, and its digest."""

_EVIDENCE: Final = ("source", "section", "footnote", "page", "locator", "quote", "via", "voice", "note")
_UNSAID: Final = ("name", "id", "data")
_KINDS: Final = {"exhibits": "exhibit", "units": "unit", "words": "words", "sections": "section", "kinds": "kind"}
"""Kinds by the tables of report.toml."""

_NOT_PRINTED: Final = frozenset(
    (
        *("template", "data", "evidence", "bibliography", "rules", "chapters", "volumes", "status", "review"),
        *("outputs", "url", *_KINDS),
    )
)
_SHORT_DIGEST: Final = 12


OF_DATA: Final = ("row:", "table:", "evidence:")
"""Begin the names of what is in the data."""


def locked_items_of_data(inputs: Inputs) -> Mapping[str, LockedItem]:
    """Return what the data are made of, by name: *row:TABLE/ID*, *table:NAME*, *evidence:ID*."""
    return _by_name(_data(inputs))


def locked_items_of_draft(project: Project, inputs: Inputs, draft: Draft) -> Mapping[str, LockedItem]:
    """Return what else a brief is made of, by name: *statement:*, *exhibit:*, *entry:*, *words:*, *unit:* and more."""
    return _by_name(chain(_settings(project), _works(inputs, draft), _statements(draft)))


def _by_name(found: Iterable[LockedItem]) -> Mapping[str, LockedItem]:
    """Return what is held by name; of what has its name from its words, each that is the same again has a number."""
    named: dict[str, LockedItem] = {}
    times: Counter[str] = Counter()
    for holding in found:
        times[holding.name] += 1
        again = f"{holding.name}+{times[holding.name]}" if times[holding.name] > 1 else holding.name
        named[again] = holding if again == holding.name else replace(holding, name=again)
    return named


def _settings(project: Project) -> Iterator[LockedItem]:
    settings = project.settings
    general = {name: value for name, value in _declared(settings).items() if name not in _NOT_PRINTED}
    order = [chapter.id for chapter in settings.chapters]
    yield _item("brief:settings", {**general, "chapters": order}, project.place("title"))
    for number, chapter in enumerate(settings.chapters):
        yield _item(f"chapter:{chapter.id}", _declared(chapter), project.place("chapters", number))
    for number, volume in enumerate(settings.volumes):
        yield _item(f"volume:{volume.id}", _declared(volume), project.place("volumes", number))
    for table, kind in _KINDS.items():
        for name, value in getattr(settings, table).items():
            parts = {"text": value} if isinstance(value, str) else _declared(value)
            yield _item(f"{kind}:{name}", parts, project.place(table, name))


def _data(inputs: Inputs) -> Iterator[LockedItem]:
    for table in inputs.tables.values():
        yield _item(f"table:{table.name}", _schema(table), Location(table.path, 1))
        for row in table.rows():
            parts = {name: _cell(cell) for name, cell in row.cells.items() if cell not in (None, "", ())}
            if row.cells.get("source") == inputs.sources(row.evidence):
                parts.pop("source", None)  # it only tells the works that the row's evidence is from
            name = row.id or f"#{of_value(parts)[:_SHORT_DIGEST]}"
            yield LockedItem(f"row:{table.name}/{name}", _shortened(parts), row.location, row.evidence)
    for item in inputs.evidence.values():
        parts = {name: text for name in _EVIDENCE if (text := getattr(item, name))}
        yield LockedItem(f"evidence:{item.id}", _shortened(parts), item.location, (item.id,))


def _schema(table: Table) -> Mapping[str, Any]:
    rules = [vars(rule) for rule in table.conflicts]
    columns = {f"column {column.name}": _declared(column) for column in table.columns}
    return {
        "title": table.title,
        "label": table.label,
        "conflicts": rules or "",
        "orders": table.orders or "",
        **columns,
    }


def _declared(value: Any) -> dict[str, Any]:
    """Return what a declaration says: a default, which the next version may have one more of, is no word of it.

    Nor is where else a chart's ``data`` can be read.
    """
    told = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in _UNSAID}
    defaults = {field.name: field.default for field in fields(value) if field.default is not MISSING}
    return {
        name: said
        for name, said in told.items()
        if said not in ([], {}, ()) and (name not in defaults or said != defaults[name])
    }


def _works(inputs: Inputs, draft: Draft) -> Iterator[LockedItem]:
    """Yield the works that evidence comes from, that rows point to, and that templates name."""
    named = {key for item in inputs.evidence.values() for key in (item.source, item.via)}
    named |= {usage.use.key for usage in draft.usages if isinstance(usage.use, SourceUse)}
    for table in inputs.tables.values():
        for column in (c.name for c in table.columns if SOURCES in c.foreign):
            for row in table.rows():
                cell = row[column]
                named.update(cell if isinstance(cell, tuple) else [str(cell)])
    for key, entry in inputs.bibliography.entries.items():
        if key in named:
            # Of what no style prints by itself, the list of works prints the note.
            shown = {"short": entry.short, "note": entry.fields.get("note", "")}
            parts = {**shown, **{name: value for name, value in entry.csl.items() if name != "id"}}
            yield _item(f"entry:{key}", parts, entry.location)


def _statements(draft: Draft) -> Iterator[LockedItem]:
    for path, text in draft.texts.items():
        for sentence in template_sentences(text):
            parts = {"in": path, "text": sentence.text}
            name = f"statement:{of_value(parts)[:_SHORT_DIGEST]}"
            lines = sentence.first, sentence.last
            yield LockedItem(name, _shortened(parts), Location(path, sentence.first), lines=lines)


def _item(name: str, parts: Mapping[str, Any], place: Location, evidence: tuple[str, ...] = ()) -> LockedItem:
    told = {part: _spelled(value) for part, value in _flat(parts)}
    return LockedItem(name, _shortened({part: text for part, text in told.items() if text}), place, evidence)


def _flat(parts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the parts of mappings one by one: what an exhibit picks, its options."""
    for part, value in parts.items():
        if isinstance(value, Mapping):
            yield from ((f"{part} {inner}", each) for inner, each in value.items())
        else:
            yield part, value


def _cell(cell: Value) -> str:
    return cell if isinstance(cell, str) else "; ".join(cell) if isinstance(cell, tuple) else str(cell)


def _spelled(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_member)


def _member(value: Any) -> object:
    """Return an item of a list, such as a column of a table with its heading, as JSON has it."""
    return {"name": value.name, **_declared(value)} if isinstance(value, Column) else str(value)


def _shortened(parts: Mapping[str, str]) -> Mapping[str, str]:
    return {part: text if len(text) <= LONGEST else _short(text) for part, text in parts.items()}


def _short(text: str) -> str:
    return f"{text[: LONGEST // 2]} … ({of_bytes(text.encode('utf-8', 'surrogatepass'))})"
