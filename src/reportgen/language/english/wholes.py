"""What a number is a part of, or is said for each of: "of the ships, 25%", "25% of which", "3.0 for every ship"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_PART: Final = "share|proportion|percentage|fraction|portion"
_START: Final = r"(?:^\W*(?:(?:and|but|yet|so|still|thus|while|whereas|indeed|now|today) )?|[,(–—] ?)"
_OF: Final = re.compile(
    rf"{_START}(?:out )?of |\bamong(?:st)? |\bas an? (?:{_PART}) of "
    rf"|\b(?:{_PART}) of (?:(?!\w+(?:ed|ing)\b|spent|that|which|who|put|kept|held|made)[\w'’-]+ ){{1,6}}?(?:in|within) "
    r"|\b(?:ratio|proportion) of [^,;:()]*? to ",
    re.IGNORECASE,
)
_EACH: Final = re.compile(
    rf"\bfor (?:each|every) |{_START}(?:for (?:an?|one)|per|to (?:each|every|one)) ", re.IGNORECASE
)
_OF_BEHIND: Final = re.compile(
    r"(?: share| part)? (?:out )?of | (?!times\b)(?:[\w'’-]+ ){1,4}?(?:per|to (?:an?|each|every|one)) ", re.IGNORECASE
)
_OF_THEM: Final = re.compile(
    r"\b(?:of|among) (?:which|whom|them|it|(?:these|those)(?! (?:of|in|for|from|with|that|who|which)\b))\b",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(r"[ -]times\b", re.IGNORECASE)
_STOP: Final = re.compile(
    r"[,;:()]|\b(?:there|is|are|was|were|be|been|has|have|had|do|did|does|will|would|can|could|may|might|should|must"
    r"|came|come|comes|went|go|goes|made|makes?|took|takes?|to|gave|gives?|got|gets?|stood|stands?|fell|falls?)\b",
    re.IGNORECASE,
)
"""What ends the words that name a thing."""


def wholes(clause: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the clause around a number names what that is a part of, or is said for each of.

    In "of trawlers there were 3.0 times as many as tankers" the words behind "of" are none: "times" compares.
    """
    times = _TIMES.match(clause, end) is not None
    leads = [*_EACH.finditer(clause)]
    if not times:
        leads += [*_OF.finditer(clause), *filter(None, [_OF_BEHIND.match(clause, end)])]
        for them in _OF_THEM.finditer(clause):
            yield 0, them.start()
    for lead in leads:
        if lead.end() <= start or lead.start() >= end:
            limit = start if lead.end() <= start else len(clause)
            stop = _STOP.search(clause, lead.end(), limit)
            yield lead.end(), stop.start() if stop is not None else limit
