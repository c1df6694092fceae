"""How a CSV file is written: the encoding and dialect that a data package says, and those that its bytes show.

Table Dialect: https://datapackage.org/standard/table-dialect/, and as CSV Dialect 1.2 had it.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypedDict

from reportgen.findings.rules import did_you_mean

DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars (|)"}
"""What parts the cells of files that are called CSV, as a message names it."""

_SEARCHED: Final = 30
"""Rows in which headings are looked for."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT: Final = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"})
_CHARACTERS: Final = ("delimiter", "quoteChar", "escapeChar", "commentChar")
_FLAGS: Final = ("doubleQuote", "skipInitialSpace", "header")
_TEXTS: Final = ("nullSequence", "headerJoin")
_ROWS: Final = ("headerRows", "commentRows")
_WITHOUT_EFFECT: Final = ("lineTerminator", "caseSensitiveHeader", "csvddfVersion", "$schema")
_KEYS: Final = (*_CHARACTERS, *_FLAGS, *_TEXTS, *_ROWS, *_WITHOUT_EFFECT)


class ReaderOptions(TypedDict):
    """What Python's reader of CSV is told."""

    delimiter: str
    quotechar: str | None
    escapechar: str | None
    doublequote: bool
    skipinitialspace: bool
    quoting: Any


@dataclass(frozen=True)
class Dialect:
    """Encoding and dialect of a file; the default is what Data Package says for CSV.

    ``header`` has the numbers of the rows with headings, counted from 1 with blank lines, none for a file without
    any; ``None`` says that it is the first row that is not blank. An empty ``delimiter`` is a comma, or what the
    line ``sep=`` of the file says.
    """

    encoding: str = ""
    delimiter: str = ""
    quote: str = '"'
    escape: str = ""
    double: bool = True
    skip_space: bool = False
    comment: str = ""
    comments: tuple[int, ...] = ()
    header: tuple[int, ...] | None = None
    joined: str = " "
    null: str = ""

    def marks(self, delimiter: str = "") -> ReaderOptions:
        """Return what Python's reader of CSV is told, perhaps with another delimiter."""
        return {
            "delimiter": delimiter or self.delimiter or ",",
            "quotechar": self.quote or None,
            "escapechar": self.escape or None,
            "doublequote": self.double,
            "skipinitialspace": self.skip_space,
            "quoting": csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
        }


PLAIN: Final = Dialect()
"""What a file is of which nothing is said."""


@dataclass(frozen=True)
class MisplacedHeadings:
    """Where headings were found that are not where they should be: the delimiter, and the row, counted from 1."""

    delimiter: str
    row: int


def dialect_problems(resource: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with ``encoding`` and ``dialect`` of a resource."""
    name, encoding, dialect = resource["name"], resource.get("encoding", "utf-8"), resource.get("dialect", {})
    if not _is_encoding(encoding):
        yield f'the encoding of resource "{name}" is {encoding!r}, which is none that is known (such as windows-1252)'
    if not isinstance(dialect, dict):
        yield f'the dialect of resource "{name}" is no object; give its keys in the data package itself'
        return
    of = f'of the dialect of resource "{name}"'
    described = _described(dialect)
    sound = True
    for key, value in described.items():
        if problem := _problem(key, value):
            yield f'"{key}" {of} {problem}'
            sound = False
    form = dialect_of(resource) if sound else PLAIN
    if (form.delimiter or ",") in (form.quote, form.escape, form.comment):
        yield f"the delimiter {of} is one of its other characters too"


def dialect_of(resource: Mapping[str, Any]) -> Dialect:
    """Return the form that a resource without problems says."""
    dialect = _described(resource.get("dialect", {}))
    header: tuple[int, ...] | None = tuple(dialect["headerRows"]) if "headerRows" in dialect else None
    return Dialect(
        str(resource.get("encoding", "")),
        dialect.get("delimiter", ""),
        dialect.get("quoteChar", '"') or "",
        dialect.get("escapeChar") or "" if dialect.get("escapeChar") != dialect.get("quoteChar", '"') else "",
        dialect.get("doubleQuote", True),
        dialect.get("skipInitialSpace", False),
        dialect.get("commentChar") or "",
        tuple(dialect.get("commentRows", ())),
        header if dialect.get("header", True) else (),
        dialect.get("headerJoin", " "),
        dialect.get("nullSequence") or "",
    )


def encoding_of(content: bytes, said: str = "") -> str:
    """Return the encoding of a file: that of its byte order mark, else the one that is said, else UTF-8."""
    return next((name for mark, name in _MARKS if content.startswith(mark)), said or "utf-8")


def unmarked(content: bytes) -> str:
    """Return the name of UTF-16 where bytes without a byte order mark look like it, by their zeros."""
    even, odd = content[:4000:2], content[1:4000:2]
    for name, of, other in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if of.count(0) * 8 > len(of) and of.count(0) > 4 * other.count(0):
            return name
    return ""


def find_headings(text: str, form: Dialect, names: Sequence[str]) -> MisplacedHeadings | None:
    """Look for a row in which all of the names stand, whatever parts them."""
    delimiters = dict.fromkeys((form.delimiter or ",", *DELIMITERS))
    for delimiter in delimiters:
        reader = csv.reader(io.StringIO(text, newline=""), **form.marks(delimiter))
        try:
            for row, cells in enumerate(itertools.islice(reader, _SEARCHED), start=1):
                if set(names) <= {cell.strip() for cell in cells}:
                    return MisplacedHeadings(delimiter, row)
        except csv.Error:
            continue
    return None


def as_json(found: MisplacedHeadings, form: Dialect, first: int) -> str:
    """Return the keys of a dialect that say where the headings are; ``first`` is the row where they were looked for."""
    said: dict[str, object] = {}
    if found.delimiter != (form.delimiter or ","):
        said["delimiter"] = found.delimiter
    if found.row != first:
        said["headerRows"] = [found.row]
    return f'"dialect": {json.dumps(said)}'


def _described(dialect: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the keys of a dialect; frictionless writes those of CSV one level deeper."""
    deeper = dialect.get("csv")
    return {k: v for k, v in dialect.items() if k != "csv"} | (deeper if isinstance(deeper, dict) else {})


def _problem(key: str, value: object) -> str:
    if key not in _KEYS:
        return f"is not a key of CSV that is known; {did_you_mean(key, _KEYS) or 'leave it out'}"
    if key in _CHARACTERS and not (isinstance(value, str) and len(value) == 1):
        empty = value in (None, "") and key != "delimiter"
        return "" if empty else f"is {value!r}, not one character"
    if key in _CHARACTERS and value in ("\r", "\n"):
        return "is a line end"
    if key in _FLAGS and not isinstance(value, bool):
        return "is neither true nor false"
    if key in _TEXTS and not isinstance(value, str):
        return "is no text"
    if key in _ROWS and not (isinstance(value, list) and all(type(n) is int and n > 0 for n in value)):
        return "is no list of row numbers, counted from 1"
    return ""


def _is_encoding(name: object) -> bool:
    try:
        info = codecs.lookup(name) if isinstance(name, str) and len(name) < 40 else None
        return info is not None and info.name not in _NO_TEXT and isinstance("".encode(info.name), bytes)
    except (LookupError, ValueError, UnicodeError):
        return False
