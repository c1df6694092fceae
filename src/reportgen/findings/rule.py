"""What is known of a kind of finding."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.findings.model import Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True)
class Rule:
    """One kind of finding, named after the flaw that it reports."""

    code: str
    name: str
    severity: Severity
    summary: str
    unverified: bool = False
    """It says that something in the brief is not verified; ``--strict`` makes an error of it."""
    away: bool = False
    """It says that something is not verified since a text is not at hand."""
    relocked: bool = False
    """It only says that something differs from the lock; ``lock`` and ``approve`` settle it."""
