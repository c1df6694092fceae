"""Places in works as people type them: "ch. 3", "art. 5", "tbl. 2", "at 12:30"."""

from __future__ import annotations

import re
from typing import Final

NUMBERS: Final = re.compile(r"(?:\d[\d.]*[a-z]?|[ivxlc]+)(?:\s?[-–,]\s?(?:\d[\d.]*[a-z]?|[ivxlc]+))*")
"""Numbers that go through the citation processor, for "pp." and for the dash between them."""

_TYPED: Final[dict[str, str]] = {
    "book": "book bk bks books",
    "chapter": "chapter chapters ch chs chap chaps kap kapitel гл глава",
    "column": "column columns col cols",
    "figure": "figure figures fig figs abb рис",
    "issue": "issue issues",
    "line": "line lines l ll",
    "note": "note notes n nn fn footnote footnotes anm",
    "number": "number no nos nr №",
    "page": "page pages p pp с стр",
    "paragraph": "paragraph paragraphs para paras par ¶ ¶¶",
    "part": "part parts pt pts teil",
    "section": "section sections sec secs sect § §§",
    "sub-verbo": "s.v s.vv",
    "verse": "verse verses v vv",
    "volume": "volume volumes vol vols bd",
    # Those that the processor does not know are printed as they are typed.
    "": "article articles art arts ст table tables tbl tbls tab табл appendix app apps equation eq eqs rule r scene sc "
    "canon folio folios fol fols at box supplement supp act elocation annex",
}
_KIND: Final = {word: kind for kind, words in _TYPED.items() for word in words.split()}
_LABELLED: Final = re.compile(
    r"(?P<label>[^\W\d_]+(?:\.[^\W\d_]+)?|[§¶№]{1,2})\.?\s*(?P<number>[\dA-Zivxlc].*)", re.DOTALL
)


def typed(text: str) -> tuple[str, str] | None:
    """Give kind and number of a place typed with its kind.

    The kind is empty, and the text whole, where no style knows it. ``None`` where no kind is typed before a number.
    """
    match = _LABELLED.fullmatch(text)
    kind = _KIND.get(match["label"].lower()) if match else None
    if match is None or kind is None:
        return None
    if not (NUMBERS.fullmatch(match["number"]) or any(c.isdigit() for c in match["number"])):
        return None
    if match["label"].lower() == "at":
        return "", text.removeprefix("at ")
    return (kind, match["number"]) if kind and NUMBERS.fullmatch(match["number"]) else ("", text)
