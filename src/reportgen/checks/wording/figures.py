"""Figures whose passages say their numbers with reserve, or deny them."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from reportgen.checks.claims import claimed_of
from reportgen.checks.evidence_index import Support
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import FIGURES, Row
from reportgen.inputs.evidence.model import CONTEXT
from reportgen.inputs.model import Inputs
from reportgen.language.english.wording.sureness import says_so, unsure

_HINT: Final = (
    'say it in its measure, qualifier or caveat ("planned", "forecast"), or cite a passage that has it as a fact'
)


def check_figures(inputs: Inputs, support: Support) -> Findings[None]:
    """Report figures that are told as facts, where every passage that has the number doubts, plans or denies it."""
    table = inputs.tables.get(FIGURES)
    for row in table.rows() if table else ():
        figure = row.figure
        if figure is None or not row.evidence:
            continue
        claimed = claimed_of(Decimal(figure.value), figure.unit, figure.scale, figure.measure)
        spots = [spot for spot in support.spots(claimed, row.evidence) if spot.reading.words is None]
        doubts = [unsure(spot.reading.text, spot.printed.start) for spot in spots]
        if not spots or not all(doubts) or says_so(_words(inputs, row)):
            continue
        place = doubts[0] or (0, 0)
        shown = spots[0].reading.around(place[0], spots[0].printed.end, CONTEXT)
        message = f'"{row.id}" has as a fact what its passage says with reserve or denies: "{shown}"'
        related = [inputs.evidence[e].location for e in row.evidence if e in inputs.evidence]
        yield finding("WRD015", row.location, message, _HINT, related)


def _words(inputs: Inputs, row: Row) -> str:
    """Return the words of a row, with the labels of the rows that it names, but not its id."""
    table = inputs.tables[row.table]
    cells = [(column, row.cells.get(column.name)) for column in table.columns if column.name not in {"id", "evidence"}]
    texts = [(column, text) for column, cell in cells for text in (cell if isinstance(cell, tuple) else [cell]) if text]
    return " ".join(inputs.label(c.foreign, str(text)) if c.foreign else str(text) for c, text in texts)
