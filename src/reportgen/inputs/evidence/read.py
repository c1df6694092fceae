"""bib/evidence.csv → evidence by id, and the links from data rows to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import did_you_mean, finding
from reportgen.inputs.bibliography.model import Bibliography
from reportgen.inputs.data.csv_rows import RawTable, read_csv
from reportgen.inputs.data.model import Table
from reportgen.inputs.evidence.model import Evidence

REQUIRED: Final = ("id", "source", "quote")
OPTIONAL: Final = ("section", "footnote", "page", "via", "note", "locator", "voice")
VOICES: Final = ("author", "reported", "official")
"""Whose words a passage may be: those of the work's author, of somebody whom it reports, of an office."""

# What people type before the number though the column says it: "pp. 3-5", "S. 7", "note 4".
_TYPED: Final = {
    "page": re.compile(r"(?:pages?|pp?|ss?|стр|с)\b\.?\s*(?=[\divxlcA-Z])", re.IGNORECASE),
    "footnote": re.compile(r"(?:footnotes?|notes?|fn|nn?|anm)\b\.?\s*(?=\d)", re.IGNORECASE),
}


def read_evidence(path: str, content: bytes | None) -> Findings[Mapping[str, Evidence]]:
    """Read the evidence table: columns id, source, section, page or locator, footnote, quote, via, voice, note."""
    if content is None:
        hint = "create it or correct `evidence` in report.toml"
        yield finding("DAT001", Location(path), "the evidence table is not there", hint)
        return {}
    raw = yield from read_csv(path, content, names=REQUIRED)
    if raw is None:
        return {}
    missing = [name for name in REQUIRED if name not in raw.header]
    for name in missing:
        hint = did_you_mean(name, raw.header) or "add it to the first line"
        yield finding("DAT004", Location(path, raw.begin), f'column "{name}" is missing', hint)
    for position, name in enumerate(raw.header, start=1):
        if name not in REQUIRED + OPTIONAL:
            hint = did_you_mean(name, REQUIRED + OPTIONAL) or "remove it"
            yield finding("DAT004", Location(path, raw.begin, position), f'evidence has no column "{name}"', hint)
    if missing:
        return {}
    return (yield from _rows(raw))


def _rows(raw: RawTable) -> Findings[Mapping[str, Evidence]]:
    found: dict[str, Evidence] = {}
    for line, cells in raw.rows:
        row = dict(zip(raw.header, (cell.strip() for cell in cells), strict=True))
        for name in REQUIRED:
            if not row[name]:
                yield finding("DAT006", raw.place(line, name), f'column "{name}" is empty, but required', "fill it in")
        for name, label in _TYPED.items():
            if label.match(row.get(name, "")):
                row[name] = label.sub("", row[name], count=1)
        if not (row.get("section") or row.get("page") or row.get("locator")):
            message = f'evidence "{row["id"]}" has neither a section nor a page'
            yield finding("EVI003", raw.place(line, "section"), message, "say where in the source the passage stands")
        voice = row.get("voice", "")
        if voice and voice not in VOICES:
            hint = did_you_mean(voice, VOICES) or f"write one of {', '.join(VOICES)}, or nothing"
            yield finding("DAT006", raw.place(line, "voice"), f'"{voice}" is no voice of a passage', hint)
        first = found.get(row["id"])
        if first is not None:
            message = f'evidence "{row["id"]}" stands in line {first.location.line} too'
            yield finding("DAT007", raw.place(line, "id"), message, "give each row an id of its own")
        elif row["id"]:
            texts = {name: row.get(name, "") for name in (*REQUIRED, *OPTIONAL)}
            found[row["id"]] = Evidence(**texts, location=raw.place(line, "id"), columns=raw.header)
    return found


def check_links(
    evidence: Mapping[str, Evidence], bibliography: Bibliography, tables: Iterable[Table], path: str
) -> Findings[None]:
    """Check that evidence names known works, and that data rows name known evidence."""
    for item in evidence.values():
        for column, key in (("source", item.source), ("via", item.via)):
            if key and key not in bibliography.entries:
                hint = did_you_mean(key, bibliography.entries) or "add the work to the bibliography"
                message = f'{column} "{key}" of evidence "{item.id}" is not in the bibliography'
                yield finding("EVI001", Location(path, item.location.line, item.location.column), message, hint)
    for table in tables:
        if table.column("evidence") is None:
            continue
        for row in table.rows():
            for name in row.evidence:
                if name not in evidence:
                    hint = did_you_mean(name, evidence) or f"add it to {path}"
                    place = table.place(row.location.line, "evidence")
                    yield finding("EVI004", place, f'no evidence "{name}"', hint)
