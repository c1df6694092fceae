"""The constraint ``pattern`` of a data package, in time that grows with the cell and no faster.

frictionless gives patterns to Python's ``re``, where ``(a+)+$`` takes years for a cell of 40 letters. RE2 cannot
be made to do so (docs/decisions/0012-hostile-files.md says why not another). A pattern fits a whole cell, as
Table Schema has it (https://datapackage.org/standard/table-schema/#pattern).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import finding

LONGEST: Final = 1000
"""Characters that a pattern may have."""

SECONDS: Final = 10.0
"""Time that the patterns of one table may take; those of 200 000 ordinary cells take half a second."""

_SHOWN: Final = 60
_MEMORY: Final = 1 << 18
"""Bytes for a pattern that is made ready: its size bounds the time for each character."""


class Patterns:
    """The patterns of a table's columns."""

    def __init__(self, schema: Mapping[str, Any], place: Callable[[int, str], Location]) -> None:
        self._patterns = {f["name"]: compiled(p) for f in schema["fields"] if (p := pattern_of(f)) is not None}
        self._place = place
        self._left = SECONDS

    def check(self, row: Mapping[str, Any], line: int) -> Iterator[Diagnostic]:
        """Report the cells of a row that do not fit; once they have taken too long, say so and look no further."""
        for name, pattern in self._patterns.items():
            cell, begun = row[name], time.monotonic()
            if isinstance(cell, str) and self._left > 0 and pattern.fullmatch(cell) is None:
                message = f'"{cell[:_SHOWN]}" in column "{name}" does not fit its pattern'
                yield finding("DAT006", self._place(line, name), message, f"it must be {pattern.pattern}")
            had, self._left = self._left, self._left - (time.monotonic() - begun)
            if had > 0 >= self._left:
                message = f'the patterns of this table take longer than {SECONDS:.0f} seconds, in column "{name}"'
                yield finding("DAT020", self._place(line, name), message, "write a simpler pattern")


def pattern_of(field: Any) -> Any:
    """Return the pattern that a field is described with, of whatever type; ``None`` without one."""
    constraints = field.get("constraints") if isinstance(field, dict) else None
    return constraints.get("pattern") if isinstance(constraints, dict) else None


def compiled(pattern: str) -> Any:
    """Make a pattern ready. Raises ``ValueError`` that says what is wrong with it."""
    # Few tables have patterns, and it takes a while to load.
    import re2

    if len(pattern) > LONGEST:
        raise ValueError(f"it has more than {LONGEST} characters")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(pattern, options=options)
    except re2.error as error:
        said = error.args[0] if error.args else b""
        raise ValueError(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)) from error


def pattern_problems(schema: Mapping[str, Any]) -> Iterator[str]:
    """Say which patterns of a schema cannot be used, and why."""
    for field in schema["fields"]:
        pattern = pattern_of(field)
        name = str(field.get("name", "")) if isinstance(field, dict) else ""
        if pattern is not None and not isinstance(pattern, str):
            yield f'field "{name}": its pattern is no text'
        elif pattern is not None:
            try:
                compiled(pattern)
            except ValueError as error:
                yield f'field "{name}": its pattern cannot be used: {error}'


def without_patterns(fields: list[Any]) -> list[Any]:
    """Return the fields as they are described, but for their patterns."""
    return [
        {**f, "constraints": {k: v for k, v in f["constraints"].items() if k != "pattern"}}
        if pattern_of(f) is not None
        else f
        for f in fields
    ]
