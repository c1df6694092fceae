"""Evidence that nothing rests on."""

from __future__ import annotations

from reportgen.diagnostics import Findings
from reportgen.draft.model import Draft, used_evidence
from reportgen.inputs.model import Inputs
from reportgen.rules import finding


def check_unused(inputs: Inputs, draft: Draft) -> Findings[None]:
    """Every evidence row backs a data row or is cited in a template."""
    used = set(used_evidence(draft, inputs))
    for evidence in inputs.evidence.values():
        if evidence.id not in used:
            message = f'evidence "{evidence.id}" is used nowhere'
            yield finding("EVI002", evidence.location, message, "cite it, name it in a data row, or remove it")
