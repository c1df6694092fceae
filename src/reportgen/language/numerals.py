"""Numbers as texts print them: digits or English words, with sign, scale, unit and direction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from reportgen.language import rates
from reportgen.language.broken_numbers import mark_broken
from reportgen.language.coordination import share_units
from reportgen.language.english import lexicon
from reportgen.language.english.money import meant
from reportgen.language.english.surroundings import (
    Sign,
    Standing,
    codes_in,
    counts_many,
    counts_other,
    may_count,
    sign_by_bracket,
    sign_by_dash,
    spelled_before,
    standing_of,
)
from reportgen.language.model import Words
from reportgen.language.notations import RUN, Notation, read_digits
from reportgen.language.number_words import in_digits
from reportgen.language.quantities import EXACT, PLACE, RANK, YEARS, Printed, Quantity

_VULGAR: Final = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_CARDINAL: Final = "|".join((*lexicon.UNITS, *lexicon.TENS))
_PART: Final = "half|halves|thirds?|quarters?|fourths?|fifths?|eighths?|tenths?"
_FEW: Final = "|".join(("an?", *lexicon.UNITS))
_LARGE: Final = "hundred|thousand|million|billion|trillion"
_WORDS: Final = (
    rf"(?:{_CARDINAL}|an?(?= (?:{_LARGE})\b)|(?:zero|nought)(?= point ))"
    r"(?:(?:-? |-)(?:(?:(?<=hundred[ -])|(?<=thousand[ -])|(?<=[mb]illion[ -]))and[ -])?"
    rf"(?!(?:{_FEW})[ -](?:{_PART})\b)(?:{_CARDINAL}|{_LARGE})\b)*"
    rf"(?: point(?: (?:zero|nought|{'|'.join(lexicon.UNITS)})\b)+(?: (?:{_LARGE})\b)?)?"
)
_OF_ALL: Final = rf"(?:{_PART})(?: of\b| (?:lower|higher|less|more|fewer|larger|smaller)\b|[.,;:)]|$)"
_BY_PART: Final = (
    rf"(?:{_PART}) (?:in|from|since|to|over|during|between|after|on|this|last|compared|against|while|and)\b"
)
_NUMBER: Final = re.compile(
    r"(?P<sign>(?<![\w)\]%.,'−-])[-−]|[▼↓] ?|\b(?<!\b(?:au|du|al|lo) )(?:minus|negative|минус|moins|menos) )?"
    rf"(?:(?P<currency>{lexicon.SIGN}|{lexicon.UNKNOWN_SIGN}) ?)?(?P<open>\()?(?P<late>(?(currency)[-−]|(?!)))?"
    r"(?:(?<![\w/.,])(?P<top>[1-9])/(?P<bottom>[2-9]|10)(?![\d/.,]*\d)|"
    rf"(?(currency)|(?<!\w)(?<!\d[.,])(?<!\b[A-Z]-)(?<![\^±_]))(?P<digits>{RUN})"
    rf"(?:,-{{1,2}}(?![\w-])|/-(?!\w)| ?(?P<vulgar>[{_VULGAR}])|[ -](?P<over>[1-9])/(?P<under>[2-9]|10)(?![\d/]))?"
    r"(?:e(?P<exponent>[+-]?\d{1,2})\b| ?[×x*·] ?10(?:\^(?P<power>-?\d{1,2})|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"
    r"|(?<=(?<![\d.,'])10)\^(?P<ten>-?\d{1,2}))?"
    r"(?: ?(?P<ordinal>st|nd|rd|th)\b|[ -]?(?P<fold>fold)\b)?"
    r"(?:-odd\b)?"
    r"(?P<note> ?\[\w{1,3}\]|[⁰¹²³⁴-⁹]{1,2}|[*†‡]{1,3}(?!\d)| ?\([a-z]\)(?= ))?"
    rf"|(?P<part>[{_VULGAR}])"
    rf"|\b(?:(?P<few>an?[ -](?={_OF_ALL})|(?<=\bby )an?[ -](?={_BY_PART})|"
    rf"(?:{'|'.join(lexicon.UNITS)})[ -])(?=(?:{_PART})\b)|(?=half\b(?!-)))"
    rf"(?P<fraction>{_PART})\b"
    rf"|\b(?:(?P<tens>{'|'.join(lexicon.TENS)})[ -])?(?P<nth>{'|'.join(lexicon.ORDINALS)})\b"
    rf"|\b(?P<words>{_WORDS})(?:[ -]and[ -](?P<more>{_FEW})[ -](?P<rest>{_PART}))?(?P<wordfold>[ -]?fold)?\b"
    rf"|\b(?P<other>{'|'.join(lexicon.OTHERS)})\b|\b(?P<times>{'|'.join(lexicon.MULTIPLES)})\b"
    rf"|\b(?P<best>{'|'.join(lexicon.SUPERLATIVES)})\b)"
    rf"(?P<close>(?(open)\)|(?!)))?(?:[ -]?(?:(?:of )?an? )?(?P<scale>{lexicon.SCALE})(?!\w)"
    r"|(?(currency) ?(?P<short>mm|[mbkt])|(?P<letter>[mbk]))(?!\w))?"
    rf"(?:[ -]?(?:of |de |d')?(?(fraction)(?:(?:an?|one) )?)(?(currency)(?!{lexicon.SIGN} ?\d))"
    rf"(?P<unit>{lexicon.UNIT}))?"
    r"(?P<decades> (?:full |whole )?decades?\b)?",
    re.IGNORECASE,
)
_PLACED: Final = re.compile(r"\b(?:(?:foot)?notes?|sections?|pages?|(?-i:Group of)) $", re.IGNORECASE)
_PRICED: Final = re.compile(r"\b(?:in|constant|real) (?:19|20)\d\d [^\W\d_ ]+$", re.IGNORECASE)
"""Money of a year, as "in 2015 dollars"."""

_TWICE: Final = re.compile(rf" (?:{_LARGE})\b")

_BELOW: Final = re.compile(
    r"(?: degrees?)?(?: celsius| fahrenheit| [CF]\b)?"
    r" below (?:zero|freezing|(?:the )?(?:mean )?(?:level of the sea|sea[ -]level))\b",
    re.IGNORECASE,
)
"""Words behind a number that say it to be less than nothing."""

_LABEL: Final = 12
"""Letters that a word such as "footnotes" before a number may take."""


def measure_of(name: str, words: Words | None = None) -> tuple[Decimal, str]:
    """Return the scale and unit that the name of a unit stands for: of "million USD" a million and USD.

    The unit is a measure, a currency's code, rank, or nothing, with what it is for each of: "USD/days".
    """
    if name.strip().casefold() == RANK:
        return Decimal(1), RANK
    (read, *_) = numbers_in(f"1 {' '.join(name.split())}", words=words)
    return read.quantity.scale, read.quantity.unit


def numbers_in(
    text: str, notation: Notation = Notation.POINT, long_scale: bool = False, words: Words | None = None
) -> tuple[Printed, ...]:
    """Find the numbers in a text, in its order; those of a range share their unit and scale.

    ``long_scale``: a billion is a million million. ``words`` are those of another language than English.
    """
    if words is not None:
        return _in_language(text, notation, long_scale, words)
    return _in_english(text, notation, long_scale)


@lru_cache(maxsize=1024)  # each check asks it of the same sentences and units
def _in_english(text: str, notation: Notation, long_scale: bool) -> tuple[Printed, ...]:
    return share_units(text, mark_broken(text, _found(text, notation, long_scale), notation))


def _in_language(text: str, notation: Notation, long_scale: bool, words: Words) -> tuple[Printed, ...]:
    """Find the numbers of a text that is not in English: its number words in digits, English ones left out."""
    plain = in_digits(text, words)
    found = mark_broken(plain.text, _found(plain.text, notation, long_scale), notation)
    # many may share one place: each is looked at once
    kept = {at for at in {(p.start, p.end) for p in found} if _has_digits(plain.text[slice(*at)])}
    read = share_units(plain.text, [p for p in found if (p.start, p.end) in kept], words)
    return tuple(replace(p, start=plain.origin(p.start), end=plain.origin(p.end, end=True)) for p in read)


def _has_digits(text: str) -> bool:
    return any(c.isdigit() or c in _VULGAR for c in text)


def _found(text: str, notation: Notation, long_scale: bool) -> list[Printed]:
    found: list[Printed] = []
    codes, passed = codes_in(text), 0
    for match in _NUMBER.finditer(text):
        sign = _sign(match)
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if match["open"] and not match["currency"] and sign != "minus":
            start = match.end("open")
        if found and start < found[-1].end:
            # the thousand of "8 per 1,000 births"
            continue
        while passed < len(codes) and codes[passed][1] <= start:
            passed += 1
        standing = _standing(match, start, passed < len(codes) and codes[passed][0] <= start)
        for read in _quantities(match, notation, long_scale):
            rate, end = ("", match.end()) if read.unit == RANK else rates.rate_at(text, match.end())
            if not rate and read.unit == lexicon.PERCENT and rates.is_whole(text, start, end):
                rate = rates.WHOLE
            quantity = replace(read, unit=rates.joined(read.unit, rate))
            if sign == "minus" or (quantity.value > 0 and _BELOW.match(text, match.end())):
                quantity = replace(quantity, value=quantity.value.copy_negate())
            if standing == "part":
                quantity = replace(quantity, unit=PLACE)
            unclear = quantity.unclear or standing == "unclear" or (sign == "unclear" and _may_be_negative(quantity))
            found.append(Printed(replace(quantity, unclear=unclear), start, end))
    return found


def _sign(match: re.Match[str]) -> Sign:
    """Tell whether a number in digits is less than zero by brackets or by a dash that stands apart from it."""
    if not match["digits"] or match["sign"] or match["late"]:
        return ""
    text, start, end = match.string, match.start(), match.end()
    money = match["currency"] is not None
    if match["open"]:
        closed = match.end("close") if match["close"] else end + 1
        named = match["close"] and (match["unit"] or match["scale"])
        money = money or bool(named and lexicon.currency_of(match["unit"] or ""))
        marked = bool(match["close"]) and not match["digits"].isdecimal()
        sign = sign_by_bracket(text, start, closed, money, marked) if text[closed - 1 : closed] == ")" else ""
        return sign or ("unclear" if named and not spelled_before(text, start) else "")
    if money and text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return sign_by_bracket(text, start - 1, end + 1, False, True)
    return sign_by_dash(text, start, end, money)


def _may_be_negative(quantity: Quantity) -> bool:
    """Whether a number may be less than nothing: money, a share or one that counts no things."""
    base, _ = rates.split(quantity.unit)
    return base.isupper() or base.startswith(("per", "basis", "degrees")) or not (base or quantity.other)


def _standing(match: re.Match[str], start: int, is_code: bool) -> Standing:
    if is_code:
        return "part"
    text = match.string
    plain = not (match["currency"] or match["unit"] or match["scale"] or match["short"] or match["letter"])
    if match["digits"]:
        opened = start == match.start() and bool(match["open"])
        standing = standing_of(text, start + opened, match.end() - bool(match["close"]), plain)
        priced = _PRICED.search(text, max(0, start - _LABEL), match.end()) and lexicon.currency_of(match["unit"] or "")
        return standing or ("unclear" if priced and not match["scale"] and not match["currency"] else "")
    return "part" if plain and _PLACED.search(text, max(0, start - _LABEL), start) else ""


def _quantities(match: re.Match[str], notation: Notation, long_scale: bool) -> Iterator[Quantity]:
    """Read one match: usually one number, of "ten-fifteen" two, of what has no single reading both."""
    if match["digits"]:
        yield from _in_digits(match, notation, long_scale)
        return
    unit, scale, unclear = _unit_of(match, long_scale)
    sign = -1 if match["sign"] not in (None, "-", "−") else 1
    other = _counts_other(match, unit)
    for number, size in _in_words(match):
        fraction = number != number.to_integral_value()
        named = RANK if match["nth"] or match["best"] else unit
        yield Quantity(number * sign, scale * size, named, False, fraction, unclear=unclear, other=other)
        if match["decades"]:
            yield Quantity(number * 10, unit=YEARS, digits=False)


def _in_digits(match: re.Match[str], notation: Notation, long_scale: bool) -> Iterator[Quantity]:
    unit, scale, unclear = _unit_of(match, long_scale)
    text, end = match.string, match.end()
    unclear = (
        unclear or (text[end - 1].isdigit() and text[end : end + 1].isalpha()) or _TWICE.match(text, end) is not None
    )
    # "10⁶" may be a million, and ten with a note
    unclear = unclear or (match["digits"] == "10" and (match["note"] or "")[:1] in set("³⁴⁵⁶⁷⁸⁹¹⁻"))
    if match["short"]:
        scale = Decimal(lexicon.LETTERS[match["short"].casefold()])
    elif match["letter"] and (unit or counts_many(text, end)):
        scale = Decimal(lexicon.LETTERS[match["letter"].casefold()])
    elif match["letter"] == "m":
        unit, unclear = lexicon.METRES, unclear or may_count(text, end)
    elif match["letter"]:
        unclear = True
    sign = -1 if match["sign"] or match["late"] else 1
    values = read_digits(match["digits"], notation)
    other = _counts_other(match, unit)
    for value in values:
        exact = EXACT.multiply(EXACT.add(value, _added(match)), Decimal(sign).scaleb(_exponent(match)))
        named = RANK if match["ordinal"] else unit
        yield Quantity(exact, scale, named, unclear=unclear or len(values) > 1, other=other)
        if match["decades"]:
            yield Quantity(exact.scaleb(1, EXACT), unit=YEARS)


def _unit_of(match: re.Match[str], long_scale: bool) -> tuple[str, Decimal, bool]:
    """Return the unit and scale of a number, and whether it may be of another unit."""
    named, sign = match["unit"] or "", match["currency"] or ""
    unit = "" if sign else lexicon.measure_of(named)
    money, unclear = ("", False) if unit else meant(sign, named, match.string, match.end())
    unit = unit or money or (lexicon.TIMES if match["fold"] or match["wordfold"] or match["times"] else "")
    size, base = lexicon.SIZED.get(unit, (1, unit))
    size *= lexicon.size_of_money(sign or named) if money else 1
    return base, Decimal(lexicon.scale_of(match["scale"] or "", long_scale) * size), unclear


def _counts_other(match: re.Match[str], unit: str) -> bool:
    return not unit and (bool(match["decades"]) or counts_other(match.string, match.end()))


def _added(match: re.Match[str]) -> Decimal:
    """Return what a fraction behind digits adds: of "2½" and "2 1/2" a half."""
    if match["vulgar"]:
        return Decimal(repr(unicodedata.numeric(match["vulgar"])))
    return Decimal(match["over"]) / Decimal(match["under"]) if match["over"] else Decimal(0)


def _exponent(match: re.Match[str]) -> int:
    raised = (match["raised"] or "").translate(_RAISED)
    # "10^6" is a one with six zeros, so the ten itself counts for one of them.
    return int(match["ten"]) - 1 if match["ten"] else int(match["exponent"] or match["power"] or raised or 0)


def _in_words(match: re.Match[str]) -> Iterator[tuple[Decimal, int]]:
    """Read a number that is not printed in digits, with the scale that is among its words."""
    if match["part"]:
        yield Decimal(repr(unicodedata.numeric(match["part"]))), 1
    elif match["top"]:
        yield Decimal(match["top"]) / Decimal(match["bottom"]), 1
    elif match["fraction"]:
        yield _part((match["few"] or "").strip(" -"), match["fraction"]), 1
    elif match["words"]:
        yield from _with_scale(match)
    elif match["nth"]:
        tens = lexicon.TENS.get((match["tens"] or "").casefold(), 0)
        yield Decimal(tens + lexicon.ORDINALS[match["nth"].casefold()]), 1
    elif match["best"]:
        yield Decimal(1), 1
    else:
        yield Decimal(lexicon.worth_of(match["other"] or match["times"])), 1


def _with_scale(match: re.Match[str]) -> Iterator[tuple[Decimal, int]]:
    """Read number words; "ten-fifteen million" is two numbers in millions."""
    words = match["words"].casefold().replace("-", " ").split()
    size = lexicon.LARGE[words.pop()] if words[-1] in lexicon.LARGE and words[-1] != "hundred" else 1
    whole, _, behind = " ".join(words).partition(" point ")
    numbers = [Decimal(number) for number in _spelled(whole)]
    if behind:
        digits = "".join(str(lexicon.UNITS.get(word, 0)) for word in behind.split())
        numbers[-1] += Decimal(f"0.{digits}")
    if match["rest"]:
        numbers[-1] += _part(match["more"], match["rest"])
    yield from ((number, size) for number in numbers)


def _part(few: str | None, part: str) -> Decimal:
    over = lexicon.UNITS.get((few or "").casefold(), 1)
    return Decimal(over) / Decimal(lexicon.PARTS[part.casefold().rstrip("s")])


def _spelled(words: str) -> Iterator[int]:
    """Read number words; what does not join up, such as "ten fifteen", gives several numbers."""
    total, part, last = 0, 0, 0
    for word in words.split():
        if word == "and":
            continue
        if word in lexicon.LARGE and word != "hundred":
            total, part, last = total + max(part, 1) * lexicon.LARGE[word], 0, 0
        elif word == "hundred":
            part, last = max(part, 1) * 100, 100
        else:
            size = lexicon.UNITS.get(word, 1 if word in {"a", "an"} else lexicon.TENS.get(word, 0))
            joins = (last in lexicon.TENS.values() and size < 10) or last == 100 or (not part and total)
            if (part or total) and not joins:
                yield total + part
                total, part = 0, 0
            part, last = part + size, size
    yield total + part
