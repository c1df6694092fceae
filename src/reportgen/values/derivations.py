"""How numbers follow from others: what a template derives and what a source derived itself, by the same formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

Values: TypeAlias = Sequence[Decimal]

PERCENT: Final = "percent"

POINTS: Final = "percentage points"
"""The unit of a difference of percentages."""

COUNTED: Final = "count"
"""The unit of counted things, which are exact."""


class UnusableError(ValueError):
    """Values that a formula cannot be applied to."""


@dataclass(frozen=True)
class Derivation:
    """How a number follows from others: ``compute`` takes their values and the years between first and last.

    ``inputs`` is how many there must be (0: any number), ``percent`` whether the outcome is one, ``alike`` whether the
    inputs must be of one unit, ``additive`` whether the outcome is in that unit too, ``divisor`` which of them is
    divided by; ``dated``: whether it takes the years between the figures' dates.
    """

    compute: Callable[[Values, int], Decimal]
    formula: str
    inputs: int = 2
    percent: bool = False
    alike: bool = True
    additive: bool = False
    divisor: int | None = None
    dated: bool = False


def _cagr(values: Values, years: int) -> Decimal:
    if years <= 0 or min(values) <= 0:
        raise UnusableError("yearly growth needs two positive figures, the earlier one first")
    return Decimal(repr((float(values[1] / values[0]) ** (1 / years) - 1) * 100))


DERIVATIONS: Final[Mapping[str, Derivation]] = {
    "cagr": Derivation(_cagr, "((b / a) ** (1 / years) - 1) * 100", percent=True, dated=True),
    "growth": Derivation(lambda v, _: (v[1] - v[0]) / v[0] * 100, "(b - a) / a * 100", percent=True, divisor=0),
    "share": Derivation(lambda v, _: v[0] / v[1] * 100, "a / b * 100", percent=True, divisor=1),
    "ratio": Derivation(lambda v, _: v[0] / v[1], "a / b", divisor=1),
    "difference": Derivation(lambda v, _: v[0] - v[1], "a - b", additive=True),
    "sum": Derivation(lambda v, _: sum(v, Decimal(0)), "sum", inputs=0, additive=True),
    "years": Derivation(lambda _, years: Decimal(years), "year(b) - year(a)", alike=False, dated=True),
    "count": Derivation(lambda v, _: Decimal(len(v)), "count", inputs=0, alike=False),
}
"""Derivations by the names that the column ``formula`` knows; cagr is growth a year, compounded."""


def rounding_interval(value: Decimal, unit: str, scale: Decimal) -> tuple[Decimal, Decimal]:
    """Return the least and greatest value that a printed number may stand for; counted things are exact."""
    exponent = value.as_tuple().exponent
    if unit == COUNTED or not isinstance(exponent, int):
        return value * scale, value * scale
    half = Decimal(1).scaleb(exponent) / 2
    return (value - half) * scale, (value + half) * scale
