"""What stands around a number and makes it another one, or none: labels, times, codes, dashes, brackets of accounts."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

Standing: TypeAlias = Literal["", "part", "unclear"]
"""Whether a number is one, is a part of a label, time, name or code, or may be read in two ways."""

Sign: TypeAlias = Literal["", "minus", "unclear"]

_AROUND: Final = 40
"""Characters before and behind a number that are looked at."""

# What may stand right behind a number that is of something said elsewhere; any other word says what it counts.
_FOLLOWING: Final = re.compile(
    "in|to|of|and|or|by|for|at|from|on|as|is|was|were|are|be|been|had|has|have|will|would|could|can|may|while|but|than"
    "|then|with|within|without|respectively|which|that|who|when|where|after|before|since|until|till|during|through|over"
    "|under|about|against|between|among|compared|versus|vs|up|down|more|less|higher|lower|again|later|earlier|ago|now"
    "|today|yesterday|last|this|next|each|apiece|only|also|not|nor|so|if|because|however|still|yet|there|here|it|they"
    "|he|she|we|you|i|its|their|his|her|our|the|a|an|per|every|all|altogether|overall|total|worth|out|off|came|went"
    "|stood|rose|fell|grew|followed|plus|minus|times|annually|yearly|monthly|daily|de|et|la|le|en|und|im|der|die|das"
    "|von"
)
_FOREIGN: Final = re.compile(r"(?: [A-Z][\w-]+){1,2} (?:dollar|pound|franc|peso|rupee|shilling|dinar|crown|mark)s?\b")
_MANY: Final = re.compile(
    r" (?:[a-z]+ )?(?:people|persons?|men|women|children|jobs|workers|employees|inhabitants|residents|citizens|voters"
    r"|users|households|homes|passengers|visitors|tourists|refugees|migrants|customers|subscribers|vehicles|cars|shares"
    r"|votes|copies|pupils|students|patients|deaths|cases|tickets|units|bags|cattle|sheep|pigs)\b"
)
_THINGS: Final = re.compile(
    r" (?:of (?:them|these|those|the)\b|[A-Z]"
    r"|(?:[a-z-]+ )?(?!(?:was|is|its|has|this|across)\b)[a-z-]{2,}[^s\W]s\b)"
)
_WORD: Final = re.compile(r" ([^\W\d_][\w'-]*)")

_LABEL: Final = re.compile(
    r"(?P<name>\b(?:foot)?(?:notes?|nn?\.|fn\.?)|\bpages?|\bpp?\.|\bchapters?|\bchaps?\.|\bchs?\.|\bsections?|\bsecs?\.|[§#]"
    r"|\b(?:sub)?paragraphs?|\bparas?\.?|\barticles?|\barts?\.|\btables?|\btab\.|\bfigures?|\bfigs?\.|\bbox(?:es)?"
    r"|\bannex(?:es)?|\bappendix|\bclauses?|\bvolumes?|\bvols?\.|\bversion|\bnos?\.|\bn[r°o]\.|\bnumbers?|\bdecrees?|\bresolutions?|\bdirectives?|\bprotocols?|\bregulations?|\bordinances?|\bsee|\bcf\."
    r"|\bnot|\b(?-i:No|Nr|Line|Route|Room|Decision|Act|Part|Item|Rule|Law|Order|Case"
    r"|Type|Model|Class|Level|Phase|Stage|Volume|Flight|Boeing|Airbus|Apollo|Sputnik|Soyuz|Group of|EU|Channel|Highway"
    r"|Motorway|Interstate|Junction|Exit|Windows|Studio|Psalm|Title|Pier|Gate|Platform|Reactor|Ward|District|Camp|Goal"
    r"|Basel|Formula|Big|Fortune|Catch|World War|Stream|Agenda|S&P|FTSE|Nasdaq|Nikkei|Russell|Priority|Question|Day"
    r"|Grade|Schedule|Sector|Block|Lot|Plot|Radio|Mark))"
    r"(?P<more> ?(?:\d+(?:[.,]\d+)*(?:, | and | or | to |-|, and ))*) ?$",
    re.IGNORECASE,
)
_VERB: Final = re.compile("see|numbers?", re.IGNORECASE)
_BEGINS: Final = re.compile(r"(?:^|[.;:!?] )\($")
_CLOCK_BEFORE: Final = re.compile(r"\d[:/]$|[^\W\d_]-$|\d[°º] ?$|\d['′] ?$")
_CLOCK_BEHIND: Final = re.compile(
    # a slash behind a unit leads to what the number is for each of: "7 USD/1000 m3"
    r"(?<=(?<![^\W\d_])\d)[:/]\d"
    r"| ?[°º′″](?! ?[CFcf]\b)| ?(?:[ap]\.m\.?|[ap]m|o'clock|noon|midnight|hrs)(?!\w)| ?\d{1,2}[sd]\b",
    re.IGNORECASE,
)
_PART_BEFORE: Final = re.compile(r"\b(?:19|20)\d\d ?= ?$|(?<=\d)\($|\bp ?[<>=] ?$")
"""What leads to the base of an index, a part of an article, or how sure statistics are."""

_GLUED: Final = re.compile(r"[^\W\d_]{3}[.,;]['\")]?$")
_OVER: Final = re.compile(r"$| [A-Z]")
"""What is around a mark of a note that is glued to the end of a sentence."""

_NOTE_BEHIND: Final = re.compile(r"/(?= |$)")
_NOTE: Final = 3
"""A mark of a note as "1/" has fewer digits."""

_SCORE: Final = re.compile(r"-(\d+)(?![.,]?\d|[%\w])(?! ?(?:per|%|thousand|million|billion|trillion))")
_UNCLEAR_BEHIND: Final = re.compile(r"\^|\*\d| [a-z]+[⁻^]| ?[×x](?!\w)| k\b|[+]/-| below zero\b", re.IGNORECASE)
_SQUARE: Final = re.compile(r"\[\d{1,3}(?:(?:, ?|-| and )\d{1,3})*\]")
_CODES: Final = re.compile(
    r"\bISBN[-: ]*[\dX-]+(?: [\dX-]+)*|\bISSN[: ]*\d{4}-\d{3}[\dX]|\bdoi:? ?\S+|\b10\.\d{4,}/\S+"
    r"|(?<![\w.,])\d+(?:-\d+){2,}(?![\w])"
    r"|(?:\+\d{1,3}|\(0\d+\))(?:[ -]?\(?\d{2,}\)?){2,6}",
    re.IGNORECASE,
)
_PHONE_DIGITS: Final = 8


def codes_in(text: str) -> list[tuple[int, int]]:
    """Find marks of notes in brackets, telephone numbers and other codes: where each begins and ends, in order."""
    codes = [
        match.span()
        for match in _CODES.finditer(text)
        if match[0][0] not in "+(" or sum(c.isdigit() for c in match[0]) >= _PHONE_DIGITS
    ]
    return sorted([*(match.span() for match in _SQUARE.finditer(text)), *codes])


def counts_other(text: str, end: int) -> bool:
    """Whether a word stands right behind a number and says of what it is, so that no unit said elsewhere is its."""
    match = _WORD.match(text, end)
    if match is None or not match[1].islower():
        return _FOREIGN.match(text, end) is not None
    # short words of other scripts are prepositions more often than units
    return not _FOLLOWING.fullmatch(match[1]) and (match[1].isascii() or len(match[1]) > 3)


def counts_many(text: str, end: int) -> bool:
    """Whether a word behind "12m" is of what comes in millions."""
    return _MANY.match(text, end) is not None


def may_count(text: str, end: int) -> bool:
    """Whether words behind "12m" may say of what there are so many, and not how long something is."""
    return _THINGS.match(text, end) is not None


def standing_of(text: str, start: int, end: int, plain: bool) -> Standing:
    """Tell what a number in digits is a part of by what is around it; ``plain``: it has no unit, scale or currency."""
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if plain and _GLUED.search(before) and _OVER.match(behind):
        return "part"
    if plain and (_PART_BEFORE.search(before) or (_NOTE_BEHIND.match(behind) and end - start < _NOTE)):
        return "part"
    if plain and before.endswith((" '", "('")) and text[start:end].isdecimal() and "'" not in behind:
        return "unclear"
    if _CLOCK_BEHIND.match(text, end, end + _AROUND) or (plain and _CLOCK_BEFORE.search(before)):
        return "part"
    if _UNCLEAR_BEHIND.match(behind):
        return "unclear"
    if not plain:
        return "unclear" if before.casefold().endswith(" not ") else ""
    label = _LABEL.search(before)
    if label is not None and _VERB.fullmatch(label["name"]) and counts_other(text, end):
        return ""
    if label is not None and label["more"].strip() and not label["name"].endswith(("s", "s.", "pp.", "§")):
        return "" if counts_other(text, end) else "part"
    if label is not None:
        return "unclear" if label[0].casefold().startswith("not ") else "part"
    numbered = _BEGINS.search(before) and behind.startswith(") ")
    return "part" if numbered or _is_score(text, start, end) else ""


def _is_score(text: str, start: int, end: int) -> bool:
    """Whether two numbers with a hyphen count down, as in "won 12-5"; ranges count up."""
    behind = _SCORE.match(text, end)
    if behind and text[start:end].isdecimal():
        return int(behind[1]) <= int(text[start:end])
    before = re.search(r"(?<![\d.,-])(\d+)-$", text[max(0, start - _AROUND) : start])
    return bool(before and text[start:end].isdecimal() and int(before[1]) >= int(text[start:end]))


_NEXT: Final = re.compile(r" ?[(-]?[$€£]?\d")
_LAST: Final = re.compile(r"[\d)%] [(-]?[\d.,]+\)?%? $")
_ACCOUNT: Final = re.compile(
    r"\b(?:loss(?:es)?|profits?|income|results?|earnings|surplus|deficit|balance|flows?|equity|expenses?|expenditures?"
    r"|costs?|tax(?:es)?|depreciation|amorti[sz]ation|revenues?|total|change|net)"
    r"(?: (?:for|of|in|before|after|from) (?:the )?[a-z]+){0,2}:? $",
    re.IGNORECASE,
)
_SPELLED: Final = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty|hundred|thousand|million) $"
)
_ALONE: Final = re.compile(r"$| [A-Z(\d$€£-]")


def sign_by_bracket(text: str, start: int, end: int, money: bool, marked: bool) -> Sign:
    """Tell whether a number in brackets is less than zero, as accounts print it; in a sentence "(2.5)" is 2.5.

    ``money``: a currency stands before the bracket; ``marked``: it has a currency, grouping or decimals in it. Numbers
    in a row of others are less than zero, and those behind the name of an account where no sentence goes on; what may
    be either is unclear.
    """
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if money:
        return "minus"
    if spelled_before(text, start):
        return ""
    if _BEGINS.search(f"{before}(") and not marked:
        return ""
    if _NEXT.match(behind) or _LAST.search(before):
        return "minus"
    if _ACCOUNT.search(before):
        return "minus" if _ALONE.match(behind) else "unclear"
    return "unclear" if not behind and before and marked else ""


def spelled_before(text: str, start: int) -> bool:
    """Whether a bracket says again what number words before it say: "twelve (12) per cent"."""
    return _SPELLED.search(text[max(0, start - _AROUND) : start]) is not None


_DASH: Final = re.compile(r"(?P<word>\S*) ?(?P<dash>[-−]) $")
_CLOSING: Final = re.compile(r"[^.;:?!]*? [-−](?=[ ,])")
_NO_WORD: Final = re.compile(
    r"|.*[:(=]|(?:was|were|is|are|at|to|of|by|from|and|between|or|be|been|reached)", re.IGNORECASE
)


def sign_by_dash(text: str, start: int, end: int, money: bool) -> Sign:
    """Tell whether a dash with a blank behind it is the minus of a number, or one between words ("growth – 2.5")."""
    match = _DASH.search(text[max(0, start - _AROUND) : start])
    if match is None or match["word"][-1:].isdigit() or match["word"][-1:] in {"%", ")"}:
        return "unclear" if match is not None and match["dash"] == "−" else ""
    pair = _CLOSING.match(text, end, end + 2 * _AROUND) is not None
    if match["dash"] == "−":
        return "unclear" if pair else "minus"
    # "imports – $5" has a dash, since no minus stands apart from a currency
    return "" if (pair or money) and not _NO_WORD.fullmatch(match["word"]) else "unclear"
