"""Which of two figures a sentence compares with the other, against the order in which they were derived or compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reportgen.checks.derived_context import kind_of
from reportgen.checks.implied_numbers import held_in
from reportgen.checks.model import Statement
from reportgen.checks.number_flaws import Flaw
from reportgen.checks.series import Series, year_of, years_of
from reportgen.draft.model import DerivedUse, Draft
from reportgen.inputs.data.model import Figure
from reportgen.language.english.wholes import wholes
from reportgen.language.english.wording.stems import SMALL, stem
from reportgen.language.names import fold

_WORD: Final = re.compile(r"[^\W_]+")
_CLAUSE: Final = re.compile(r"[.;:?!] |, (?:and|but|while|whereas|which) ")
_SO_MANY: Final = re.compile(r" (?:times )?as (?:many|much) (?P<first>[^,;]*?) as ")
_MORE: Final = r"more|higher|larger|greater|bigger|stronger|longer"
_LESS: Final = r"less|lower|smaller|fewer|weaker|shorter"
_THAN: Final = re.compile(
    rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\b(?P<first>[^,;]*?) than "
    r"(?!an? |\d|[$€£]|half|twice|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)"
    r"|\b(?:(?P<above>above|exceed(?:s|ed|ing)?|surpass(?:es|ed)?|outstrip(?:s|ped)?|outnumber(?:s|ed|ing)?"
    r"|outweigh(?:s|ed)?|dwarf(?:s|ed)?|ahead of)"
    r"|(?P<below>below|short of|behind"
    r"|(?:is|are|was|were|been|being) (?:exceeded|surpassed|outstripped|outnumbered|outweighed|dwarfed))) ",
    re.IGNORECASE,
)
"""What makes the one that is named before it more or less than the one that is named behind it."""

_NOT: Final = re.compile(r"\b(?:not?|never|n't|neither|hardly)\b[^,;]*$", re.IGNORECASE)
_OTHERS: Final = re.compile(
    r"\b(?:and|with|together|both|all|sum|total|parts|includ\w+|plus|rest|others?|combined|added?|besides)\b",
    re.IGNORECASE,
)
"""Words by which a sum is of more than the one that is named."""

_COMPARED: Final = re.compile(r"\bthan\b|\b(?:above|below|behind|ahead|compared|against|over)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Named:
    """Where a text names one of several figures."""

    figure: int
    start: int
    end: int


def operand_flaws(statement: Statement, draft: Draft, series: Series) -> Iterator[Flaw]:
    """Yield where an English sentence puts the figures behind a number or a comparison in another order than these."""
    text, behind = fold(statement.text), 0
    for number in statement.usages:
        use = draft.usages[number].use
        start = text.find(fold(use.text), behind) if use.text else -1
        behind = max(behind, start)
        if isinstance(use, DerivedUse) and start >= 0:
            yield from _derived_flaws(use, text, start, series)
    for held in held_in(statement, draft):
        if len(held.figures) == 2:
            at = max(0, text.casefold().find(fold(held.words).casefold()))
            yield from _compared_flaws(held.figures, *_clause(text, at), series)


def _derived_flaws(use: DerivedUse, text: str, start: int, series: Series) -> Iterator[Flaw]:
    kind, (clause, at) = kind_of(use), _clause(text, start)
    marks = list(_marks(clause, use.figures, series, dated=kind != "sum"))
    if kind in {"share", "ratio"} and _is_turned(clause, at, at + len(use.text), marks):
        yield (
            "NUM018",
            f'"{use.text}" is "{use.figures[0].id}" by "{use.figures[1].id}", and its sentence turns them round',
        )
    elif kind == "sum":
        named, own = {mark.figure for mark in marks}, _own_words(use.figures, series, dated=False)
        others = [figure.id for n, figure in enumerate(use.figures) if n not in named and own[n]]
        if named and others and not _OTHERS.search(clause):
            yield "NUM019", f'"{use.text}" is a sum with "{others[0]}" in it, and its sentence does not name that'
    elif kind in {"growth", "cagr"}:
        yield from _growth_flaws(use, clause)
    if len(use.figures) == 2 and kind != "sum":
        yield from _compared_flaws(use.figures, clause, at, series)


def _is_turned(clause: str, start: int, end: int, marks: Sequence[_Named]) -> bool:
    """Whether a sentence says of the second of two figures what part, or how many times the first it is."""
    spans = list(wholes(clause, start, end))
    inside = [any(a <= mark.start and mark.end <= b for a, b in spans) for mark in marks]
    whole = {mark.figure for mark, held in zip(marks, inside, strict=True) if held}
    if whole:
        # "the budget gave 25% of its spending to defence" names the part once more, and puts nothing round
        return whole == {0} and {mark.figure for mark, held in zip(marks, inside, strict=True) if not held} == {1}
    many = _SO_MANY.match(clause, end)
    split = many.end("first") if many is not None else end
    first = [mark for mark in marks if mark.end <= (start if mark.start < end else split)]
    second = [mark for mark in marks if mark.start >= split]
    return bool(first and second) and first[-1].figure == 1 and second[0].figure == 0


def _growth_flaws(use: DerivedUse, clause: str) -> Iterator[Flaw]:
    years = {year_of(figure) for figure in use.figures}
    if len(years) == 1 and None not in years and not _COMPARED.search(clause):
        yield "NUM018", f'"{use.text}" is growth, and both figures are of {years.pop()}'


def _compared_flaws(figures: Sequence[Figure], clause: str, at: int, series: Series) -> Iterator[Flaw]:
    """Compare "… more than …" and "exceeded" with which of two figures is the larger one."""
    first, last = figures
    if first.unit != last.unit or first.total == last.total:
        return
    marks = list(_marks(clause, figures, series))
    for found in _THAN.finditer(clause):
        split = found.end("first") if found["first"] is not None else found.start()
        one = [mark.figure for mark in marks if mark.end <= split]
        other = [mark.figure for mark in marks if mark.start >= found.end()]
        if not one or not other or one[-1] == other[0] or _NOT.search(clause, 0, found.start()):
            continue
        larger = figures[one[-1]].total.copy_abs() > figures[other[0]].total.copy_abs()
        if larger is not bool(found["more"] or found["above"]):
            told = " ".join(found[0].split())
            message = f'by "{told}" "{figures[one[-1]].id}" is to be the {"smaller" if larger else "larger"} one'
            yield "NUM018", f"{message}, and it is {figures[one[-1]].value} beside {figures[other[0]].value}"


def _marks(text: str, figures: Sequence[Figure], series: Series, dated: bool = True) -> Iterator[_Named]:
    """Yield the words of a text that only one of several figures has."""
    own = _own_words(figures, series, dated)
    for found in _WORD.finditer(text):
        root = stem(found[0].casefold())
        for number, words in enumerate(own):
            if root in words:
                yield _Named(number, *found.span())


def _own_words(figures: Sequence[Figure], series: Series, dated: bool) -> list[frozenset[str]]:
    """Return for each figure the roots of the words, and the years, that its row has and no other one's."""
    words: list[set[str]] = []
    for figure in figures:
        found = {word.casefold() for word in _WORD.findall(fold(series.names(figure.ref)))} - SMALL
        words.append({*map(stem, found), *(map(str, years_of(figure.date)) if dated else ())})
    every = range(len(words))
    return [frozenset(words[n].difference(*(words[m] for m in every if m != n))) for n in every]


def _clause(text: str, at: int) -> tuple[str, int]:
    """Return the clause around a place of a text, and where the place is in it."""
    ends = [0, *(found.end() for found in _CLAUSE.finditer(text)), len(text)]
    begin, end = next(((a, b) for a, b in pairwise(ends) if a <= at < b), (0, len(text)))
    return text[begin:end], at - begin
