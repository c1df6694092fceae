"""What a draft states, and how sure its passages are: known before one is held against the other."""

from __future__ import annotations

from reportgen.checks.evidence import verified
from reportgen.checks.model import Stated
from reportgen.checks.statements import statements
from reportgen.draft.model import Draft
from reportgen.inputs.model import Inputs


def state(inputs: Inputs, draft: Draft) -> Stated:
    """Give the sentences of a draft, and how each passage of its evidence is verified."""
    return Stated(statements(draft), verified(inputs))
