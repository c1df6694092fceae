"""All that a reader is asked about, beside its passages, as one table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

from reportgen.inputs.reviews.model import guarded

_COLUMNS: Final = ("id", "kind", "volume", "chapter", "above", "place", "asked", "text")


def as_csv(told: Mapping[str, Any]) -> str:
    """Return what ``page.contents`` tells as CSV, a line for each item, with its passages and verdicts in a cell each.

    A cell that a spreadsheet would take for a formula has an apostrophe in front.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow((*_COLUMNS, "further", "passages", "rows", "findings", "state", "verdicts"))
    titles = dict(told["chapters"]) | dict(told["volumes"])
    for item in told["items"]:
        cells = [str(titles.get(item[name], item[name])) for name in _COLUMNS]
        cells += [
            _lines(f"{name}: {text}" for name, text in item["further"]),
            _lines(_passage(told["passages"][name]) for name in item["evidence"] if name in told["passages"]),
            _lines(_row(name, told["rows"].get(name, ())) for name in item["rows"]),
            _lines(item["findings"]),
            item["state"],
            _lines(f"{r['verdict']} ({r['reader']}, {r['date'][:10]}) {r['comment']}".strip() for r in item["history"]),
        ]
        writer.writerow(map(guarded, cells))
    return written.getvalue()


def _passage(found: Mapping[str, Any]) -> str:
    """Return work, place and paragraph, the quotation in double brackets."""
    where = ", ".join(f"{kind} {place}".strip() for kind, place in found["place"])
    before, quote, behind = found["around"] or ("", found["quote"], "")
    return f"{found['work']}, {where}: {' '.join(filter(None, (before, f'[[{quote}]]', behind)))}"


def _row(name: str, cells: Iterable[tuple[str, str]]) -> str:
    return f"{name}: " + "; ".join(f"{label}: {text}" for label, text in cells if label)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
