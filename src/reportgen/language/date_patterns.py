"""The patterns by which dates are found in texts of a language, by their form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from reportgen.language.calendar import NUMBER, DateWords
from reportgen.language.days import SEASONS

_YEAR: Final = r"(?:[01]\d|20)\d\d"
_ROMAN: Final = r"(?:XIX|XX?I?|XI{2,3}|XI?V|XVI{0,3}|I{1,3}|I?V|VI{1,3}|IX)"
_WORDS: Final = (
    r"(?:to|and|or|until|through|bis|und|oder|et|ou|au|y|al?|и|или|по|до|та|й|і|або|do|i|lub|e|ao?|o|og|en|och"
    r"|eller|tot|till?|t/m|až)"
)
_LINK: Final = rf"(?: ?[-—/&] ?| {_WORDS} )"
_ARTICLE: Final = "(?:(?:the|el|le|den|il|o|de) )"
LINK: Final = re.compile(rf"[,.]?\s*(?:[-—/,&]|{_WORDS})\s*(?:in |the |im |den |dem |el |le |w |в |у )?", re.IGNORECASE)
"""What stands between dates that share a month or year."""

RANGE: Final = re.compile(r"\s*(?:[-—]|to|until|through|bis|au|à|al?|по|до|do|ao|tot|till?|t/m|až)\s*", re.IGNORECASE)
"""What stands between the ends of a period."""

_SHORT: Final = rf"(?:{_YEAR}\b|'\d\d\b)"
_SPAN: Final = rf"(?P<y>{_YEAR})(?: ?[-—/] ?'?(?P<to>\d{{4}}|\d\d?)\b)?"
_NO_MONEY: Final = (
    r"(?![\d%])(?!,\d{3})(?!\.\d)(?! of (?:them|these|those)\b)"
    r"(?! ?(?i:dollars?|euros?|rubles?|roubles?|per ?cent|thousand|million|billion|trillion|mln|mn|bln|bn|tn)\b)"
)
_NAMED: Final = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True)
class Patterns:
    """``every`` finds dates, and its group that matched says in which of ``forms`` they are."""

    every: re.Pattern[str]
    forms: Mapping[str, re.Pattern[str]]
    nth: re.Pattern[str]


@cache
def patterns(words: DateWords) -> Patterns:
    """Return the patterns for the dates of a language."""
    forms, parted, part = _forms(words), _parted(words), _part(words)
    joined = f"{_either(forms)}|{part}(?:{_either(parted)})"
    every = re.compile(rf"(?<![\w/$€£])(?<!\d[.,])(?:{joined})")
    forms |= {name: f"{part}{form}" for name, form in parted.items()}
    return Patterns(every, {name: re.compile(form) for name, form in forms.items()}, re.compile(_nth(words)))


def _either(forms: Mapping[str, str]) -> str:
    return "|".join(f"(?P<{name}>{_NAMED.sub('(?:', form)})" for name, form in forms.items())


def _forms(words: DateWords) -> dict[str, str]:
    of, year = _of(words), _year(words)
    month, nth = _months(words), _nth(words)
    nths = rf"(?P<nths>{nth}(?:{_LINK}{nth}){{0,3}})"
    day = rf"(?:\d{{1,2}}(?!\d)(?: ?(?:{words.nth})(?!\w))?|(?i:{words.one})(?!\w))"
    days = rf"(?P<d>{day}(?:(?:, {day}){{0,8}}{_LINK}{_ARTICLE}?{day})?)"
    before = rf"(?:(?P<before>{_YEAR})(?:'s)? )?"
    behind = rf"(?:{year}|(?! of\b))"
    return {
        "dotted": r"(?P<d>\d{1,2})(?:\. ?(?P<m>\d{1,2})\. ?|/(?P<m2>\d{1,2})/|-(?P<m3>\d{1,2})-)"
        rf"(?P<y>{_YEAR})\b",
        "short": r"(?P<d>\d\d)\.(?P<m>\d\d)\.(?P<y>\d\d)\b(?!\.\d)",
        "roman": rf"(?P<d>\d{{1,2}})[. ] ?(?P<m>VI{{0,3}}|I{{1,3}}|IV|IX|XI{{0,2}})[. ] ?(?P<y>{_YEAR})\b",
        "iso": rf"(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)\b",
        "year_first": rf"(?P<y>{_YEAR})\.? (?P<m>{month}) (?P<d>\d{{1,2}})\b(?!,? {_YEAR})",
        "months": rf"(?i:first (?P<n>three|six|nine|3|6|9) months){year}",
        "quarter": rf"{before}{nths}[ -](?i:{words.quarter})(?!\w){behind}",
        "half": rf"{before}{nths}[ -](?i:{words.half})(?!\w){behind}",
        "letter": rf"(?P<a>[QTHS])(?P<n>[1-4])(?:[ /-]?{of}?(?P<y>{_SHORT}))?(?!\w)"
        rf"|(?P<n2>[1-4])(?P<a2>[QTHS])(?: ?'?(?P<y2>(?:\d\d)?\d\d))?(?!\w)"
        rf"|(?P<y3>{_YEAR})[ :-]?(?P<a3>[QTHS])(?P<n3>[1-4])(?!\w)",
        "season": rf"(?P<season>{_seasons(words)})(?!\w)(?: {of}?(?:{_SPAN}|(?P<short>'\d\d\b)))?",
        "days_first": rf"{days}[,.]? ?{of}?(?P<m>{month}){year}?",
        "month_first": rf"(?P<m>{month}) (?:{days}{year}|(?P<only>{day}(?: ?[-—] ?{day})?)(?![\d%]))",
        "weekday": _weekdays(words),
        "fiscal": rf"FY ?'?(?P<y>{_YEAR}|\d\d)(?: ?[-/] ?(?P<to>\d{{4}}|\d\d?)\b)?(?![\d%])",
        "apostrophe": r"(?P<y>'\d\d)\b(?!['%]|[.,]\d)(?! ?(?:%|per ?cent))",
        "next": r"(?:next|following) year\b"
        r"|(?P<n>an?|one|two|three|four|five|six|ten|\d{1,2}) years? (?P<way>later|earlier)\b"
        r"|(?:the )?(?P<last>(?:previous|preceding) year|year before)\b",
    }


def _parted(words: DateWords) -> dict[str, str]:
    """Return the forms before which may stand which part of it is meant."""
    many = rf"(?-i:\d\d?|{_ROMAN}{''.join(f'|[{w[0].upper()}{w[0]}]{w[1:]}' for w in words.numbers)})"
    also = rf"(?:(?: ?-?(?:{words.nth}))? (?:and|or|to|und|et|y|и|і|i|e|en|och|og|a) (?P<also>{many}))?"
    return {
        "century": rf"(?i:{words.century})(?!\w)".replace(NUMBER, rf"(?P<n>{many}){also}"),
        "decade": rf"(?i:{words.decade})(?!\w)".replace(NUMBER, r"(?P<n>'?(?:[01]\d|20)?\d0)"),
        "tens": r"(?<=the |ate |rly |mid[ -])(?:nineteen[ -])?(?P<n>thir|for|fif|six|seven|eigh|nine)ties\b",
        "month": rf"(?P<m>{_months(words)}){_year(words)}?",
        "year": rf"{_SPAN}{_NO_MONEY}",
    }


def _of(words: DateWords) -> str:
    return rf"(?:(?i:{words.of}) ?)"


def _year(words: DateWords) -> str:
    return rf"(?: ?[,.]? ?{_of(words)}?(?P<y>{_SHORT}))"


def _any(patterns: Iterable[str]) -> str:
    return f"(?i:{'|'.join(patterns)})"


def _nth(words: DateWords) -> str:
    """Match an ordinal up to four, in words or digits."""
    return rf"(?:{_any(words.ordinals)}|[1-4](?: ?-?(?:{words.nth}))?|(?:III?|IV|I)\.?)(?!\w)"


def _part(words: DateWords) -> str:
    """Match what may stand before a date and says which part of it is meant."""
    half = rf"{_nth(words)}[ -](?i:{words.half})(?: (?i:{words.of}))?(?: the)?"
    return rf"(?:(?P<part>{_any((*words.parts.values(), '(?!)'))}|{half})[ -]?{_of(words)}?)?"


def _seasons(words: DateWords) -> str:
    return _any((*(words.seasons[name] for name in SEASONS if name in words.seasons), "(?!)"))


def _months(words: DateWords) -> str:
    """Match the names of months: in English with capitals, elsewhere however they are written."""
    full, short = words.months, sorted(words.short_months, key=len, reverse=True)
    if words.tag == "en":
        names = [form for name in full for form in (name.title(), name.upper())]
        return rf"(?:{'|'.join(names)}|(?:{'|'.join(name.title() for name in short)})(?![^\W\d_])\.?)"
    # in a language of which nothing is known, names may have endings
    ending = "" if words.parts else r"(?:[^\W\d_]{1,6})?"
    names = [re.escape(name) for name in sorted(full, key=len, reverse=True)]
    abbreviated = rf"(?:{'|'.join(map(re.escape, short))})(?:\.|(?= {_YEAR}\b))"
    first = {letter for name in (*full, *short) for letter in (name[0], name[0].upper())}
    return rf"(?=[{''.join(sorted(first))}])(?i:(?:{'|'.join(names)}){ending}(?![^\W\d_])|{abbreviated})"


def _weekdays(words: DateWords) -> str:
    if words.tag == "en":
        return rf"(?:{'|'.join(name.title() for name in words.weekdays)})s?(?!\w)"
    return rf"{_any(map(stem, words.weekdays))}[^\W\d_]{{0,3}}(?!\w)"


def stem(name: str) -> str:
    """Return the pattern of a name without its ending."""
    return re.escape(name[:-1] if len(name) > len("lund") else name).replace("ʼ", "[ʼ']")
