"""Number words of a sentence that follow from the figures, dates and passages that it names: "doubled", "the two"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from reportgen.checks.model import Statement
from reportgen.checks.number_flaws import HIGH, LOW, nearest
from reportgen.checks.printed_numbers import SentenceNumbers
from reportgen.checks.series import year_of, years_of
from reportgen.draft.model import ConditionalText, DateUse, DerivedUse, Draft, FigureUse, Use, YearsUse
from reportgen.inputs.data.model import Figure
from reportgen.language.english.assertions import Assertion
from reportgen.language.english.lexicon import PERCENT, TIMES
from reportgen.language.quantities import RANK, YEARS, Quantity

_COUNTS: Final = FigureUse, DerivedUse
_NEAR: Final = Decimal("0.1")
_SAME: Final = Decimal("0.005")
_NEXT: Final = Decimal("1.5")
"""What is so many times more than doubled has trebled."""

_BECAME: Final = re.compile(r"(?:halv|doubl|trebl|tripl|quadrupl|quintupl|sextupl)\w+|\w+-?fold", re.IGNORECASE)
"""Words that tell how many times as much something is as it was."""


def implied_numbers(printed: SentenceNumbers, statement: Statement, draft: Draft) -> frozenset[str]:
    """Return the number words of a sentence that follow from what calls print in it, or compare in ``when``.

    Those are "doubled", "a third" and the like and amounts such as "a million", "the two" of so many figures, "both" of
    several passages cited, "five years" between dates. Words that ``when`` prints hold by what it compares, but for the
    parts and multiples among them: these have to follow as well.
    """
    uses = [draft.usages[number].use for number in statement.usages]
    held = list(held_in(statement, draft))
    figures = [*_figures(uses), *(figure for each in held for figure in each.figures)]
    read = [(word, _part(number, says), says) for word, number, says in printed.words()]
    found = {
        word
        for word, number, says in read
        if _follows(word, number, says, figures, uses)
        or (not _is_multiple(number) and any(_is_held(word, number, each) for each in held))
    }
    both = {"both", "Both"} if len(statement.evidence) > 1 else set()
    named = {figure.ref for figure in _figures(uses)}
    dated = {ref for use in uses if isinstance(use, DateUse | YearsUse) for ref in use.rows}
    summed = printed.all_of(len(named)) | printed.all_of(len(dated))
    return frozenset(found | both) | printed.spans(_spans(uses, figures)) | summed


def held_in(statement: Statement, draft: Draft) -> Iterator[ConditionalText]:
    """Yield the words of a sentence that hold while numbers of the brief compare so."""
    text = statement.text.casefold()
    for file in draft.files:
        if file.path == statement.file:
            yield from (each for each in file.held if each.compared and each.words.casefold() in text)


def _is_held(word: str, number: Quantity, held: ConditionalText) -> bool:
    """Whether a word holds by a comparison; how many years passed has to follow from the dates of figures."""
    return word.casefold() in held.words.casefold() and not (number.unit == YEARS and held.figures)


def _part(number: Quantity, says: Assertion) -> Quantity:
    """Read the "third" of "fell by a third" as a part."""
    if number.unit == RANK and says.move == "by" and number.value > 1:
        return replace(number, value=1 / number.value, unit="", fraction=True)
    return number


def _is_multiple(number: Quantity) -> bool:
    return number.unit == TIMES or number.fraction


def _follows(word: str, number: Quantity, says: Assertion, figures: Sequence[Figure], uses: Sequence[Use]) -> bool:
    if number.unit == TIMES:
        ratios = _ratios(figures, became=_BECAME.fullmatch(word) is not None)
        return any(_fits(number.value, says, ratio, _NEAR) for ratio in ratios)
    if number.fraction and not number.unit and number.scale == 1:
        parts = _parts(figures, uses) if says.move != "by" else _changes(figures, says)
        return any(_fits(number.value, says, part, _NEAR) for part in parts)
    near = _NEAR if "about" in says.bounds else _SAME
    return not number.unit and any(_fits(number.total, says, figure.total, near) for figure in figures)


def _ratios(figures: Sequence[Figure], became: bool = False) -> Iterator[Decimal]:
    """Yield how many times as large one figure is as another; of what it ``became`` the later by the earlier one."""
    for a in figures:
        for b in figures:
            years = year_of(a), year_of(b)
            known = became and None not in years and years[0] != years[1] and a.measure == b.measure
            fits = a is not b and a.unit == b.unit and a.total * b.total > 0
            if fits and (not known or (years[0] or 0) > (years[1] or 0)):
                yield a.total / b.total


def _parts(figures: Sequence[Figure], uses: Iterable[Use]) -> Iterator[Decimal]:
    """Yield which part one figure is of another, with shares of a hundred."""
    yield from _ratios(figures)
    yield from (figure.total.copy_abs() / 100 for figure in figures if figure.unit == PERCENT)
    yield from (u.unrounded.copy_abs() / 100 for u in uses if isinstance(u, DerivedUse) and u.unit == PERCENT)


def _changes(figures: Sequence[Figure], says: Assertion) -> Iterator[Decimal]:
    """Yield by which part figures rose or fell, whichever is said."""
    sign = -1 if says.direction == "down" else 1
    yield from ((ratio - 1) * sign for ratio in _ratios(figures, became=True) if (ratio - 1) * sign > 0)
    yield from (figure.total.copy_abs() / 100 for figure in figures if figure.unit == PERCENT)


def _spans(uses: Iterable[Use], figures: Iterable[Figure]) -> frozenset[int]:
    """Return how many years lie between the dates of what calls print."""
    dated = [use.edtf for use in uses if isinstance(use, DateUse)]
    years = {year for text in (*dated, *(f.date for f in figures)) for year in years_of(text)}
    return frozenset(abs(a - b) for a in years for b in years if a != b)


def _figures(uses: Iterable[Use]) -> list[Figure]:
    """Return the figures behind what calls print."""
    printed = (u.figures if isinstance(u, DerivedUse) else (u.figure,) for u in uses if isinstance(u, _COUNTS))
    return [figure for each in printed for figure in each]


def _fits(number: Decimal, says: Assertion, exact: Decimal, near: Decimal) -> bool:
    """Whether a number is the one that words say: so near to it, "more than" it, or "nearly"."""
    over, bound = exact / number if number else exact, nearest(says.bounds)
    if bound in LOW:
        return 1 - 2 * _NEAR <= over < 1
    return 1 < over < _NEXT if bound in HIGH else abs(over - 1) <= near
