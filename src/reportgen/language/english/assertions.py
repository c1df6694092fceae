"""What the words around a number say of it: bounds, whether it is a change or a level, and what is only foreseen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from reportgen.language.english.directions import Direction, direction_at, moves_near
from reportgen.language.english.lexicon import PERCENT
from reportgen.language.english.movements import FALLS, FELL, FELL_BY, RISES, ROSE, ROSE_BY
from reportgen.language.english.periods import Period, period_at
from reportgen.language.quantities import RANK, Quantity
from reportgen.language.rates import TIMES, split

Bound: TypeAlias = Literal["exact", "about", "below", "at most", "nearly", "above", "at least", "just over"]
Move: TypeAlias = Literal["", "by", "to", "from", "off"]
"""Whether a number is by how much something changed, the level that it came to or from, or neither by its words.

*off* is the level that something was before, behind the one that it came to: "5, up from 3".
"""

# fmt: off
_BOUNDS: Final[dict[Bound, str]] = {
    "exact": "exactly|precisely",
    "nearly": "nearly|almost|not quite|(?:just|slightly|a little|little) (?:under|below|less than"
              "|short of|shy of)",
    "just over": "(?:just|slightly|a little|little|a bit|marginally) (?:over|above|more than)",
    "at most": "up to|at (?:the )?most|(?:no|not) (?:more|greater|higher) than|a maximum of"
               "|not exceeding",
    "at least": "at (?:the )?least|(?:no|not) (?:less|fewer|lower) than|a minimum of|upwards? of",
    "below": "less than|fewer than|lower than|smaller than|short of|<",
    "above": "more than|greater than|higher than|larger than|in excess of|exceed(?:s|ed|ing)?|well over|>",
    "about": "about|around|approximately|approx\\.?|roughly|some|circa|ca?\\.|~|an estimated|estimated(?: at)?"
             "|in the (?:region|order|neighbourhood) of|of the order of|more or less|close to|approaching",
}
_PLACES: Final[dict[Bound, str]] = {"above": "above|beyond", "below": "under|below|beneath"}
"""Words that say where something is as well: bounds only before money, shares and measures."""

_BEHIND: Final[dict[Bound, str]] = {
    "about": "or so|or thereabouts|approximately|roughly|more or less",
    "at least": "or more|or higher|or over|at (?:the )?least|(?<!, )and (?:more|over)",
    "at most": "or less|or fewer|or lower|or under|at (?:the )?most",
    "exact": "exactly|precisely",
}
_FORESEEN: Final = (
    "planned|plans|expected|expects|forecasts?|projected|foreseen|envisaged|intended|scheduled|anticipated|predicted"
    "|foresees|envisages|projects|anticipates|hoped|hopes|promised|promises|aims?|targets?|goals?|proposed|proposes"
)
_CHANGE: Final = (
    "growth|increases?|rises?|falls?|declines?|decreases?|drops?|changes?|reductions?|contractions?|slumps?|jumps?"
    f"|{FALLS}|{RISES}"
    "|surges?|expansions?|depreciations?|appreciations?|devaluations?|swings?"
)
_MOVED: Final = (
    "f[ae]ll(?:s|en|ing)?|r[io]se(?:s|n)?|rising|declin(?:es?|ed|ing)|slumped|plunged|soared|surged|climbed"
    f"|{FELL}|{ROSE}"
)
_DOWN: Final = (
    "f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)|shr[aiu]nk(?:s|ing)?|slumped"
    "|plunged|plummeted|s[au]nk|slid|dipped|tumbled|slipped|cut|reduced|lowered|contracted|narrowed|eased|receded"
    "|retreated|dwindled|diminished|collapsed|crashed|(?:went|gone|came|come) down"
    f"|{FELL}|{FELL_BY}"
)
_UP: Final = (
    "r[io]se(?:s|n)?|rising|gr[eo]w(?:s|n|ing)?|increas(?:es?|ed|ing)|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?"
    "|soar(?:s|ed|ing)?|surg(?:es?|ed|ing)|expand(?:s|ed|ing)?|raised|widened|swelled|ballooned|mounted|rocketed"
    "|(?:went|gone|came|come) up"
    f"|{ROSE}|{ROSE_BY}"
)
_LEAD: Final = (
    "(?:(?:by|only|just|about|around|some|an?|the|further|another|well|nearly|almost|roughly|approximately|more|less"
    "|fewer|at|least|most|than|over|under|up|to|slightly|little|exactly|estimated|mere|no|not) )*"
)
# fmt: on
_BOUND: Final = re.compile(
    r"(?:^|(?<=[\s(]))(?:"
    + "|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in _BOUNDS.items())
    + "".join(f"|(?P<place_{name}>{words})" for name, words in _PLACES.items())
    + r"|(?P<over>over))(?:(?<=[<>~])|\s)\s?(?:(?:an?|only|just|still|a total of|a mere)\s)?\(?$",
    re.IGNORECASE,
)
_AFTER: Final = {
    name: re.compile(rf",? (?:[\w-]+ )??(?:{words})\b(?! than)", re.IGNORECASE) for name, words in _BEHIND.items()
}
_CONCERNING: Final = re.compile(
    r"\b(?:speak|spoke|talk|wr[io]te|kn[eo]w|learn|debate|ask|report|news|book|paper|worr\w+|t[eo]l[ld]|heard|sa[yi]d?"
    r"|concern\w*|argue|question|agree|disagree|read|wall|walk\w*)(?:s|ed|t)? $",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"\bfrom\b[^.;]*$", re.IGNORECASE)
_FORESEEN_BEFORE: Final = re.compile(
    rf"\b(?:{_FORESEEN})(?: (?:to|at|for|on|by|be|have|cost|reach|bring|build|grow|rise|fall|total|amount|make|yield"
    r"|save|about|around|some|up|an?|the|of|nearly|almost|more|than|less|only|by))* $"
    r"|\b(?:could|would|might|(?-i:may)|should|will)(?: (?:have|be|been|only|still|then|also|soon|even))*"
    r"(?: (?!(?:not|in|and|but)\b)[a-z]+)?"
    r"(?: (?:to|by|at|about|around|some|up|an?|the|of|nearly|almost|more|than|less|only))* $",
    re.IGNORECASE,
)
_FORESEEN_BEHIND: Final = re.compile(
    rf" (?:[\w-]+ ){{0,2}}?(?:(?:is|are|was|were) (?:{_FORESEEN})\b"
    rf"|(?:{_FORESEEN})(?=[.,;)]|$| (?:for|to|by|in|at)\b))",
    re.IGNORECASE,
)
_DENIED_BEFORE: Final = re.compile(
    r"\b(?:(?:not|n't|hardly|scarcely) (?:at all )?(?:true|the case|correct|right)|untrue|false(?:ly)?"
    r"|den(?:y|ies|ied|ying)"
    r"|refut(?:e[sd]?|ing)|rebut(?:s|ted)|disput(?:e[sd]?|ing)|fail(?:s|ed|ing)? to|wrong(?:ly)?|myth|never|nobody"
    r"|unable to|far from)\b(?:(?! (?:but|until|before|then)\b)[^.;:?!])*$",
    re.IGNORECASE,
)
_DENIED_BEHIND: Final = re.compile(
    r"[^.;:?!]{0,60}? (?:is|was|are|were|has been|had been|proved|turned out(?: to be)?) "
    r"(?:simply |plainly |quite )?"
    r"(?:false|untrue|wrong|incorrect|not true|a myth|denied|refuted|fabricated|invented)\b",
    re.IGNORECASE,
)
_DENIED_NAME: Final = re.compile(
    r"\b(?:den(?:y|ied|ies)|not|never|false|claimed?|alleged|disputed|refuted|failed|missed|rejected|untrue|wrong)\b",
    re.IGNORECASE,
)
_FORESEEN_NAME: Final = re.compile(
    rf"\b(?:{_FORESEEN}|plans?|expectations?|projections?|estimate[sd]?|future|view|if|could|would|might|possib\w+|potential"
    r"|hypothe\w+|conditional|quota|capacity|ceiling|limit|cap|budget|at most|up to)\b",
    re.IGNORECASE,
)
_END_NAME: Final = re.compile(
    r"\b(?:low(?:er|est)?|high(?:er|est)?|min(?:imum|imal)?|max(?:imum|imal)?|upper|least|most|smallest|largest|ranges?"
    r"|bounds?|ends?|limits?|between|from|up to)\b",
    re.IGNORECASE,
)
_CHANGE_NAME: Final = re.compile(rf"\b(?:{_CHANGE})\b", re.IGNORECASE)
_RATE: Final = re.compile(r"\b(?:rates?|pace|inflation|growing)\b", re.IGNORECASE)
_BY: Final = re.compile(
    rf"\bby:? {_LEAD}$|\b(?:{_CHANGE}) (?:in [\w' -]{{1,40}} )?of {_LEAD}$|\b(?:{_MOVED}) (?!to\b|up to\b){_LEAD}$",
    re.IGNORECASE,
)
_MORE: Final = re.compile(
    r"(?: (?P<times>times))?[ -](?P<how>more|less|fewer|lower|higher|cheaper|dearer|smaller|larger|greater|bigger|rise"
    r"|fall|increase|decline|decrease|drop|growth|slower|faster)\b"
    r"(?! than (?:an?|one|two) (?:day|week|month|year|decade|century))",
    re.IGNORECASE,
)
_AGENT: Final = re.compile(
    rf"\b(?!(?:{_DOWN}|{_UP})\b)\w+(?:ed|en|own|ade|ilt|eld|aid|old|ought|aught|un) by {_LEAD}$", re.IGNORECASE
)
"""Who did something: "built by 5 firms"."""

_VERB: Final = re.compile(rf"\b(?:(?P<down>{_DOWN})|(?P<up>{_UP}))\b", re.IGNORECASE)
_LEVEL: Final = re.compile(rf"\b(?P<how>to|from):? {_LEAD}$", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[.;:?!] |, (?:and|but|while|whereas|which) ")
_OFF: Final = re.compile(rf"(?:^|[,(] ?)(?:which is )?(?P<way>up|down) from:? {_LEAD}$", re.IGNORECASE)
_CAME: Final = re.compile(r"[^.;:]{0,40}[,(] ?(?P<way>up|down) (?:from|by)\b", re.IGNORECASE)
_WENT: Final = re.compile(
    r"\b(?:go(?:es|ne)?|went|moved?|r[io]se[sn]?|climb(?:ed)?|c[ao]me|jump(?:ed)?|gr[eo]wn?|crept|edged|adds?|added) $",
    re.IGNORECASE,
)
_COMPARED: Final = re.compile(r"\d[^.;]*,\s?$")
_AGAIN: Final = re.compile(
    r" ?(?:%|per ?cent\b|percentage points?\b)| (?:thousand|million|billion|trillion)s?\b", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_MANY: Final = 20
"""From so many things on, "over" says that there are more of them, not where something is."""

_WITHIN: Final = 110
"""Characters before a number in which the verb that it belongs to is looked for."""


@dataclass(frozen=True)
class Assertion:
    """What the words around a number say of it.

    ``bounds`` are those right at it, in their order; ``move`` and ``direction`` whether it is by how much something
    changed or what it came to, and which way; ``moving`` that its clause has words for falling or rising at all,
    ``change`` that the words before name a change or rate. ``foreseen``: it is planned or expected, ``denied``: the
    text says that it is not so. ``more`` is the word behind it that compares ("cheaper"), ``times`` that "times"
    stands before that. ``compared``: something else is compared with the number. ``again``: "per cent" or a scale
    follows on its unit. ``period`` is over what time it is said to be.
    """

    bounds: tuple[Bound, ...] = ()
    move: Move = ""
    direction: Direction = ""
    moving: bool = False
    change: bool = False
    foreseen: bool = False
    denied: bool = False
    more: str = ""
    times: bool = False
    compared: bool = False
    again: bool = False
    period: Period = ""


def assertion_at(text: str, start: int, end: int, number: Quantity) -> Assertion:
    """Return what is said of a number that stands there."""
    before, behind = text[max(0, start - _WITHIN) : start], text[end : end + _WITHIN]
    clause = _CLAUSE.split(before)[-1]
    bounds, lead = _bounds(before, behind, number)
    more = _MORE.match(behind)
    times = more is not None and (more["times"] is not None or text[start:end].casefold().endswith("times"))
    by_whom = number.other and not number.unit and _AGENT.search(clause) is not None
    said = "" if by_whom else direction_at(text, start, end)
    move, direction = _move(clause, behind, said, more is not None and not times)
    return Assertion(
        bounds,
        move,
        direction,
        bool(said) or moves_near(text, start, end),
        _CHANGE_NAME.search(clause) is not None or _RATE.search(clause) is not None,
        bool(_FORESEEN_BEFORE.search(before) or _FORESEEN_BEHIND.match(behind)),
        bool(_DENIED_BEFORE.search(re.split(r"[.;:?!] |, (?:and|but) ", before)[-1]) or _DENIED_BEHIND.match(behind)),
        more["how"].casefold() if more else "",
        times,
        bool(bounds) and _COMPARED.search(_YEAR.sub("", lead)) is not None,
        _AGAIN.match(behind) is not None,
        period_at(text, start, end),
    )


def bounds_of(qualifier: str) -> tuple[Bound, ...]:
    """Return the bounds that the qualifier of a row tells."""
    return _bounds(f"{qualifier} ", f" {qualifier}", Quantity(Decimal(1), unit=PERCENT))[0]


def is_change(name: str) -> bool:
    """Whether a measure's name tells that its number is a change: "annual growth of exports"."""
    return _CHANGE_NAME.search(name) is not None


def is_foreseen(name: str) -> bool:
    """Whether words on a row tell that its number is planned or expected."""
    return _FORESEEN_NAME.search(name) is not None


def is_end(name: str) -> bool:
    """Whether words on a row tell that its number is an end of a range."""
    return _END_NAME.search(name) is not None


def is_denied(name: str) -> bool:
    """Whether words on a row tell that its number is only claimed, or was denied or missed."""
    return _DENIED_NAME.search(name) is not None


def _bounds(before: str, behind: str, number: Quantity) -> tuple[tuple[Bound, ...], str]:
    """Return the bounds right before and behind a number, and what stands before the first of them."""
    found: list[Bound] = []
    base, _ = split(number.unit)
    measured = bool(base) and base not in {*TIMES, RANK}
    over = measured or (not base and (number.total >= _MANY or number.total % 1 != 0))
    while match := _BOUND.search(before):
        name = str(match.lastgroup)
        lead = before[: match.start()]
        ranged = match[0].casefold().startswith("up to") and (_FROM.search(lead) or _WENT.search(lead))
        if ranged or (name == "about" and _CONCERNING.search(lead)) or (name.startswith("place_") and not measured):
            break
        if name == "over" and not over:
            break
        before, name = lead, "above" if name == "over" else name.removeprefix("place_").replace("_", " ")
        found.insert(0, next(bound for bound in _BOUNDS if bound == name))
    return (*found, *(bound for bound, words in _AFTER.items() if words.match(behind))), before


def _move(clause: str, behind: str, direction: Direction, compares: bool) -> tuple[Move, Direction]:
    if direction and (compares or _BY.search(clause)):
        return "by", direction
    off = _OFF.search(clause)
    aside = off or (None if direction else _CAME.match(behind))
    if aside is not None:
        return "off" if off else "to", "up" if aside["way"].casefold() == "up" else "down"
    level, verbs = _LEVEL.search(clause), list(_VERB.finditer(clause))
    if level is None or not verbs or re.search(r"\bto\b", clause[verbs[-1].end() : level.start()]):
        return "", direction
    return "from" if level["how"].casefold() == "from" else "to", "down" if verbs[-1]["down"] else "up"
