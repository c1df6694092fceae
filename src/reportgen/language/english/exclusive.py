"""Terms of which one number can be only one: imports or exports, gross or net, opened or closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from reportgen.language.quantities import RANK, Quantity

# fmt: off
DEEDS: Final = (
    ("opened|openings?|set up|built|constructed|erected|created|creation|established|launched|founded",
     "closed|closures?|shut|demolished|destroyed|dismantled|razed|scrapped|abolished|pulled down|cut"),
    ("hir(?:ed|ing|es?)|recruit(?:ed|ment|s)?|appointed|taken on",
     "dismiss(?:ed|als?)|fired|laid off|lay-?offs|sacked|redundan\\w+|resign\\w*|retired"),
    ("pledge[sd]?|promise[sd]?|approved|commit(?:ted|ments?)|earmarked|allocated|allocations?|budgeted|appropriated|requested",
     "paid|payments?|disburse[d]?|disbursements?|spent|spending|delivered|released|received"),
    ("planned|target(?:ed)?|proposed|envisaged|promised|to be built", "actual|achieved|completed|built|installed"),
    ("appl(?:ied|ications?|icants?)|requests|sought", "granted|approv(?:ed|als?)|accepted|admitted|recognised"),
    ("injur(?:ed|ies)|wounded|hurt|infect\\w*|cases|survived|survivors", "deaths?|died|killed|dead|fatal\\w*|deadly",
     "homeless|displaced|evacuated|missing"),
    ("destroyed", "damaged"),
    ("arrest(?:s|ed)?|detained|detentions?", "convict(?:ed|ions?)|sentenced", "acquitt\\w+", "charged",
     "awaiting|on remand"),
    ("enrol\\w*|admitted|entered|started", "graduat\\w*|complet\\w*|finished|dropped out|drop-?outs?"),
    ("repaid|repayments?|redeemed", "borrow(?:ed|ings?)|issued|disbursed"),
    ("signed|signing", "ratif\\w+|entered into force|entry into force"),
    ("planted|planting|sow(?:n|ed)", "felled|cleared|cut|deforest\\w*|harvested"),
    ("supported|backed|in favour|agreed|satisfied|trust(?:s|ed)?", "opposed|disagreed|dissatisfied|distrust(?:s|ed)?"),
    ("with access|(?:has|have|had) (?:access|safe|clean|electricity|piped|running|improved)"
     "|connected",
     "without|lack(?:s|ed|ing)?|no access"),
    ("produc(?:ed|tion)|generat(?:ed|ion)|output", "consum(?:ed|ption)"),
    ("inflows?|immigra\\w+|arriv(?:ed|als?)", "outflows?|emigra\\w+|depart(?:ed|ures?)"),
)
"""What is done to things that are counted."""

TERMS: Final = (
    ("import(?:s|ed|ing|ers?)?", "export(?:s|ed|ing|ers?)?", "re-exports?"),
    ("surplus(?:es)?|profits?", "deficits?|loss(?:es)?|shortfalls?"),
    ("revenues?|receipts", "spending|expenditures?|outlays"),
    ("assets", "liabilities"), ("deposits?", "lending|loans?"), ("creditors?", "debtors?"),
    ("urban", "rural"), ("public", "private"), ("(?<!gross )domestic", "foreign|external|overseas"),
    ("m[ae]n|boys?|males?|fathers?|sons|husbands?", "wom[ae]n|girls?|females?|mothers?|daughters|wives"),
    ("child(?:ren)?|minors|infants?|under-fives|youths?", "adults?|elderly|pensioners|over-65s"),
    ("maternal", "infants?|neonatal|under-fives?|child"),
    ("births?|born|fertility", "deaths?|died|mortality"),
    ("(?-i:north(?:ern)?)", "(?-i:south(?:ern)?)"), ("(?-i:east(?:ern)?)", "(?-i:west(?:ern)?)"),
    ("gross(?! domestic| national)", "(?<!safety )(?<!bed )(?<!fishing )net"),
    ("nominal(?:ly)?|current prices",
     "constant prices|in real terms|real(?= (?:terms|growth|wages?|incomes?|gdp|gross|output|value|interest|prices|pay"
     "|rates?|household|earnings|spending|disposable))"),
    ("average[ds]?|averaging|the mean|mean (?=household|age|income|wage|score|price|size|annual|monthly|number|time)",
     "median", "minimum|lowest|smallest", "maximum|highest|largest"),
    ("employ(?:ed|ment)", "unemploy(?:ed|ment)|jobless(?:ness)?"),
    ("primary", "secondary", "tertiary"), ("wholesale", "retail"),
    ("producer", "consumer"), ("civilians?", "military|soldiers"),
    ("poor(?:est)?", "rich(?:est)?|wealth(?:y|iest)"),
    ("hourly", "daily", "weekly", "monthly|month[- ]on[- ]month|on the month",
     "quarterly|quarter[- ]on[- ]quarter|on the quarter",
     "annual(?:ly)?|yearly|year[- ]on[- ]year|on the year"),
    ("full-time", "part-time"), ("permanent", "temporary|fixed-term"), ("fixed", "mobile"),
    ("passengers?", "freight|cargo"), ("short-term", "long-term"), ("summers?", "winters?"), ("majority", "minority"),
    ("old(?:er)?|elderly", "young(?:er)?"),
    ("owned|owners", "rented|tenants"), ("formal", "informal"), ("direct", "indirect"), ("active", "inactive"),
    ("developed|advanced", "developing|emerging"), ("lower[- ](?=secondary|middle)", "upper[- ](?=secondary|middle)"),
    ("above the [a-z ]*line", "below the [a-z ]*line"), ("noon|midday", "midnight"), ("literacy", "illiteracy"),
)
"""What things that are counted or measured are."""
# fmt: on

_SIDES: Final = tuple(
    tuple(re.compile(rf"\b(?:{side})(?!\w)", re.IGNORECASE) for side in group) for group in (*DEEDS, *TERMS)
)
_ANY: Final = re.compile(
    rf"\b(?:{'|'.join(side for group in (*DEEDS, *TERMS) for side in group)})(?!\w)", re.IGNORECASE
)
_DENIED: Final = re.compile(r"\b(?:un|non-?)(?P<what>(?!like\b|less\b)[a-z]{4,})\b", re.IGNORECASE)

_EACH: Final = re.compile(
    r"(?<!\bin )(?<!\bat )(?<!\bto )(?<!\bfrom )\b(?:each|every) "
    r"(?:of (?:the|these|those|them|its|their)\b(?! \d)"
    r"|(?!years?\b|months?\b|weeks?\b|days?\b|hours?\b|other\b|of\b)[a-z])"
    r"|\bper\b(?! ?cent\b| (?:year|month|week|day|hour)\b)|\bapiece\b|\btypical\b",
    re.IGNORECASE,
)
_OF_ONE: Final = re.compile(r"\b(?:average|mean|median|per|an?|one) [a-z-]+\b|/", re.IGNORECASE)
"""Words by which a number may be for each although nothing says "each": "a household spent 340 dollars"."""

_IN_ALL: Final = re.compile(r"\b(?:in all|in total|altogether|all told|a total of|total|sum)\b", re.IGNORECASE)

_STOP: Final = re.compile(
    r"[.;:?!()] |[()]|, |—|\b(?:and|but|or|while|whereas|than|against|versus|unlike|excluding|except|rather)\b",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"[^.,;:()]{0,40} (?:to|from)(?: (?:about|some|nearly|almost|just|over|under|a|an))* ?$")
_FARTHEST: Final = 120
"""Characters before or behind a number that may say of what it is."""


def clause_of(text: str, start: int, end: int, numbers: Sequence[tuple[int, int]]) -> str:
    """Return the words that are about one number of a text, up to those of the next ones: "imports to 60 million".

    ``numbers`` are the places of all of its numbers. What stands before a bracket that begins with the number counts.
    """
    begin, stop = max(0, start - _FARTHEST), min(len(text), end + _FARTHEST)
    last = max((b for _, b in numbers if b <= start), default=0)
    opened = start - 1 if text[start - 1 : start] == "(" else start
    if last > begin and opened == start and not _GOES_ON.fullmatch(text, last, start):
        begin = last
    begin = max((m.end() for m in _STOP.finditer(text, begin, opened)), default=begin)
    stop = min((a for a, _ in numbers if a >= end), default=stop)
    if opened == start:
        stop = next((m.start() for m in _STOP.finditer(text, end, max(end, stop))), stop)
    else:
        stop = min(stop, text.find(")", end) % (len(text) + 1))
    return text[begin:stop]


def counts_own(quantity: Quantity) -> bool:
    """Whether a number has a clause of its own; the fifth of "the poorest fifth" has none."""
    return quantity.unit != RANK and (quantity.digits or not quantity.fraction)


@lru_cache(maxsize=20_000)
def opposed(ours: str, theirs: str) -> tuple[str, str] | None:
    """Return two words of which one number can be only one, the first in one text about it, the second in another."""
    if not ours or not theirs or (not _ANY.search(ours) and not _DENIED.search(f"{ours} {theirs}")):
        return None
    for sides in _SIDES:
        here = [side.search(ours) for side in sides]
        there = [side.search(theirs) for side in sides] if any(here) else []
        if any(there) and not any(a and b for a, b in zip(here, there, strict=True)):
            return next(m[0] for m in here if m), next(m[0] for m in there if m)
    return next(_denied(ours, theirs), None)


def _denied(ours: str, theirs: str) -> Iterator[tuple[str, str]]:
    """Yield words that one text has with, and the other only without what denies them: "registered", "unregistered"."""
    for first, second in ((ours, theirs), (theirs, ours)):
        for match in _DENIED.finditer(first):
            plain = re.search(rf"(?<![\w-]){match['what']}\b", second, re.IGNORECASE)
            if plain and not re.search(rf"\b{re.escape(match[0])}\b", second, re.IGNORECASE):
                yield (match[0], plain[0]) if first is ours else (plain[0], match[0])


def is_each(text: str, loosely: bool = False) -> bool:
    """Whether a text says that its number is for each of several; ``loosely``: or may mean that."""
    return _EACH.search(text) is not None or (loosely and _OF_ONE.search(text) is not None)


def is_total(text: str) -> bool:
    """Whether a text says that its number is for all of them."""
    return _IN_ALL.search(text) is not None
