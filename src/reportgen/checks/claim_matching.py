"""What a text claims, and whether passages bear it out: numbers, dates and proper names.

Claims are compared by value, not by wording: "$28.3bn" is "28,300 million dollars", "14.09.1995" is
"September 14th, 1995". A claim's unit must not contradict the passage's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from reportgen.checks.passage_facts import Facts
from reportgen.language.date_mentions import dates_in
from reportgen.language.days import HALVES, Day
from reportgen.language.english.lexicon import BASIS_POINTS, PERCENT, POINTS, TIMES
from reportgen.language.model import Words
from reportgen.language.names import Variants, capitals, fold, names_in, phrase, undotted
from reportgen.language.names_elsewhere import names_elsewhere
from reportgen.language.notations import Notation
from reportgen.language.numerals import numbers_in
from reportgen.language.quantities import ANY, EXACT, PLACE, RANK, Printed, Quantity
from reportgen.language.rates import PERIODS, WHOLE, in_other_units, rate_fits, split
from reportgen.language.rates import TIMES as SPANS
from reportgen.language.registry import dates_of
from reportgen.language.territories import Territory, territories_in
from reportgen.values import dates

_ORDINAL: Final = 16
"""Letters that an ordinal before a half may take."""

_UNCOUNTED: Final = frozenset({"", TIMES, RANK, PLACE, *SPANS})
"""Units that what a claim counts does not contradict: "5 successive years" are years."""


_HALF_OF: Final = re.compile(
    r"(?:(?:one|a) half|half)(?: of (?!(?:the |that |last |this )?(?:day|night|year|month|century|decade|game|match)\b)"
    r"| (?:all|its|their|these|those|the|as)\b| an? (?:million|billion|trillion|dozen)\b|[- ](?:million|billion))",
    re.IGNORECASE,
)
_BY_HALF: Final = re.compile(r"\b(?:by (?:about |almost |nearly |more than |over )?|in )(?:an? )?$", re.IGNORECASE)
_WHICH_HALF: Final = re.compile(
    r"\b(?:first|second|other|former|latter|later|earlier|upper|lower|northern|southern|eastern|western|last|next|better"
    r"|remaining|this|that|each|either|and a) $",
    re.IGNORECASE,
)
"""Half of what there is; other halves ("half an hour", "the other half") count nothing."""


@dataclass(frozen=True)
class Claim:
    """Something in a text or cell that evidence must bear out; ``text`` is how it is printed."""

    kind: Literal["number", "year", "date", "name"]
    value: Quantity | Day | Territory | str
    text: str


def claims_of_date(edtf: str) -> tuple[Claim, ...]:
    """Return what an EDTF date claims: the dates written in it, of an approximate one about when it is.

    An uncertain date (``?``, ``%``) claims nothing.
    """
    when = dates.parse(edtf)
    ends = [when.start] if when.end is None or not when.is_interval else [when.start, when.end]
    days = [
        Day(p.year, p.month, about=True) if p.approximate else Day(p.year, p.month, p.day, p.decade)
        for p in ends
        if not p.uncertain
    ]
    if len(days) > 1:
        days = _period(*days)
    return tuple(_dated(day, str(day)) for day in days)


def _period(first: Day, last: Day) -> list[Day]:
    """Join the ends of an interval that a passage may also tell as a period: "the second half of 2004"."""
    plain = not any(day.day or day.decade or day.about for day in (first, last))
    if plain and first.month and last.month and first.year == last.year and first.month < last.month:
        return [replace(first, to=last.month, about=True)]
    year = first.year or 0
    if plain and not (first.month or last.month) and year % 5 == 0 and last.year == year + 4:
        return [Day(year // 10 * 10, decade=True, part=HALVES[year % 10 // 5], about=True)]
    return [first, last]


def _dated(day: Day, text: str) -> Claim:
    return Claim("date" if day.month or day.part else "year", day, text)


def claims_in(
    text: str, spelled: bool = False, notation: Notation = Notation.POINT, words: Words | None = None
) -> tuple[Claim, ...]:
    """Find what a text claims; numbers in words (from two on) only where ``spelled``."""
    plain = fold(text)
    dated = dates_in(plain, dates_of(words))
    found = [_dated(d.day, plain[d.start : d.end]) for d in dated if d.claimed]
    for printed in numbers_in(plain, notation, words=words):
        inside = any(d.start <= printed.start < d.end for d in dated)
        told = spelled and (_claims(printed, plain) or (words is not None and is_half(plain, printed, words)))
        if not inside and (printed.quantity.digits or told):
            found.append(Claim("number", _unspecified(printed.quantity), plain[printed.start : printed.end].strip()))
    names = (
        _names_elsewhere(undotted(plain), words)
        if words is not None
        else (Claim("name", name, as_printed) for as_printed, name in names_in(undotted(plain)))
    )
    return (*dict.fromkeys(found), *dict.fromkeys(names))


def _names_elsewhere(text: str, words: Words) -> Iterator[Claim]:
    """Yield the names that a text claims which is not in English: of countries by their codes."""
    rest = text
    for territory, start, end in territories_in(text, words.dates.tag):
        yield Claim("name", territory, text[start:end])
        rest = rest[:start] + "x" * (end - start) + rest[end:]
    yield from (Claim("name", name, name) for name in names_elsewhere(rest, words))


def _unspecified(quantity: Quantity) -> Quantity:
    """Leave open what a text does not say of a number: its unit, whether it is a fall, and for each of what it is."""
    open_unit = ANY if quantity.unit in {"", TIMES} and quantity.scale == 1 else quantity.unit
    return replace(quantity, unit=open_unit, signless=not quantity.direction, falling=False, rates=None)


def is_half(text: str, printed: Printed, words: Words) -> bool:
    """Whether a number is half of something by a noun: "die Hälfte der Haushalte", but not "die zweite Hälfte"."""
    ordinals = "|".join(words.dates.ordinals)
    before = text[max(0, printed.start - _ORDINAL) : printed.start]
    counted = re.search(rf"(?<!\w)(?:{ordinals}) $", before, re.IGNORECASE)
    return text[printed.start : printed.end].strip().casefold() in words.halves and not counted


def _claims(printed: Printed, text: str) -> bool:
    """Whether a number in words counts something; "one", "first" and "no" seldom do, nor "half an hour"."""
    quantity = printed.quantity
    if quantity.unit == RANK or quantity.value * 2 != 1 or quantity.unit == TIMES:
        return quantity.unit != RANK and (quantity.total > 1 or quantity.fraction)
    if _WHICH_HALF.search(text, 0, printed.start):
        return False
    behind = _HALF_OF.match(text, printed.start) is not None
    return quantity.fraction and (behind or _BY_HALF.search(text, 0, printed.start) is not None)


def bears_out(
    claim: Claim,
    facts: Sequence[Facts],
    variants: Variants,
    near: Sequence[Facts] = (),
    beside: Sequence[Facts] = (),
) -> bool:
    """Whether passages, taken together, say what is claimed.

    ``near`` is what the sentences quoted from them say: where these give a date at all, or a number
    of the unit that is claimed, it must be the one, or one of those ``beside`` the passages.
    """
    if isinstance(claim.value, Quantity):
        wanted = claim.value
        told = any(same_unit(wanted.unit, q.unit) for f in near for group in f.quantities.values() for q in group)
        return any(_has_quantity(wanted, f) for f in ((*near, *beside) if told else facts))
    if isinstance(claim.value, Day):
        exact = claim.value
        told = any(_is_like(day, exact) for f in near for day in f.days)
        return _has_day(claim.value, (*near, *beside) if told else facts)
    if isinstance(claim.value, Territory):
        told = any(claim.value in f.territories for f in facts)
        return told or _has_name(claim.text, claim.text, facts, variants)
    return _has_name(claim.text, claim.value, facts, variants)


def _has_quantity(claimed: Quantity, facts: Facts) -> bool:
    found = facts.quantities.get(claimed.total.copy_abs(), ())
    if any(agrees(claimed, each) and _is_told(claimed, each, facts) for each in found):
        return True
    for power, unit in in_other_units(claimed.unit):
        if _is_printed(replace(claimed, scale=claimed.scale.scaleb(power, EXACT), unit=unit), facts):
            return True
    if claimed.fraction and claimed.unit in {"", ANY} and claimed.value * 2 == 1:
        # half of something is fifty per cent of it
        share = replace(claimed, value=Decimal(50), unit=PERCENT, fraction=False)
        if _has_quantity(share, facts):
            return True
    counted = (
        claimed.unit in {ANY, "years"} and claimed.scale == 1 and claimed.value == claimed.value.to_integral_value()
    )
    if counted and int(claimed.value) in facts.years:
        return True
    return claimed.unit in {"", ANY, PERCENT} and any(
        each.fraction
        and each.unit in {"", claimed.unit}
        and each.scale == 1
        and _rounds(each.value, claimed)
        and _points_alike(claimed, each)
        for group in facts.quantities.values()
        for each in group
    )


def _is_printed(claimed: Quantity, facts: Facts) -> bool:
    """Whether passages print a number with the unit that is claimed right beside it."""
    found = facts.quantities.get(claimed.total.copy_abs(), ())
    return any(bool(split(each.unit)[0]) and agrees(claimed, each) and _is_told(claimed, each, facts) for each in found)


def _is_told(claimed: Quantity, found: Quantity, facts: Facts) -> bool:
    """Whether a passage says the unit of a number beside it, or else elsewhere, where it says none beside it."""
    (base, rate), (given, each) = split(claimed.unit), split(found.unit)
    if base not in {"", ANY, RANK, PLACE} and not given and (found.other or each or base not in facts.units):
        return False
    return rate in {"", WHOLE} or bool(each) or rate in facts.rates


def agrees(claimed: Quantity, found: Quantity) -> bool:
    """Whether a number in a passage is the one that is claimed: its value with scale, its unit and its direction.

    That something "fell by 2.5" bears out -2.5, and 2.5 only of what the claim calls a fall.
    """
    if found.unclear or claimed.unclear or not _fits(claimed, found):
        return False
    if claimed.total == found.total:
        if claimed.direction and found.direction:
            return claimed.direction == found.direction
        falls = found.direction == "down" or (found.falling and found.unit in {PERCENT, POINTS, BASIS_POINTS})
        is_loss = found.lost and (claimed.lost or not found.unit)
        return claimed.signless or bool(claimed.direction) or not falls or is_loss or claimed.total <= 0
    if claimed.total != found.total.copy_negate():
        return False
    return found.direction == "down" if claimed.total < 0 else claimed.direction == "down"


def _fits(claimed: Quantity, found: Quantity) -> bool:
    """Whether the unit of a number in a passage is that of a claim, with what else a claim may be of."""
    if found.unit == RANK and claimed.ranked and not claimed.unit:
        return True
    base, rate = split(found.unit)
    if claimed.unit == ANY and claimed.other and base not in _UNCOUNTED:
        # "12 boats" are no 12 tons
        return False
    if (
        claimed.rates
        and rate in PERIODS
        and not claimed.rates.isdisjoint(PERIODS - {rate})
        and rate not in claimed.rates
    ):
        # "monthly growth" is none of a year
        return False
    is_open = claimed.rates is None or rate in claimed.rates
    return same_unit(claimed.unit, base if is_open and "/" not in claimed.unit else found.unit)


def _rounds(exact: Decimal, claimed: Quantity) -> bool:
    """Whether a number given with decimals is a fraction such as "one third", or that in per cent."""
    exact = exact * 100 if claimed.unit == PERCENT else exact
    exponent = claimed.value.as_tuple().exponent
    if not isinstance(exponent, int) or claimed.scale != 1 or (exponent >= 0 and claimed.unit != PERCENT):
        return False
    return claimed.value != 0 and exact.copy_abs().quantize(claimed.value) == claimed.value.copy_abs()


def _points_alike(claimed: Quantity, part: Quantity) -> bool:
    """Whether a part that something fell by ("by a third") is claimed as a fall, and no other as less than nothing."""
    if claimed.signless:
        return True
    if claimed.direction:
        return part.direction == claimed.direction
    return (part.direction == "down") == (claimed.value < 0)


def same_unit(claimed: str, found: str) -> bool:
    """Whether a number of a unit may bear out one of another: where the passage does not give it, or a claim none."""
    if claimed == found:
        return True
    if PLACE in {claimed, found}:
        return {claimed, found} == {PLACE, RANK}
    if claimed == ANY:
        return True
    (base, _), (given, _) = split(claimed), split(found)
    if not rate_fits(claimed, found):
        return False
    if not given:
        return base not in {PERCENT, POINTS, BASIS_POINTS}
    return base == given or (not base and given == TIMES)


def _is_like(day: Day, claimed: Day) -> bool:
    """Whether a date in a passage says what it would have to say otherwise if a claim were wrong."""
    if claimed.year:
        return day.year is not None
    return day.month is not None if claimed.month else bool(day.part)


def _has_day(claimed: Day, facts: Sequence[Facts]) -> bool:
    days = {day for f in facts for day in f.days}
    if claimed in days:
        return True
    if claimed.about and claimed.year:
        return (
            _has_period(claimed, facts) if claimed.to or claimed.decade else any(_about(claimed, day) for day in days)
        )
    years = {day.year for day in days if not (day.decade or day.century)}
    return any(
        day.says(claimed)
        and (
            claimed.decade
            or claimed.century
            or claimed.year in {None, day.year}
            or (day.year is None and bool(day.month) and claimed.year in years)
        )
        for day in days
    )


def _has_period(claimed: Day, facts: Sequence[Facts]) -> bool:
    """Whether passages tell a period of months or half a decade, or both of its ends."""
    begin = (claimed.year or 0) + 5 * HALVES.index(claimed.part) if claimed.decade else 0
    ends = [Day(begin), Day(begin + 4)] if begin else [Day(claimed.year, claimed.month), Day(claimed.year, claimed.to)]
    return _has_day(replace(claimed, about=False), facts) or all(_has_day(end, facts) for end in ends)


def _about(claimed: Day, day: Day) -> bool:
    """Whether a date in a passage is the one that is meant more or less: its year and month, or its decade."""
    if day.decade or day.century:
        return day.decade and day.year == (claimed.year or 0) // 10 * 10
    return day.year == claimed.year and (None in {claimed.month, day.month} or day.month == claimed.month)


def _has_name(printed: str, name: str, facts: Sequence[Facts], variants: Variants) -> bool:
    """Whether passages have a name, or one of its variants, or each of its words.

    ``printed`` may begin with a word that is no part of the name, but only begins the sentence.
    """
    for whole in {phrase(printed), phrase(name)}:
        if any(_has_phrase(form, facts) for form in (whole, *variants.get(whole, ()))):
            return True
    words = [phrase(word) for word in capitals(fold(name))]
    return all(any(_has_phrase(form, facts) for form in (word, *variants.get(word, ()))) for word in words if word)


def _has_phrase(form: str, facts: Sequence[Facts]) -> bool:
    if " " in form:
        return any(f" {form} " in f.text for f in facts)
    return any(form in f.words for f in facts)
