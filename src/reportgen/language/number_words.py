"""Number words of a language → digits, so that they are read as all numbers are, with unit, scale and range."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final
from unicodedata import numeric

from reportgen.language.english.lexicon import scale_of
from reportgen.language.model import Words
from reportgen.language.unit_names import unit_names

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_GAP: Final = re.compile(r"[ -]")
_BEHIND_DIGIT: Final = re.compile(r"\d[ -]*$")
_GAPS: Final = 4
"""Letters before a word among which a digit is looked for, with blanks and hyphens behind it."""
_DOT: Final = re.compile(r"\.(?= (?:(?P<small>[^\W\d_])|[€$£]))")
_DOTTED: Final = re.compile(r"\.? ?|-")
_SHORT: Final = 2
"""Letters of names of units that are ones only behind a number or scale, since elsewhere they are words."""

_NAMES: Final = {10**3: "thousand", 10**6: "million", 10**9: "mrd", 10**12: "trln"}
"""Names of scales that mean the same in every language."""

_HALF: Final = Decimal("0.5")
_VULGAR: Final = "½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞"
_NEAR: Final = Decimal("1e-9")


@dataclass(frozen=True)
class TextInDigits:
    """A text with digits for number words; ``begins`` and ``origins`` say where its parts stand in the first text."""

    text: str
    begins: Sequence[int]
    origins: Sequence[tuple[int, int, int]]

    def origin(self, place: int, end: bool = False) -> int:
        """Return where in the first text a place stands; what was respelled counts as a whole."""
        part = bisect_right(self.begins, place - end) - 1
        begin, start, stop = self.origins[max(part, 0)]
        if stop < 0:
            return start + place - begin
        return stop if end else start


@dataclass
class _Number:
    """A number in the making: ``total`` of what has a scale, ``part`` of what has none yet."""

    total: Decimal = Decimal(0)
    part: Decimal | None = None
    last: Decimal = Decimal(0)
    scale: int = 0
    scales: int = 0
    behind: str = ""
    over: int = 0

    @property
    def written(self) -> str:
        """The number in digits; with a name where it has one scale."""
        if self.over:
            share = (self.part or 1) / Decimal(self.over)
            return next((c for c in _VULGAR if abs(Decimal(repr(numeric(c))) - share) < _NEAR), _plain(share))
        if self.scales == 1 and self.part is None and not self.behind:
            return f"{_plain(self.total / self.scale)} {_NAMES[self.scale]}"
        return _plain(self.total + (self.part or 0)) + (f".{self.behind}" if self.behind else "")


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def in_digits(text: str, words: Words) -> TextInDigits:
    """Write the number words of a text in digits, and the units that have a name in this language only with another."""
    found = list(_WORD.finditer(text))
    names = [match[0].casefold() for match in found]
    parts: list[str] = []
    begins, origins = [0], [(0, 0, -1)]
    length = done = at = 0
    while at < len(found):
        count, written = _read(text, found, names, at, words)
        if not count:
            at += 1
            continue
        start, stop = found[at].start(), found[at + count - 1].end()
        stop += _dot(text, stop, names[at : at + count], words)
        parts += (text[done:start], written)
        length += start - done
        begins += (length, length + len(written))
        origins += ((length, start, stop), (length + len(written), stop, -1))
        length += len(written)
        done, at = stop, at + count
    return TextInDigits("".join((*parts, text[done:])), begins, origins)


def _read_unit(text: str, found: list[re.Match[str]], names: list[str], at: int, words: Words) -> tuple[int, str]:
    """Read the name of a unit, a rate or, behind a number, a scale."""
    known = unit_names(words.dates.tag)
    for count in (3, 2, 1):
        phrase = " ".join(names[at : at + count])
        if phrase in known.rates and _joined(text, found, at, at + count):
            return count, known.rates[phrase]
        # "mil" is a million in Czech, and miles
        unit = words.units.get(phrase) or ("" if phrase in words.scales else known.find(phrase))
        if unit and _is_unit(text, found, names, at, count, words, phrase in words.units):
            return count, unit
    name = names[at]
    behind = _BEHIND_DIGIT.search(text, max(0, found[at].start() - _GAPS), found[at].start()) is not None
    if not behind and not (at and name not in words.scales and _is_scale(names[at - 1], words)):
        return 0, ""
    if name not in words.scales:
        unit = known.inflected(name)
        return int(bool(unit)), unit
    size = words.scales[name]
    more = words.scales.get("".join(names[at + 1 : at + 2]), 1) if _joined(text, found, at, at + 2) else 1
    return ((2 if more > 1 else 1), _NAMES[size * more]) if size * more in _NAMES else (0, "")


def _read(text: str, found: list[re.Match[str]], names: list[str], at: int, words: Words) -> tuple[int, str]:
    """Read what begins with a word: how many words it takes, and how it is written."""
    count, written = _read_unit(text, found, names, at, words)
    if count:
        return count, written
    if times := _times(words).fullmatch(names[at]):
        return 1, f"{_plain(words.times[list(words.times)[int(str(times.lastgroup)[1:])]])} times"
    number, count, article = _Number(), 0, False
    while at + count < len(names) and (not count or _joined(text, found, at + count - 1, at + count + 1)):
        taken = _take(number, names, at + count, words)
        if not taken:
            break
        article = article or (not count and names[at] in words.articles)
        count += taken
    if not count or (article and count == 1):
        return 0, ""
    return count, number.written


@cache
def _times(words: Words) -> re.Pattern[str]:
    """Return a pattern for words that say how many times as much, a group for each of ``Words.times``."""
    return re.compile("|".join(f"(?P<n{at}>{pattern})" for at, pattern in enumerate(words.times)) or "(?!)")


def _dot(text: str, stop: int, names: Sequence[str], words: Words) -> int:
    """Return 1 where a full stop ends an abbreviation and no sentence: "2,5 proc. niższa", "2,5 mil. Kč"."""
    match = _DOT.match(text, stop)
    if match is None or not re.fullmatch(words.short, names[-1], re.IGNORECASE):
        return 0
    is_small = (match["small"] or "A").islower()
    return int(names[0] in words.scales or (" ".join(names) in words.units and is_small))


def _is_unit(
    text: str, found: list[re.Match[str]], names: list[str], at: int, count: int, words: Words, own: bool
) -> bool:
    """Whether words that are a unit's name stand where it may be one: dotted and short ones behind numbers only.

    ``own``: the language's table has them, which names no words of another meaning.
    """
    pairs = pairwise(found[at : at + count])
    if at + count > len(found) or not all(_DOTTED.fullmatch(text, a.end(), b.start()) for a, b in pairs):
        return False
    plain = len(names[at + count - 1]) > _SHORT and (count == 1 or _joined(text, found, at, at + count))
    before = text[max(0, found[at].start() - _GAPS) : found[at].start()].rstrip(" .-")
    scaled = at > 0 and _is_scale(names[at - 1], words)
    return (plain and own) or scaled or before[-1:].isdigit()


def _is_scale(name: str, words: Words) -> bool:
    known = unit_names(words.dates.tag)
    named = known.find(name) or known.inflected(name)
    return name in words.scales or scale_of(name) > 1 or named in _NAMES.values()


def _joined(text: str, found: list[re.Match[str]], first: int, end: int) -> bool:
    """Whether nothing but single blanks or hyphens stands between words."""
    pairs = zip(found[first : end - 1], found[first + 1 : end], strict=True)
    return end <= len(found) and all(_GAP.fullmatch(text, a.end(), b.start()) for a, b in pairs)


def _take(number: _Number, names: list[str], at: int, words: Words) -> int:
    """Add the next word to a number; give how many words that took, 0 where it does not go on."""
    word = names[at]
    begun = number.part is not None or number.scales > 0
    if number.over or number.behind:
        return 0
    for count in (2, 3):
        if begun and " ".join(names[at : at + count]) in words.and_half:
            _add_half(number)
            return count
    if begun and word in words.joints and at + 1 < len(names) and names[at + 1] not in words.joints:
        taken = _take(number, names, at + 1, words)
        return taken + 1 if taken else 0
    if number.part is not None and number.part % 1 == 0 and word in words.point:
        return _take_decimals(number, names, at, words)
    if word in words.parts and number.part is not None and not number.scales and 0 < number.part < 10:
        number.over = words.parts[word]
        return 1
    if word in words.halves and not begun:
        number.part, number.over = Decimal(1), 2
        return 1
    return _take_scale(number, word, words) or _take_number(number, word, words)


def _add_half(number: _Number) -> None:
    if number.part is None:
        number.total += number.scale * _HALF
    else:
        number.part += _HALF


def _take_decimals(number: _Number, names: list[str], at: int, words: Words) -> int:
    """Read what stands behind the decimal mark: digits one by one, or so many tenths."""
    digits: list[str] = []
    taken = 1
    while at + taken < len(names) and isinstance(words.numbers.get(names[at + taken]), int):
        digits.append(f"{words.numbers[names[at + taken]]}")
        taken += 1
    if not digits:
        return 0
    if names[at + taken : at + taken + 1] and names[at + taken] in words.parts:
        number.part = (number.part or Decimal(0)) + Decimal(digits[0]) / words.parts[names[at + taken]]
        return taken + 1
    scale = words.scales.get(names[at + taken], 0) if at + taken < len(names) else 0
    decimal = Decimal(f"{_plain(number.part or Decimal(0))}.{''.join(digits)}")
    number.part = decimal
    if scale:
        number.total, number.part, number.scale, number.scales = decimal * scale, None, scale, 1
        return taken + 1
    return taken


def _take_scale(number: _Number, word: str, words: Words) -> int:
    halved = words.half_of and word.startswith(words.half_of) and word.removeprefix(words.half_of) in words.scales
    if word in words.half and number.part in {None, 1} and not number.scales:
        number.part = _HALF
        return 1
    size = words.scales.get(word.removeprefix(words.half_of) if halved else word, 0)
    begun = number.part is not None or number.scales
    if not size or (not begun and word not in words.single and not halved):
        return 0
    if number.scales and number.part is None:
        # "mil millones" and "тысяча миллиардов" multiply
        number.total, number.scale = number.total * size, number.scale * size
        number.scale, number.scales = (number.scale, 1) if number.scale in _NAMES else (1, 2)
        return 1
    if number.scales and size >= number.scale:
        number.total, number.part = (number.total + (number.part or 0)) * size, None
    else:
        number.total, number.part = number.total + (_HALF if halved else number.part or 1) * size, None
    number.scale, number.scales = size, number.scales + 1
    return 1


def _take_number(number: _Number, word: str, words: Words) -> int:
    value = words.numbers.get(word, 1 if word in words.articles else None)
    if value is None and words.glued and words.glued in word:
        before, _, behind = word.partition(words.glued)
        many, rest = words.numbers.get(before, 0 if before else 1), words.numbers.get(behind, None if behind else 0)
        value = many * 1000 + rest if many and rest is not None else None
    if value is None:
        return 0
    size = Decimal(value)
    if number.part is None:
        number.part = size
    elif size == 100 and 2 <= number.last < 10:
        number.part += size * number.last - number.last
    elif size == 20 and number.last == 4:
        # "quatre-vingt"
        number.part += 76
        size = Decimal(80)
    elif (
        (number.last >= 100 > size)
        or (20 <= number.last < 100 and size < 10)
        or (number.last in {60, 80} and size < 20)
    ):
        number.part += size
    elif number.last == 10 and size in {7, 8, 9}:
        # "dix-sept"
        number.part += size
    else:
        return 0
    number.last = size
    return 1
