"""Words around a derived number against the kind of it: growth, a share, a ratio, a difference, a total."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from reportgen.checks.near_misses import spelled_out
from reportgen.checks.number_flaws import Flaw, movement
from reportgen.checks.printed_numbers import NumberInContext
from reportgen.checks.series import Series, year_of
from reportgen.draft.model import DerivedUse
from reportgen.language.english.assertions import is_change
from reportgen.language.english.directions import Direction
from reportgen.language.english.lexicon import TIMES
from reportgen.language.english.periods import tells_of_years
from reportgen.language.rates import TIMES as SPANS
from reportgen.language.rates import split
from reportgen.values.derivations import DERIVATIONS

_APART: Final = re.compile(
    r"\b(?:more|less|fewer|\w{3,}er than|differ\w*|gaps?|lead|lag|margin|change\w*|surplus|deficit|shortfall|excess"
    r"|apart|short of|ahead|behind|over|above|below|extra|additional|remain\w*|rest|left|net|balance|between|gains?"
    r"|los[st]\w*"
    r"|up|down|added?|exceed\w*|beyond|sav\w+|cost\w*|against|better|worse|higher|lower|further|beat\w*|drew|widen\w*"
    r"|narrow\w*|divid\w+|separat\w+|discrepanc\w+|spread|distance|residual|unexplained|missing|unaccounted|premium"
    r"|discount|profit\w*|swing|shift\w*|move\w*|gr[eo]w\w*|improv\w+|revis\w+|other)\b",
    re.IGNORECASE,
)
"""Words that make a number the difference of others."""

_GREW: Final = re.compile(
    r"\b(?:gr[eo]w\w*|rates?|chang\w+|higher|lower|more|less|fewer|up|down|\w+er than|pace|faster|slower|better|worse"
    r"|compar\w+|since|improv\w+|differ\w*|mov\w+|swing|shift\w*|ahead|behind|above|below|exceed\w*|inflat\w+|return\w*)\b",
    re.IGNORECASE,
)
"""Words that make a share of a hundred growth."""

_SHARED: Final = re.compile(
    r"\b(?:gaps?|differences?|margin|lead|averages?|mean|on average|each|apiece|every one|per head|per capita)\b",
    re.IGNORECASE,
)
"""Words that make a number another one than the sum of others."""

_TOGETHER: Final = re.compile(
    r"\b(?:together|in all|in total|altogether|combined|the sum of|add(?:s|ed)? up|summed)\b", re.IGNORECASE
)


def kind_of(use: DerivedUse) -> str:
    """Return the name of the derivation of a number."""
    # the one formula that is not printed as it stands has its number of years in it
    return next((name for name, each in DERIVATIONS.items() if each.formula == use.formula), "cagr")


def kind_flaws(number: NumberInContext, use: DerivedUse, sentence: str, series: Series) -> Iterator[Flaw]:
    """Yield what is wrong between the words of a sentence around a derived number and its kind and sign."""
    yield from _BY_KIND[kind_of(use)](number, use, sentence, series)


def _growth(number: NumberInContext, use: DerivedUse, sentence: str, _series: Series) -> Iterator[Flaw]:
    says, text, kind = number.says, use.text, kind_of(use)
    years = [year_of(figure) for figure in use.figures]
    over = (years[1] or 0) - (years[0] or 0) if None not in years else 0
    rate = split(number.number.unit)[1]
    period = says.period if rate not in SPANS else "year" if rate == "years" else "other"
    if says.move == "to" and not says.change:
        yield "NUM018", f'"{text}" is by how much something grew, and is printed as what it came to'
    elif not (period or says.moving or says.change or says.direction or says.more or _GREW.search(sentence)):
        yield "NUM019", f'"{text}" is by how much something grew, and its sentence does not say that anything did'
    span = "month or the like" if period == "other" else "year"
    if kind == "growth" and (period == "other" or (period == "year" and over > 1)):
        yield "NUM018", f'"{text}" is growth over {over or "some"} years, and its sentence says it of each {span}'
    elif kind == "cagr" and period in {"other", "all"}:
        what = "of each month or the like" if period == "other" else "of the years together"
        yield "NUM018", f'"{text}" is growth a year, and its sentence says it {what}'
    elif kind == "cagr" and not period and not tells_of_years(sentence):
        yield "NUM018", f'"{text}" is growth a year, and its sentence does not say so'


def _share(number: NumberInContext, use: DerivedUse, _sentence: str, _series: Series) -> Iterator[Flaw]:
    if number.says.move == "by" and number.says.direction:
        yield "NUM018", f'"{use.text}" is a share, and stands among words for a {movement(number.says.direction)}'


def _ratio(number: NumberInContext, use: DerivedUse, _sentence: str, _series: Series) -> Iterator[Flaw]:
    says, text = number.says, use.text
    base, _ = split(number.number.unit)
    if base not in {"", TIMES} or number.number.scale != 1:
        yield "NUM018", f'"{text}" is a ratio, and its sentence makes {spelled_out(number.number)} of it'
    elif says.more and not says.times:
        yield "NUM018", f'"{text}" is a ratio, and stands before "{says.more}" as if it were an amount'
    elif says.more or (says.move == "by" and says.direction):
        yield "NUM019", f'"{text} times {says.more or "by"}" can be read in two ways: a ratio is "times as much"'


def _difference(number: NumberInContext, use: DerivedUse, sentence: str, series: Series) -> Iterator[Flaw]:
    says, text = number.says, use.text
    way: Direction = "up" if says.more == "more" else says.direction
    moved = series.went(*use.figures) if says.move == "by" or says.more else ""
    later = max(year_of(figure) or 0 for figure in use.figures)
    if says.more and re.search(rf"\bthan\b.*\b{later}\b", number.clause):
        # "less than in 2015" is said of the year before
        moved = "down" if moved == "up" else "up" if moved else ""
    if moved and way and moved != way:
        yield "NUM018", f'"{text}" stands among words for a {movement(way)}, and is a {movement(moved)}'
    elif says.move == "to" and not says.change and not _APART.search(sentence):
        yield "NUM018", f'"{text}" is a difference, and is printed as what something came to'
    elif _TOGETHER.search(number.clause) and not _APART.search(sentence):
        yield "NUM018", f'"{text}" is a difference, and its sentence makes a sum of it'
    elif not (says.moving or says.change or says.direction or says.more or _APART.search(sentence)):
        yield "NUM019", f'"{text}" is a difference, and its sentence does not say so'


def _total(number: NumberInContext, use: DerivedUse, sentence: str, _series: Series) -> Iterator[Flaw]:
    changes = any(is_change(figure.measure) for figure in use.figures)
    other = _SHARED.search(number.clause)
    if number.says.move == "by" and number.says.direction and not changes:
        yield "NUM018", f'"{use.text}" is a sum, and stands among words for a {movement(number.says.direction)}'
    elif other is not None and len(use.figures) > 1:
        yield "NUM018", f'"{use.text}" is a sum, and its sentence says "{other[0]}"'


_BY_KIND: Final[Mapping[str, Callable[[NumberInContext, DerivedUse, str, Series], Iterator[Flaw]]]] = {
    "growth": _growth,
    "cagr": _growth,
    "share": _share,
    "ratio": _ratio,
    "difference": _difference,
    "sum": _total,
}
