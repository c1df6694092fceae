"""Numbers, dates and lists in the words of the brief's language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cached_property
from typing import Final, Protocol

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from reportgen.text.translations import own_word
from reportgen.values import dates

_SMALL: Final = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


# A value and its scale may each have an exponent of 60, and 60 digits.
_DIGITS: Final = 300

_COMPACT: Final = re.compile(r"(?=.*\w{2})([^0\u200e\u200f]*)0([^0]*)")
"""CLDR's pattern of a number in a large unit, "0 billion" or "Miliyan 0"; what runs to the left cannot be set."""


class UnitStyle(Protocol):
    """How a unit is written around a number."""

    @property
    def prefix(self) -> str:
        """Before the number."""

    @property
    def suffix(self) -> str:
        """After the number and its scale."""

    @property
    def one(self) -> str:
        """After the number one, where it differs."""

    @property
    def ordinal(self) -> bool:
        """Whether the number is a rank."""


MINUS: Final = "\N{MINUS SIGN}"
"""What is written before a number that is less than zero."""


@dataclass(frozen=True)
class _Plain:
    prefix: str = ""
    suffix: str = ""
    one: str = ""
    ordinal: bool = False


@dataclass(frozen=True)
class Wording:
    """The language of a brief, the way its units are written, and words that stand for others.

    ``words`` translates qualifiers and the like; what is not in it stays as it is. Patterns
    for numbers, dates and lists come from CLDR by Babel.
    """

    language: str
    units: Mapping[str, UnitStyle]
    words: Mapping[str, str]

    @cached_property
    def locale(self) -> Locale:
        """The locale of the brief. Raises ``ValueError`` for a language that CLDR does not know."""
        return Locale.parse(self.language, sep="-")

    def word(self, text: str) -> str:
        """Return the word that stands for ``text`` in this brief."""
        return self.words.get(text) or own_word(text, self.language) or text

    def edition(self, name: str, status: str) -> str:
        """Return the words for an edition: as long as a brief is a draft it is none, whatever it is to become."""
        return self.word("Draft") if status == "draft" else name

    def _decade(self, year: int) -> str:
        return self.word("0s").replace("0", str(year), 1)

    def capital(self, text: str) -> str:
        """Return a text with a capital at the beginning: in Turkish and Azerbaijani that of i has a dot."""
        dotted = text.startswith("i") and self.locale.language in {"az", "tr"}
        return ("İ" if dotted else text[:1].title()) + text[1:]

    def number(self, value: Decimal, decimals: int | None = None) -> str:
        """Write a number with its own decimals, or with as many as asked for; a half is rounded up, as readers do."""
        exponent = value.as_tuple().exponent
        own = max(0, -exponent) if isinstance(exponent, int) else 0
        digits = own if decimals is None else decimals
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        # Babel rounds within the context, which has 28 digits where nothing else is said.
        with localcontext() as context:
            context.prec, context.rounding = _DIGITS, ROUND_HALF_UP
            written = str(format_decimal(value, format=pattern, locale=self.locale))
        return written.replace("-", MINUS)

    def scaled(self, value: Decimal, scale: Decimal, decimals: int | None = None) -> str:
        """Write a number with the word for its power of ten: "39.7 billion".

        In full where the language has no such word, or counts by other powers, as by lakh (CLDR's "00 लाख").
        """
        if scale == 1:
            return self.number(value, decimals)
        with localcontext() as context:
            context.prec = _DIGITS
            value = value if decimals is None else round(value, decimals)
            around = self._around(scale, value)
            if around is not None:
                return f"{around[0]}{self.number(value)}{around[1].rstrip()}"
            total = value * scale
            return self.number(total.to_integral_value() if total == total.to_integral_value() else total)

    def _around(self, scale: Decimal, value: Decimal) -> tuple[str, str] | None:
        """Return what stands before and behind a number of a scale (TS 35, part 3, compact number formats)."""
        forms = self.locale.compact_decimal_formats.get("long") or {}
        patterns = {**forms.get("other", {}), **forms.get(self.locale.plural_form(value.copy_abs()), {})}
        pattern = patterns.get(f"{scale:f}".partition(".")[0]) if scale == scale.to_integral_value() else None
        found = _COMPACT.fullmatch(pattern.pattern.partition(";")[0]) if pattern is not None else None
        return (found[1], found[2]) if found else None

    def quantity(
        self,
        value: Decimal,
        unit: str,
        scale: Decimal = Decimal(1),
        qualifier: str = "",
        decimals: int | None = None,
        bare: bool | None = None,
    ) -> str:
        """Write a number with qualifier, unit and scale: "less than $47", "28.3 billion".

        ``bare``: without scale and suffix (``False``: but with the prefix).
        """
        style = self.units.get(unit, _Plain())
        if bare is not None:
            written = self.ordinal(int(value)) if style.ordinal else self.number(value, decimals)
            return written if bare else f"{style.prefix}{written}"
        written = self.ordinal(int(value)) if style.ordinal else self.scaled(value, scale, decimals)
        suffix = style.one if style.one and value == 1 and scale == 1 else style.suffix
        text = f"{style.prefix}{written}{suffix}"
        return f"{self.word(qualifier)} {text}" if qualifier else text

    def ordinal(self, number: int) -> str:
        """Write a rank: 24th in English, 24. elsewhere."""
        if self.locale.language != "en":
            return f"{number}."
        ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"

    def spelled(self, number: int) -> str:
        """Write a small whole number as a word where the language is English, else in digits."""
        if self.locale.language == "en" and 0 <= number < len(_SMALL):
            return _SMALL[number]
        return self.number(Decimal(number))

    def join(self, items: Sequence[str]) -> str:
        """Write a list: "A, B and C"."""
        return str(format_list(list(items), locale=self.locale)) if items else ""

    def date(self, edtf: str, short: bool = False) -> str:
        """Write an EDTF date as precisely as it is known: "25 May 1992", "May 1992", "1991–1994".

        ``short`` is for tables: months are abbreviated, and "to" becomes a dash.
        """
        when = dates.parse(edtf)
        if not when.is_interval:
            return self._point(when.start, short)
        if when.end is None:
            return f"{self.word('since')} {self._point(when.start, short)}"
        start, end = when.start, when.end
        years = not (start.month or end.month)
        joint = "\N{EN DASH}" if short or years else f" {self.word('to')} "
        if start.month and end.month and start.year == end.year and not (start.day or end.day):
            first = str(format_date(start.first, "LLL" if short else "LLLL", locale=self.locale))
            return f"{first}{joint}{self._point(end, short)}"
        return f"{self._point(start, short)}{joint}{self._point(end, short)}"

    def year(self, edtf: str) -> str:
        """Write the year or years of an EDTF date."""
        when = dates.parse(edtf)
        first = self._decade(when.start.year) if when.start.decade else str(when.start.year)
        if when.end is None or when.end.year == when.start.year:
            return first
        return f"{first}\N{EN DASH}{when.end.year}"

    def _point(self, point: dates.Point, short: bool) -> str:
        if point.decade:
            text = self._decade(point.year)
        elif point.day:
            text = str(format_date(point.first, format="medium" if short else "long", locale=self.locale))
        elif point.month:
            text = str(format_skeleton("yMMM" if short else "yMMMM", point.first, locale=self.locale))
        else:
            text = str(point.year)
        return f"{self.word('circa')} {text}" if point.approximate else text

    def today(self, iso: str) -> str:
        """Write the date of the brief."""
        return str(format_date(date.fromisoformat(iso), format="long", locale=self.locale))
