"""What a passage denies and a sentence says, and what they say to go opposite ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from reportgen.language.english.wording.denials import denied, denies
from reportgen.language.english.wording.model import Flaw, ParsedText

_UP: Final = (
    r"rise[sn]?|rose|rising|increas\w+|gr[eo]w(?:s|n|ing|th)?|climb\w*|expand\w*|expansion|soar\w*"
    r"|surg(?:e[sd]?|ing)|jump(?:s|ed)?|rais(?:e[sd]?|ing)"
)
_DOWN: Final = (
    r"f[ea]ll(?:s|en|ing)?|declin\w+|decreas\w+|drop(?:s|ped|ping)?|shr[aiu]nk(?:s|ing)?|reduc\w+"
    r"|contract(?:ed|ion)|plung\w+|slump\w*|cut(?:s|ting)?|collaps\w+|dwindl\w+"
)
_PAIRS: Final = (
    (_UP, _DOWN),
    (r"gain(?:s|ed|ing)?|w[io]n(?:s|ning)?", r"los[est]\w*|loss(?:es)?"),
    (
        r"join(?:s|ed|ing)?|enter(?:s|ed|ing)?|acced\w+|accession",
        r"left|leav(?:e|es|ing)|withdr[ae]w\w*|quit|exit(?:s|ed)?",
    ),
    (r"before|prior to|preceded|earlier than", r"after|following|followed|later than|since"),
    (
        r"more|higher|larger|bigger|greater|above|longer|stronger|better|richer",
        r"less|fewer|lower|smaller|below|shorter|weaker|worse|poorer",
    ),
    (
        r"support(?:s|ed|ing)?|back(?:s|ed|ing)|favou?r(?:s|ed|ing)?|welcom(?:e[sd]?|ing)|endors\w+|approv\w+"
        r"|accept(?:s|ed|ing|ance)?|agree[sd]?",
        r"oppos(?:e[sd]?|ing|ition)|reject\w*|resist\w*|refus\w+|declin(?:e[sd]?|ing) to|object(?:s|ed)|condemn\w*",
    ),
    (
        r"allow(?:s|ed|ing)?|permit(?:s|ted|ting)|legali[sz]\w+|lift(?:s|ed)",
        r"ban(?:s|ned|ning)?|forb\w+|prohibit\w*|outlaw\w*",
    ),
    (r"improv\w+|strengthen\w*|better", r"worsen\w*|deteriorat\w+|weaken\w*|worse"),
    (r"succe(?:ed|ss)\w*", r"fail(?:s|ed|ing|ures?)?"),
    (
        r"begin\w*|beg[au]n|start(?:s|ed|ing)?|open(?:s|ed|ing)?(?! (?:question|whether|letter))|reopen\w*|launch\w*",
        r"end(?:s|ed|ing)?|clos(?:e[sd]?|ing|ure)|shut(?:s|ting)?|ceas\w+|stop(?:s|ped|ping)?",
    ),
    (r"includ(?:e[sd]?|ing)", r"exclud(?:e[sd]?|ing)"),
    (r"import(?:s|ed|ing)?", r"export(?:s|ed|ing)?"),
    (r"accelerat\w+|speed(?:s|ed) up|faster", r"slow(?:s|ed|ing|er)?|delay\w*"),
    (r"buy(?:s|ing)?|bought|purchas\w+", r"sell(?:s|ing)?|sold"),
    (r"ratif\w+|adopt(?:s|ed|ion)", r"annul\w*|repeal\w*|revok\w+|denounc\w+"),
    (r"easier|cheaper|simpler", r"harder|dearer|costlier"),
    (
        r"up(?:h[oe]ld\w*)|confirm\w*|affirm\w*",
        r"overturn\w*|quash\w*|set(?:s|ting)? aside|struck down|lift(?:s|ed)|overrul\w*",
    ),
    (r"acquit\w*|innocent", r"convict\w*|guilty"),
    (r"surplus(?:es)?|profits?", r"deficits?|loss(?:es)?"),
    (r"income|revenues?|receipts", r"spending|expenditures?|costs"),
    (r"exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?", r"f[ae]ll(?:s|en|ing)? short|short of"),
    (r"frequent(?:ly)?|common(?:ly)?|often", r"rare(?:ly)?|seldom|uncommon"),
    (r"tighten(?:s|ed|ing)?", r"loosen(?:s|ed|ing)?|relax(?:es|ed|ing)?|eas(?:es|ed|ing)"),
    (r"urban", r"rural"),
    (r"public", r"private"),
    (r"domestic|home", r"foreign|abroad"),
    (r"m[ae]n|boys?|males?", r"wom[ae]n|girls?|females?"),
    (r"majority", r"minority"),
    (r"north(?:ern)?", r"south(?:ern)?"),
    (r"east(?:ern)?", r"west(?:ern)?"),
    (r"summers?", r"winters?"),
    (r"noon|midday", r"midnight"),
    (r"births?", r"deaths?"),
    (r"early", r"late"),
    (r"upper", r"lower"),
    (r"highest|largest|maximum", r"lowest|smallest|minimum"),
    (r"old(?:er)?|elderly", r"young(?:er)?"),
    (r"rich(?:er|est)?", r"poor(?:er|est)?"),
)
_SIDES: Final = tuple(tuple(re.compile(rf"\b(?:{side})\b", re.IGNORECASE) for side in pair) for pair in _PAIRS)
_KEPT: Final = 50_000
"""Sides and texts of which it is kept what was found."""

_TRADED: Final = re.compile(r"bu[yi]|bought|purchas|sell|sold", re.IGNORECASE)
"""Words that tell of one deed from its two sides."""

_COMPARED: Final = re.compile(r"\bthan\b", re.IGNORECASE)
_THAN: Final = re.compile(r"\bthan\b|\bbefore\b|\bafter\b|\bprior to\b|\bfollow(?:ing|ed)\b", re.IGNORECASE)


def other_directions(sentence: ParsedText, passages: Sequence[ParsedText]) -> Iterator[Flaw]:
    """Yield what a sentence denies and a passage says, or the other way, and words of opposite sense."""
    for number, passage in enumerate(passages):
        # "the port opens in May" has two words, of which one is turned round
        shared = len(passage.stems & sentence.stems)
        if shared < min(2, len(passage.stems) - 1, len(sentence.stems) - 1) or not shared:
            continue
        flaw = _opposed(sentence, passage, number) or denied(sentence, passage, number)
        if flaw is not None:
            yield flaw


def _opposed(sentence: ParsedText, passage: ParsedText, number: int) -> Flaw | None:
    for sides in _SIDES:
        for here, there in (sides, sides[::-1]):
            said = _first(here, sentence.text)
            other = _first(there, passage.text) if said else None
            if said is None or other is None:
                continue
            if _first(here, passage.text) or _first(there, sentence.text):
                said, other = _beside_the_same(sentence, passage, here, there)
                if said is None or other is None:
                    continue
            elif _next(sentence, said).isdisjoint(_next(passage, other)):
                continue
            if denies(sentence, said.start()) == denies(passage, other.start()) and not _turned(sentence, passage):
                return Flaw("other-direction", said.span(), number, other.span(), "opposite")
    return None


@lru_cache(maxsize=_KEPT)
def _first(side: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first word of one side of a pair; most texts are held against several others."""
    return side.search(text)


def _beside_the_same(
    sentence: ParsedText, passage: ParsedText, here: re.Pattern[str], there: re.Pattern[str]
) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """Return words of opposite sense beside the same words, where a passage has words of both senses.

    What stands behind such a word, mostly its object, says more of which one it answers to than what stands before.
    """
    if there.search(sentence.text) and _COMPARED.search(sentence.text):
        return None, None  # "more men than women": on which side of it each stands decides
    own = [(_before(passage, m), _behind(passage, m)) for m in here.finditer(passage.text)]
    others = [(m, _before(passage, m), _behind(passage, m)) for m in there.finditer(passage.text)]
    for said in here.finditer(sentence.text):
        before, behind = _before(sentence, said), _behind(sentence, said)
        agrees = any(b == before for b, _ in own)
        if any((behind and h == behind) or (before and b == before and not h) for b, h in own):
            continue
        for other, b, h in others:
            if (behind and h == behind and (agrees or before in ("", b))) or (before and b == before and not agrees):
                return said, other
    return None, None


def _before(told: ParsedText, match: re.Match[str]) -> str:
    """Return the word that stands before another in its clause."""
    own = told.clause(match.start())
    return next((w.stem for w in reversed(told.words) if w.end <= match.start() and w.clause == own), "")


def _behind(told: ParsedText, match: re.Match[str]) -> str:
    """Return the word that stands behind another in its clause."""
    return next((word.stem for word in told.behind(match.end())), "")


def _next(told: ParsedText, match: re.Match[str]) -> frozenset[tuple[str, str]]:
    """Return the words next to one, each with its side."""
    # who buys from somebody sells nothing to him
    behind = "" if _TRADED.match(match[0]) else _behind(told, match)
    sides = (("before", _before(told, match)), ("behind", behind))
    return frozenset(side for side in sides if side[1])


def _turned(sentence: ParsedText, passage: ParsedText) -> bool:
    """Whether what stands before "than" or "before" in one stands behind it in the other."""
    here, there = _THAN.search(sentence.text), _THAN.search(passage.text)
    if here is None or there is None:
        return False
    first, last = _halves(sentence, here)
    begin, end = _halves(passage, there)
    crossed = first & end, last & begin
    return all(crossed) or sum(map(len, crossed)) > len(first & begin) + len(last & end)


def _halves(told: ParsedText, at: re.Match[str]) -> tuple[frozenset[str], frozenset[str]]:
    before = frozenset(w.stem for w in told.words if w.end <= at.start())
    return before, frozenset(w.stem for w in told.words if w.start >= at.end())
