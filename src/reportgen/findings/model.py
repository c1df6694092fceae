"""Findings: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """How much a finding weighs; only an error makes a build fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file of the project.

    ``path`` is relative to the project folder, with forward slashes. ``line`` and ``column``
    count from 1; 0 means that they are not known. In a CSV file the column is the number of
    the cell in its row.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One finding. ``code`` and ``name`` are those of its rule in ``rules.RULES``.

    ``related`` are other places that it speaks of: the other row of a conflict, an earlier definition.
    """

    location: Location
    code: str
    name: str
    severity: Severity
    message: str
    hint: str = ""
    related: tuple[Location, ...] = ()

    def __str__(self) -> str:
        return f"{self.location}: {self.severity} {self.code} {self.name}: {self.message}"


Say: TypeAlias = Callable[[str], None]
"""Hears in a few words what is going on, while it does."""

Findings: TypeAlias = Generator[Diagnostic, None, T]
"""What a stage is: it yields findings and returns its result (``yield from`` chains them)."""


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """A stage's result with its findings, in the order in which they were found."""

    value: T
    findings: tuple[Diagnostic, ...] = field(default=())
    unread: str = ""
    """What was not looked at since something before it failed, as words that go on "not looked at: "."""

    @property
    def failed(self) -> bool:
        """Whether a finding is an error."""
        return any(f.severity is Severity.ERROR for f in self.findings)


def collect(findings: Findings[T]) -> Outcome[T]:
    """Run a stage to its end and keep what it yields and what it returns."""
    found: list[Diagnostic] = []
    while True:
        try:
            found.append(next(findings))
        except StopIteration as stop:
            return Outcome(stop.value, tuple(found))


def ordered(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by place, then code, and drop repetitions."""
    return tuple(sorted(set(findings)))
