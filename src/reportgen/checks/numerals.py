"""Numbers as English texts print them: digits or words, with scale and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

PERCENT: Final = "percent"
RANK: Final = "rank"
ANY: Final = "any"
"""Unit of a claim that is printed without one, and may be of any."""

PLACE: Final = "place"
"""Unit of the number of a footnote, section or page of a source."""

# fmt: off
_UNITS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}
_LARGE: Final = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_SHORT: Final = {"mln": 10**6, "mn": 10**6, "bln": 10**9, "bn": 10**9, "tn": 10**12, "m": 10**6, "b": 10**9, "k": 1000}
_ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}
_PARTS: Final = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_OTHERS: Final = {
    "none": 0, "no": 0, "zero": 0, "nobody": 0, "once": 1, "both": 2, "twice": 2, "thrice": 3, "double": 2,
    "doubled": 2, "triple": 3, "tripled": 3, "dozen": 12, "dozens": 12, "twofold": 2, "trifold": 3,
    "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10,
}
_SUPERLATIVES: Final = ("highest", "largest", "biggest", "greatest")
_CURRENCIES: Final = {
    "us$": "USD", "$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "us dollars": "USD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pounds": "GBP",
    "rub": "RUB", "ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB",
}
# fmt: on

_CARDINAL: Final = "|".join((*_UNITS, *_TENS))
_WORDS: Final = rf"(?:{_CARDINAL})(?:[ -](?:and )?(?:{_CARDINAL}|hundred|thousand|million|billion|trillion))*"
_UNIT: Final = (
    r"%|per ?cent\b|percentage points?\b|us dollars\b|dollars?\b|usd\b|euros?\b|eur\b|rubles?\b|roubles?\b|rub\b"
)
_NUMBER: Final = re.compile(
    r"(?P<currency>us\$|\$|€|£|\b(?:usd|eur|gbp|rub)\b)? ?"
    r"(?:(?<!\w)(?<!\d[.,])(?<!\b[A-Z]-)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?: ?(?P<ordinal>st|nd|rd|th)\b|[ -]?(?P<fold>fold)\b)?"
    rf"|\b(?P<fraction>(?:(?P<over>a|{'|'.join(_UNITS)})[ -])"
    r"(?P<under>half|thirds?|quarters?|fifths?|tenths?)\b|half\b)"
    rf"|\b(?P<words>{_WORDS})(?P<wordfold>[ -]?fold)?\b"
    rf"|\b(?P<nth>{'|'.join(_ORDINALS)})\b|\b(?P<other>{'|'.join(_OTHERS)})\b"
    rf"|\b(?P<top>{'|'.join(_SUPERLATIVES)})\b)"
    r"(?:[ -]?(?P<scale>thousand|million|billion|trillion|mln|mn|bln|bn|tn)\b\.?|(?P<letter>[mbk])\b)?"
    rf"(?:[ -]?(?P<unit>{_UNIT}))?(?P<decades> (?:full |whole )?decades?\b)?",
    re.IGNORECASE,
)
_PLACED: Final = re.compile(r"\b(?:(?:foot)?notes?|sections?|pages?) $", re.IGNORECASE)
_LINK: Final = re.compile(r"\s*(?:-|to|and|or|until)\s*", re.IGNORECASE)

_LABEL: Final = 12
"""Letters that a word such as "footnotes" before a number may take."""


@dataclass(frozen=True)
class Quantity:
    """A number as printed: ``value`` times ``scale``, with its unit.

    ``unit`` is *percent*, a currency's code, *rank* for an ordinal, ``PLACE`` behind words such as
    "footnote", or empty for anything else; of claims also ``ANY``.
    ``digits`` says that it is not printed as a word, ``fraction`` that it is one such as "one third".
    """

    value: Decimal
    scale: Decimal = Decimal(1)
    unit: str = ""
    digits: bool = True
    fraction: bool = False

    @property
    def total(self) -> Decimal:
        """The number with its scale worked in."""
        return self.value * self.scale


@dataclass(frozen=True)
class Printed:
    """A quantity and where in a text it stands."""

    quantity: Quantity
    start: int
    end: int


def unit_of(name: str) -> str:
    """Give the unit that the name of one stands for: percent, a currency's code, rank, or nothing."""
    plain = name.casefold().partition("/")[0].strip()
    if plain in {"%", "per cent", "percent", "percentage point", "percentage points"}:
        return PERCENT
    return RANK if plain == RANK else _CURRENCIES.get(plain, "")


def numbers_in(text: str) -> tuple[Printed, ...]:
    """Find the numbers in a text, in its order; those of a range share their unit and scale."""
    found: list[Printed] = []
    for match in _NUMBER.finditer(text):
        for quantity in _quantities(match):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            if not quantity.unit and _PLACED.search(text, max(0, start - _LABEL), start):
                quantity = replace(quantity, unit=PLACE)
            found.append(Printed(quantity, start, match.end()))
    return tuple(_share(text, found))


def _share(text: str, found: list[Printed]) -> list[Printed]:
    """Let "$27-30", "10 to 15 per cent" and "8.5 and 9 billion" lend each other what is printed once."""
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        a, b = first.quantity, second.quantity
        if not _LINK.fullmatch(text, first.end, second.start) or first.end == second.end:
            continue
        if a.unit in {"", b.unit} and a.scale == 1 and b.digits and (b.unit or b.scale != 1):
            found[index] = replace(first, quantity=replace(a, unit=b.unit or a.unit, scale=b.scale))
        elif a.unit not in {"", RANK} and not b.unit:
            found[index + 1] = replace(second, quantity=replace(b, unit=a.unit))
    return found


def _quantities(match: re.Match[str]) -> Iterator[Quantity]:
    """Give what one match says: usually one number, of "ten-fifteen" two."""
    unit = _CURRENCIES.get((match["currency"] or "").casefold(), "") or unit_of(match["unit"] or "")
    scale = Decimal(
        _LARGE.get((match["scale"] or "").casefold(), 0) or _SHORT.get((match["scale"] or "").casefold(), 1)
    )
    if match["letter"] and match["currency"]:
        scale = Decimal(_SHORT[match["letter"].casefold()])
    if match["digits"]:
        value = Decimal(match["digits"].replace(",", ""))
        yield Quantity(value, scale, RANK if match["ordinal"] else unit)
        if match["decades"]:
            yield Quantity(value * 10)
    elif match["words"]:
        for number in _spelled(match["words"].casefold()):
            yield Quantity(Decimal(number), scale, unit, digits=False)
            if match["decades"]:
                yield Quantity(Decimal(number * 10), digits=False)
    elif match["fraction"]:
        over = _UNITS.get((match["over"] or "").casefold(), 1)
        under = _PARTS[(match["under"] or "half").casefold().rstrip("s")]
        yield Quantity(Decimal(over) / Decimal(under), scale, unit, digits=False, fraction=True)
    elif match["nth"]:
        yield Quantity(Decimal(_ORDINALS[match["nth"].casefold()]), unit=RANK, digits=False)
    elif match["other"]:
        yield Quantity(Decimal(_OTHERS[match["other"].casefold()]), scale, unit, digits=False)
    else:
        yield Quantity(Decimal(1), unit=RANK, digits=False)


def _spelled(words: str) -> Iterator[int]:
    """Read number words; what does not join up, such as "ten-fifteen", gives several numbers."""
    total, part, last = 0, 0, 0
    for word in words.replace("-", " ").replace(" and ", " ").split():
        if word in _LARGE and word != "hundred":
            total, part, last = total + max(part, 1) * _LARGE[word], 0, 0
        elif word == "hundred":
            part, last = max(part, 1) * 100, 100
        else:
            size = _UNITS.get(word) or _TENS[word]
            joins = (last in _TENS.values() and size < 10) or last == 100 or (not part and total)
            if (part or total) and not joins:
                yield total + part
                total, part = 0, 0
            part, last = part + size, size
    yield total + part
