"""What a passage denies and a sentence says, or the other way."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from reportgen.language.english.wording.model import Flaw, ParsedText, Word
from reportgen.language.english.wording.stems import stem

_DENIAL: Final = re.compile(
    r"\b(?:(?:is|was) not (?:true|the case) that|not(?! (?:only|just|least|so much)\b)|\w+n['’]t|cannot|never|neither"
    r"|without(?! exception)"
    r"|no(?! (?:sooner|doubt|less|later|matter)\b)|none|nobody|nothing(?! but)|fail(?:s|ed|ing|ure)? to|refus(?:es?|ed"
    r"|ing|al) to"
    r"|den(?:y|ie[sd]|ying)|unable to|lack(?:s|ed|ing)?(?: of)?|absence of|far from|instead of|rather than"
    r"|no longer|hardly(?: any)?|scarcely|barely|(?<!a )(?<!the )(?<!of )few(?= [a-z]))\b",
    re.IGNORECASE,
)
_NEGATIVE: Final = re.compile(
    r"\b(?:not|\w+n['’]t|cannot|never|neither|nor|without(?! exception)|no|none|nobody|nothing|fail\w*|refus\w*"
    r"|den(?:y|ie[sd]|ial|ying)|unable|lack\w*"
    r"|absen\w+|hardly|scarcely|barely|instead|rather|reject\w*|resist\w*|oppos\w*|ban(?:s|ned)?|forb\w+|prohibit\w*"
    r"|little|few|fewer|less|seldom|rarely|infrequent\w*|wanting|(?:for|from|through|in) want of|short(?:s|ages?)? of"
    r"|ruled out|rul(?:e|es|ing) out"
    r"|turn(?:s|ed)? (?:down|away)|put off|(?:was|were) (?:to|meant to|supposed to)|unfulfilled"
    r"|far from|exclud\w*|out of|doomed|avoid\w*|prevent\w*|stop\w*|abandon\w*|un(?!i|der|til|less)\w{4,}"
    r"|im(?:possible|potent)|in(?:ability|effective"
    r"|capable|adequate|complete)|non-\w+|other than|except|only|beyond|spare[sd]?|stall\w*|no longer|weak\w*|low"
    r"|missing|loose|opponents?"
    r"|free (?:of|from)|exempt\w*|silent|aside|outside|apart|ceas\w+|independent|against|dis\w{4,}|ignor\w+|neglect\w*"
    r"|miss\w*|pending|blank|away|contrary|unlike|still|yet to"
    r"|left|loses?|lost|loss|end(?:ed|s)?|still ahead|later|limits?|limited|passive|symbolic|doubt\w*|contradict\w*"
    r"|differ\w*|conflict\w*)\b",
    re.IGNORECASE,
)
_EMPTY: Final = frozenset({"tru", "evidenc", "evid", "proof", "sign", "doubt", "clear", "fact", "abl"})
"""Stems of words that a denial goes through: "no evidence that", "not true that"."""

_EXCEEDED: Final = re.compile(
    r"[^.;:]*\b(?:(?:more|less|fewer|worse|better|\w{2,}er)\b[^.;:]*\bthan|as [\w-]+ as|other|else)\b", re.IGNORECASE
)
"""What makes of a denial that something is the utmost, or the only one: "no storm has cost more than this"."""

_UTMOST: Final = re.compile(
    r"\b(?:\w{3,}est|most|least|worst|best|only|alone|first|record|never|unique)\b", re.IGNORECASE
)
_LEXICAL: Final = re.compile(r"(?:den|refus|reject|fail|lack)\w*", re.IGNORECASE)
"""Denials that are verbs of somebody: who reports that one side denies what the other says has both."""

_DOUBLE: Final = re.compile(
    r"\bno\b[^.;:,]*\bwithout\b"
    r"|\b(?:no|none|nobody|nothing|never|not|hardly|few)\b[^.;:,]*\b(?:that|who|which)\b"
    r"[^.;:,]*(?:\bnot\b|n['’]t\b|\bwithout\b|\bfail\w*)",
    re.IGNORECASE,
)
"""Two denials that come to none: "no depot that was not flooded"."""

_AND: Final = re.compile(r"\band\b")
_UNTIL: Final = re.compile(r"[^.,;]*\buntil\b")
"""What makes of a denial a date: "not dug until the wall had fallen"."""

_OF_THOSE: Final = frozenset({"none", "neither", "nobody"})
_SCOPE: Final = 4
"""Words that a denial is of, at most."""

_KEPT: Final = 2_000
"""Texts of which it is kept what was found in them."""


def denied(sentence: ParsedText, passage: ParsedText, number: int) -> Flaw | None:
    """Return what a sentence denies and a passage, which has this number, says, or the other way.

    A denial is of the words behind it in its clause. The other text denies them too if a negative stands in the clause
    or clauses where it has these words, wherever else it has one.
    """
    if found := _against(passage, sentence):
        return Flaw("other-direction", found[1], number, found[0], "denied")
    if found := _against(sentence, passage):
        return Flaw("other-direction", found[0], number, found[1], "said")
    return None


def denies(told: ParsedText, place: int) -> bool:
    """Whether what stands at a place is denied: a denial stands in its clause."""
    return any(told.clause(match.start()) == told.clause(place) for match in _DENIAL.finditer(told.text))


def _against(denying: ParsedText, saying: ParsedText) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return a denial and what of another text says the same without one."""
    for (begin, end), scope in _denials(denying):
        stems = {word.stem for word in scope} & saying.stems
        head = next((word.stem for word in scope if word.start >= end), "")
        if (
            head in stems
            and len(stems) > 1
            and len(stems) * 2 >= len(scope)
            and not _is_told_too(denying.text, begin, end, saying)
        ):
            told = [word for word in saying.words if word.stem in stems]
            both = {word for at, word in _negatives(denying.text) if end <= at < scope[-1].end}
            if not _is_negative(saying, told, both):
                return (begin, end), (told[0].start, told[-1].end)
    return None


def _is_told_too(denying: str, begin: int, end: int, saying: ParsedText) -> bool:
    """Whether another text says what a denial does in words without one, or has the very verb of it."""
    if _UTMOST.search(saying.text) and _EXCEEDED.match(denying, end):
        return True
    if any(double.start() <= begin < double.end() for double in _DOUBLE.finditer(denying)):
        return True
    verb = _LEXICAL.match(denying, begin)
    return verb is not None and stem(verb[0].casefold()) in saying.stems


@lru_cache(maxsize=_KEPT)
def _denials(told: ParsedText) -> Sequence[tuple[tuple[int, int], Sequence[Word]]]:
    """Return the places of denials, each with the words that it is of; most texts are held against several others."""
    found = (match for match in _DENIAL.finditer(told.text) if not _UNTIL.match(told.text, match.end()))
    return [(match.span(), _scope(told, match)) for match in found]


def _is_negative(saying: ParsedText, told: Sequence[Word], both: Collection[str]) -> bool:
    """Whether a clause of these words has a negative that is none of them, nor in what the other text denies."""
    clauses, own = {word.clause for word in told}, {word.start for word in told}
    return any(
        saying.clause(at) in clauses and at not in own and word not in both for at, word in _negatives(saying.text)
    )


@lru_cache(maxsize=_KEPT)
def _negatives(text: str) -> Sequence[tuple[int, str]]:
    """Return the words that deny or are near to it, with their places; most texts are held against several others."""
    return [(match.start(), match[0].casefold()) for match in _NEGATIVE.finditer(text)]


def _scope(told: ParsedText, match: re.Match[str]) -> Sequence[Word]:
    """Return the words that a denial is of."""
    end = _AND.search(told.text, match.end())
    last = end.start() if end else len(told.text)
    behind = [word for word in told.behind(match.end()) if word.start < last and word.stem not in _EMPTY][:_SCOPE]
    if len(behind) != 1:
        return behind
    # "the pilots were not consulted": one word says too little without who it is said of; "none" is of those before
    clause = told.clause(match.start())
    before = [w for w in told.words if w.clause == clause and w.end <= match.start()][-1:]
    if not before and match[0].casefold() in _OF_THOSE:
        before = [w for w in told.words if w.end <= match.start()][:_SCOPE]
    return before + behind
