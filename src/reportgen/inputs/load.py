"""Read everything that a brief is made from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from reportgen.diagnostics import Findings, Location, collect
from reportgen.fingerprint import ABSENT, of_bytes
from reportgen.inputs.bibliography import read_bibliography
from reportgen.inputs.evidence import check_links, read_evidence
from reportgen.inputs.lock import read_lock
from reportgen.inputs.model import SOURCES, Bibliography, Column, Evidence, Inputs, Lock, SourceText, Table
from reportgen.inputs.passages import locate
from reportgen.inputs.rawcsv import LARGEST
from reportgen.inputs.tables import read_tables
from reportgen.inputs.texts import read_texts, text_names
from reportgen.keeping import Keep, make_anew
from reportgen.project.model import Project
from reportgen.rules import finding

TEXTS: Final = "texts"
"""Folder beside the evidence in which the texts of the sources may lie."""


class ProjectFiles:
    """Reads each file of a project once, never outside its folder, and keeps its digest.

    ``looked_for`` has the files that are not there too.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self.digests: dict[str, str] = {}
        self.looked_for: dict[str, str] = {}

    def read(self, path: str) -> bytes | None:
        """Give a file's bytes, or ``None`` if it is not a readable file inside the project."""
        self.looked_for[path] = ABSENT
        full = (self._folder / path).resolve()
        if not full.is_relative_to(self._folder):
            return None
        # What is no file, such as a pipe, may have no end.
        if not full.is_file():
            return None
        try:
            with full.open("rb") as file:
                content = file.read(LARGEST + 1)
        except OSError:
            return None
        self.digests[path] = self.looked_for[path] = of_bytes(content)
        return content


def load(project: Project, folders: Sequence[Path] = (), keep: Keep = make_anew) -> Findings[Inputs]:
    """Read tables, bibliography and evidence of a project, with every finding about them.

    The texts of the sources are looked for in ``folders``, then in ``texts/`` beside the evidence.
    """
    files = ProjectFiles(project.folder)
    settings = project.settings
    tables = yield from read_tables(settings.data, files.read, keep)
    works = yield from _works(settings.bibliography, files)
    parts = {path: of_bytes(content) for path, content in works}
    entries = keep("bibliography", parts, lambda: collect(read_bibliography(works)))
    yield from entries.findings
    bibliography = entries.value
    evidence = yield from read_evidence(settings.evidence, files.read(settings.evidence))
    yield from check_links(evidence, bibliography, tables.values(), settings.evidence)
    lock_path = str(PurePosixPath(settings.evidence).with_suffix(".lock"))
    lock = yield from read_lock(lock_path, files.read(lock_path))
    beside = project.folder / PurePosixPath(settings.evidence).parent / TEXTS
    if beside.resolve().is_relative_to(project.folder):
        folders = (*folders, beside)
    headings = _headings(evidence, lock, settings.sections)
    texts = yield from _texts(bibliography, folders, headings, files.looked_for)
    return Inputs(
        {name: _with_sources(table, evidence) for name, table in tables.items()},
        bibliography,
        evidence,
        dict(sorted(files.digests.items())),
        texts=texts,
        passages=locate(evidence.values(), texts),
        lock=lock,
        looked_for=files.looked_for,
        sought=_sought(bibliography, headings, [_shown(folder, project.folder) for folder in folders]),
    )


def _sought(bibliography: Bibliography, sources: Iterable[str], folders: Sequence[str]) -> Mapping[str, str]:
    """Say of each source under which names and where its text was looked for; nothing where it has no name."""
    fields = {key: bibliography[key].fields.get("file", "") for key in sources if key in bibliography.entries}
    where = " and ".join(dict.fromkeys(folders))
    return {key: f"{' or '.join(names)} in {where}" if (names := text_names(f)) else "" for key, f in fields.items()}


def _shown(folder: Path, project: Path) -> str:
    """Give the name of a folder of texts for messages, which records keep: no path of this machine."""
    folder = folder.resolve()
    return folder.relative_to(project).as_posix() if folder.is_relative_to(project) else f"{folder.name} (--texts)"


def _headings(evidence: Mapping[str, Evidence], lock: Lock, listed: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Give by source the headings of its sections: those that rows name or, at the time of the lock, named.

    So a slip in a row does not take the heading away that would show it. ``listed`` may be any work's.
    """
    found: dict[str, dict[str, None]] = {}
    for row in evidence.values():
        locked = lock.passages.get(row.id)
        named = (row.section, locked.section if locked else "")
        found.setdefault(row.source, dict.fromkeys(listed)).update(dict.fromkeys(filter(None, named)))
    return {source: tuple(names) for source, names in found.items()}


def _texts(
    bibliography: Bibliography,
    folders: Sequence[Path],
    headings: Mapping[str, Sequence[str]],
    looked_for: dict[str, str],
) -> Findings[Mapping[str, SourceText]]:
    """Read the texts of the works that evidence comes from."""
    rested_on = {key: entry for key, entry in bibliography.entries.items() if key in headings}
    return (yield from read_texts(Bibliography(rested_on), folders, headings, looked_for))


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
    column = Column("source", "list", "Source", foreign=(SOURCES,))
    widened = tuple((*row, cell) for row, cell in zip(table.cells, cells, strict=True))
    return dataclasses.replace(table, columns=(*table.columns, column), cells=widened)
