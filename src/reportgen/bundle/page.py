"""A page for browsers → what it says, and whether the ledger bears that out."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.ledger.model import Ledger

_TOKEN: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>|<[^<>]*>|[^<]+|<")
_USE: Final = re.compile(r'\bid="use:(\d{1,9})"')
_SILENT: Final = frozenset({"script", "style", "svg", "nav", "dialog", "template", "head"})
"""Elements that say nothing of the brief itself; pictures have ticks of axes, which stand in no data."""
_APPARATUS: Final = re.compile(r'\bclass="[^"]*\bapparatus\b')
_EMPTY: Final = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_NUMBERS: Final = frozenset({"figure", "derived", "count", "date"})
_HINT: Final = "do not rely on it; ask whoever published it"


@dataclass(frozen=True)
class Said:
    """What a page says: its words, and those of each use by the number that the ledger has it under."""

    text: str
    uses: Mapping[int, str]


def said(content: str) -> Said:
    """Read a page as ``reportgen`` writes it, in one way through it; what is otherwise made gives other words."""
    words: list[str] = []
    uses: dict[int, list[str]] = {}
    use: tuple[int, int] | None = None
    silent, within, depth = "", 0, 0
    for token in _TOKEN.finditer(content):
        closing, name, attributes = token[1], (token[2] or "").lower(), token[3] or ""
        if silent:
            if name == silent and not attributes.endswith("/"):
                within += -1 if closing else 1
            silent = silent if within else ""
        elif not name:
            words.append(html.unescape(token[0]) if token[0][0] != "<" else "")
            uses.setdefault(use[0] if use else -1, []).append(words[-1])
        elif closing:
            depth -= name not in _EMPTY
            if use is not None and depth < use[1]:
                use = None
        elif name in _SILENT or _APPARATUS.search(attributes):
            silent, within = name, 1
        elif name not in _EMPTY and not attributes.endswith("/"):
            depth += 1
            if use is None and (found := _USE.search(attributes)):
                use = int(found[1]), depth
    return Said("".join(words), {number: "".join(parts) for number, parts in uses.items()})


def agreement(content: bytes, volume: str, ledger: Ledger, at: Location) -> Findings[str]:
    """Hold a page against the ledger: its numbers, and how its sentences begin; returns its words."""
    page = said(content.decode("utf-8", "replace"))
    yield from _uses(page, volume, ledger, at)
    words = plain(page.text)
    for statement in ledger.statements:
        # The ledger has a row of points where a call prints something else than a number.
        begins = (plain(part) for part in statement.begins.split("\u2026"))
        if _volume(statement.usages, ledger) == volume and not all(part in words for part in begins):
            message = (
                f'it lacks the sentence that begins "{statement.begins}", which the ledger has ({statement.template})'
            )
            yield finding("CRT008", at, message, _HINT)
    return page.text


def _uses(page: Said, volume: str, ledger: Ledger, at: Location) -> Iterator[Diagnostic]:
    for usage in ledger.usages:
        if usage.kind not in _NUMBERS or not usage.pages or volume not in _volumes(usage.pages):
            continue
        shown = page.uses.get(usage.number)
        if shown is None:
            message = f'it lacks "{usage.text}", which the ledger has in this volume ({usage.template})'
            yield finding("CRT008", at, message, _HINT)
        elif plain(shown) != plain(usage.text):
            message = f'it has "{shown[:60]}" where the ledger has "{usage.text}" ({usage.template})'
            yield finding("CRT008", at, message, _HINT)


def _volumes(pages: tuple[str, ...]) -> set[str]:
    return {page.rpartition("/")[0] or "brief" for page in pages}


def _volume(usages: tuple[int, ...], ledger: Ledger) -> str:
    """Return the volume that a statement stands in; nothing where no use in it says so."""
    found = {name for number in usages if number < len(ledger.usages) for name in _volumes(ledger.usages[number].pages)}
    return found.pop() if len(found) == 1 else ""


def plain(text: str) -> str:
    """Return the letters and digits of a text, so that hyphens, ligatures and ends of lines do not matter."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
