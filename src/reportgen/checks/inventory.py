"""What a draft states, and how sure its passages are: known before one is held against the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.checks.claims import behind_statement, statement_digests
from reportgen.checks.evidence import verified
from reportgen.checks.model import Inventory, Statement
from reportgen.checks.statements import statements
from reportgen.draft.model import Draft
from reportgen.inputs.model import Inputs


def inventory_of(inputs: Inputs, draft: Draft) -> Inventory:
    """Return the sentences of a draft, and how each passage of its evidence is verified."""
    found = statements(draft)
    return Inventory(found, verified(inputs), tuple(_reworded(found, draft, inputs)))


def _reworded(found: Sequence[Statement], draft: Draft, inputs: Inputs) -> Iterator[int]:
    away = inputs.lock.texts.keys() - inputs.texts.keys()
    for number, statement in enumerate(found if away else ()):
        behind = behind_statement(statement, draft)
        if statement.kind == "sourced" and not away.isdisjoint(inputs.sources(behind)):
            key, mark = statement_digests(inputs, statement, behind)
            if inputs.lock.statements.get(key) != mark:
                yield number
