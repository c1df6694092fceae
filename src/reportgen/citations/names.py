"""Which works have authors that a style may have to tell apart by their given names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

_PARTS: Final = re.compile(r"[\s'’‘`.-]+")


def share_family_names(references: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether any two different names in CSL-JSON may have the same family name.

    Compared is the last word of the family name, since processors take particles ("van", "d'") off it.
    """
    known: dict[str, Mapping[str, str]] = {}
    for name in _names(references):
        words = [word for word in _PARTS.split(name["family"]) if word]
        last = words[-1].casefold() if words else ""
        if known.setdefault(last, name) != name:
            return True
    return False


def _names(references: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, str]]:
    for reference in references:
        for value in reference.values():
            if isinstance(value, list | tuple):
                yield from (item for item in value if isinstance(item, Mapping) and item.get("family"))
