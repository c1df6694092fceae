"""Run all checks of a draft against its inputs."""

from __future__ import annotations

from reportgen.checks.analysis import check_analysis
from reportgen.checks.claims import check_rows, check_statements, variants_of
from reportgen.checks.conflicts import check_conflicts
from reportgen.checks.derived import check_derived
from reportgen.checks.evidence import check_passages, check_unused, verified
from reportgen.checks.model import Verified
from reportgen.checks.references import check_exhibits
from reportgen.checks.statements import check_sourced, statements
from reportgen.checks.typed import check_typed
from reportgen.diagnostics import Findings
from reportgen.draft.model import Draft
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project


def run(project: Project, inputs: Inputs, draft: Draft) -> Findings[Verified]:
    """Yield what is wrong between the draft, its data and its evidence; give what was found to hold."""
    yield from check_passages(inputs)
    variants = variants_of(inputs)
    rows = yield from check_rows(inputs, variants)
    yield from check_derived(inputs)
    yield from check_conflicts(inputs)
    found = statements(draft)
    sentences = yield from check_statements(found, draft, inputs, variants)
    if draft.complete:
        yield from check_exhibits(project, draft)
        yield from check_unused(inputs, draft)
        yield from check_sourced(found)
        yield from check_typed(draft)
        yield from check_analysis(draft, inputs)
    return Verified(found, verified(inputs), rows, sentences)
