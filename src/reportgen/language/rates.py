"""What a number is for each of: "a day", "/h", "per thousand cubic metres", "annually", in one form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from reportgen.language.english import lexicon
from reportgen.language.english.lexicon import BASIS_POINTS, PERCENT, POINTS, POWERS

TIMES: Final = frozenset({"seconds", "minutes", "hours", "days", "weeks", "months", "years"})

WHOLE: Final = "whole span"
"""What a change in per cent is for that took several years, or is told in all."""

PERIODS: Final = frozenset({*TIMES, "decades", WHOLE})

_MANY: Final = (
    r"(?:[2-9]|[1-9]\d|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|several) (?:years|decades)"
)
_SPAN: Final = rf"(?:over|in|within|during|across) (?:the )?(?:(?:past|last|next|following|first|same) )?{_MANY}\b"
_WHOLE: Final = re.compile(rf" (?:{_SPAN}|in all\b|in total\b|altogether\b|overall\b|all told\b)", re.IGNORECASE)
_SPANNED: Final = re.compile(rf"\b{_SPAN}[^.;:]{{0,50}}$", re.IGNORECASE)
_EACH: Final = re.compile(
    r"\b(?:average|annual|annually|yearly|each|every|per|monthly|a (?:year|month))\b", re.IGNORECASE
)
_CLAUSE: Final = 80
"""Characters before a number in which a span of time is looked for."""

_ADVERBS: Final = {
    "annual": "years", "annually": "years", "yearly": "years", "p.a.": "years", "monthly": "months", "weekly": "weeks",
    "daily": "days", "hourly": "hours",
}  # fmt: skip
_NOUNS: Final = {
    **dict.fromkeys(
        ("capita", "head", "person", "people", "inhabitant", "resident", "citizen", "individual"), "people"
    ),
    **dict.fromkeys(("household", "family", "familie"), "households"),
    "annum": "years",
    "decade": "decades",
    "h": "hours",
    "s": "seconds",
    "sec": "seconds",
    "y": "years",
    "d": "days",
    "min": "minutes",
    "tcm": "1000 cubic metres",
    "unit": "units",
}
_SIZES: Final = {"thousand": "1000", "hundred": "100", "million": "1000000"}

_NOUN: Final = r"(?:(?:square|cubic|sq\.?|cu\.?) )?[^\W\d_]+(?:-hours?|[²³23])?"
_SIZE: Final = r"(?:(?P<size>thousand|hundred|million|10{2,6}|10{0,2}(?:,000){1,2}) ?)?"
_SMALL: Final = (
    "and|or|to|of|in|on|at|by|for|from|as|with|was|were|is|are|had|has|have|than|but|while|per|each|every|an?|the"
)
_RATE: Final = re.compile(
    rf"(?: of [a-z]+)?(?P<counted>(?: (?!(?:{_SMALL})\b)[a-z-]+)?)"
    rf"(?:(?P<how>/| per | an? | (?:for|to) (?:each|every) | each | every )(?:an? )?{_SIZE}(?P<noun>{_NOUN})"
    r"(?! (?:ago|earlier|later|before|after)\b)"
    r"| (?P<adverb>annually|yearly|monthly|weekly|daily|hourly|p\.a\.))",
    re.IGNORECASE,
)
_ANYWHERE: Final = re.compile(
    rf"(?:/|\b(?:per|an?|each|every) )(?:an? )?{_SIZE}(?P<noun>{_NOUN})"
    r"|\b(?P<adverb>annual(?:ly)?|yearly|monthly|weekly|daily|hourly|p\.a\.)",
    re.IGNORECASE,
)


def rate_at(text: str, end: int) -> tuple[str, int]:
    """Return what the number that ends there is for each of, and where the words for it end; nothing for none."""
    match = _RATE.match(text, end)
    if match is None:
        return "", end
    if match["adverb"]:
        return _ADVERBS[match["adverb"].casefold()], match.end()
    how, noun = match["how"].strip().casefold(), match["noun"]
    known = _known(noun.casefold())
    if (how not in {"per", "/"} and not known) or noun.casefold() in {"cent", "centum"}:
        return "", end
    # a slash belongs to what stands right before it
    return ("", end) if how == "/" and match["counted"] else (_of(match["size"], noun), match.end())


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether words beside a change in per cent say that it took several years: "by 20 per cent over five years"."""
    clause = re.split(r"[.;:] ", text[max(0, start - _CLAUSE) : start])[-1]
    if _EACH.search(clause):
        return False
    return _WHOLE.match(text, end) is not None or _SPANNED.search(clause) is not None


def rates_in(text: str) -> frozenset[str]:
    """Return what a text says anywhere that numbers are for each of."""
    return frozenset(
        _ADVERBS[match["adverb"].casefold()] if match["adverb"] else _of(match["size"], match["noun"])
        for match in _ANYWHERE.finditer(text)
    )


def split(unit: str) -> tuple[str, str]:
    """Return a unit without what it is for each of, and that: of "USD/days" both."""
    base, _, rate = unit.partition("/")
    return base, rate


def joined(base: str, rate: str) -> str:
    """Return a unit that is for each of something."""
    return f"{base}/{rate}" if rate else base


def rate_fits(claimed: str, found: str) -> bool:
    """Whether what a unit is for each of does not contradict another; growth in per cent is that of a year anyway."""
    (base, wanted), (_, given) = split(claimed), split(found)
    return wanted == given or not given or (not wanted and base in {PERCENT, POINTS, BASIS_POINTS} and given in PERIODS)


def _of(size: str | None, noun: str) -> str:
    plain = (size or "").casefold().replace(",", "")
    size_in_digits = _SIZES.get(plain, plain)
    return f"{size_in_digits} {_known(noun.casefold()) or noun.casefold()}".strip()


@lru_cache(maxsize=10_000)
def _known(noun: str) -> str:
    return _NOUNS.get(noun) or _NOUNS.get(noun.removesuffix("s")) or lexicon.measure_of(noun)


def in_other_units(unit: str) -> Iterator[tuple[int, str]]:
    """Yield the other units that measure the same, each with the power of ten of them in one: -3 and gigawatts."""
    base, rate = split(unit)
    for powers in POWERS if base else ():
        for other, power in powers.items() if base in powers else ():
            if other != base:
                yield powers[base] - power, joined(other, rate)
