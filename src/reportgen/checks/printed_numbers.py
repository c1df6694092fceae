"""The numbers that calls print, as their sentences make them read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from reportgen.checks.model import Statement
from reportgen.draft.model import DerivedUse, FigureUse, Usage
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.language.assertions import assertion_at
from reportgen.language.english import lexicon
from reportgen.language.english.assertions import Assertion
from reportgen.language.english.counting import noun_at
from reportgen.language.english.directions import Direction
from reportgen.language.english.exclusive import clause_of, counts_own
from reportgen.language.model import Words
from reportgen.language.names import fold
from reportgen.language.notations import Notation
from reportgen.language.numerals import measure_of, numbers_in
from reportgen.language.quantities import ANY, RANK, YEARS, Printed, Quantity
from reportgen.language.rates import split
from reportgen.text.wording import MINUS
from reportgen.values.derivations import DERIVATIONS

_CHANGES: Final = frozenset(DERIVATIONS[name].formula for name in ("growth", "difference"))
_DIFFERENCE: Final = DERIVATIONS["difference"].formula
_YEARLY: Final = DERIVATIONS["cagr"].formula.partition("years")[0]
"""What the formula of growth a year begins with, before how many years it takes."""

_BELOW: Final = re.compile(r"\b(?:below|under|beneath|behind|less|lower|fewer|short of)\b", re.IGNORECASE)

_JOINED: Final = re.compile(r",? ?(?:\(|-|(?:or|to|and) )")
"""What joins a number to the one before, whose bounds it shares."""

_CLAUSE: Final = re.compile(r"[.;:?!] |, (?:and|or|but|while|whereas|which|that is) |[()]")

_ALL_OF: Final = re.compile(r"\b(?:the|these|those|all|its|their) $", re.IGNORECASE)
"""What stands before a number of things that are named beside it."""

_OWN: Final = frozenset({*lexicon.CODES, lexicon.PERCENT, lexicon.POINTS})
"""Units that a number of things without a measure ("40 households") cannot have too."""

_SCALE: Final = re.compile(rf"(?<!\w)(?:{lexicon.SCALE})(?!\w)", re.IGNORECASE)

_GROWTH: Final = re.compile(
    r"\bgrowth(?: rates?)?(?: (?:of|in|for) (?:\w+ ){0,2}\w+)?(?: (?:was|were|is|of|at|came to|stood at))? $",
    re.IGNORECASE,
)
"""What may be less than zero although its name tells of a rise."""


@dataclass(frozen=True)
class NumberInContext:
    """A number that a call prints, as its sentence makes it read, what that says of it, and the clause that says it.

    ``counts`` is the English noun of what it counts, see ``noun_at``, ``about`` the words about it alone.
    ``sentence`` is the whole of it.
    """

    usage: Usage
    number: Quantity
    says: Assertion
    clause: str = ""
    counts: str = ""
    about: str = ""
    sentence: str = ""


class SentenceNumbers:
    """The numbers of a sentence as a reader reads them, with the words around them."""

    def __init__(self, text: str, notation: Notation, words: Words | None = None) -> None:
        self._text = fold(text)
        self._numbers = numbers_in(self._text, notation, words=words)
        self._words = words
        self._spans = [(n.start, n.end) for n in self._numbers if counts_own(n.quantity)]

    def read(self, text: str) -> Quantity | None:
        """Return the number that a call printed, as its sentence makes it read."""
        begin, end = self._place(text, 0)
        return next((n.quantity for n in self._numbers if n.start < end and n.end > begin), None)

    def scaled(self, scale: Decimal) -> bool:
        """Whether the sentence says a scale, beside a number or elsewhere; not told of languages but English."""
        if scale == 1 or self._words is not None:
            return True
        return scale in {n.quantity.scale for n in self._numbers} or any(
            lexicon.scale_of(word) == scale for word in _SCALE.findall(self._text)
        )

    def said(self, usages: Iterable[Usage]) -> Iterator[NumberInContext]:
        """Yield what the sentence says of each number that calls print in it, in their order.

        What is joined to a number ("about 3 or 5") has its bounds too.
        """
        last, behind = Assertion(), 0
        for usage, printed in self.places(usages):
            begin, end = self._place(usage.use.text, behind)
            number, use = printed.quantity, usage.use
            if not number.unit and isinstance(use, FigureUse):
                number = replace(number, unit=measure_of(use.figure.unit)[1])
            says = assertion_at(self._text, printed.start, printed.end, number, self._words)
            if not says.bounds and _JOINED.fullmatch(self._text, behind, begin):
                says = replace(says, bounds=last.bounds)
            counts = self._noun(printed) if self._words is None else ""
            about = clause_of(self._text, printed.start, printed.end, self._spans) if self._words is None else ""
            clause = self._clause(printed.start, printed.end)
            yield NumberInContext(usage, printed.quantity, says, clause, counts, about, self._text)
            last, behind = says, end

    def places(self, usages: Iterable[Usage]) -> Iterator[tuple[Usage, Printed]]:
        """Yield the numbers that calls print, in their order."""
        behind = 0
        for usage in usages:
            begin, end = self._place(usage.use.text, behind)
            printed = next((n for n in self._numbers if n.start < end and n.end > begin), None)
            if printed is not None:
                yield usage, printed
                behind = end

    def words(self) -> Iterator[tuple[str, Quantity, Assertion]]:
        """Yield the numbers in words, such as "doubled" and "a third", and what is said of each."""
        for each in self._numbers:
            word = self._text[each.start : each.end].strip()
            if (self._words or not each.quantity.digits) and not any(c.isdecimal() for c in word):
                yield word, each.quantity, assertion_at(self._text, each.start, each.end, each.quantity, self._words)

    def counted(self) -> Iterator[tuple[str, Quantity, str, str]]:
        """Yield the numbers in English words, the noun of what each counts, and the clause that says so."""
        for each in self._numbers if self._words is None else ():
            noun = "" if each.quantity.digits else self._noun(each)
            if noun:
                yield self._text[each.start : each.end].strip(), each.quantity, noun, self._clause(each.start, each.end)

    def _noun(self, printed: Printed) -> str:
        return noun_at(self._text, printed.end)

    def spans(self, years: Collection[int]) -> frozenset[str]:
        """Return the words that count one of so many years ("five years")."""
        found = (n for n in self._numbers if n.quantity.unit == YEARS and not n.quantity.digits)
        return frozenset(self._text[n.start : n.end].strip() for n in found if n.quantity.value in years)

    def all_of(self, many: int) -> frozenset[str]:
        """Return the words that sum up so many things named beside them: "the two", "all three", "both"."""
        words = ((self._text[n.start : n.end].strip(), n) for n in self._numbers if n.quantity.value == many)
        return frozenset(
            word
            for word, n in words
            if not (n.quantity.digits or n.quantity.unit)
            and (word.casefold() == "both" or _ALL_OF.search(self._text, 0, n.start))
        )

    def _clause(self, start: int, end: int) -> str:
        before, behind = _CLAUSE.split(self._text[:start])[-1], _CLAUSE.split(self._text[end:])[0]
        return f"{before}{self._text[start:end]}{behind}"

    def _place(self, text: str, after: int) -> tuple[int, int]:
        """Return where what a call printed stands, as a word of its own if it can; two times 0 for nowhere."""
        written = re.escape(fold(text))
        whole = re.compile(rf"(?<![\w.,]){written}(?![\w]|[.,]\d)")
        found = whole.search(self._text, after) or re.compile(written).search(self._text, after)
        return found.span() if found is not None and written else (0, 0)


def as_read(read: Quantity) -> Quantity:
    """Make a claim of a number as its sentence reads; less than nothing behind "fell by" is a rise."""
    claimed = replace(read, falling=False, signless=not read.direction, rates=None)
    if read.value < 0 and read.direction:
        turned: Direction = "up" if read.direction == "down" else "down"
        claimed = replace(claimed, value=read.value.copy_abs(), direction=turned)
    return claimed if claimed.unit or claimed.scale != 1 else replace(claimed, unit=ANY)


def reads_otherwise(read: Quantity, quantity: Quantity, scaled: bool = True) -> bool:
    """Whether a sentence makes another number of one that it prints: by a sign, a scale or a unit around it.

    ``scaled``: it says the scale of the number, there or elsewhere.
    """
    if read.unclear:
        return True
    if not read.digits or RANK in {read.unit, quantity.unit}:
        return False
    if read.value < 0 and read.direction:
        return True
    exponent = read.value.as_tuple().exponent
    half = Decimal(5).scaleb(exponent - 1 if isinstance(exponent, int) else 0) * read.scale
    same = abs(read.total - quantity.total) <= half
    # what stands without a scale may share that of a number beside it
    shared = scaled and read.scale == 1 and abs(read.value * quantity.scale - quantity.total) <= half * quantity.scale
    (base, rate), (meant, _) = split(read.unit), split(quantity.unit)
    # a sentence may say elsewhere what the number is for each of
    other = (bool(base) and base != meant and (bool(meant) or base in _OWN)) or (
        bool(rate) and read.unit != quantity.unit
    )
    return not (same or shared) or other


def check_changes(
    statement: Statement, usages: Sequence[Usage], notation: Notation, words: Words | None = None
) -> Findings[None]:
    """Report derived changes that their sentence turns round, or whose direction neither words nor sign tell.

    So "fell by" before a rise, "rose by" before -5, "fell by" before -5, and "changed by" before a fall without its
    sign.
    """
    printed = SentenceNumbers(statement.text, notation, words)
    for usage in usages:
        use = usage.use
        if not isinstance(use, DerivedUse) or not (use.formula in _CHANGES or use.formula.startswith(_YEARLY)):
            continue
        read = printed.read(use.text)
        message = _turned(use, read, statement.text, words) if read is not None else ""
        if message:
            yield finding("NUM009", statement.location, message, "say it in words that hold; | abs leaves out the sign")


def _turned(use: DerivedUse, read: Quantity, sentence: str, words: Words | None) -> str:
    """Say what is wrong between a change and the words around it, nothing where they fit."""
    falls, signed = use.unrounded < 0, MINUS in use.text
    moved = "fall" if falls else "rise" if use.unrounded else "standstill"
    said = {"down": "fall", "up": "rise", "": ""}[read.direction]
    plain = fold(sentence)
    if falls and signed and _GROWTH.search(plain, 0, max(plain.find(fold(use.text)), 0)):
        return ""
    if said and signed:
        return f'"{use.text}" has a minus sign behind words for a {said}'
    if use.formula == _DIFFERENCE:
        return ""  # it is taken either way round
    if said and falls is not (said == "fall"):
        return f'"{use.text}" stands behind words for a {said}, and is a {moved}'
    known = words is None or words.moves
    if not said and falls and not signed and known and not _tells_fall(read, sentence, words):
        return f'"{use.text}" is a fall, which neither a minus sign nor its sentence says'
    return ""


def tells_fall(said: NumberInContext) -> bool:
    """Whether English words around a number say that it is less than another one, or than nothing."""
    return said.says.direction == "down" or said.number.falling or _BELOW.search(said.clause) is not None


def _tells_fall(read: Quantity, sentence: str, words: Words | None) -> bool:
    less = _BELOW if words is None else re.compile(rf"\b(?:{words.down}|{words.less})", re.IGNORECASE)
    return read.falling or less.search(fold(sentence)) is not None
