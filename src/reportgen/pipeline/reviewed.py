"""All that may be read of a draft, with what readers said of it."""

from __future__ import annotations

from dataclasses import replace

from reportgen.checks.locked_items import locked_items_of_data, locked_items_of_draft
from reportgen.checks.model import Inventory
from reportgen.checks.titles import headings
from reportgen.pipeline.model import Drafted
from reportgen.review.items import items
from reportgen.review.judge import judge
from reportgen.review.model import Reviewed


def review(drafted: Drafted, stated: Inventory) -> Reviewed:
    """Return all that may be read of a draft, with what readers said of it."""
    project, inputs, draft = drafted.project, drafted.inputs, drafted.draft
    held = {**locked_items_of_data(inputs), **locked_items_of_draft(project, inputs, draft)}
    # a heading that cites nothing is held to what its whole chapter cites: that is too much to show beside it
    heads = [replace(h.says, evidence=h.says.evidence if h.cited else ()) for h in headings(draft)]
    return judge(items(project, inputs, draft, stated.statements, heads, held), inputs.reviews, project.settings)
