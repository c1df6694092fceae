"""bib/evidence.lock: one JSON object a line (https://jsonlines.org), in an order that keeps diffs small.

The key of a line's first member says what the line is about: ``lock`` (first line: version of the
format, date), ``source``, ``passage``, ``row``, ``statement``, ``approved`` or ``held``: what the brief's own
files said when somebody last settled it, so that a change can be shown. Of a source no words stand in it but the
quotations that the evidence table has: only digests and positions.

Format 1 had no lines ``held``; it is read, and written as format 2.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.evidence.model import VERSION, Lock, LockedPassage, spelled
from reportgen.store.fingerprint import Digest, read_digest

_READ: Final = (1, VERSION)
_MEND: Final = "make the lock anew with `reportgen lock`"

_Cells: TypeAlias = dict[str, str | int | dict[str, str]]


def lock_text(lock: Lock) -> str:
    """Return the lock as it stands in its file; the same lock gives the same text."""
    return "".join(json.dumps(cells, ensure_ascii=False) + "\n" for cells in _lines(lock))


def _lines(lock: Lock) -> Iterator[_Cells]:
    yield {"lock": VERSION, "date": lock.date}
    for key, (digest, extractor) in sorted(lock.texts.items()):
        yield {"source": key, "text": digest, "extractor": extractor}
    for name, locked in sorted(lock.passages.items()):
        yield {
            "passage": name,
            "match": locked.match,
            "section": locked.section,
            "at": locked.position,
            "row": locked.row,
            "text": locked.text,
        }
    for kind, digests in (("row", lock.rows), ("statement", lock.statements)):
        for name, claimed in sorted(digests.items()):
            yield {kind: name, "digest": claimed}
    for name, claimed in sorted(lock.approved.items()):
        yield {"approved": name, "rests_on": claimed, **_read_by(lock, f"approved {name}")}
    for name, parts in sorted(lock.held.items()):
        yield {"held": name, "as": json.loads(parts), **_read_by(lock, f"held {name}")}


def _read_by(lock: Lock, key: str) -> dict[str, str]:
    reader, day = lock.readers.get(key, ("", ""))
    return {"by": reader, "on": day} if reader else {}


class _NoDigestError(Exception):
    """A member that has to be a digest is something else."""


@dataclass
class _LockReader:
    """The lock as far as it has been read."""

    date: str = ""
    texts: dict[str, tuple[Digest, str]] = field(default_factory=dict)
    passages: dict[str, LockedPassage] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)
    statements: dict[str, str] = field(default_factory=dict)
    approved: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    readers: dict[str, tuple[str, str]] = field(default_factory=dict)
    version: int = VERSION

    def source(self, name: str, cells: _Cells) -> None:
        self.texts[name] = (_digest(cells, "text"), _text(cells, "extractor"))

    def passage(self, name: str, cells: _Cells) -> None:
        position = cells["at"]
        if not isinstance(position, int):
            raise TypeError
        text, row = _digest(cells, "text"), _digest(cells, "row")
        match, section = _text(cells, "match"), _text(cells, "section")
        self.passages[name] = LockedPassage(name, text, row, match, section, position)

    def row(self, name: str, cells: _Cells) -> None:
        self.rows[name] = _digest(cells, "digest")

    def statement(self, name: str, cells: _Cells) -> None:
        self.statements[name] = _digest(cells, "digest")

    def approval(self, name: str, cells: _Cells) -> None:
        self.approved[name] = _text(cells, "rests_on")
        self.reader(f"approved {name}", cells)

    def hold(self, name: str, cells: _Cells) -> None:
        parts = cells["as"]
        if not isinstance(parts, dict) or not all(isinstance(part, str) for part in parts.values()):
            raise TypeError
        self.held[name] = spelled(parts)
        self.reader(f"held {name}", cells)

    def reader(self, key: str, cells: _Cells) -> None:
        if "by" in cells:
            self.readers[key] = _text(cells, "by"), _text(cells, "on")


def read_lock(path: str, content: bytes | None) -> Findings[Lock]:
    """Read the lock; no file is an empty lock. A line that cannot be read, or stands twice, is EVI013."""
    if content is None:
        return Lock()
    reading = _LockReader()
    kinds: dict[str, Callable[[str, _Cells], None]] = {
        "source": reading.source,
        "passage": reading.passage,
        "row": reading.row,
        "statement": reading.statement,
        "approved": reading.approval,
        "held": reading.hold,
    }
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        place = Location(path, number)
        try:
            cells = json.loads(line)
            kind, name = next(iter(cells.items()))
            if kind == "lock":
                if isinstance(name, bool) or not isinstance(name, int) or name not in _READ:
                    yield finding("EVI013", place, f"the lock has format {name}, not {VERSION}", _MEND)
                    return Lock()
                reading.version, reading.date = name, _date(cells)
                continue
            if not isinstance(name, str):
                raise TypeError
            kinds[kind](name, cells)
        except _NoDigestError as error:
            message = f'"{error}" of {kind} "{name}" is not the 64 hexadecimal digits of a SHA-256'
            yield finding("EVI020", place, message, _MEND)
            continue
        except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError):
            yield finding("EVI013", place, "this line of the lock cannot be read", _MEND)
            continue
        if (kind, name) in seen:
            message = f'{kind} "{name}" stands in line {seen[kind, name]} too'
            yield finding("EVI013", place, message, _MEND)
        seen.setdefault((kind, name), number)
    return Lock(**vars(reading))


def _digest(cells: _Cells, key: str) -> Digest:
    found = read_digest(_text(cells, key))
    if found is None:
        raise _NoDigestError(key)
    return found


def _date(cells: _Cells) -> str:
    """Return the day of the lock, or "" for none. Raises ``ValueError`` for what is no day."""
    given = _text(cells, "date")
    if given and date.fromisoformat(given).isoformat() != given:
        raise ValueError
    return given


def _text(cells: _Cells, key: str) -> str:
    value = cells[key]
    if not isinstance(value, str):
        raise TypeError
    return value
