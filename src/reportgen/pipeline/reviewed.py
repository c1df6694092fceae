"""All that may be read of a draft, with what readers said of it."""

from __future__ import annotations

from reportgen.checks.holdings import holdings_of_data, holdings_of_draft
from reportgen.checks.model import Stated
from reportgen.pipeline.model import Drafted
from reportgen.review.items import items
from reportgen.review.judge import judge
from reportgen.review.model import Reviewed


def review(drafted: Drafted, stated: Stated) -> Reviewed:
    """Return all that may be read of a draft, with what readers said of it."""
    project, inputs, draft = drafted.project, drafted.inputs, drafted.draft
    held = {**holdings_of_data(inputs), **holdings_of_draft(project, inputs, draft)}
    return judge(items(project, inputs, draft, stated, held), inputs.reviews, project.settings)
