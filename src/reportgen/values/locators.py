"""Places in works as people type them: "ch. 3", "art. 5", "tbl. 2", "at 12:30"."""

from __future__ import annotations

import re
from typing import Final

_NUMBERS: Final = re.compile(r"(?:\d[\d.]*[a-z]?|[ivxlc]+)(?:\s?[-–,]\s?(?:\d[\d.]*[a-z]?|[ivxlc]+))*")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+")
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
# Headings that begin with one of these say themselves which part they are: "Chapter Three: The End".
_DIVISION_WORDS: Final = """
    annex appendix article book chapter part section volume abschnitt anhang artikel buch kapitel teil annexe chapitre
    partie anexo artículo capítulo parte sección глава приложение раздел статья часть
"""
_DIVISIONS: Final = frozenset(_DIVISION_WORDS.split())
_LETTER: Final = re.compile(r"[^\W\d_]\.?")
_RANGE: Final = re.compile(r"\s?[-–]\s?")
_SEVERAL: Final = re.compile(r"[-–,]")


def locator_text(kind: str, text: str) -> tuple[str, str]:
    """Return kind and number of a place that is given as one of a kind (``page``, ``section``, ``note``, or empty).

    The kind is empty where the text says itself what it is ("Chapter Three", "n. p."), or no style knows its kind.
    """
    text = " ".join(text.split())
    found = _typed(text)
    if found:
        return found
    if kind == "section":
        return ("" if text.partition(" ")[0].lower() in _DIVISIONS and " " in text else kind), text
    counted = numbers(text) or _LETTER.fullmatch(text) or any(c.isdigit() for c in text)
    return (kind if counted else ""), text


def numbers(text: str) -> bool:
    """Tell whether a text is numbers alone, joined by dashes and commas; "1,234" is one, and is none of these."""
    return bool(_NUMBERS.fullmatch(text)) and not _GROUPED.fullmatch(text)


def labelled(kind: str, text: str, one: str, more: str) -> str:
    """Write a place of a kind with the word for it, of one or more; what says itself what it is stays as it is."""
    found, number = locator_text(kind, text)
    if found != kind or not kind:
        return text
    if not numbers(number):
        return f"{one} {number}"
    return f"{more if _SEVERAL.search(number) else one} {_RANGE.sub('–', number)}"


def _typed(text: str) -> tuple[str, str] | None:
    """Return kind and number of a place typed with its kind.

    The kind is empty, and the text whole, where no style knows it. ``None`` where no kind is typed before a number.
    """
    match = _LABELLED.fullmatch(text)
    kind = _KIND.get(match["label"].lower()) if match else None
    if match is None or kind is None:
        return None
    if not (numbers(match["number"]) or any(c.isdigit() for c in match["number"])):
        return None
    if match["label"].lower() == "at":
        return "", text.removeprefix("at ")
    return (kind, match["number"]) if kind and numbers(match["number"]) else ("", text)
