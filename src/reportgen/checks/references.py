"""Exhibits that are declared but not placed, or placed more than once."""

from __future__ import annotations

from collections import Counter

from reportgen.draft.model import Draft, ExhibitUse
from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.project.model import Project


def check_exhibits(project: Project, draft: Draft) -> Findings[None]:
    """Every exhibit of report.toml stands in the brief once."""
    placed = [(usage, usage.use.name) for usage in draft.usages if isinstance(usage.use, ExhibitUse)]
    counts = Counter(name for _, name in placed)
    for name, exhibit in project.settings.exhibits.items():
        if not counts[name]:
            call = "table" if exhibit.kind == "table" else "chart"
            place = project.place("exhibits", name)
            hint = rf'write \VAR{{ {call}("{name}") }} in a template, or remove the exhibit'
            yield finding("EXH001", place, f'exhibit "{name}" stands nowhere in the brief', hint)
    seen: dict[str, Location] = {}
    for usage, name in placed:
        if name in seen:
            message, hint = f'exhibit "{name}" stands in the brief already', r"refer to it there with \exhibitref{…}"
            yield finding("EXH003", usage.location, message, hint, [seen[name]])
        seen.setdefault(name, usage.location)
