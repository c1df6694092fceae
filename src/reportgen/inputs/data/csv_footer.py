"""Lines of notes that databanks write behind the rows of a table: where it is from, and when it was made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_TELLS: Final = re.compile(
    r"\W*(?:(?:data )?sources?|data (?:from|extracted)|last updated?|updated|extracted|(?:foot)?notes?|copyright|"
    r"legend|quellen?|stand|letzte aktualisierung|fuente|fonte|remarques?|notas?|источник|примечани[ея])\b[:\s]|\s*©",
    re.IGNORECASE,
)


def footer(rows: Sequence[tuple[int, Sequence[str]]], width: int) -> int:
    """Return how many rows at the end of a table, each with its line, are notes and no rows of it.

    They stand in the first cell alone, and tell what they are; or are too short for rows and follow a blank line.
    """
    count = 0
    while count < len(rows) and _alone(rows[-1 - count][1], width):
        count += 1
    if width < 2 or not count or count == len(rows):
        return 0
    before, first = rows[-1 - count], rows[-count]
    apart = first[0] > before[0] + 1 and len(first[1]) < width
    while count and not apart and not _TELLS.match(rows[-count][1][0]):
        # Rows of which but one cell is filled may stand before the notes.
        count -= 1
    return count


def _alone(cells: Sequence[str], width: int) -> bool:
    if not cells or not cells[0].strip():
        return False
    # A comma in a note parts it, where nobody put it between quotes.
    return not any(cell.strip() for cell in cells[1:]) or (len(cells) != width and bool(_TELLS.match(cells[0])))
