"""The numbers that calls print, as their sentences make them read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from reportgen.checks.model import Statement
from reportgen.draft.model import DerivedUse, Usage
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.language.english import lexicon
from reportgen.language.english.directions import Direction
from reportgen.language.model import Words
from reportgen.language.names import fold
from reportgen.language.notations import Notation
from reportgen.language.numerals import numbers_in
from reportgen.language.quantities import ANY, RANK, Quantity
from reportgen.language.rates import split
from reportgen.values.derivations import DERIVATIONS

_CHANGES: Final = frozenset(DERIVATIONS[name].formula for name in ("growth", "difference"))
_DIFFERENCE: Final = DERIVATIONS["difference"].formula


class Printing:
    """The numbers of a sentence as a reader reads them, with the words around them."""

    def __init__(self, text: str, notation: Notation, words: Words | None = None) -> None:
        self._text = fold(text)
        self._numbers = numbers_in(self._text, notation, words=words)

    def read(self, text: str) -> Quantity | None:
        """Return the number that a call printed, as its sentence makes it read."""
        begin = self._text.find(fold(text))
        end = begin + len(fold(text))
        return next((n.quantity for n in self._numbers if begin >= 0 and n.start < end and n.end > begin), None)


def as_read(read: Quantity) -> Quantity:
    """Make a claim of a number as its sentence reads; less than nothing behind "fell by" is a rise."""
    claimed = replace(read, falling=False, signless=not read.direction, rates=None)
    if read.value < 0 and read.direction:
        turned: Direction = "up" if read.direction == "down" else "down"
        claimed = replace(claimed, value=read.value.copy_abs(), direction=turned)
    return claimed if claimed.unit or claimed.scale != 1 else replace(claimed, unit=ANY)


def reads_otherwise(read: Quantity, quantity: Quantity) -> bool:
    """Whether a sentence makes another number of one that it prints: by a sign, a scale or a unit around it."""
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
    shared = read.scale == 1 and abs(read.value * quantity.scale - quantity.total) <= half * quantity.scale
    (base, rate), (meant, _) = split(read.unit), split(quantity.unit)
    # a sentence may say elsewhere what the number is for each of
    other = (bool(base) and base != meant and (bool(meant) or base in lexicon.CODES)) or (
        bool(rate) and read.unit != quantity.unit
    )
    return not (same or shared) or other


def check_changes(
    statement: Statement, usages: Sequence[Usage], notation: Notation, words: Words | None = None
) -> Findings[None]:
    """Report derived changes that their sentence turns round: "fell by" before a rise, or "rose by" before -5."""
    printed = Printing(statement.text, notation, words)
    for usage in usages:
        use = usage.use
        if not isinstance(use, DerivedUse) or use.formula not in _CHANGES:
            continue
        read = printed.read(use.text)
        if read is None or not read.direction:
            continue
        number = use.unrounded
        # a difference is taken either way round
        if number < 0 or (read.direction == "down" and use.formula != _DIFFERENCE):
            moved, said = ("a fall" if number < 0 else "a rise"), ("fall" if read.direction == "down" else "rise")
            message = f'"{use.text}" stands behind words for a {said}, and is {moved}'
            hint = "say it in words that hold, or leave the sign to them: | abs"
            yield finding("NUM009", statement.location, message, hint)
