"""Values as they stand in a BibTeX file: delimiters, abbreviations, parts joined by ``#``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_WHOLE: Final = re.compile(r"\{([^{}]*)(?<!\\)\}")
LONGEST: Final = 100_000
"""Characters that a value may have, with abbreviations put in: each may double the one before."""

_MARK: Final = re.compile(r'(?<!\\)[{}"]|#')


def evaluated(value: str, strings: Mapping[str, str]) -> tuple[str, str]:
    """Return a value without its delimiters, with abbreviations resolved; and what is wrong with it, if anything.

    ``strings`` maps abbreviations in lower case to their texts. A part that means nothing stays as it is.
    """
    # Nearly every value is one text between braces; what makes it none cannot stand in such a text.
    if whole := _WHOLE.fullmatch(value):
        return whole[1], ""
    result: list[str] = []
    problem = ""
    for part in _parts(value):
        if enclosed(part):
            result.append(part[1:-1])
        elif part.isdecimal():
            result.append(part)
        elif part.lower() in strings:
            result.append(strings[part.lower()])
        else:
            result.append(part)
            problem = f'"{part[:40]}" is neither text between braces, nor a number, nor a defined abbreviation'
    text = "".join(result)
    if len(text) > LONGEST:
        return text[:LONGEST], f"the text has more than {LONGEST} characters"
    return text, problem


def enclosed(part: str) -> bool:
    """Say whether the brace or quote at the beginning is closed by the one at the very end."""
    if len(part) < 2 or part[0] not in '{"':
        return False
    depth = 0
    for match in _MARK.finditer(part):
        mark = match[0]
        depth += (mark == "{") - (mark == "}")
        closes = mark == "}" if part[0] == "{" else mark == '"' and match.start() > 0
        if closes and depth == 0:
            return match.end() == len(part)
    return False


def _parts(value: str) -> list[str]:
    parts, start, depth, quoted = [], 0, 0, False
    for match in _MARK.finditer(value):
        mark = match[0]
        depth += (mark == "{") - (mark == "}")
        if mark == '"' and depth == 0:
            quoted = not quoted
        elif mark == "#" and depth == 0 and not quoted:
            parts.append(value[start : match.start()].strip())
            start = match.end()
    return [*parts, value[start:].strip()]
