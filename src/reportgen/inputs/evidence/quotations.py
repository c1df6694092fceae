"""Words that the brief quotes → where the passages and texts that it cites for them have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportgen.inputs.evidence.model import Evidence, Passage
from reportgen.inputs.evidence.passages import locate
from reportgen.inputs.texts.model import SourceText
from reportgen.inputs.texts.read import source_text
from reportgen.store.fingerprint import ABSENT


def look_up(asked: Sequence[tuple[Evidence, str]], texts: Mapping[str, SourceText]) -> Sequence[Passage | None]:
    """Find words in the text of the source of an evidence row, or, where that is not at hand, in what the row quotes.

    ``None`` for words that are not there and may be in a text that is not at hand.
    """
    rows = [replace(row, id=str(number), quote=words) for number, (row, words) in enumerate(asked)]
    found = locate(rows, texts)
    quotes = {row.id: asked[n][0].quote for n, row in enumerate(rows) if row.source not in texts}
    own = locate(
        [replace(row, source=row.id) for row in rows],
        {name: source_text(name, ABSENT, quote) for name, quote in quotes.items() if quote.strip()},
    )
    quoted = {name: passage for name, passage in own.items() if passage.match in {"exact", "spaced"}}
    return [found.get(row.id) or (_placed(quoted[row.id], row) if row.id in quoted else None) for row in rows]


def _placed(passage: Passage, row: Evidence) -> Passage:
    """Return a passage at the place of a row."""
    return replace(passage, section=row.section, footnote=row.footnote, page=row.page)
