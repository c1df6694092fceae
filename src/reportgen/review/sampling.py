"""Drawing statements at random, in a way that everybody can repeat, and what a sample says of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest
from math import sqrt
from typing import Final

Z: Final = 1.959964
"""Quantile of the normal distribution for an interval of 95 per cent."""


def sample(ids: Iterable[str], size: int, seed: int) -> frozenset[str]:
    """Return the ids that are drawn; of those that stay, the same are drawn when others come or go."""
    return frozenset(nsmallest(size, ids, key=lambda name: (rank(name, seed), name)))


def rank(name: str, seed: int) -> int:
    """Return the number of an id by which it is drawn: FNV-1a of 32 bits, mixed as MurmurHash3 ends.

    The page for readers has the same in JavaScript.
    """
    number = 0x811C9DC5
    for byte in f"{seed}:{name}".encode():
        number = ((number ^ byte) * 0x01000193) & 0xFFFFFFFF
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        number = ((number ^ number >> shift) * factor) & 0xFFFFFFFF
    return number ^ number >> 16


def wilson(found: int, read: int) -> tuple[float, float]:
    """Return the bounds of Wilson's score interval for a share: E. B. Wilson, JASA 22 (1927), 209-212."""
    if not read:
        return 0.0, 1.0
    share = found / read
    spread = Z * sqrt(share * (1 - share) / read + Z * Z / (4 * read * read))
    middle, whole = share + Z * Z / (2 * read), 1 + Z * Z / read
    low, high = (middle - spread) / whole, (middle + spread) / whole
    return (0.0 if not found else max(low, 0.0)), (1.0 if found == read else min(high, 1.0))
