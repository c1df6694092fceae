"""CSV bytes → rows of text, each with the line on which it begins."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Final

from reportgen.diagnostics import Findings, Location
from reportgen.rules import finding

LARGEST: Final = 100_000_000
"""Bytes that a data file may have."""

MOST_ROWS: Final = 200_000
LONGEST_CELL: Final = 20_000
"""Characters that a cell may have: some five pages."""

_SHORTEN: Final = "leave out what the brief does not need"


@dataclass(frozen=True)
class RawTable:
    """A CSV file as text: the names in its first line, and (line, cells) for each row."""

    path: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def place(self, line: int, column: str = "") -> Location:
        """Give the place of a row, or of one of its cells."""
        return Location(self.path, line, self.header.index(column) + 1 if column in self.header else 0)


def decode(path: str, content: bytes) -> Findings[str | None]:
    """Decode a UTF-8 file, with or without a byte order mark; DAT002 names the first bad byte."""
    if len(content) > LARGEST:
        yield finding("DAT013", Location(path), f"the file is larger than {LARGEST // 1_000_000} MB", _SHORTEN)
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = content.rfind(b"\n", 0, error.start) + 1
        line = content.count(b"\n", 0, error.start) + 1
        column = content[start : error.start].count(b",") + 1
        byte = content[error.start]
        message = f"byte 0x{byte:02x} is not UTF-8"
        yield finding("DAT002", Location(path, line, column), message, "save the file as UTF-8 (in Excel: CSV UTF-8)")
        return None


def read_csv(path: str, content: bytes) -> Findings[RawTable | None]:
    """Read a CSV file (RFC 4180, UTF-8, first line holds the names).

    Rows with too many or too few cells are reported and left out; blank lines are passed over.
    """
    text = yield from decode(path, content)
    if text is None:
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    header: tuple[str, ...] = ()
    begin = 1
    try:
        for cells in reader:
            if not header and cells:
                header = tuple(cell.strip() for cell in cells)
            elif cells and len(cells) != len(header):
                what = "more" if len(cells) > len(header) else "fewer"
                place = Location(path, begin, min(len(cells), len(header)) + 1)
                hint = 'a cell that holds a comma needs "quotes" around it' if what == "more" else "add the empty cells"
                yield finding("DAT009", place, f"{len(cells)} cells, {what} than the {len(header)} columns", hint)
            elif cells and max(map(len, cells)) > LONGEST_CELL:
                place = Location(path, begin, max(range(len(cells)), key=lambda n: len(cells[n])) + 1)
                yield finding("DAT013", place, f"the cell has more than {LONGEST_CELL} characters", _SHORTEN)
            elif cells:
                rows.append((begin, tuple(cells)))
            if len(rows) > MOST_ROWS:
                yield finding("DAT013", Location(path, begin), f"the table has more than {MOST_ROWS} rows", _SHORTEN)
                return None
            begin = reader.line_num + 1
    except csv.Error as error:
        yield finding(
            "DAT012", Location(path, begin), f"the row cannot be read: {error}", "check the quotes of the row"
        )
        return None
    if not header:
        yield finding("DAT010", Location(path, 1), "the file is empty", "give it a header line and rows")
        return None
    return RawTable(path, header, tuple(rows))
