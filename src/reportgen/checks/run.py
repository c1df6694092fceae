"""Run all checks of a draft against its inputs."""

from __future__ import annotations

from reportgen.checks.evidence import check_unused
from reportgen.checks.references import check_exhibits
from reportgen.diagnostics import Findings
from reportgen.draft.model import Draft
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project


def run(project: Project, inputs: Inputs, draft: Draft) -> Findings[None]:
    """Yield what is wrong between the draft, its exhibits and its evidence."""
    if draft.complete:
        yield from check_exhibits(project, draft)
        yield from check_unused(inputs, draft)
