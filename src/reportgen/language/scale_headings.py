"""Heads of tables that scale the numbers below them: "(in millions of dollars)", "Figures in thousands:"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from reportgen.language.english.lexicon import CODES, SCALE, SIGN, SIZED_SIGN, UNIT, currency_of, size_of_money
from reportgen.language.english.surroundings import counts_many
from reportgen.language.model import Words
from reportgen.language.numerals import measure_of
from reportgen.language.quantities import Printed

_SAID: Final = (
    "figures?|amounts?|values?|numbers?|data|units?|totals?|sums?|population|expressed|given|shown|stated|measured"
    "|reported|quoted|all"
)
_HEAD: Final = re.compile(
    rf"\((?:(?:in|en|w|в|у) )?(?:(?P<before>{SIGN}) ?)?(?:(?P<bracketed>(?:{SCALE})(?: [^()]{{0,20}})?)"
    rf"|'?000(?:s|'s)?(?: (?P<things>[^\W\d_][^()\d]{{0,20}}))?)\)"
    rf"|\((?:in )?(?P<sized>{SIZED_SIGN})\)"
    rf"|(?:(?P<within>\bin )|(?P<listed>(?<![\d)]), )|\b(?:{_SAID})\b[^.;:\d]{{0,40}}?(?: in |: ))"
    rf"(?:(?P<sign>{SIGN}) ?)?(?P<named>(?:{SCALE})(?P<unit> (?:of )?(?:{UNIT}))?)(?!\w)",
    re.IGNORECASE,
)
"""Its large parts stand in it once each, since they take long to compile."""

_LOOSE: Final = frozenset({"thousands", "millions", "billions"})
"""What people may come in, too: "in millions" without a unit."""

_STOP: Final = re.compile(r"(?<!\.)[.;] ")
_FULL_STOP: Final = re.compile(r"(?<!\.)\. ")
_SHARE: Final = re.compile(r"\((?:%|per ?cent)\)", re.IGNORECASE)
_NEAR: Final = 200
"""Characters before a number in which the head of a column of shares is looked for."""

_THOUSAND: Final = Decimal(1000)


@dataclass(frozen=True)
class ScaleHeading:
    """A head and where in a text it stands; ``sure`` that it is one, and no mere "in millions"."""

    start: int
    end: int
    scale: Decimal
    unit: str
    sure: bool


def scale_headings_in(text: str, words: Words | None = None) -> Iterator[ScaleHeading]:
    """Find what heads say of the numbers below."""
    for match in _HEAD.finditer(text):
        named = match["bracketed"] or match["named"]
        loose = bool(match["within"]) and not (match["sign"] or match["unit"])
        if (loose and named.casefold() not in _LOOSE) or (match["listed"] and not (match["unit"] or match["sign"])):
            continue
        if named:
            scale, unit = measure_of(named, words)
        elif match["sized"]:
            scale, unit = Decimal(size_of_money(match["sized"])), currency_of(match["sized"])
        else:
            scale, unit = _THOUSAND, measure_of(match["things"] or "", words)[1]
        money = match["before"] or match["sign"] or ""
        yield ScaleHeading(*match.span(), scale, unit or currency_of(money), sure=not loose)


def scaled(text: str, printed: Sequence[Printed], words: Words | None) -> Iterator[Printed]:
    """Read the plain numbers behind a head as it says up to the end of its sentence; those behind that are unclear."""
    heads = tuple(scale_headings_in(text, words))
    ends, starts = [head.end for head in heads], [head.start for head in heads]
    stops = [_stop(text, end) for end in ends]
    for each in printed:
        last = bisect_right(ends, each.end - 1) - 1
        if bisect_right(starts, each.start) - 1 > last:
            # what is among the words of a head, as "('000)", is none of its numbers
            continue
        yield _under(text, each, heads, stops, last)


def _stop(text: str, end: int) -> int:
    """Return where what a head scales ends: with its sentence, with its text where its sentence has no numbers.

    So do "Exports (EUR thousand)." and "All amounts are in millions of euros."; behind a colon semicolons part cells.
    """
    stop = _FULL_STOP.search(text, end) if text.startswith(":", end) else _STOP.search(text, end)
    return len(text) if stop is None or stop.start() == end else stop.end()


def _under(text: str, each: Printed, heads: Sequence[ScaleHeading], stops: Sequence[int], last: int) -> Printed:
    """Read a number by the last head before it, or by one right behind it."""
    read = each.quantity
    if not read.digits or read.scale != 1 or read.unit not in {"", *CODES}:
        return each
    if last >= 0 and _SHARE.search(text, max(heads[last].end, each.start - _NEAR), each.start):
        return each
    if last + 1 < len(heads) and text[each.end : heads[last + 1].start] in {" ", ", "} and heads[last + 1].sure:
        head = heads[last + 1]
    elif last < 0 or (read.other and (heads[last].unit or not counts_many(text, each.end))):
        return each
    else:
        head = heads[last]
        if each.start >= stops[last] or not head.sure:
            unclear = head.sure or each.start < stops[last]
            return replace(each, quantity=replace(read, unclear=read.unclear or unclear))
    return replace(each, quantity=replace(read, scale=head.scale, unit=read.unit or head.unit))
