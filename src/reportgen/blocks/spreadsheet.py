"""Rows → a CSV file that a spreadsheet opens as data and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

_FORMULA: Final = re.compile(r"[=+\-@\t\r\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH COMMERCIAL AT}]")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")
_QUOTED: Final = re.compile(r'[",;\r\n\t]|^\s|\s$')


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV (RFC 4180, UTF-8).

    A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV injection"); plain numbers
    are left alone.
    """
    return "".join(",".join(map(_cell, row)) + "\r\n" for row in rows)


def _cell(text: str) -> str:
    text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    bare = text.lstrip()
    if _FORMULA.match(text) or _FORMULA.match(bare):
        text = text if _NUMBER.fullmatch(text) else f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
