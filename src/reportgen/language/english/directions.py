"""Whether a number is by how much something fell or rose: "fell by 2.5", "a 2.5 per cent decline"."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from reportgen.language.english.movements import FALLS, FELL, FELL_BY, RISES, ROSE, ROSE_BY

Direction: TypeAlias = Literal["", "down", "up"]

_DOWN_VERBS: Final = (
    "f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)|shr[aiu]nk(?:s|ing)?"
    "|contract(?:ed|ing)|reduc(?:es?|ed|ing)|cut(?:s|ting)?|lower(?:s|ed|ing)|los(?:es?|t|ing)|slump(?:ed|s)?"
    "|plung(?:ed|es?)|plummet(?:ed|s)?|sank|s[iu]nk|slid|dipped|diminish(?:ed|es)?|weaken(?:ed|s)?|depreciat(?:ed|es)"
    "|devalued|g[ai]ves? up|tumbled|dwindled|eased|retreated|collapsed|narrowed|crashed|receded|deteriorated|worsened"
    "|slashed|trimmed|softened|slipped|shed(?! (?:light|tears|blood))|slow(?:s|ed|ing)?|down"
)
_UP_VERBS: Final = (
    "r[io]se(?:s|n)?|rising|gr[eo]w(?:s|n|ing)?|increas(?:es?|ed|ing)|gain(?:s|ed|ing)?|climb(?:s|ed|ing)?"
    "|jump(?:s|ed|ing)?|soar(?:s|ed|ing)?|surg(?:es?|ed|ing)|expand(?:s|ed|ing)?|rais(?:es?|ed|ing)"
    "|(?<!gave )(?<!give )up"
)
_DOWN_NOUNS: Final = (
    "negative growth|falls?|drops?|declines?|decreases?|contractions?|reductions?|cuts?|loss(?:es)?|slumps?|deficits?"
    "|shortfalls?"
    "|depreciations?|devaluations?|net outflows?"
)
_UP_NOUNS: Final = "rises?|growth|increases?|gains?|jumps?|surges?|expansions?|surplus(?:es)?|net inflows?"
_HEDGE: Final = (
    r"(?:(?:a mere|up to|an average of|on average|slightly|merely|well|a total of|the"
    r"|about|around|some|approximately|nearly|almost|roughly|more than|less than|at least|over|under|only|just"
    r"|an estimated|estimated|an?|between|a further|further|another|as much as|ca\.?|circa|~) ?){0,2}"
)
_SMALL: Final = "of|in|on|for|by|with|as|at|the|a|an|which|that|who|is|was|were|are|had|has|than|per|or|nor|so|if|when"
_OTHERS: Final = f"to|from|and|but|while|whereas|{_DOWN_VERBS}|{_UP_VERBS}"
_OFF: Final = "(?:was|were|is|are|been|closed|ended|finished|traded|trading) off"
_WITHIN: Final = 70
"""Characters before and behind a number in which a word for its direction is looked for."""


def _before(verbs: str, nouns: str, only_by: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?:{verbs}|{nouns}|{only_by})(?:,? (?!(?:{_OTHERS})\b)[\w'-]+){{0,6}}?(?:, | \(| )by"
        rf"|(?:{nouns})(?: in| to)?(?: (?!(?:{_OTHERS}|of|was|were)\b)[\w'-]+){{0,4}}?"
        rf" (?:of|was|were|amounted to|came to|totalled)|(?:{verbs})(?: at (?:an? |the )?(?:[\w-]+ ){{0,3}}rates? of)?)"
        rf":? {_HEDGE}$",
        re.IGNORECASE,
    )


def _behind(nouns: str, words: str, adjectives: str) -> re.Pattern[str]:
    """Match words behind a number; in "12 lower courts" the adjective is of what is counted."""
    return re.compile(
        rf"[ -]*(?:(?!(?:{_SMALL}|{_OTHERS})\b)[\w'-]+ ){{0,2}}(?:{nouns}|{words}"
        rf"|(?:{adjectives})\b(?! (?!(?:{_SMALL}|{_OTHERS}|because|after|before|over|this|last|again)\b)[a-z]))"
        r"\b(?! to\b)",
        re.IGNORECASE,
    )


_DOWN: Final = (
    _before(f"{_DOWN_VERBS}|{FELL}|{_OFF}", f"{_DOWN_NOUNS}|{FALLS}", FELL_BY),
    _behind(f"{_DOWN_NOUNS}|{FALLS}", "less|fewer|down", "lower|smaller"),
)
_UP: Final = (
    _before(f"{_UP_VERBS}|{ROSE}", f"{_UP_NOUNS}|{RISES}", ROSE_BY),
    _behind(f"{_UP_NOUNS}|{RISES}", "up", "higher|greater|bigger|larger"),
)
_PAIR: Final = re.compile(
    rf"\b(?:(?P<up>{_UP_VERBS}|{ROSE}) and (?:{_DOWN_VERBS}|{FELL})"
    rf"|(?:{_DOWN_VERBS}|{FELL}) and (?:{_UP_VERBS}|{ROSE}))"
    rf"(?: by)? {_HEDGE}(?P<one>[\d.,]+ ?(?:%|per cent|percent)? and {_HEDGE})?$",
    re.IGNORECASE,
)
"""What leads to one or the other of two numbers: "rose and fell by 20 and 5 per cent"."""

_SHARE: Final = re.compile(
    r"(?:%|per ?cent|pct|points?|dollars?|euros?|pounds?|ro?ubles?)$|[$€£₽]|(?-i:[A-Z]{3})", re.IGNORECASE
)
_AIM: Final = (
    r"(?:the |its |their |our |all )?(?:[\w'-]+ )?"
    r"(?:plan|budget|target|forecast|estimate|average|level|norm|expectation|projection|quota|goal|figure|result)s?\b"
)
_UNDER: Final = re.compile(
    rf" (?:(?:below|short of|shy of|beneath) (?!zero\b|the [\w-]+ line\b)|under {_AIM})", re.IGNORECASE
)
_OVER: Final = re.compile(rf" (?:above (?!zero\b|the [\w-]+ line\b)|over {_AIM}|in excess of )", re.IGNORECASE)
_FALLING: Final = re.compile(
    rf"\b(?:{_DOWN_VERBS}|{_DOWN_NOUNS}|negative|(?<!\bor )(?:lower|less|fewer|worse))\b"
    r"(?! (?:than|often|likely|frequent(?:ly)?)\b)",
    re.IGNORECASE,
)
_RISING: Final = re.compile(rf"\b(?:{_UP_VERBS}|{_UP_NOUNS})\b", re.IGNORECASE)
_FROM: Final = re.compile(r"\b(?:down|lower) from\b", re.IGNORECASE)
"""Words behind the level that something came to."""

_OUT: Final = re.compile(r"\boutflows?\b", re.IGNORECASE)
_BOUNDS: Final = re.compile(r"\b(?:up to|(?:less|fewer|lower) than)\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_STOP: Final = re.compile(r"[.;:?!] ")
_LEVEL: Final = re.compile(
    rf"\b(?:to|from|at)(?: (?:a|an|the|its|their))?(?: (?:new|record|all-time|historic|annual|yearly|monthly|average))*"
    rf"(?: (?:low|high|level|peak|minimum|maximum|total|rate)(?: of)?)? {_HEDGE}$",
    re.IGNORECASE,
)
_LOST: Final = re.compile(rf"\b(?:los(?:es?|t|ing)|(?<!net )loss(?:es)? of) {_HEDGE}$", re.IGNORECASE)
_TAKEN: Final = re.compile(
    rf"\b(?:los(?:es?|t|ing)|loss(?:es)? of|cut(?:s|ting)?|shed|gave up|trimmed|slashed|reduc(?:es?|ed|ing)) {_HEDGE}$",
    re.IGNORECASE,
)
_TOWERS: Final = re.compile(rf"\b(?:rising|rises?|rose) {_HEDGE}$", re.IGNORECASE)
_LONG: Final = re.compile(r"(?:met(?:re|er)s?|k?m|feet|ft)$", re.IGNORECASE)
"""What stands so high: "rising 105 m above the river"."""

_RANK: Final = re.compile(r"\b(?:rank|stage|level|place|position|phase|step|tier)\b", re.IGNORECASE)
_COST: Final = re.compile(r"\b(?:costs?|expens\w+|expenditures?|spending|spent|damages?|penalt\w+)\b", re.IGNORECASE)


def direction_of(text: str) -> Direction:
    """Return the direction that a name such as "decline of exports" says its number to have."""
    if _FALLING.search(text) or _OUT.search(text):
        return "down"
    return "up" if _RISING.search(text) else ""


def direction_at(text: str, start: int, end: int) -> Direction:
    """Return the direction that the words right before or behind a number give it."""
    before, behind = text[max(0, start - _WITHIN) : start], text[end : end + _WITHIN]
    # behind "a decline of 5 and" the words belong to the next number
    before = re.split(r"[.;?!] |\d", _YEAR.sub("then", before))[-1]
    if _TOWERS.search(before) and _LONG.search(text[start:end]) and behind.startswith(" above "):
        return ""
    if pair := _PAIR.search(text, max(0, start - _WITHIN), start):
        return "up" if bool(pair["up"]) != bool(pair["one"]) else "down"
    if _DOWN[0].search(before):
        return "down"
    if _UP[0].search(before):
        return "up"
    if _DOWN[1].match(behind):
        return "down"
    aimed = _UNDER.match(behind) or _OVER.match(behind)
    if aimed and _SHARE.search(text[start:end]) and not before.lower().endswith("the "):
        return "down" if _UNDER.match(behind) else "up"
    return "up" if _UP[1].match(behind) else ""


def is_lost(text: str, start: int, things: bool) -> bool:
    """Whether a number is what somebody lost, or how many ``things`` somebody took away: not by how much it fell."""
    return (_TAKEN if things else _LOST).search(text[max(0, start - _WITHIN) : start]) is not None


def is_rank(measure: str) -> bool:
    """Whether a measure is of the place of something in an order, which texts print as "second"."""
    return _RANK.search(measure) is not None


def is_cost(measure: str) -> bool:
    """Whether a measure is of what is spent or lost."""
    return _COST.search(measure) is not None


def falls_near(text: str, start: int, end: int) -> bool:
    """Whether a word for falling stands in the same clause as a number that is no level, and none for rising."""
    if _LEVEL.search(text[max(0, start - _WITHIN) : start]):
        return False
    before = _STOP.split(text[max(0, start - _WITHIN) : start])[-1]
    behind = _FROM.split(_STOP.split(text[end : end + _WITHIN])[0])[0]
    return any(_FALLING.search(part) and not _RISING.search(part) for part in (before, behind))


def moves_near(text: str, start: int, end: int) -> bool:
    """Whether any word for falling or rising stands in the clause of a number."""
    before = _BOUNDS.sub("", _STOP.split(text[max(0, start - _WITHIN) : start])[-1])
    behind = _STOP.split(text[end : end + _WITHIN])[0]
    return any(_FALLING.search(part) or _RISING.search(part) for part in (before, behind))
