"""CSV bytes → rows of text, each with the line on which it begins."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.data.csv_dialect import (
    DELIMITERS,
    PLAIN,
    Dialect,
    MisplacedHeadings,
    as_json,
    encoding_of,
    find_headings,
    unmarked,
)
from reportgen.inputs.data.csv_footer import footer
from reportgen.text.encodings import likely_encoding

LARGEST: Final = 100_000_000
"""Bytes that a data file may have."""

MOST_ROWS: Final = 200_000
LONGEST_CELL: Final = 20_000
"""Characters that a cell may have: some five pages."""

_SHORTEN: Final = "leave out what the brief does not need"
_EXCEL: Final = re.compile(r'"?sep=(.)"?[ \t]*\r?\n', re.IGNORECASE)
"""The first line by which Excel is told what parts the cells."""

_FEW: Final = 3
"""Rows of the wrong shape that are each told; where all of more are of one shape, it is told once."""

_Rows: TypeAlias = tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True)
class RawTable:
    """A CSV file as text: its headings, the line where they stand, and (line, cells) for each row."""

    path: str
    header: tuple[str, ...]
    rows: _Rows
    begin: int = 1

    def place(self, line: int, column: str = "") -> Location:
        """Return the place of a row, or of one of its cells."""
        return Location(self.path, line, self.header.index(column) + 1 if column in self.header else 0)


class _BrokenRowError(Exception):
    """A row cannot be read; it begins on ``line``."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def decode(path: str, content: bytes, encoding: str = "", package: str = "") -> Findings[str | None]:
    """Decode a file by its byte order mark, else in the encoding that ``package`` says, else as UTF-8.

    DAT002 names the first byte that is not of the encoding.
    """
    if len(content) > LARGEST:
        yield finding("DAT013", Location(path), f"the file is larger than {LARGEST // 1_000_000} MB", _SHORTEN)
        return None
    of = encoding_of(content, encoding)
    if of == "utf-8" and (meant := unmarked(content)):
        message = f"the file is {meant.upper()} text without a byte order mark"
        yield finding("DAT002", Location(path, 1), message, _save_as(meant, package))
        return None
    try:
        return content.decode(of).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        start = content.rfind(b"\n", 0, error.start) + 1
        line = content.count(b"\n", 0, error.start) + 1
        column = content[start : error.start].count(b",") + 1
        byte = content[error.start]
        named = "UTF-8" if of.startswith("utf-8") else of
        likely = likely_encoding(content)
        hint = "the rest is UTF-8: write this cell anew" if likely == "utf-8" else _save_as(likely, package)
        if encoding:
            hint = f"correct the encoding in {package}; the file is most likely {likely}"
        yield finding("DAT002", Location(path, line, column), f"byte 0x{byte:02x} is not {named}", hint)
        return None


def _save_as(encoding: str, package: str) -> str:
    said = f', or say how it is written beside its path in {package}: "encoding": "{encoding}"' if package else ""
    return f"it is most likely {encoding}: save the file as UTF-8 (in Excel: CSV UTF-8){said}"


def read_csv(
    path: str, content: bytes, form: Dialect = PLAIN, names: Sequence[str] = (), package: str = ""
) -> Findings[RawTable | None]:
    """Read a CSV file (RFC 4180, UTF-8, first line holds the headings, unless ``form`` says otherwise).

    ``names`` are headings that it must have: where these stand in another row, or are parted by something
    else, DAT014 says so and nothing is read. ``package`` is the file that says the form, if one may. Rows of
    the wrong shape are reported and left out; blank rows, and columns at the end that hold nothing, are passed over.
    """
    text = yield from decode(path, content, form.encoding, package)
    if text is None:
        return None
    skipped = 0
    if (excel := _EXCEL.match(text)) and not form.delimiter:
        form, text, skipped = replace(form, delimiter=excel[1]), text[excel.end() :], 1
    if form.header == ():
        header, begin = tuple(names), 0
    else:
        header, begin = _headings(text, form)
        if not set(names) <= set(header) and (found := find_headings(text, form, names)):
            yield _other_form(Location(path, found.row + skipped), found, form, begin, package)
            return None
    rows = yield from _rows(path, text, form, skipped)
    if rows is None:
        return None
    if not header:
        yield finding("DAT010", Location(path, 1), "the file is empty", "give it a header line and rows")
        return None
    width = max((n for n, name in enumerate(header, start=1) if name), default=0)
    if notes := footer(rows, width):
        lines = {line for line, _ in rows[-notes:]}
        numbers = [number for number, line, _ in _numbered(text, form) if line + skipped in lines]
        yield _notes(path, rows[-notes:], numbers, package)
        rows = rows[:-notes]
    return (yield from _shaped(path, header, rows, begin + skipped))


def _notes(path: str, rows: _Rows, numbers: Sequence[int], package: str) -> Diagnostic:
    """Report notes behind the last row, once for all of them."""
    line, cells = rows[0]
    what = "1 line of notes stands" if len(rows) == 1 else f"{len(rows)} lines of notes stand"
    hint = "remove what is not a row of the table"
    if package:
        hint += f', or say so beside its path in {package}: "dialect": {{"commentRows": {list(numbers)}}}'
    message = f'{what} behind the last row, such as "{cells[0].strip()[:60]}"'
    return finding("DAT014", Location(path, line), message, hint)


def _other_form(place: Location, found: MisplacedHeadings, form: Dialect, begin: int, package: str) -> Diagnostic:
    cause = DELIMITERS.get(found.delimiter, f'"{found.delimiter}"')
    message = "the headings stand in this row" if found.row != begin else "the headings are here"
    if found.delimiter != (form.delimiter or ","):
        message += f", with cells parted by {cause}"
    if not package:
        return finding("DAT014", place, message, "save the file with commas, and the headings in its first line")
    hint = f"say so beside its path in {package}: {as_json(found, form, begin)}"
    if found.delimiter == ";":
        hint += ' (and of fields with numbers like 12,5: "decimalChar": ",")'
    return finding("DAT014", place, message, hint)


def _numbered(text: str, form: Dialect) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield number, line and cells of each row that is no comment; raises ``_BrokenRowError``."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, **form.marks())
    begin = 1
    try:
        for number, cells in enumerate(reader, start=1):
            comment = number in form.comments or (form.comment and cells and cells[0].startswith(form.comment))
            if not comment:
                yield number, begin, tuple(cells)
            begin = reader.line_num + 1
    except csv.Error as error:
        raise _BrokenRowError(begin, str(error)) from error


def _headings(text: str, form: Dialect) -> tuple[tuple[str, ...], int]:
    """Return the headings, and the number of their last row; those of several rows are joined."""
    taken: list[tuple[str, ...]] = []
    last = 1
    try:
        for number, _, cells in _numbered(text, form):
            if (form.header is None and any(cell.strip() for cell in cells)) or (
                form.header is not None and number in form.header
            ):
                taken.append(tuple(cell.strip() for cell in cells))
                last = number
            if taken and (form.header is None or number >= max(form.header)):
                break
    except _BrokenRowError:
        pass  # _rows reports it
    width = max(map(len, taken), default=0)
    padded = [(*row, *[""] * (width - len(row))) for row in taken]
    return tuple(form.joined.join(filter(None, parts)) for parts in zip(*padded, strict=True)), last


def _rows(path: str, text: str, form: Dialect, skipped: int) -> Findings[_Rows | None]:
    """Return the rows below the headings that are not blank."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    first = max(form.header) + 1 if form.header else 1
    pending = form.header is None
    try:
        for number, begin, cells in _numbered(text, form):
            if number < first or not any(cell.strip() for cell in cells):
                continue
            if pending:
                pending = False
            elif max(map(len, cells)) > LONGEST_CELL:
                place = Location(path, begin + skipped, max(range(len(cells)), key=lambda n: len(cells[n])) + 1)
                yield finding("DAT013", place, f"the cell has more than {LONGEST_CELL} characters", _SHORTEN)
            else:
                rows.append((begin + skipped, tuple("" if form.null and c == form.null else c for c in cells)))
            if len(rows) > MOST_ROWS:
                place = Location(path, begin + skipped)
                yield finding("DAT013", place, f"the table has more than {MOST_ROWS} rows", _SHORTEN)
                return None
    except _BrokenRowError as error:
        message, hint = f"the row cannot be read: {error}", "check the quotes of the row"
        yield finding("DAT012", Location(path, error.line + skipped), message, hint)
        return None
    return tuple(rows)


def _shaped(path: str, header: tuple[str, ...], rows: _Rows, begin: int) -> Findings[RawTable | None]:
    """Return the table of the rows that have a cell for each heading; ``None`` if of some rows none has."""
    width = max(n for n, name in enumerate(("-", *header)) if name)
    named = header[:width]
    kept, wrong = [], []
    for line, cells in rows:
        if tuple(cell.strip() for cell in cells[:width]) == named and begin:
            message = "the headings stand again among the rows"
            yield finding("DAT015", Location(path, line), message, "remove the row; a table has its headings once")
        elif len(cells) < width or any(cell.strip() for cell in cells[width:]):
            wrong.append((line, cells))
        else:
            kept.append((line, cells[:width]))
    yield from _misshapen(path, header, width, wrong, begin, not kept)
    return RawTable(path, named, tuple(kept), begin or 1) if kept or not wrong else None


def _misshapen(
    path: str, header: Sequence[str], width: int, wrong: Sequence[tuple[int, tuple[str, ...]]], begin: int, every: bool
) -> Iterator[Diagnostic]:
    """Report rows that have other cells than there are headings; what is wrong with all of them, once."""
    nameless = Counter(n for _, cells in wrong for n in range(width, len(header)) if "".join(cells[n : n + 1]).strip())
    for number, count in sorted(nameless.items()):
        message = f"column {number + 1} has no heading, and holds something in {count} of the rows"
        yield finding("DAT004", Location(path, begin, number + 1), message, "give it a heading, or empty its cells")
    told = [(line, cells) for line, cells in wrong if not width < len(cells) <= len(header)]
    if every and len(told) > _FEW and len({len(cells) for _, cells in told}) == 1:
        line, cells = told[0]
        message = f"all {len(told)} rows have {_some(len(cells), 'cell')}, and there are {_some(width, 'column')}"
        yield finding("DAT009", Location(path, line), message, "look whether a heading is missing, or a comma too many")
        return
    for line, cells in told:
        what = "more" if len(cells) > width else "fewer"
        place = Location(path, line, min(len(cells), width) + 1)
        hint = 'a cell that holds a comma needs "quotes" around it' if what == "more" else "add the empty cells"
        yield finding("DAT009", place, f"{_some(len(cells), 'cell')}, {what} than the {_some(width, 'column')}", hint)


def _some(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
