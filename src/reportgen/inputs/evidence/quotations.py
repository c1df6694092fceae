"""Words that the brief quotes → where the passages and texts that it cites for them have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from reportgen.inputs.evidence.model import Evidence, Passage
from reportgen.inputs.evidence.passages import locate
from reportgen.inputs.texts.model import SourceText
from reportgen.inputs.texts.read import source_text
from reportgen.inputs.texts.words import key, keys_of
from reportgen.store.fingerprint import ABSENT

_BESIDE: Final = 12
"""Words before and behind a quotation that are looked at."""


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
    return [
        _beside(found[row.id], row.quote, texts[row.source])
        if row.id in found
        else (_placed(quoted[row.id], row) if row.id in quoted else None)
        for row in rows
    ]


def _beside(passage: Passage, words: str, text: SourceText) -> Passage:
    """Return a passage with the words that stand before and behind it."""
    if passage.match not in {"exact", "spaced"}:
        return passage
    end, left = passage.position, len(keys_of(words))
    while left and end < len(text.words):
        left -= bool(key(text.words[end]))
        end += 1
    before, after = text.words[max(passage.position - _BESIDE, 0) : passage.position], text.words[end : end + _BESIDE]
    if end and text.words[end - 1][-1:] in ".,;:!?)":
        after = ()
    return replace(passage, before=" ".join(before), after=" ".join(after))


def _placed(passage: Passage, row: Evidence) -> Passage:
    """Return a passage at the place of a row."""
    return replace(passage, section=row.section, footnote=row.footnote, page=row.page)
