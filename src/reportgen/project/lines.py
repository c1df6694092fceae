"""Where in a TOML file each key stands; ``tomllib`` reads values but keeps no positions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

Path: TypeAlias = tuple[str | int, ...]

_BARE: Final = r'[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|\'[^\']*\''
_KEY: Final = re.compile(rf"\s*((?:{_BARE})(?:\s*\.\s*(?:{_BARE}))*)\s*=\s*")
_HEADER: Final = re.compile(rf"\s*(\[\[?)\s*((?:{_BARE})(?:\s*\.\s*(?:{_BARE}))*)\s*\]\]?\s*(?:#.*)?$")
_PART: Final = re.compile(_BARE)
_TOKEN: Final = re.compile(r'"""|\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|\n')


def key_lines(text: str) -> Mapping[Path, int]:
    """Map the path of each table, array item and key of a valid TOML text to its line (from 1).

    Keys inside inline tables count with the key that holds the table.
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    base: Path = ()
    for number, line in _logical_lines(text):
        if header := _HEADER.match(line):
            base = _resolve(_parts(header[2]), counts)
            if header[1] == "[[":
                index = counts.get(base, 0)
                counts[base] = index + 1
                lines.setdefault(base, number)
                base = (*base, index)
            lines.setdefault(base, number)
        elif key := _KEY.match(line):
            path = (*base, *_parts(key[1]))
            for length in range(len(base) + 1, len(path) + 1):
                lines.setdefault(path[:length], number)
    return lines


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(p[1:-1] if p[0] in "\"'" else p for p in _PART.findall(dotted))


def _resolve(parts: tuple[str, ...], counts: Mapping[Path, int]) -> Path:
    """Put the index of the last item behind each part, but the last, that names an array of tables."""
    path: Path = ()
    for position, part in enumerate(parts):
        path = (*path, part)
        if path in counts and position < len(parts) - 1:
            path = (*path, counts[path] - 1)
    return path


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each statement's first line with its number; lines inside values are left out."""
    depth, quote, number, start, begin = 0, "", 1, 0, 1
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word == "\n":
            number += 1
            if depth == 0 and not quote:
                yield begin, text[start : token.start()].split("\n", 1)[0]
                start, begin = token.end(), number
        elif quote:
            quote = "" if word == quote else quote
        elif word in {'"""', "'''"}:
            quote = word
        elif word in "[{" and not _opens_header(text, start, token.start()):
            depth += 1
        elif word in "]}" and depth:
            depth -= 1
    yield begin, text[start:].split("\n", 1)[0]


def _opens_header(text: str, start: int, position: int) -> bool:
    """Whether a bracket is one of those of a table header rather than of a value."""
    return "=" not in text[start:position]
