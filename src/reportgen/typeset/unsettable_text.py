"""Where in a project's files a character stands that the brief cannot print."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from reportgen.findings.model import Location
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project
from reportgen.text.latex import control
from reportgen.typeset.characters import REPLACEMENT

Place: TypeAlias = tuple[Location, str]


def places_with(characters: Collection[str], project: Project, inputs: Inputs) -> Mapping[Location, Sequence[str]]:
    """Return each place of the project's data and settings that holds one of the characters, with those it holds.

    ``REPLACEMENT`` among the characters stands for those that ``escape`` replaces by it.
    """
    wanted, replaced = frozenset(characters), REPLACEMENT in characters
    found: dict[Location, dict[str, None]] = {}
    for place, text in (*_settings(project), *_inputs(project, inputs)):
        if text.isascii() and text.isprintable():
            continue
        hits = [c for c in unicodedata.normalize("NFC", text) if c in wanted or (replaced and control(c))]
        if hits:
            found.setdefault(place, {}).update(dict.fromkeys(hits))
    return {place: tuple(hits) for place, hits in found.items()}


def _inputs(project: Project, inputs: Inputs) -> Iterator[Place]:
    for table in inputs.tables.values():
        package = Location(project.settings.data)
        yield from ((package, text) for c in table.columns for text in (c.title, c.unit))
        yield package, table.title
        for row in table.rows():
            for column, cell in row.cells.items():
                # A column that was added is not in the file.
                if cell is not None and column != "source":
                    yield table.place(row.location.line, column), str(cell) if isinstance(cell, str) else _joined(cell)
    for evidence in inputs.evidence.values():
        for column in evidence.columns:
            text = getattr(evidence, column, "")
            yield dataclasses.replace(evidence.location, column=evidence.columns.index(column) + 1), str(text)
    for entry in inputs.bibliography.entries.values():
        yield from ((entry.location, text) for text in entry.fields.values())


def _joined(cell: object) -> str:
    return " ".join(map(str, cell)) if isinstance(cell, tuple) else str(cell)


def _settings(project: Project) -> Iterator[Place]:
    yield from _walk(project, (), dataclasses.asdict(project.settings))


def _walk(project: Project, path: tuple[str | int, ...], value: object) -> Iterator[Place]:
    if isinstance(value, str):
        yield project.place(*path), value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _walk(project, (*path, key), inner)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _walk(project, (*path, number), inner)
