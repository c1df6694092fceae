"""A number as printed: its value, scale, unit and direction, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final, Literal, TypeAlias

from reportgen.language.english.directions import Direction

End: TypeAlias = Literal["", "low", "high"]

RANK: Final = "rank"
ANY: Final = "any"
"""Unit of a claim that is printed without one, and may be of any."""

YEARS: Final = "years"
PLACE: Final = "place"
"""Unit of the number of a footnote, section or page, of a name, time or code: what counts nothing."""

EXACT: Final = Context(prec=400)
"""Arithmetic that rounds no number of a text or table."""


@dataclass(frozen=True)
class Quantity:
    """A number as printed: ``value`` times ``scale``, with its unit.

    ``unit`` is *percent* or another measure, a currency's code, *rank* for an ordinal, ``PLACE`` behind words
    such as "footnote", or empty for anything else; of claims also ``ANY``. ``digits`` says that it is not
    printed as a word, ``fraction`` that it is one such as "one third", ``direction`` that it is by how much
    something fell or rose, ``falling`` that its clause speaks of a fall, ``signless`` of a claim that words
    may say what it is of, ``unclear`` that it may be another number too. ``other`` says that a word behind it tells
    of what it is, ``end`` which end of a range it is, ``lost`` that it is what somebody lost (of a claim: that its
    measure is a cost). Of a claim ``ranked`` says that it may be printed as "second", ``rates`` what it may be for each
    of, ``None`` for anything.
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
    other: bool = False
    end: End = ""
    lost: bool = False
    ranked: bool = False
    rates: frozenset[str] | None = frozenset()

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
