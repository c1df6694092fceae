"""Numbers as texts print them: digits or English words, with sign, scale, unit and direction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from typing import Final

from reportgen.checks import lexicon
from reportgen.checks.directions import Direction, direction_at, falls_near
from reportgen.checks.languages import moving
from reportgen.checks.languages.model import Words
from reportgen.checks.languages.spelling import respelled
from reportgen.checks.notations import RUN, Notation, read_digits

RANK: Final = "rank"
ANY: Final = "any"
"""Unit of a claim that is printed without one, and may be of any."""

YEARS: Final = "years"
PLACE: Final = "place"
"""Unit of the number of a footnote, section or page of a source."""

EXACT: Final = Context(prec=400)
"""Arithmetic that rounds no number of a text or table."""

_VULGAR: Final = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_CARDINAL: Final = "|".join((*lexicon.UNITS, *lexicon.TENS))
_PART: Final = "half|halves|thirds?|quarters?|fourths?|fifths?|eighths?|tenths?"
_FEW: Final = "|".join(("an?", *lexicon.UNITS))
_LARGE: Final = "hundred|thousand|million|billion|trillion"
_WORDS: Final = (
    rf"(?:{_CARDINAL}|an?(?= (?:{_LARGE})\b)|(?:zero|nought)(?= point ))"
    rf"(?:(?:-? |-)(?:and )?(?!(?:{_FEW})[ -](?:{_PART})\b)(?:{_CARDINAL}|{_LARGE})\b)*"
    rf"(?: point(?: (?:zero|nought|{'|'.join(lexicon.UNITS)})\b)+(?: (?:{_LARGE})\b)?)?"
)
_OF_ALL: Final = rf"(?:{_PART})(?: of\b| (?:lower|higher|less|more|fewer|larger|smaller)\b|[.,;:)]|$)"
_NUMBER: Final = re.compile(
    r"(?P<sign>(?<![\w)\]%.,'-])-|[▼↓] ?|\b(?:minus|negative|минус|moins|menos) )?"
    rf"(?:(?P<currency>{lexicon.SIGN}) ?)?(?P<open>\()?(?P<late>(?(currency)-|(?!)))?"
    rf"(?:(?(currency)|(?<!\w)(?<!\d[.,])(?<!\b[A-Z]-)(?<![\^±_]))(?P<digits>{RUN})"
    rf"(?: ?(?P<vulgar>[{_VULGAR}])|[ -](?P<over>[1-9])/(?P<under>[2-9]|10)(?![\d/]))?"
    r"(?:e(?P<exponent>[+-]?\d{1,2})\b| ?[×x*] ?10(?:\^(?P<power>-?\d{1,2})|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"
    r"|(?<=(?<![\d.,'])10)\^(?P<ten>-?\d{1,2}))?"
    r"(?: ?(?P<ordinal>st|nd|rd|th)\b|[ -]?(?P<fold>fold)\b)?"
    rf"|(?P<part>[{_VULGAR}])|(?<![\w/.,])(?P<top>[1-9])/(?P<bottom>[2-9]|10)(?![\d/.,]*\d)"
    rf"|\b(?:(?P<few>an?[ -](?={_OF_ALL})|(?:{'|'.join(lexicon.UNITS)})[ -])(?=(?:{_PART})\b)|(?=half\b(?!-)))"
    rf"(?P<fraction>{_PART})\b"
    rf"|\b(?:(?P<tens>{'|'.join(lexicon.TENS)})[ -])?(?P<nth>{'|'.join(lexicon.ORDINALS)})\b"
    rf"|\b(?P<words>{_WORDS})(?:[ -]and[ -](?P<more>{_FEW})[ -](?P<rest>{_PART}))?(?P<wordfold>[ -]?fold)?\b"
    rf"|\b(?P<other>{'|'.join(lexicon.OTHERS)})\b"
    rf"|\b(?P<best>{'|'.join(lexicon.SUPERLATIVES)})\b)"
    rf"(?P<close>(?(open)\)|(?!)))?(?:[ -]?(?:(?:of )?an? )?(?P<scale>{lexicon.SCALE})(?!\w)|(?P<letter>[mbk])(?!\w))?"
    rf"(?:[ -]?(?:of |de |d')?(?:(?:an?|one) )?(?P<unit>{lexicon.UNIT}))?(?P<decades> (?:full |whole )?decades?\b)?",
    re.IGNORECASE,
)
_PLACED: Final = re.compile(r"\b(?:(?:foot)?notes?|sections?|pages?) $", re.IGNORECASE)
_LINK: Final = re.compile(
    r"\s*(?:-|to|and|or|until|bis|und|oder|до|и|или|і|або|à|et|ou|a|y|o|do|i|lub|~)\s*", re.IGNORECASE
)
_TWICE: Final = re.compile(rf" (?:{_LARGE})\b")
_NEXT: Final = re.compile(r"\)? [(-]?[$€£]?\d")
_LAST: Final = re.compile(r"[\d)%] [(-]?[\d.,]+\)?%? $")

_LABEL: Final = 12
"""Letters that a word such as "footnotes" before a number may take."""


@dataclass(frozen=True)
class Quantity:
    """A number as printed: ``value`` times ``scale``, with its unit.

    ``unit`` is *percent* or another measure, a currency's code, *rank* for an ordinal, ``PLACE`` behind words
    such as "footnote", or empty for anything else; of claims also ``ANY``. ``digits`` says that it is not
    printed as a word, ``fraction`` that it is one such as "one third", ``direction`` that it is by how much
    something fell or rose, ``falling`` that its clause speaks of a fall, ``signless`` of a claim that words
    may say what it is of, ``unclear`` that it may be another number too in a notation that is not known.
    """

    value: Decimal
    scale: Decimal = Decimal(1)
    unit: str = ""
    digits: bool = True
    fraction: bool = False
    direction: Direction = ""
    falling: bool = False
    signless: bool = False
    unclear: bool = False

    @property
    def total(self) -> Decimal:
        """The number with its scale worked in, to its last digit."""
        return EXACT.multiply(self.value, self.scale)


@dataclass(frozen=True)
class Printed:
    """A quantity and where in a text it stands."""

    quantity: Quantity
    start: int
    end: int


def measure_of(name: str, words: Words | None = None) -> tuple[Decimal, str]:
    """Return the scale and unit that the name of a unit stands for: of "million USD" a million and USD.

    The unit is a measure, a currency's code, rank, or nothing.
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
    return tuple(_directed(text, _share(text, _found(text, notation, long_scale))))


def _in_language(text: str, notation: Notation, long_scale: bool, words: Words) -> tuple[Printed, ...]:
    """Find the numbers of a text that is not in English: its number words in digits, English ones left out."""
    plain = respelled(text, words)
    found = [p for p in _found(plain.text, notation, long_scale) if _has_digits(plain.text[p.start : p.end])]
    read = _directed(plain.text, _share(plain.text, found), words)
    return tuple(replace(p, start=plain.origin(p.start), end=plain.origin(p.end, end=True)) for p in read)


def _has_digits(text: str) -> bool:
    return any(c.isdigit() or c in _VULGAR for c in text)


def _found(text: str, notation: Notation, long_scale: bool) -> list[Printed]:
    found: list[Printed] = []
    for match in _NUMBER.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        for quantity in _quantities(match, notation, long_scale):
            placed = not quantity.unit and _PLACED.search(text, max(0, start - _LABEL), start)
            found.append(Printed(replace(quantity, unit=PLACE) if placed else quantity, start, match.end()))
    return found


def _directed(text: str, found: list[Printed], words: Words | None = None) -> Iterator[Printed]:
    """Say of numbers whether they are by how much something fell or rose; in "by 3 or 5" both are."""
    last: Printed | None = None
    for each in found:
        direction = _direction(text, each, words)
        link = _LINK.fullmatch(text, last.end, each.start) if last is not None and not direction else None
        if last is not None and link is not None and link[0].strip().casefold() != "to":
            direction = last.quantity.direction
        falling = not direction and _falling(text, each, words)
        if link is not None and last is not None:
            falling = falling or last.quantity.falling or (not direction and last.quantity.direction == "down")
        last = replace(each, quantity=replace(each.quantity, direction=direction, falling=falling))
        yield last


def _direction(text: str, each: Printed, words: Words | None) -> Direction:
    return moving.direction_at(text, each.start, each.end, words) if words else direction_at(text, each.start, each.end)


def _falling(text: str, each: Printed, words: Words | None) -> bool:
    return moving.falls_near(text, each.start, each.end, words) if words else falls_near(text, each.start, each.end)


def _share(text: str, found: list[Printed]) -> list[Printed]:
    """Let "$27-30", "10 to 15 per cent" and "$8.5 and 9 billion" lend each other what is printed once."""
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        a, b = first.quantity, second.quantity
        if not _LINK.fullmatch(text, first.end, second.start) or first.end == second.end:
            continue
        if a.unit in lexicon.CODES and b.unit == lexicon.METRES and text[second.end - 1] in "mM":
            b = replace(b, unit=a.unit, scale=Decimal(10**6))
        if a.scale == 1 and (a.unit in {"", b.unit} or not b.unit):
            a = replace(a, scale=b.scale)
        if RANK not in {a.unit, b.unit}:
            a, b = replace(a, unit=a.unit or b.unit), replace(b, unit=b.unit or a.unit)
        found[index], found[index + 1] = replace(first, quantity=a), replace(second, quantity=b)
    return found


def _quantities(match: re.Match[str], notation: Notation, long_scale: bool) -> Iterator[Quantity]:
    """Read one match: usually one number, of "ten-fifteen" two, of what has no single reading both."""
    named = match["unit"] or ""
    unit = lexicon.currency_of(match["currency"] or "") or lexicon.measure_of(named) or lexicon.currency_of(named)
    scale = Decimal(lexicon.scale_of(match["scale"] or "", long_scale))
    glued = match["digits"] and match.string[match.end() - 1].isdigit() and match.string[match.end() :][:1].isalpha()
    glued = glued or (match["digits"] and _TWICE.match(match.string, match.end()))
    if match["letter"]:
        if unit in lexicon.CODES:
            scale = Decimal(lexicon.LETTERS[match["letter"].casefold()])
        elif match["letter"] == "m":
            unit = lexicon.METRES
        else:
            glued = True
    sign = -1 if match["sign"] or match["late"] or _in_accounts(match) else 1
    if match["digits"]:
        values = read_digits(match["digits"], notation)
        for value in values:
            exact = EXACT.multiply(EXACT.add(value, _added(match)), Decimal(sign).scaleb(_exponent(match)))
            yield Quantity(exact, scale, RANK if match["ordinal"] else unit, unclear=len(values) > 1 or bool(glued))
            if match["decades"]:
                yield Quantity(exact.scaleb(1, EXACT), unit=YEARS)
        return
    for number, size in _in_words(match):
        fraction = number != number.to_integral_value()
        rank = match["nth"] or match["best"]
        sign = -1 if match["sign"] not in (None, "-") else 1
        yield Quantity(number * sign, scale * size, RANK if rank else unit, digits=False, fraction=fraction)
        if match["decades"]:
            yield Quantity(number * 10, unit=YEARS, digits=False)


def _in_accounts(match: re.Match[str]) -> bool:
    """Whether a number in brackets is less than zero: behind a currency, or in a row of numbers, as accounts print it.

    In a sentence "(2.5)" is 2.5.
    """
    text, start, end = match.string, match.start(), match.end()
    if not match["open"] or not (match["close"] or text[end : end + 1] == ")"):
        return False
    return bool(match["currency"] or _NEXT.match(text, end) or _LAST.search(text[max(0, start - _LABEL) : start]))


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
    else:
        yield Decimal(lexicon.OTHERS[match["other"].casefold()] if match["other"] else 1), 1


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
