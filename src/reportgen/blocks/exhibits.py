"""What stands around exhibits: their numbers, notes and source lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.blocks.model import Edition, Shown
from reportgen.blocks.nodes import SPACE, Node, attributes, div, para, strong, text


def label(shown: Shown, edition: Edition) -> str:
    """Return what an exhibit is called: Table 3."""
    return f"{edition.words['Table' if shown.form == 'table' else 'Figure']}\N{NO-BREAK SPACE}{shown.number}"


def foot(shown: Shown, edition: Edition, source: Sequence[Node]) -> Iterator[Node]:
    """Yield note and source line."""
    told: list[Node] = []
    if shown.note:
        told.append(para([strong(edition.words["Note"]), SPACE, text(shown.note)]))
    if source:
        told.append(para([strong(edition.words["Source"]), SPACE, *source]))
    if told:
        yield div(told, attributes("", ["foot"]))
