"""Read everything that a brief is made from."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from reportgen.findings.model import Diagnostic, Findings, Location, collect
from reportgen.findings.rules import finding
from reportgen.inputs.bibliography.model import Bibliography
from reportgen.inputs.bibliography.read import doubts_about, read_bibliography
from reportgen.inputs.data.model import SOURCES, Column, Table
from reportgen.inputs.data.tables import read_tables
from reportgen.inputs.evidence.lock import read_lock
from reportgen.inputs.evidence.model import Evidence, Lock
from reportgen.inputs.evidence.passages import locate
from reportgen.inputs.evidence.read import check_links, read_evidence
from reportgen.inputs.model import Inputs
from reportgen.inputs.reviews.table import read_reviews
from reportgen.inputs.texts.read import read_texts, text_names
from reportgen.project.model import BUILD, Project, Settings
from reportgen.store.fingerprint import ABSENT, of_bytes, unread
from reportgen.store.memo import Memoize, without_cache
from reportgen.system import files

_MISSING: Final = frozenset({"DAT001", "BIB006"})

TEXTS: Final = "texts"
"""Folder beside the evidence in which the texts of the sources may lie."""


class ProjectFiles:
    """Reads each file of a project once, never outside its folder, and keeps its digest.

    ``looked_for`` has the files that are not there too, ``refused`` says why one that is there cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.digests: dict[str, str] = {}
        self.looked_for: dict[str, str] = {}
        self.refused: dict[str, str] = {}

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, or ``None`` if it is not a readable file inside the project."""
        self.looked_for[path] = ABSENT
        try:
            content = files.read(self._folder / path, within=self._folder)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            named = isinstance(error, files.RefusedError)
            self.looked_for[path] = unread(error.strerror)
            self.refused[path] = str(error.strerror) if named else f"cannot be read: {error.strerror}"
            return None
        self.digests[path] = self.looked_for[path] = of_bytes(content)
        return content


def load(project: Project, folders: Sequence[Path] = (), keep: Memoize = without_cache) -> Findings[Inputs]:
    """Read tables, bibliography and evidence of a project, with every finding about them.

    The texts of the sources are looked for in ``folders``, then in ``texts/`` beside the evidence.
    """
    reading = ProjectFiles(project.folder)
    settings = project.settings
    read = collect(_tables_and_works(settings, reading, keep))
    yield from _described(read.findings, reading.refused)
    tables, works = read.value
    parts = {path: of_bytes(content) for path, content in works}
    entries = keep("bibliography", parts, lambda: collect(read_bibliography(works)))
    yield from entries.findings
    bibliography = entries.value
    read_rows = collect(read_evidence(settings.evidence, reading.read(settings.evidence)))
    yield from _described(read_rows.findings, reading.refused)
    evidence = read_rows.value
    yield from check_links(evidence, bibliography, tables.values(), settings.evidence)
    yield from doubts_about(bibliography, _used(evidence, tables.values()))
    lock_path = settings.lock
    yield from _overwritten(project, reading.digests.keys() - {settings.evidence, *settings.bibliography}, lock_path)
    written = reading.read(lock_path)
    part = {lock_path: ABSENT if written is None else of_bytes(written)}
    locked = keep("lock", part, lambda: collect(read_lock(lock_path, written)))
    yield from locked.findings
    lock = locked.value
    yield from _overwritten(project, reading.digests.keys() - {lock_path}, settings.reviews)
    reviews = yield from read_reviews(settings.reviews, reading.read(settings.reviews))
    written_here = {lock_path, settings.reviews}
    yield from _described((), {path: why for path, why in reading.refused.items() if path in written_here})
    beside = project.folder / PurePosixPath(settings.evidence).parent / TEXTS
    if Path(os.path.realpath(beside)).is_relative_to(project.folder):
        folders = (*folders, beside)
    headings = _headings(evidence, lock, settings.sections)
    unreadable: set[str] = set()
    rested_on = Bibliography({key: entry for key, entry in bibliography.entries.items() if key in headings})
    build = project.folder / BUILD
    texts = yield from read_texts(rested_on, folders, headings, reading.looked_for, unreadable, build)
    return Inputs(
        {name: _with_sources(table, evidence) for name, table in tables.items()},
        bibliography,
        evidence,
        dict(sorted(reading.digests.items())),
        texts=texts,
        passages=locate(evidence.values(), texts),
        lock=lock,
        looked_for={_within(path, project.folder): digest for path, digest in reading.looked_for.items()},
        sought=_sought(bibliography, headings, [_shown(folder, project.folder) for folder in folders]),
        unreadable=frozenset(unreadable),
        reviews=reviews,
    )


def _overwritten(project: Project, paths: Iterable[str], lock: str) -> Iterator[Diagnostic]:
    """Report tables that a command would write over."""
    for path in sorted(paths):
        for written in (lock, BUILD):
            if files.overwritten(project.folder, path, written):
                message = f'"{path}" is, or lies in, "{written}", which reportgen writes'
                hint = "give the file of the table another name"
                yield finding("PRJ020", Location(project.settings.data, 1), message, hint)


def _tables_and_works(
    settings: Settings, reading: ProjectFiles, keep: Memoize
) -> Findings[tuple[Mapping[str, Table], list[tuple[str, bytes]]]]:
    tables = yield from read_tables(settings.data, reading.read, keep)
    return tables, (yield from _works(settings.bibliography, reading))


def _described(findings: Iterable[Diagnostic], refused: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Pass findings on, and say of files that are there but cannot be read why, not that they are missing."""
    yield from (f for f in findings if f.code not in _MISSING or f.location.path not in refused)
    for path, why in refused.items():
        yield finding("PRJ010", Location(path), f"the file {why}", "put a plain file inside the project in its place")


def _sought(bibliography: Bibliography, sources: Iterable[str], folders: Sequence[str]) -> Mapping[str, str]:
    """Say of each source under which names and where its text was looked for; nothing where it has no name."""
    fields = {key: bibliography[key].fields.get("file", "") for key in sources if key in bibliography.entries}
    where = " and ".join(dict.fromkeys(folders))
    return {key: f"{' or '.join(names)} in {where}" if (names := text_names(f)) else "" for key, f in fields.items()}


def _within(path: str, folder: Path) -> str:
    """Return a path of the project relative to it: a copy of the project rests on its own texts, not on these."""
    return Path(path).relative_to(folder).as_posix() if Path(path).is_relative_to(folder) else path


def _shown(folder: Path, project: Path) -> str:
    """Return the name of a folder of texts for messages, which records keep: no path of this machine."""
    folder = folder.resolve()
    return folder.relative_to(project).as_posix() if folder.is_relative_to(project) else f"{folder.name} (--texts)"


def _used(evidence: Mapping[str, Evidence], tables: Iterable[Table]) -> set[str]:
    """Return the works that the brief may name: those that evidence comes from, and those that tables point to."""
    used = {key for row in evidence.values() for key in (row.source, row.via)}
    for table in tables:
        for place, column in enumerate(table.columns):
            if SOURCES in column.foreign:
                for cells in table.cells:
                    value = cells[place]
                    used.update(value if isinstance(value, tuple) else [str(value)])
    return used


def _headings(evidence: Mapping[str, Evidence], lock: Lock, listed: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return by source the headings of its sections: those that rows name or, at the time of the lock, named.

    So a slip in a row does not take the heading away that would show it. ``listed`` may be any work's.
    """
    found: dict[str, dict[str, None]] = {}
    for row in evidence.values():
        locked = lock.passages.get(row.id)
        named = (row.section, locked.section if locked else "")
        found.setdefault(row.source, dict.fromkeys(listed)).update(dict.fromkeys(filter(None, named)))
    return {source: tuple(names) for source, names in found.items()}


def _works(paths: Sequence[str], reading: ProjectFiles) -> Findings[list[tuple[str, bytes]]]:
    works = []
    for path in paths:
        content = reading.read(path)
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
