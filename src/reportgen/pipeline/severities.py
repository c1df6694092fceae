"""How much findings weigh in a project: by their rules, by report.toml, and by how strict the command is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.findings.model import Diagnostic, Severity, ordered
from reportgen.findings.rules import RULES, finding

if TYPE_CHECKING:
    from reportgen.project.model import Project


class Severities:
    """Weighs findings; every one is weighed once, before it is told.

    ``strict``: what is not verified is an error, whatever report.toml says. So it is in a brief that is called final.
    """

    def __init__(self, project: Project, strict: bool = False) -> None:
        self._project = project
        self._strict = strict or project.settings.status == "final"

    def weigh(self, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return findings in their order, with the severities that report.toml sets; ignored ones drop out."""
        weighed = ((found, self._severity(found)) for found in ordered(findings))
        return tuple(replace(found, severity=severity) for found, severity in weighed if severity is not None)

    def failed(self, findings: Iterable[Diagnostic]) -> bool:
        """Tell whether one of the findings is an error here."""
        return any(self._severity(found) is Severity.ERROR for found in findings)

    def lightened(self, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Say which settings of report.toml made errors lighter that a stage could not go on with."""
        codes = {f.code for f in findings if f.severity is Severity.ERROR}
        return tuple(
            finding("PRJ007", self._project.place("rules", index, "severity"), message, hint)
            for index, setting in enumerate(self._project.settings.rules)
            if setting.code in codes
            for message in [f'no brief can be made with {setting.code}, which is set to "{setting.severity}"']
            for hint in ["remove the setting"]
        )

    def _severity(self, found: Diagnostic) -> Severity | None:
        if self._strict and RULES[found.code].unverified:
            return Severity.ERROR
        severity: str = found.severity
        for setting in self._project.settings.rules:
            if setting.code == found.code and (setting.match in str(found.location) or setting.match in found.message):
                severity = setting.severity
        return None if severity == "ignore" else Severity(severity)
