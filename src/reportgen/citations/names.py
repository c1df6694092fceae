"""Names as the citation processor needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

ALPHABETIC: Final = "\u202d\u202c"
"""A mark behind a family name by which the processor takes it for one of letters; it is in no text."""

# Chinese characters and Korean syllables, and the syllables of Japanese: family and given name are written together.
_TOGETHER: Final = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_LAST_KNOWN: Final = "\u052f"
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


def spaced(reference: Mapping[str, Any]) -> dict[str, Any]:
    """Return a work in CSL-JSON with its names marked so that blanks and commas stand in them.

    The processor writes names together, as in Chinese, that have no Latin, Greek or Cyrillic letter.
    """
    return {
        variable: [_marked(item) for item in value] if isinstance(value, list | tuple) else value
        for variable, value in reference.items()
    }


def _marked(name: Any) -> Any:
    if not isinstance(name, Mapping) or not name.get("family"):
        return name
    if _TOGETHER.search(name["family"]) or any(c.isalpha() and c <= _LAST_KNOWN for c in name["family"]):
        return name
    return {**name, "family": name["family"] + ALPHABETIC}


def _names(references: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, str]]:
    for reference in references:
        for value in reference.values():
            if isinstance(value, list | tuple):
                yield from (item for item in value if isinstance(item, Mapping) and item.get("family"))
