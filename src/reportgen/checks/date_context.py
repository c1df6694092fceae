"""What sentences say of figures beside dates and others of their series: when they were so, and which is highest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reportgen.checks.number_flaws import Flaw, movement
from reportgen.checks.series import Series, year_of, years_of
from reportgen.draft.model import DateUse, FigureUse, Usage
from reportgen.language.english.directions import Direction, direction_of
from reportgen.language.names import fold

_IN: Final = re.compile(r" ?(?:\w+ ){0,2}?(?:in|by|for|at the end of|as of) |: ", re.IGNORECASE)
"""What joins a number to its year."""

_ASIDE: Final = re.compile(r"\b(?P<when>before|after|until|till|since|prior to) $", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[.;:?!] |, (?:and|but|while|whereas|which|when) ")
_BETWEEN: Final = re.compile(r"\b(?:between|from) (?:the end of )?$", re.IGNORECASE)
_FROM: Final = re.compile(r"\bfrom (?:about )?$", re.IGNORECASE)
_TO: Final = re.compile(r" (?:and|to|until) (?:the end of )?", re.IGNORECASE)
_BEST: Final = re.compile(
    r"\b(?:(?P<up>highest|largest|greatest|biggest|record(?: high)?|peak(?:ed)?|most ever)"
    r"|(?P<down>lowest|smallest|record low|trough|fewest))\b"
    r"(?! (?:level )?(?:since|for|in (?:\w+ )?years|among|of the))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _SeriesNumber:
    """What a call prints, and where in a sentence."""

    use: DateUse | FigureUse
    start: int
    end: int


def dated_flaws(text: str, usages: Sequence[Usage], series: Series) -> Iterator[Flaw]:
    """Yield what a sentence says of figures and dates that their rows, or others of their series, contradict."""
    plain = fold(text)
    placed = list(_placed(plain, usages))
    for first, last in pairwise(placed):
        between = plain[first.end : last.start]
        yield from _year_flaws(first, last, between)
        if isinstance(first.use, DateUse) and isinstance(last.use, DateUse) and _TO.fullmatch(between):
            yield from _between_flaws(plain, first, last, series)
    for n, each in enumerate(placed):
        if isinstance(each.use, DateUse):
            yield from _aside_flaws(plain, each, placed[max(0, n - 1) : n + 2])
        else:
            yield from _best_flaws(plain, each, series)


def _placed(plain: str, usages: Sequence[Usage]) -> Iterator[_SeriesNumber]:
    behind = 0
    for usage in usages:
        if isinstance(usage.use, DateUse | FigureUse) and usage.use.text:
            start = plain.find(fold(usage.use.text), behind)
            if start >= 0:
                behind = start + len(fold(usage.use.text))
                yield _SeriesNumber(usage.use, start, behind)


def _year_flaws(first: _SeriesNumber, last: _SeriesNumber, between: str) -> Iterator[Flaw]:
    """Compare the date of a figure with the year that is printed right behind it."""
    figure, date = first.use, last.use
    if isinstance(figure, FigureUse) and isinstance(date, DateUse) and _IN.fullmatch(between):
        own, number = years_of(figure.figure.date), years_of(date.edtf)
        if own and number and not min(own) <= max(number) <= max(own) and not min(own) <= min(number) <= max(own):
            yield "NUM018", f'"{figure.text}" is printed for {date.text}, and its row is of {figure.figure.date}'


def _between_flaws(plain: str, first: _SeriesNumber, last: _SeriesNumber, series: Series) -> Iterator[Flaw]:
    """Compare "fell between … and …" with the figures of the two years."""
    dated = isinstance(first.use, DateUse) and isinstance(last.use, DateUse)
    if not dated or not _BETWEEN.search(plain, 0, first.start):
        return
    earlier, later = (series.figure(use.rows[0]) for use in (first.use, last.use))
    clause = _CLAUSE.split(plain[: first.start])[-1] + " " + _CLAUSE.split(plain[last.end :])[0]
    number: Direction = direction_of(clause)
    if earlier is None or later is None or not number:
        return
    went = series.went(earlier, later)
    if went and went != number:
        yield (
            "NUM018",
            f"by its words there was a {movement(number)} between {first.use.text} and {last.use.text}, and by the "
            f"rows of these years there was a {movement(went)}",
        )


def _aside_flaws(plain: str, date: _SeriesNumber, near: Sequence[_SeriesNumber]) -> Iterator[Flaw]:
    """Tell of a number said to have been so before, after or since the date that its row gives it for."""
    aside = _ASIDE.search(plain, 0, date.start)
    for each in near if aside else ():
        use = each.use
        if not isinstance(use, FigureUse) or not isinstance(date.use, DateUse) or use.figure.ref != date.use.row:
            continue
        low, high = sorted((date.end, each.end))
        named = f"{use.figure.qualifier} {use.figure.caveat} {use.figure.measure} {date.use.edtf}"
        when = aside["when"] if aside else ""
        open_date = "/" in date.use.edtf
        if _FROM.search(plain, 0, each.start):
            continue
        if not _CLAUSE.search(plain, low, high) and when.casefold() not in named.casefold() and not open_date:
            yield "NUM019", f'"{use.text}" is said to have been so {when} {date.use.text}, and its row is of that date'


def _best_flaws(plain: str, each: _SeriesNumber, series: Series) -> Iterator[Flaw]:
    """Compare "the highest" and the like beside a figure with the other figures of its series."""
    if not isinstance(each.use, FigureUse):
        return
    figure = each.use.figure
    before = _CLAUSE.split(plain[: each.start])[-1][-60:]
    behind = re.split(r"[.;:?!,] |\d", plain[each.end :])[0][:40]
    best = next((found for part in (before, behind) if (found := _BEST.search(part))), None)
    others = [f for f in series.of(figure.ref) if f.unit == figure.unit and year_of(f) is not None]
    if best is None or re.search(r"\d", before[best.end() :] if best.string is before else ""):
        return
    over = [f for f in others if (f.total > figure.total if best["up"] else f.total < figure.total)]
    if over:
        other = f'row "{over[0].id}" of the same series is {"higher" if best["up"] else "lower"}'
        yield "NUM018", f'"{each.use.text}" is said to be "{best[0]}", and {other}'
