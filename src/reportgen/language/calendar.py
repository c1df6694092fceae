"""The words of a language for dates: names of months and weekdays by CLDR, and what is put beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from reportgen.text.languages import calendar_names

NUMBER: Final = "#"
"""In a pattern for decades and centuries, where their number stands."""

_ENGLISH: Final = "en"
_YEAR: Final = 12
_CASES: Final = ("а", "е", "і", "у", "ю", "ем", "ом", "u", "i", "em")
"""Endings of months beside those of the nominative and genitive, which CLDR has, in Slavic languages."""


@dataclass(frozen=True, eq=False)
class DateWords:
    """How a language says dates; all but ``tag`` are patterns, in small letters.

    ``nth`` stands behind the digits of an ordinal; ``of`` between day, month and year, or before a year. ``ordinals``
    are "first" to "fourth", ``one`` "first" before a month. ``quarter`` and ``half`` are nouns. ``decade`` and
    ``century`` have ``NUMBER`` in them, once. ``seasons`` and ``parts`` say what stands for each of ``days.SEASONS``,
    and for "start of", "early", "mid", "late" and "end of". ``forms`` are forms of months that do not follow from
    CLDR's; ``numbers`` words for numbers of centuries.
    """

    tag: str
    nth: str = r"\."
    of: str = "(?!)"
    one: str = "(?!)"
    ordinals: tuple[str, str, str, str] = ("(?!)", "(?!)", "(?!)", "(?!)")
    quarter: str = "(?!)"
    half: str = "(?!)"
    decade: str = f"(?!){NUMBER}"
    century: str = f"(?!){NUMBER}"
    seasons: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def months(self) -> Mapping[str, int]:
        """Full names of months, in the forms that they have in sentences."""
        names = {name: min(numbers) for name, numbers in calendar_names(self.tag, "months", "wide").items()}
        inflected = len(names) > _YEAR
        cases = {f"{name[:-1]}{end}": n for name, n in names.items() for end in _CASES} if inflected else {}
        return cases | names | dict(self.forms)

    @property
    def short_months(self) -> Mapping[str, int]:
        """Abbreviated names of months; those of English too, since tables in any language have them."""
        found: dict[str, int] = {}
        for tag, widths in ((_ENGLISH, ("wide", "abbreviated")), (self.tag, ("abbreviated",))):
            for width in widths:
                found |= {n: min(numbers) for n, numbers in calendar_names(tag, "months", width).items() if n}
        return found | {"sept": 9}

    @property
    def weekdays(self) -> Mapping[str, int]:
        """Full names of weekdays; Monday is 0."""
        return {name: min(numbers) for name, numbers in calendar_names(self.tag, "days", "wide").items()}
