"""What a passage says with reserve and a sentence without: "could", "arguably", "in part", "almost"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from reportgen.language.english.wording.denials import denies
from reportgen.language.english.wording.model import Flaw, ParsedText

_POSSIBLE: Final = (
    r"(?-i:may)|might|could|would|should|possibl[ey]|possibility|possibilities|perhaps|maybe|potential(?:ly)?|(?:un)?likely"
    r"|likelihood|probabl[ey]|presum\w+|seem(?:s|ed|ing|ingly)?|appear(?:s|ed)? to|apparent(?:ly)?|arguabl[ey]"
    r"|suppos(?:ed|edly)|allegedly|reportedly|ostensibl[ey]|suggest(?:s|ed|ing)?|indicat(?:es?|ed|ing|ions?)"
    r"|(?:is|are|was|were|been) (?:\w+ly )?(?:thought|believed|assumed|supposed|held|said) to|if successful|in theory"
    r"|on paper|appears?|appearance|looks? (?:like|as if)|looks? set to|can|chance|not (?:certain|clear|settled)"
    r"|uncertain|unclear|open (?:question|whether)|doubts?|assum(?:es?|ed|ing|ptions?)|hypothe\w+|t(?:ook|akes?) (?:it"
    r"|them|this) for"
    r"|(?:is|are|was|were|be) to|to be|sees?|guess(?:es|ed)?|conjectures?|as if|as though|hints?"
    r"|fear(?:s|ed)?|worr(?:y|ies|ied)|believ(?:es?|ed)|reckon(?:s|ed)?|estimat(?:es?|ed)|suspect(?:s|ed)?"
    r"|judg(?:e|ed|ing) (?:by|from)|going by|if .{2,40} (?:is|are|was|were) (?:right|correct)"
    r"|(?:is|are|was|were|be) against|oppos\w+|reject\w*"
    # what somebody may do by a rule
    r"|cannot|allow(?:s|ed)?|permit(?:s|ted)?|entitled|rights? to|free to|lets?"
)
_PLANNED: Final = (
    r"expect(?:s|ed|ations?)?|plan(?:s|ned|ning)?|intend(?:s|ed)?|intentions?|scheduled|propos(?:e[sd]?|als?)"
    r"|project(?:ed|ions?)"
    r"|forecasts?|predict(?:s|ed|ions?)?|aim(?:s|ed|ing)?|hop(?:e[sd]?|ing)|due to|meant to|promis(?:e[sd]?|ing)"
    r"|prospects?"
    r"|envisag(?:e[sd]?)|recommend\w*|urg(?:es?|ed)|advis(?:es?|ed)|demand(?:s|ed)?|await\w*|pending"
    r"|foresees?|foresaw|foreseen|want(?:s|ed)?|wish(?:es|ed)?|seek(?:s|ing)?|sought|try|tries|tried"
    r"|trying|attempt(?:s|ed)?|ready|prepar(?:e[sd]?|ing)|willing|draft|designed to|about to|ahead|ambitions?"
    r"|goals?|bound to|announc(?:e[sd]?|ing)|calls? for|under (?:the|its|their) plans?|later to|yet to|still to"
)
_PARTIAL: Final = (
    r"in (?:large |small |some |good )?part|partly|partial(?:ly)?|to (?:some|a certain|a large|a great"
    r"|a lesser) (?:extent|degree)"
    r"|somewhat|largely|mostly|mainly|relatively|in some (?:cases|ways|respects)|in many (?:cases|ways|respects)"
    r"|generally"
    r"|usual(?:ly)?|as a rule|often|sometimes|tend(?:s|ed|ency|ing)? to|in general|typically|at times|frequently"
    r"|in principle|formally|nominal(?:ly)?|officially|so-called|in name|what is called|supposedly|rarely|rarer"
    r"|above all|among (?:other|them)|one (?:of|reason|cause|factor)|part of|some|not the only|for the most part"
    r"|not all"
    r"|mixed|limited|not only|many|most|several|primarily|chiefly|in places"
)
_NEARLY: Final = (
    r"about|approximately|around|roughly|nearly|almost|up to|at least|at most|or so|more than|over|as many as|some"
    r"|as (?:much|high|long|low|few|little) as|no (?:more|less|fewer) than"
    r"|close to|just (?:under|over)|less than|fewer than|under|below|above|an estimated|estimated|circa|virtually"
    r"|practically"
    r"|all but|hardly|barely|scarcely|not quite|near|little|few|half|on average|well over|or more|or less|upwards of"
    r"|most|mostly|largely"
)

_SAID: Final = {
    "possible": rf"{_POSSIBLE}|{_PLANNED}",
    "partial": rf"{_PARTIAL}|{_POSSIBLE}",
    "nearly": _NEARLY,
}
"""By kind of reserve, words that a sentence may keep it with."""

_ANY: Final = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _SAID.items()}

_DROPPED: Final = {
    "possible": re.compile(
        r"\b(?:(?-i:may)|might|could(?! not)|would(?! not)|possibly|perhaps|maybe|potentially|(?:is|are|was|were)"
        r" (?:un)?likely to|most likely|probabl[ey]|presumably|seem(?:s|ed)?(?: to)?|appear(?:s|ed)? to|it appears"
        r"|appears"
        r"|apparently|seemingly|arguably|allegedly|supposedly|ostensibly|suggests?(?: that)?|suggested that"
        r"|(?:is|are|was|were) (?:\w+ly )?(?:thought|believed|assumed|supposed) to|if successful|in theory|on paper"
        r"|(?:is|are|was|were|been) (?:\w+ly )?(?:expected|planned|intended|scheduled|supposed|projected|meant|due) to"
        r"|plan(?:s|ned)? to|(?:intends?|ha[sd] intended) to|hop(?:es?|ed) to|aim(?:s|ed)? (?:to|at)|propos(?:es?"
        r"|ed) to|want(?:s|ed)? to"
        r"|promis(?:es?|ed) to|tried to|attempt(?:s|ed)? to|sought to"
        r"|(?:recommend|advis|urg|demand|propos)e?(?:s|d|ed)? that"
        r"|likely that|await(?:s|ed|ing)?)\b",
        re.IGNORECASE,
    ),
    "partial": re.compile(
        r"\b(?:in (?:large |small |some |good )?part|partly|(?<!full or )partial(?:ly)?|to (?:some"
        r"|a certain) (?:extent|degree)|somewhat"
        r"|in some (?:cases|ways|respects)|tend(?:s|ed)? to|so-called|nominal(?:ly)?|in principle|sometimes"
        r"|at times)\b",
        re.IGNORECASE,
    ),
    "nearly": re.compile(
        r"\b(?:almost|nearly|virtually|practically|approximately|roughly|about(?= (?:\d|half|a third|two|three"
        r"|a quarter))"
        r"|up to(?= \d)|at least|around(?= \d))\b",
        re.IGNORECASE,
    ),
}
_ADDED: Final = re.compile(
    r"\b(?:(?-i:may)|might|could(?! not)|should|perhaps|possibly|probably|presumably|(?:is|are|was|were)"
    r" (?:expected|planned|supposed|meant|due|yet) to|(?:has|have|had) yet to|(?:is|are) to|plan(?:s|ned)? to"
    r"|intend(?:s|ed)? to|hop(?:es?|ed) to|promis(?:es?|ed) to|will|nearly|almost|barely)\b",
    re.IGNORECASE,
)
"""Words of a sentence that make of what is so what may be so, is to come, or is not quite so."""

_TO_COME: Final = re.compile(r"\b(?:will|shall|is to|are to|by 20\d\d|next|future|new|tomorrow|soon)\b", re.IGNORECASE)
_PARTED: Final = re.compile(r"[.;,(]|\b(?:but|while|whereas|although|though|and|which|because|as the)\b")
"""What parts words of reserve from what stands behind."""

_APART: Final = re.compile(r"[,;] (?:and|but|while|whereas)\b|[;.]|\b(?:but|while|whereas)\b", re.IGNORECASE)
"""What begins a clause that words of reserve in the one before say nothing of."""

_NOT: Final = re.compile(r"\b(?:not|no|never|without|fail\w*|cannot)\b", re.IGNORECASE)
_OF_MORE: Final = re.compile(
    r"\b(?:and|but|or) (?:(?:is|are|was|were|has|have|had|also|now|still|even) ){0,2}$", re.IGNORECASE
)
"""What stands before reserve that is of nothing before it: "was found in May and could be older"."""

_NEAR: Final = 3
"""Words that two clauses must share where they do not share what the reserve is about."""


def dropped_hedges(sentence: ParsedText, passages: Sequence[ParsedText]) -> Iterator[Flaw]:
    """Yield the reserves of passages that a sentence which says the same does not make."""
    for number, passage in enumerate(passages):
        for kind, found in _reserves(passage.text).items():
            for match in found:
                said = _same(sentence, passage, match)
                # "meant to open, but did not" makes of reserve a denial
                turned = said is not None and denies(sentence, said[0]) and not denies(passage, match.start())
                if said is not None and not turned and not _is_kept(sentence, said, kind):
                    yield Flaw("dropped-hedge", said, number, match.span(), kind)
                    break


@lru_cache(maxsize=2_000)
def _reserves(text: str) -> Mapping[str, Sequence[re.Match[str]]]:
    """Return the words of reserve of a passage by their kind; many sentences cite the same."""
    return {kind: list(pattern.finditer(text)) for kind, pattern in _DROPPED.items()}


def _is_kept(sentence: ParsedText, said: tuple[int, int], kind: str) -> bool:
    """Whether reserve stands in the clauses that say the same, or in the one before, unless "and" parts them.

    Reserve before a colon is of all that stands behind it: "they wanted different things: she a bridge, he a mill".
    """
    first, last = sentence.clause(said[0]), sentence.clause(said[1] - 1)
    bound = sentence.bounds[first - 1] if first else 0
    first -= 0 if _APART.match(sentence.text, bound) else 1
    colon = sentence.text.rfind(": ", 0, said[0])
    before = sentence.clause(colon - 1) if colon > 0 else -1
    kept = (sentence.clause(match.start()) for match in _ANY[kind].finditer(sentence.text))
    return any(first <= clause <= last or clause == before for clause in kept)


def _same(sentence: ParsedText, passage: ParsedText, match: re.Match[str]) -> tuple[int, int] | None:
    """Return what of a sentence says the same as a passage does with reserve."""
    own = passage.around(*match.span())
    of_more = _OF_MORE.search(passage.text[: match.start()])
    shared = {word.stem for word in own} & sentence.stems
    if of_more and {w.stem for w in own if w.start >= match.end()} & shared <= {
        w.stem for w in own if w.end <= match.start()
    }:
        return None  # all of it is told without reserve before: "closed forty, and would like to close another thirty"
    about = (passage.behind(match.end()) or own)[:2]
    heads = {word.stem for word in about[:1]} & shared
    near = not of_more and len(shared) >= _NEAR and len(shared) * 2 >= len(own)
    if not (heads and len(shared) > 1) and not near:
        shared = _quoted(sentence, passage, match)
    told = [word for word in sentence.words if word.stem in shared]
    return (told[0].start, told[-1].end) if told else None


def _quoted(sentence: ParsedText, passage: ParsedText, match: re.Match[str]) -> set[str]:
    """Return what a sentence has of a quotation that reserve stands right before, if it has most of it."""
    begin, end = passage.quoted
    if _PARTED.search(passage.text[match.end() : begin]) or match.end() > begin:
        return set()
    quoted = {word.stem for word in passage.words if begin <= word.start < end}
    shared = quoted & sentence.stems
    return shared if len(shared) > 1 and len(shared) * 3 >= len(quoted) * 2 else set()


def added_reserves(sentence: ParsedText, passages: Sequence[ParsedText]) -> Iterator[Flaw]:
    """Yield the reserve with which a sentence tells what every passage that has its words tells as a fact."""
    for match in _ADDED.finditer(sentence.text):
        behind = [word.stem for word in sentence.behind(match.end())]
        found = [(n, said) for n, p in enumerate(passages) if (said := _plainly(p, behind))]
        if found and not any(_reserved(passages[n], said) for n, said in found):
            number, said = found[0]
            yield Flaw("added-reserve", match.span(), number, said)
            return


def _plainly(passage: ParsedText, stems: Sequence[str]) -> tuple[int, int] | None:
    """Return where a passage has the first of these words and two of the others within a clause."""
    for word in passage.words:
        near = (
            [w for w in passage.words if w.clause == word.clause and w.stem in stems] if word.stem in stems[:1] else []
        )
        if len({w.stem for w in near}) > 2:
            return near[0].start, near[-1].end
    return None


def _reserved(passage: ParsedText, said: tuple[int, int]) -> bool:
    """Whether a passage tells what stands in a stretch with any reserve, as to come, or not at all."""
    return (
        _is_kept(passage, said, "possible")
        or _is_kept(passage, said, "nearly")
        or _TO_COME.search(passage.text) is not None
        or any(passage.clause(m.start()) == passage.clause(said[0]) for m in _NOT.finditer(passage.text))
    )
