"""Evidence that nothing rests on."""

from __future__ import annotations

from reportgen.diagnostics import Findings
from reportgen.draft.model import Draft
from reportgen.inputs.model import Inputs
from reportgen.rules import finding


def check_unused(inputs: Inputs, draft: Draft) -> Findings[None]:
    """Every evidence row backs a data row or is cited in a template."""
    used = {name for usage in draft.usages for name in usage.evidence}
    for table in inputs.tables.values():
        if table.column("evidence") is not None:
            used |= {name for row in table.rows() for name in row.evidence}
    for evidence in inputs.evidence.values():
        if evidence.id not in used:
            message = f'evidence "{evidence.id}" is used nowhere'
            yield finding("EVI002", evidence.location, message, "cite it, name it in a data row, or remove it")
