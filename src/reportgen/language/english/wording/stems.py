"""English words → what different forms of one word have in common.

Our own few endings and no library: Porter's rules leave "reduce" and "reduction" apart, which prose that retells a
passage mixes freely, and what is compared here are words of two sentences on one subject, not of a collection.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_EVERYWHERE: Final = """
a an the this that these those and or nor but if then than as at by for from in into of off on onto out over to up
upon with within without about above across after again against all also although am among any anyone are around be
became become becomes because been before being below between both can cannot could did do does doing done down
during each either else even ever every everyone few further get gets got had has have having he hence her here hers
him his how however i is it its itself just last less lest let like many may me might more most much must my myself
near neither never next no nobody none not nothing now once one only other others our ours own per perhaps quite
rather same shall she should since so some somewhat still such their theirs them themselves there thereby they
though through throughout thus till too toward towards under until very was we were what whatever when where whereas
whether which while who whom whose why will would yet you your yours s t re ve ll d two three several thing things
way ways new case cases part parts well make makes made making use uses used using take takes took taken come comes
came go goes went put puts give gives gave given old first second year years time times already won't don't doesn't
didn't wasn't weren't isn't aren't can't couldn't wouldn't hasn't haven't
"""
SMALL: Final = frozenset(_EVERYWHERE.split())
"""Words that sentences on any subject have."""

_IRREGULAR: Final = {
    form: base
    for base, forms in {
        "rise": "rose risen rising",
        "fall": "fell fallen",
        "leave": "left leaving leaves",
        "buy": "bought",
        "bring": "brought",
        "keep": "kept",
        "hold": "held",
        "find": "found",
        "build": "built",
        "sell": "sold sale sales",
        "shrink": "shrank shrunk",
        "withdraw": "withdrew withdrawn withdrawal",
        "grow": "grew grown growth",
        "begin": "began begun",
        "win": "won",
        "lose": "lost loss losses losing",
        "spend": "spent",
        "pay": "paid",
        "lead": "led",
        "meet": "met",
        "speak": "spoke spoken speech",
        "write": "wrote written",
        "break": "broke broken",
        "choose": "chose chosen choice choices",
        "drive": "drove driven",
        "say": "said",
        "see": "saw seen",
        "know": "knew known",
        "think": "thought",
        "sign": "signature signatory signatories",
        "economy": "economic economical economically economies",
        "politics": "political politically policy policies",
        "analyse": "analysis analyses analytical",
        "equal": "inequality unequal",
        "die": "died death deaths",
        "strike": "struck stricken",
        "beat": "beaten",
        "teach": "taught",
        "shoot": "shot",
        "fight": "fought",
        "forbid": "forbade forbidden",
        "overtake": "overtook overtaken",
        "wear": "worn wore",
        "freeze": "froze frozen",
        "steal": "stole stolen",
        "carry": "carried carries",
        "high": "height",
        "strong": "strength",
        "long": "length",
        "decide": "decision decisions",
        "expand": "expansion",
        "succeed": "success successes successful successfully",
        "child": "children",
        "woman": "women",
        "man": "men",
    }.items()
    for form in forms.split()
}
_ENDINGS: Final = re.compile(
    r"(?:isations?|izations?|ational|ations?|at(?:ed?|es|ing)|itions?|utions?|sions?|tions?|ments?|nesses|ness|ities|ity|ingly"
    r"|edly|ings?|ives?|ively|ically|ical|ances?|ences?|ants?|ents?|ists?|isms?|ables?|ibles?|ously|ous|fully|ful|ises?"
    r"|izes?|ised|ized|ies|ied|iers?|ers?|ors?|ed|es|ly|al|ic|y|e|s)$"
)
_LEAST: Final = 4


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what forms of a word have in common; ``word`` is in small letters.

    >>> stem("reduction") == stem("reduced")
    True
    """
    word = word.removesuffix("'s").replace("'", "")
    word = _IRREGULAR.get(word, word)
    for _ in range(3):
        match = _ENDINGS.search(word)
        if match is None or match.start() < _LEAST:
            break
        word = word[: match.start()]
    if len(word) >= _LEAST and word[-1] == word[-2]:
        word = word[:-1]
    return word.rstrip("es") if len(word.rstrip("es")) >= 3 else word
