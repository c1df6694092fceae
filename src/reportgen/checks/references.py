"""Exhibits that are declared but not placed, or placed more than once in a volume."""

from __future__ import annotations

from collections import Counter

from reportgen.draft.model import Draft, ExhibitUse
from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.project.model import Project


def check_exhibits(project: Project, draft: Draft) -> Findings[None]:
    """Report exhibits of report.toml that stand nowhere in the brief, or twice in one volume."""
    placed = [(usage, usage.use.name) for usage in draft.usages if isinstance(usage.use, ExhibitUse)]
    counts = Counter(name for _, name in placed)
    for name, exhibit in project.settings.exhibits.items():
        if not counts[name]:
            call = "table" if exhibit.kind == "table" else "chart"
            place = project.place("exhibits", name)
            hint = rf'write \VAR{{ {call}("{name}") }} in a template, or remove the exhibit'
            yield finding("EXH001", place, f'exhibit "{name}" stands nowhere in the brief', hint)
    volumes = {file.path: file.volume for file in draft.files}
    seen: dict[tuple[str, str], Location] = {}
    for usage, name in placed:
        key = volumes.get(usage.file, ""), name
        if key in seen:
            message, hint = f'exhibit "{name}" stands in the volume already', r"refer to it there with \exhibitref{…}"
            yield finding("EXH003", usage.location, message, hint, [seen[key]])
        seen.setdefault(key, usage.location)
