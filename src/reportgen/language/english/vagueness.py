"""Words that say how many there are, or how much time went by, and give no number: "dozens of", "a decade later"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_SIZES: Final = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SIZE: Final = "|".join(_SIZES)
_TIMES: Final = {
    "day": "", "week": "", "fortnight": "", "month": "", "quarter": "", "year": 1, "decade": 10, "generation": "",
    "century": 100,
}  # fmt: skip

_MANY: Final = re.compile(
    rf"\b(?:(?P<tens>tens|dozens|scores|hundreds) of (?P<ten_of>{_SIZE})s"
    rf"|(?P<some>several|a few|a couple of|many|some) (?P<some_of>{_SIZE})s?(?! (?:years|and))"
    rf"|(?P<plural>dozens|scores|{_SIZE.replace('|', 's|')}s)(?= of\b| (?:more|were|had|have|are)\b|[.,;]|$)"
    r"|(?P<few>a handful|a couple(?= of))"
    r"|(?P<most>(?:the|a) (?:[a-z]+ )?majority)|(?P<least>(?:the|a) (?:[a-z]+ )?minority|a fraction of))\b",
    re.IGNORECASE,
)
_LATER: Final = re.compile(
    rf"\b(?:within (?:an?|one|half an?)|(?:half )?an?|one) (?P<time>{'|'.join(_TIMES)})"
    r"(?P<by> (?:later|earlier|before|after|on(?=[,.;]|$)))?\b"
    r"(?! (?:rates?|earlier figure))",
    re.IGNORECASE,
)
_SMALL: Final = {"tens": (20, 1000), "dozens": (24, 1000), "scores": (40, 1000), "hundreds": (200, 1000)}


@dataclass(frozen=True)
class Vague:
    """Such words, and what bears them out: an amount between ``low`` and ``high``, a share, or so many ``years``."""

    words: str
    key: str
    low: Decimal
    high: Decimal
    share: bool = False
    years: Decimal | None = None


def vague_in(text: str) -> Iterator[Vague]:
    """Yield the words of a text that say vaguely how many there are, or how much time lies between two things."""
    for match in _MANY.finditer(text):
        yield _many(match)
    for match in _LATER.finditer(text):
        if match["by"] or match[0].casefold().startswith("within"):
            time = match["time"].casefold()
            size = _TIMES[time]
            half = Decimal("0.5") if "half" in match[0].casefold() else Decimal(1)
            yield Vague(match[0], time, Decimal(0), Decimal(0), years=half * size if isinstance(size, int) else None)


def _many(match: re.Match[str]) -> Vague:
    words = match[0]
    if match["most"] or match["least"]:
        low, high = (50, 100) if match["most"] else (0, 50)
        return Vague(words, words.casefold().split()[-1], Decimal(low), Decimal(high), share=True)
    if match["few"]:
        return Vague(words, "handful" if "handful" in words.casefold() else "couple", Decimal(2), Decimal(12))
    if match["plural"]:
        name = match["plural"].casefold()
        size = _SIZES.get(name.removesuffix("s"), 1)
        low, high = _SMALL.get(name, (2 * size, 1000 * size)) if size <= 100 else (2 * size, 1000 * size)
        return Vague(words, name.removesuffix("s"), Decimal(low), Decimal(high))
    size = _SIZES[(match["ten_of"] or match["some_of"]).casefold().removesuffix("s")]
    low, high = _SMALL[match["tens"].casefold()] if match["tens"] else (2, 1000)
    return Vague(words, words.casefold().removesuffix("s"), Decimal(low * size), Decimal(high * size))
