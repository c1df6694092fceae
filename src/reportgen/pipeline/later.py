"""What is made while other things are, and what findings weigh."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from reportgen.diagnostics import Diagnostic, Location, Severity, ordered

if TYPE_CHECKING:
    from reportgen.project.model import Project

FILE: Final = "report.toml"


class Later:
    """Something that is made in the meantime, or lies in the cache."""

    def __init__(
        self,
        reach: Callable[[str, Mapping[str, str], Callable[[], Any]], Any],
        unit: str,
        parts: Mapping[str, str],
        begin: Callable[[], Future[Any]],
        future: Future[Any] | None,
    ) -> None:
        self._reach = reach
        self._unit = unit
        self._parts = parts
        self._begin = begin
        self._future = future

    @property
    def waiting(self) -> bool:
        """Whether it is still being made."""
        return self._future is not None and not self._future.done()

    def get(self) -> Any:
        """Wait for it, and give it. Call it in the thread of the session."""
        return self._reach(self._unit, self._parts, lambda: (self._future or self._begin()).result())


def failed(findings: Sequence[Diagnostic]) -> bool:
    """Tell whether a finding is an error."""
    return any(f.severity is Severity.ERROR for f in findings)


def lightened(project: Project, findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Say which settings of report.toml made errors lighter that a stage could not go on with."""
    from reportgen.rules import finding

    codes = {f.code for f in findings if f.severity is Severity.ERROR}
    return tuple(
        finding("PRJ007", Location(FILE, project.line("rules", index, "severity")), message, "remove the setting")
        for index, setting in enumerate(project.settings.rules)
        if setting.code in codes
        for message in [f'no brief can be made with {setting.code}, which is set to "{setting.severity}"']
    )


UNVERIFIED: Final = frozenset({"EVI005", "EVI011", "EVI012", "NUM008"})
"""Findings that say that something in the brief is not verified."""


def settle(project: Project, findings: Iterable[Diagnostic], strict: bool = False) -> tuple[Diagnostic, ...]:
    """Give findings the severities that report.toml sets; ignored ones drop out.

    ``strict``: what is not verified is an error, whatever report.toml says.
    """
    settled = []
    for found in ordered(findings):
        severity: str = found.severity
        if strict and found.code in UNVERIFIED:
            settled.append(replace(found, severity=Severity.ERROR))
            continue
        for setting in project.settings.rules:
            if setting.code == found.code and setting.match in str(found):
                severity = setting.severity
        if severity != "ignore":
            settled.append(replace(found, severity=Severity(severity)))
    return tuple(settled)
