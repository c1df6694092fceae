"""Read everything that a brief is made from."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from reportgen.diagnostics import Findings, Location
from reportgen.fingerprint import of_bytes
from reportgen.inputs.bibliography import read_bibliography
from reportgen.inputs.evidence import check_links, read_evidence
from reportgen.inputs.model import SOURCES, Column, Evidence, Inputs, Table
from reportgen.inputs.tables import read_tables
from reportgen.project.model import Project
from reportgen.rules import finding


class ProjectFiles:
    """Reads each file of a project once, never outside its folder, and keeps its digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self.digests: dict[str, str] = {}

    def read(self, path: str) -> bytes | None:
        """Give a file's bytes, or ``None`` if it is not a readable file inside the project."""
        full = (self._folder / path).resolve()
        if not full.is_relative_to(self._folder):
            return None
        try:
            content = full.read_bytes()
        except OSError:
            return None
        self.digests[path] = of_bytes(content)
        return content


def load(project: Project) -> Findings[Inputs]:
    """Read tables, bibliography and evidence of a project, with every finding about them."""
    files = ProjectFiles(project.folder)
    settings = project.settings
    tables = yield from read_tables(settings.data, files.read)
    bibliography = yield from read_bibliography((yield from _works(settings.bibliography, files)))
    evidence = yield from read_evidence(settings.evidence, files.read(settings.evidence))
    yield from check_links(evidence, bibliography, tables.values(), settings.evidence)
    tables = {name: _with_sources(table, evidence) for name, table in tables.items()}
    return Inputs(tables, bibliography, evidence, dict(sorted(files.digests.items())))


def _works(paths: Sequence[str], files: ProjectFiles) -> Findings[list[tuple[str, bytes]]]:
    works = []
    for path in paths:
        content = files.read(path)
        if content is None:
            hint = "create it or correct `bibliography` in report.toml"
            yield finding("BIB006", Location(path), "the bibliography file is not there", hint)
        else:
            works.append((path, content))
    return works


def _with_sources(table: Table, evidence: Mapping[str, Evidence]) -> Table:
    """Add a column ``source``: the works that each row's evidence comes from."""
    if table.column("evidence") is None or table.column("source") is not None:
        return table
    cells = [tuple(dict.fromkeys(evidence[e].source for e in row.evidence if e in evidence)) for row in table.rows()]
    frame = table.frame.copy()
    frame["source"] = pd.Series(cells, index=frame.index, dtype=object)
    column = Column("source", "list", "Source", foreign=(SOURCES,))
    return dataclasses.replace(table, columns=(*table.columns, column), frame=frame)
