"""How many sources bear something out that do not all go back to one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from reportgen.checks.claims import behind_statement
from reportgen.checks.model import Statement
from reportgen.draft.model import Draft
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.inputs.model import Inputs
from reportgen.language.english.sources import sources_claimed
from reportgen.project.model import Confidence

_DEFAULT: Final = {"high": 3, "moderate": 2, "low": 1}
"""Independent sources that an inference needs of which so much confidence is said."""


def check_independent_sources(
    inputs: Inputs, draft: Draft, statements: Sequence[Statement], needed: Mapping[Confidence, int]
) -> Findings[None]:
    """Report what says that several sources bear it out, or with how much confidence, and has fewer by their roots.

    ``needed`` maps degrees of confidence to numbers of independent sources.
    """
    for statement in statements:
        behind = behind_statement(statement, draft)
        count, words = sources_claimed(statement.text) if behind and statement.kind == "sourced" else (0, "")
        if count > len(inputs.roots(behind)):
            message = f'"{words}": what is cited for that {_origin(inputs, behind)}'
            hint = "cite what is independent of it, or say whose account it is"
            yield finding("EVI032", statement.location, message, hint)
    for usage, use in draft.analyses:
        least = (_DEFAULT | {str(degree): count for degree, count in needed.items()}).get(use.confidence, 0)
        support = [
            *use.evidence,
            *(e for ref in use.rows for row in inputs.find(ref.table, ref.id) for e in row.evidence),
        ]
        if len(inputs.roots(support)) < least:
            message = (
                f'analysis "{use.name}" is given with {use.confidence} confidence, which needs {least} independent'
            )
            message += f" source{'s' if least > 1 else ''}; what it rests on {_origin(inputs, support)}"
            hint = "rest it on more that is independent, or give it with less confidence"
            yield finding("EVI032", usage.location, message, hint)


def _origin(inputs: Inputs, evidence: Collection[str]) -> str:
    names = " and ".join(f'"{root}"' for root in sorted(inputs.roots(evidence))) or "nowhere"
    by = sorted({row.source for e in evidence if (row := inputs.evidence.get(e)) and row.via})
    through = ", ".join(f'"{key}"' for key in by)
    return f"comes from {names} alone" + (f", by way of {through}" if by else "")
