"""Findings as plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reportgen.diagnostics import Diagnostic, Severity


def arranged(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Put findings into the order in which a person is told: errors last, where the eye is."""
    return sorted(findings, key=lambda finding: finding.severity is Severity.ERROR)


def lines(findings: Sequence[Diagnostic]) -> Iterator[str]:
    """Give findings as plain text: a line each, and an indented one for the hint."""
    for finding in findings:
        yield str(finding)
        if finding.hint:
            yield f"    hint: {finding.hint}"


def summary(findings: Sequence[Diagnostic]) -> str:
    """Count findings in words: "2 errors, 1 warning", or "no findings"."""
    counts = Counter(finding.severity for finding in findings)
    told = [
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 or severity is Severity.INFO else 's'}"
        for severity in Severity
        if counts[severity]
    ]
    return ", ".join(told) or "no findings"
