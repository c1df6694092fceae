"""Dates as texts print them: days, months, quarters, years, decades, centuries, and ranges of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from reportgen.language.calendar import DateWords
from reportgen.language.date_patterns import LINK, RANGE, Patterns, patterns, stem
from reportgen.language.days import ANY_PART, HALVES, SEASONS, WEEKDAYS, Dated, Day
from reportgen.language.english.calendar import ENGLISH, is_surely

_Reader: TypeAlias = Callable[[re.Match[str], DateWords], Iterator[Day]]

Order: TypeAlias = Literal["day", "month", "either"]
"""What comes first in a date in digits that slashes or hyphens part."""

_LAST_MONTH: Final = 12
_SLASHED: Final = re.compile(r"(?<![\w/-])(\d{1,2})[/-](\d{1,2})[/-](?:1[89]|20)\d\d(?![\w/-])")
_DIGITS: Final = re.compile(r"\d{1,2}")
_ROMAN: Final[Mapping[str, int]] = {"I": 1, "V": 5, "X": 10}
_MANY: Final[Mapping[str, int]] = {"three": 3, "six": 6, "nine": 9}
_TENS: Final = ("thir", "for", "fif", "six", "seven", "eigh", "nine")
_FEW: Final[Mapping[str, int]] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10,
}  # fmt: skip
_AFTER: Final = re.compile(
    r"(?:\b(?:in|of|since|by|from|to|and|until|till|before|after|during|spring|summer|autumn|winter|fall)|[-—(]) ?$",
    re.IGNORECASE,
)
"""What stands before a year of two digits with an apostrophe, which elsewhere is a quotation mark."""

_BEFORE: Final = 12
"""Letters that such a word may take."""


def dates_in(text: str, words: DateWords = ENGLISH, order: Order = "day") -> tuple[Dated, ...]:
    """Find the dates in a text, in its order; "May and June 2004" are two months of that year.

    ``order`` says what comes first in "03/04/2003"; where it is "either", both readings are found.
    """
    known = patterns(words)
    found: list[Dated] = []
    year: int | None = None
    for match in known.every.finditer(text):
        days = list(_days(match, known, words, year))
        if match.lastgroup == "dotted" and order != "day" and days and _either_way(match[0], days[0]):
            turned = replace(days[0], month=days[0].day, day=days[0].month)
            days = [turned] if order == "month" else [*days, turned]
        # "two years later" may be so long after another date than the last one
        relative = match.lastgroup == "next"
        surely = not relative and (any(day.year or day.day for day in days) or _is_surely(match, words))
        found.extend(Dated(day, *match.span(), surely) for day in days)
        year = next((day.year for day in reversed(days) if day.year and not day.century), year)
    _link(text, found)
    found.extend(_periods(text, found))
    if not words.parts:
        found.extend(
            replace(d, day=replace(d.day, part=ANY_PART), claimed=False) for d in tuple(found) if not d.day.part
        )
    return tuple(found)


def order_in(text: str) -> Order:
    """Return what comes first in dates such as "03/04/2003" of a text, by those that can be read in one way only."""
    dated = [(int(match[1]), int(match[2])) for match in _SLASHED.finditer(text)]
    day_first, month_first = (any(each[n] > _LAST_MONTH for each in dated) for n in (0, 1))
    return "either" if day_first == month_first else "day" if day_first else "month"


def _either_way(printed: str, day: Day) -> bool:
    """Whether the day of a date in digits may be its month: not of "03.04.2003", where the day comes first."""
    return "." not in printed and (day.day or 0) <= _LAST_MONTH and day.day != day.month


def is_month(word: str) -> bool:
    """Whether a word is the name of a month or an abbreviation of one in English."""
    return word[:1].isupper() and word.casefold().rstrip(".") in _month_numbers(ENGLISH)


def _is_surely(match: re.Match[str], words: DateWords) -> bool:
    """Whether a month, season or weekday without a day or year is one: in other languages, by how it is written."""
    if words is ENGLISH:
        return is_surely(match.string, *match.span())
    name = match[0]
    return name[0].isupper() == (words.tag == "de") and name.casefold() in {*words.months, *words.weekdays}


def _days(match: re.Match[str], known: Patterns, words: DateWords, year: int | None) -> Iterator[Day]:
    form = match.lastgroup or ""
    inner = known.forms[form].match(match.string, match.start())
    if form == "next":
        return iter([Day(year + _step(inner))] if year and inner else [])
    return _READERS[form](inner, words) if inner else iter(())


def _step(match: re.Match[str]) -> int:
    """Return how many years "next year", "two years earlier" and "the year before" go on or back."""
    if match["last"]:
        return -1
    years = _number(match["n"], _FEW) if match["n"] else 1
    return -years if match["way"] == "earlier" else years


def _link(text: str, found: list[Dated]) -> None:
    """Let dates side by side lend each other their year, and be claimed if one is."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index], found[index + 1]
        listed = first.start == second.start
        if not listed and not LINK.fullmatch(text, first.end, second.start):
            continue
        dated = second.day.year and (second.day.month or second.day.part in SEASONS)
        if first.day.year is None and dated and first.day.part not in WEEKDAYS:
            found[index] = replace(first, day=replace(first.day, year=second.day.year), claimed=True)
        elif first.day.month and second.day.month and first.claimed != second.claimed:
            found[index], found[index + 1] = replace(first, claimed=True), replace(second, claimed=True)


def _periods(text: str, found: list[Dated]) -> Iterator[Dated]:
    """Yield the periods whose ends are told: "January-September 2014"; what is claimed of them are their ends."""
    for first, second in pairwise(found):
        a, b = first.day, second.day
        if not (a.month and b.month) or a.day or b.day or a.part or b.part or a.year not in {b.year, None}:
            continue
        if a.month < (b.to or b.month) and RANGE.fullmatch(text, first.end, second.start):
            yield Dated(Day(b.year, a.month, to=b.to or b.month), first.start, second.end, claimed=False)


def _full(year: str | None) -> int | None:
    """Complete a year of two digits: up to 30 it is one of this century."""
    if not year:
        return None
    digits = year.lstrip("'")
    return int(digits) if len(digits) > 2 else int(digits) + (2000 if int(digits) <= 30 else 1900)


@cache
def _month_numbers(words: DateWords) -> Mapping[str, int]:
    return {**words.short_months, **words.months}


def _month(name: str, words: DateWords) -> int:
    """Return the number of a month by its name, which may have an ending where nothing is known of a language."""
    numbers, plain = _month_numbers(words), name.casefold().strip(".")
    while plain and plain not in numbers:
        plain = plain[:-1]
    return numbers.get(plain, 0)


def _numeric(match: re.Match[str], _: DateWords) -> Iterator[Day]:
    groups = match.groupdict()
    month = next(groups[name] for name in ("m", "m2", "m3") if groups.get(name))
    first, second, year = _number(month, {}), int(match["d"]), _full(match["y"])
    # 04/28/2004: what cannot be a month is the day
    month_number, day = (second, first) if first > 12 else (first, second)
    if 0 < month_number <= 12 and 0 < day <= 31:
        yield Day(year, month_number, day)


def _number(text: str, numbers: Mapping[str, int]) -> int:
    """Read digits, Roman numerals, or words for a number."""
    if text.isdecimal():
        return int(text)
    if text.casefold() in numbers:
        return numbers[text.casefold()]
    values = [_ROMAN.get(letter, 0) for letter in text.upper()]
    return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))


def _days_of_month(match: re.Match[str], words: DateWords) -> Iterator[Day]:
    groups = match.groupdict()
    printed = groups.get("d") or groups.get("only") or ""
    month, year = _month(match["m"], words), _full(groups.get("y"))
    for day in _DIGITS.findall(printed) or ["1"]:
        if 0 < int(day) <= 31:
            yield Day(year, month, int(day))


def _part(match: re.Match[str], words: DateWords) -> str:
    """Return which part of a date words before it say to be meant."""
    said = (match["part"] or "").strip(" -")
    if not said:
        return ""
    known = next((n for n, each in words.parts.items() if re.fullmatch(each, said, re.IGNORECASE)), "")
    return known or HALVES[min(_nths(said, words)[0], 2) - 1]


def _nths(text: str, words: DateWords) -> list[int]:
    """Read ordinals up to four, in words or digits."""
    read = []
    for match in patterns(words).nth.finditer(text):
        spelled = [n for n, each in enumerate(words.ordinals, 1) if re.fullmatch(each, match[0], re.IGNORECASE)]
        digit = re.match(r"[1-4]|[IV]+", match[0])
        read.append(spelled[0] if spelled else _number(digit[0], {}) if digit else 0)
    return read


def _month_alone(match: re.Match[str], words: DateWords) -> Iterator[Day]:
    yield Day(_full(match["y"]), _month(match["m"], words), part=_part(match, words))


def _quarters(match: re.Match[str], words: DateWords) -> Iterator[Day]:
    year = _full(match["y"] or match["before"])
    yield from (Day(year, 3 * n - 2, to=3 * n) for n in _nths(match["nths"], words))


def _halves(match: re.Match[str], words: DateWords) -> Iterator[Day]:
    year = _full(match["y"] or match["before"])
    yield from (Day(year, 6 * n - 5, to=6 * n) for n in _nths(match["nths"], words) if n in {1, 2})


def _letter(match: re.Match[str], _: DateWords) -> Iterator[Day]:
    """Read "Q2 1994" and "1H94"; letters other than Q count only with a year."""
    letter, number = match["a"] or match["a2"] or match["a3"], int(match["n"] or match["n2"] or match["n3"])
    year = _full(match["y"] or match["y2"] or match["y3"])
    length = 3 if letter in "QT" else 6
    if number * length <= 12 and (year or letter == "Q"):
        yield Day(year, length * (number - 1) + 1, to=length * number)


def _first_months(match: re.Match[str], _: DateWords) -> Iterator[Day]:
    yield Day(_full(match["y"]), 1, to=_MANY.get(match["n"].casefold()) or int(match["n"]))


def _season(match: re.Match[str], words: DateWords) -> Iterator[Day]:
    seasons = {name: re.compile(each, re.IGNORECASE) for name, each in words.seasons.items()}
    name = next(n for n, each in seasons.items() if each.match(match.string, match.start("season")))
    yield Day(_full(match["y"] or match["short"]), part=name)
    if match["y"]:
        yield from list(_years(match["y"], match["to"]))[1:]


def _decade(match: re.Match[str], words: DateWords) -> Iterator[Day]:
    number = match["n"]
    if words is ENGLISH and number.isdecimal() and len(number) == 2:
        # "in their 30s"
        return
    year = int(number.lstrip("'"))
    if len(number.lstrip("'")) == 2:
        # whether the twenties are those of this century is not told
        year += 1900 if year >= 30 else 2000 if not year else 0
    if year >= 100:
        yield Day(year, decade=True, part=_part(match, words))


def _tens(match: re.Match[str], words: DateWords) -> Iterator[Day]:
    """Read "the late sixties": those of the twentieth century, as "the 60s" are."""
    yield Day(1930 + 10 * _TENS.index(match["n"].casefold()), decade=True, part=_part(match, words))


def _century(match: re.Match[str], words: DateWords) -> Iterator[Day]:
    hundreds = match.string.startswith("00", match.end("n"))
    for each in (match["n"], match["also"]):
        number = _number(each, words.numbers) + hundreds if each else 0
        if 0 < number <= 21:
            yield Day(100 * (number - 1), century=True, part=_part(match, words))


def _weekday(match: re.Match[str], words: DateWords) -> Iterator[Day]:
    known = (n for name, n in words.weekdays.items() if re.match(stem(name), match[0], re.IGNORECASE))
    yield from (Day(part=WEEKDAYS[n]) for n in known)


def _fiscal(match: re.Match[str], _: DateWords) -> Iterator[Day]:
    yield from _years(str(_full(match["y"])), match["to"])


def _year(match: re.Match[str], words: DateWords) -> Iterator[Day]:
    first, *rest = _years(match["y"], match["to"])
    yield replace(first, part=_part(match, words))
    yield from rest


def _apostrophe(match: re.Match[str], _: DateWords) -> Iterator[Day]:
    if _AFTER.search(match.string, max(0, match.start() - _BEFORE), match.start()):
        yield Day(_full(match["y"]))


def _years(first: str, to: str | None) -> Iterator[Day]:
    """Yield the ends of "1994-2000", "1994/95", "1994-5" and "1999/00"."""
    yield Day(int(first))
    if not to:
        return
    last = int(first[: 4 - len(to)] + to)
    if last <= int(first) and to == "00":
        last += 100
    if last > int(first) or len(to) == 4:
        yield Day(last)


_READERS: Final[Mapping[str, _Reader]] = {
    **dict.fromkeys(("dotted", "short", "roman", "iso"), _numeric),
    **dict.fromkeys(("year_first", "days_first", "month_first"), _days_of_month),
    "decade": _decade,
    "tens": _tens,
    "century": _century,
    "months": _first_months,
    "quarter": _quarters,
    "half": _halves,
    "letter": _letter,
    "season": _season,
    "month": _month_alone,
    "weekday": _weekday,
    "fiscal": _fiscal,
    "year": _year,
    "apostrophe": _apostrophe,
}
