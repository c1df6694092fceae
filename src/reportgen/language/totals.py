"""What rows that sum others up are called in tables, in the languages that spreadsheets come in."""

from __future__ import annotations

import re
from typing import Final

_TOTAL: Final = re.compile(
    r"(?:(?:grand|sub|over)[ -]?)?totals?|sum|overall|altogether|gesamt|insgesamt|(?:gesamt|zwischen)?summe"
    r"|total(?:es|e|i)|ensemble|somme|suma|razem|ogółem|итого|всего|усього|разом|toplam",
    re.IGNORECASE,
)


def is_total(text: str) -> bool:
    """Tell whether a cell names the row of a sum: "Total", "Grand total:", "Итого"."""
    return _TOTAL.fullmatch(text.strip(" \t:.*†–-")) is not None
