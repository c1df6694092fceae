"""The files that a PDF carries → what they say: record, ledger, evidence, lock, reviews, bibliography."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.evidence.model import Evidence
from reportgen.ledger.model import Ledger
from reportgen.proof.model import LEDGER, RECORD, VERSION, WORKS, CarriedRecord, Opened

_RECORD: Final = TypeAdapter(CarriedRecord)
_LEDGER: Final = TypeAdapter(Ledger)
_AGAIN: Final = "ask whoever published it for another copy"
_CELLS: Final = ("id", "source", "section", "footnote", "page", "quote", "via", "note", "locator", "voice")


@dataclass(frozen=True)
class Carried:
    """What the files say. ``lock`` has the lines by kind and name, ``reviews`` rows, ``works`` entries of CSL-JSON."""

    record: CarriedRecord
    ledger: Ledger
    evidence: Mapping[str, Evidence]
    lock: Mapping[tuple[str, str], Mapping[str, Any]]
    reviews: tuple[Mapping[str, str], ...]
    works: Mapping[str, Mapping[str, Any]]


def carried(opened: Opened, place: Location) -> Findings[Carried | None]:
    """Read what a PDF carries; ``None`` where the record or the ledger cannot be read, or the evidence is missing."""
    record = yield from _record(opened, place)
    if record is None:
        return None
    try:
        ledger = _LEDGER.validate_json(opened.files[LEDGER])
        works = json.loads(opened.files[WORKS])
        names = {path.rpartition("/")[2]: path for path in opened.files}
        table = next(path for path in record.attached if _is_evidence(opened.files[path]))
        evidence = _evidence(opened.files[table], table)
        lock = _lock(opened.files.get(names.get(_lock_of(table), ""), b""))
        reviews = tuple(table_rows(opened.files.get(names.get("reviews.csv", ""), b"")))
        return Carried(record, ledger, evidence, lock, reviews, {str(work["id"]): work for work in works})
    except (ValidationError, ValueError, KeyError, TypeError, StopIteration, RecursionError, csv.Error) as error:
        message = f"a file that it carries cannot be read: {type(error).__name__}"
        yield finding("VER001", place, message, _AGAIN)
        return None


def _record(opened: Opened, place: Location) -> Findings[CarriedRecord | None]:
    if RECORD not in opened.files:
        message = "it carries no build record: it was made without one, or that was taken out"
        yield finding("VER001", place, message, _AGAIN)
        return None
    if (other := _other_version(opened.files[RECORD])) is not None:
        number, builder = other
        message = f"its build record is of version {number}, and this reportgen reads version {VERSION}"
        yield finding("VER011", place, message, f"verify it with the version that built it, which says it is {builder}")
        return None
    try:
        return _RECORD.validate_json(opened.files[RECORD])
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        message = f"its build record is none of this version: {where}: {problem['msg']}"
        yield finding("VER001", place, message, _AGAIN)
        return None


def _other_version(content: bytes) -> tuple[int, str] | None:
    """Return the version of a record that is none of this one's, and of the reportgen that wrote it."""
    try:
        said = json.loads(content)
        number = said["version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return (number, str(said.get("reportgen", ""))[:40]) if type(number) is int and number != VERSION else None


def _lock_of(table: str) -> str:
    return table.rpartition("/")[2].removesuffix(".csv") + ".lock"


def _is_evidence(content: bytes) -> bool:
    head = content[:1000].decode("utf-8", "replace").lstrip("\ufeff").split("\n")[0]
    return {"id", "source", "quote"} <= {name.strip().strip('"') for name in head.split(",")}


def table_rows(content: bytes) -> Iterable[Mapping[str, str]]:
    """Yield the rows of a CSV file, cells by column. Raises ``ValueError`` and ``csv.Error`` where it is none."""
    text = content.decode("utf-8").lstrip("\ufeff")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        yield {str(name): value or "" for name, value in row.items() if isinstance(value, str | None)}


def _evidence(content: bytes, path: str) -> Mapping[str, Evidence]:
    found: dict[str, Evidence] = {}
    for number, row in enumerate(table_rows(content), start=2):
        name, source, section, note, page, quote, via, more, locator, voice = (row.get(cell, "") for cell in _CELLS)
        place = Location(path, number)
        found[name] = Evidence(name, source, section, note, page, quote, via, more, place, locator, voice)
    return found


def _lock(content: bytes) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    lines = [json.loads(line) for line in content.splitlines() if line.strip()]
    return {(kind, str(name)): line for line in lines for kind, name in [next(iter(line.items()))]}
