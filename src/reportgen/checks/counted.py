"""What rows and sentences count with a number against what their passages count with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from reportgen.checks.evidence_index import EvidenceIndex
from reportgen.checks.number_flaws import Flaw
from reportgen.checks.passage_facts import ParsedPassage
from reportgen.checks.printed_numbers import SentenceNumbers
from reportgen.inputs.data.model import Figure
from reportgen.language.english.counting import is_of, noun_at, nouns_in
from reportgen.language.english.lexicon import TIMES
from reportgen.language.numerals import measure_of
from reportgen.language.quantities import Printed

_PLAIN: Final = frozenset({"", "count", "number", "units", "items"})
"""Units of rows that do not say what is counted."""


def counted_by_row(figure: Figure, found: Sequence[tuple[ParsedPassage, Printed]]) -> Iterator[Flaw]:
    """Yield where all passages that have a row's number count something else with it than the row.

    What the row counts is its unit, or else a noun of its measure that a passage has with another number.
    """
    scale, unit = measure_of(figure.unit)
    if unit or scale != 1 or not found or any(reading.words for reading, _ in found):
        return
    told = named(figure)
    nouns = [TIMES if p.quantity.unit == TIMES else noun_at(reading.text, p.end) for reading, p in found]
    if not all(nouns) or any(is_of(noun, told) for noun in nouns):
        return
    own = list(nouns_in(figure.measure if figure.unit in _PLAIN else figure.unit))
    if figure.unit in _PLAIN:
        own = [noun for noun in own if any(_counts_elsewhere(noun, reading, p) for reading, p in found)]
    elif any(_says(own, reading, p) for reading, p in found):
        return
    if own:
        sure = any(_counts_elsewhere(noun, reading, p) for noun in own for reading, p in found)
        message = f'"{figure.id}" counts {own[0]} with {figure.value}, and its passage {nouns[0]}'
        yield "NUM009" if sure else "NUM019", message


def counted_in_words(
    printed: SentenceNumbers, called: Collection[str], evidence: Sequence[str], support: EvidenceIndex
) -> Iterator[Flaw]:
    """Yield where a passage counts with another number what a sentence that cites it counts with a number in words.

    ``called`` are the words that calls print. Small numbers stand beside much, so that the number alone tells nothing.
    """
    for word, number, noun, clause in printed.counted():
        found = support.occurrences(number, evidence) if word not in called else ()
        yield from (flaw for flaw in counted_by_sentence(word, noun, clause, found) if flaw[0] == "NUM009")


def counted_by_sentence(
    word: str, noun: str, clause: str, found: Sequence[tuple[ParsedPassage, Printed]], row: str = ""
) -> Iterator[Flaw]:
    """Yield where a clause counts a noun with a number (``word``), and its passages something else.

    ``row`` is what the row of the number says in words.
    """
    if not noun or not found or (row and is_of(noun, row)) or any(reading.words for reading, _ in found):
        return
    nouns = [noun_at(reading.text, p.end) for reading, p in found]
    if not all(nouns) or any(is_of(noun, each) for each in nouns):
        return
    sure = any(_counts_elsewhere(noun, reading, p) for reading, p in found)
    # in "40 farm workers" nothing speaks of farms
    rest = re.sub(rf"(?:[a-z'-]+ )?\b{re.escape(noun)}\b", "", clause)
    if sure or not any(is_of(each, rest) for each in nouns):
        yield "NUM009" if sure else "NUM019", f'"{word}" counts {noun} here, and {nouns[0]} in its passage'


def named(figure: Figure) -> str:
    """Return what a row says in words of what its number is of."""
    return " ".join((figure.unit, figure.measure, figure.entity, figure.partner, figure.qualifier, figure.caveat))


def _counts_elsewhere(noun: str, reading: ParsedPassage, but: Printed) -> bool:
    """Whether a passage counts something with another number."""
    return any(is_of(noun, noun_at(reading.text, p.end)) for p in reading.printed if p.start != but.start)


def _says(own: Sequence[str], reading: ParsedPassage, at: Printed) -> bool:
    """Whether the sentence of a number speaks of what a row counts, and counts it with no other number."""
    begin, end = reading.text.rfind(". ", 0, at.start) + 1, reading.text.find(". ", at.end) % (len(reading.text) + 1)
    return any(is_of(noun, reading.text[begin:end]) and not _counts_elsewhere(noun, reading, at) for noun in own)
