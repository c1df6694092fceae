"""What a number counts in English: the "schools" of "312 small schools", and which nouns are of the same things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from reportgen.language.english.wording.stems import SMALL, stem

_RUN: Final = re.compile(r"(?: [a-z][a-z'-]*){1,4}")
_ENDS: Final = SMALL | {"million", "billion", "thousand", "per", "cent", "percent", "respectively", "apiece"}
_IRREGULAR: Final = frozenset(
    [
        "people",
        "men",
        "women",
        "children",
        "workmen",
        "servicemen",
        "policemen",
        "fishermen",
        "businessmen",
        "salesmen",
        "cattle",
        "sheep",
        "aircraft",
        "police",
        "deer",
        "fish",
        "personnel",
        "staff",
        "crews",
        "media",
        "data",
        "lice",
        "mice",
        "geese",
        "teeth",
        "feet",
        "oxen",
        "alumni",
        "criteria",
        "phenomena",
    ]
)
_NO_PLURAL: Final = re.compile(
    r"(?:ss|us|is|ous|(?:onom|olit|atist|emat|phys|eth|gist|hlet)ics|'s)$|^(?:was|has|does|its|his|this|always|perhaps|across|versus)$"
)
_OPEN: Final = frozenset(
    [
        "others",
        "ones",
        "items",
        "things",
        "units",
        "cases",
        "times",
        "years",
        "months",
        "weeks",
        "days",
        "hours",
        "points",
        "places",
    ]
)
"""Nouns that may stand for any other, or are units of their own."""

_KIN: Final = (
    frozenset(["death", "dead", "die", "kill", "fatality", "victim", "casualty", "casualties", "life", "live"]),
    frozenset(["household", "family", "families", "home"]),
    frozenset(["job", "post", "position", "place", "vacancy", "vacancies"]),
    frozenset(["town", "city", "cities", "municipality", "municipalities", "settlement", "community", "communities"]),
    frozenset(["firm", "company", "companies", "business", "businesses", "enterprise"]),
    frozenset(["pupil", "student", "child", "schoolchild", "learner"]),
    frozenset(["country", "countries", "state", "nation"]),
    frozenset(["car", "vehicle", "automobile"]),
    frozenset(["house", "home", "dwelling", "building"]),
    frozenset(["flat", "apartment", "dwelling", "home"]),
    frozenset(["ship", "vessel", "boat"]),
    frozenset(["worker", "employee", "staff", "personnel"]),
)
"""Nouns, and verbs of what befell those counted, by which texts count the same things."""

_ANYBODY: Final = frozenset(
    ["people", "persons", "individuals", "inhabitants", "residents", "population", "members", "participants", "souls"]
)
"""Nouns for people of any kind."""

_PEOPLE: Final = re.compile(
    r"people|persons?|men|women|children|(?:\w+)?(?:men|women)|pupils|students|patients|residents|inhabitants|citizens"
    r"|souls|individuals|youths?|girls|boys|adults|elderly|refugees|migrants|staff|personnel|police|troops|members|guests"
    r"|nurses|clerks|victims|deaths|dead|volunteers|\w+(?:ists|ees|ians|ants|eers|ors)"
    r"|(?!contain|comput|tow|riv|corn|lett|ord|numb|pap|cov|trail|tank|freight|bunk|cent|met|lit|pow|pap|quart|off|border"
    r"|boil|print|buff|lay|show|draw|coach|fold|serv|rout|mixers|loaders|bulldoz|helicopt|steam|cruis|lin|barri|charg"
    r"|count|chamb|chapt|matt|cell|carri|park|bann|post|plast|blist|canc|shelt|theat|gutt|hang|drill|boost|sensors"
    r"|schoon|cutt)\w+ers",
    re.IGNORECASE,
)
_THINGS: Final = re.compile(
    r"doors|floors|(?:sect|fact|mot|mete|react|tract|gener|eleva|corrid|refrig|sens|cond|vect|err|col)\w*ors"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def noun_at(text: str, end: int) -> str:
    """Return the plural noun that a number which ends there counts, or nothing where none is sure."""
    run = _RUN.match(text, end)
    for word in run[0].split() if run else ():
        if word in _ENDS:
            return ""
        if _is_plural(word):
            return "" if word in _OPEN else word
    return ""


def nouns_in(text: str) -> Iterator[str]:
    """Yield the plural nouns of the name of a unit or measure."""
    yield from (word for word in _WORD.findall(text.casefold()) if _is_plural(word) and word not in _OPEN)


def is_of(noun: str, text: str) -> bool:
    """Whether a noun counts what a text speaks of: by the same word, one that is used for it, or people by any."""
    words = [word.casefold() for word in _WORD.findall(text)]
    own = _root(noun)
    # farmers are no farms, though both come of one root
    roots = {_root(word) for word in words if not _is_plural(word) or is_people(word) == is_people(noun)}
    if own in roots or any(own in kin and kin & roots for kin in _kin()):
        return True
    return (is_people(noun) and not _ANYBODY.isdisjoint(words)) or (noun in _ANYBODY and any(map(is_people, words)))


def is_people(noun: str) -> bool:
    """Whether a plural noun is one for people, by its ending."""
    return _PEOPLE.fullmatch(noun) is not None and _THINGS.fullmatch(noun) is None


def _is_plural(word: str) -> bool:
    return word in _IRREGULAR or (len(word) > 3 and word.endswith("s") and not _NO_PLURAL.search(word))


@lru_cache(maxsize=1)
def _kin() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(_root, kin)) for kin in _KIN)


def _root(word: str) -> str:
    return stem(word.rsplit("-", 1)[-1])
