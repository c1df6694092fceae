"""What TeX is told by its environment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LIMIT: Final = 120.0
"""Seconds that one run of TeX may take."""


def environment(epoch: int) -> Mapping[str, str]:
    """Give the environment of a run of TeX; ``epoch`` is its time in seconds since 1970."""
    return {
        "SOURCE_DATE_EPOCH": str(epoch),
        "FORCE_SOURCE_DATE": "1",
        "max_print_line": "10000",
        "error_line": "254",
        "half_error_line": "238",
        "openin_any": "p",
        "openout_any": "p",
    }
