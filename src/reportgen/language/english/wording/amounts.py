"""What a sentence says of more than its passage does: "all" for "some", "the largest" for "one of the largest"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.language.english.wording.model import Flaw, ParsedText


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_NOT_SUPERLATIVE: Final = (
    "inter|for|har?v|w|t|requ|prot|sugg|inv|conqu|arr|cont|hon|mod|r|gu|qu|manif|dig|ch|pri|n|unr|earn|j|temp|f|p|z|v"
    "|cr"
    "|midw|southw|northw|budap|buchar|lat|ing|att|det|inf|mol|ball|nearly"
)
_SUPERLATIVE: Final = (
    rf"(?!(?:{_NOT_SUPERLATIVE})est\b)[a-z]+est|(?<!at )(?:most|least) (?!of\b|[a-z]+s\b)[a-z]{{4,}}(?<!ly)"
    rf"|worst|utmost"
)
_SAVE: Final = r"(?! (?:[\w-]+ ){0,2}(?:but|except|save)\b)"
"""That no exception is made: "in every year but one"."""

_ALL: Final = (
    r"(?<!above )(?<!after )(?<!at )(?<!not )(?<!of )(?<!once and for )(?<!nearly )(?<!almost )all"
    rf"(?! (?:the same|but|in all|along|too)\b|-){_SAVE}"
    rf"|(?<!nearly )(?<!almost )(?<!not )every(?:one|thing|where|body)?{_SAVE}"
    r"|entire(?:ly)?|(?<!on the )(?<!as a )whole(?= (?:of the|(?!and|or|by|in|of|for|to|as|with)[a-z]))"
    r"|wholly|completely|always|constantly|invariably|without exception"
    r"|fully|totally"
)
_FRACTION: Final = (
    r"(?:two|three|four|five|six|seven|eight|nine|\d+) (?:in|(?:out )?of(?: the)?) (?:every )?"
    r"(?:three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|\d+)"
)
_NONE: Final = r"none|never|no(?! (?:longer|doubt|more|less|sooner)\b)|nobody|nothing|at no time"
_NUMBER: Final = r"\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve|…"


@dataclass(frozen=True)
class _Amount:
    """Words of a sentence that claim much, the words of a passage that bear them out, and whether these must be there.

    ``alone``: it is a flaw too where the passage says nothing of how much.
    """

    said: re.Pattern[str]
    borne_out: re.Pattern[str]
    alone: bool


_AMOUNTS: Final = (
    _Amount(
        _words(rf"(?:{_ALL})(?! (?:{_NUMBER}))"),
        _words(
            rf"{_ALL}|each|(?:which|what|who|when|where)(?:so)?ever|regardless|irrespective|no matter"
            rf"|any(?:one|thing|where)?|complete|full|total|ever|both|universal(?:ly)?|no|none|never"
            rf"|not (?:a single|one)"
            r"|nobody|without exception|throughout|across|common|together|100|general(?:ly)?|absolute(?:ly)?|solely"
            r"|only"
            r"|altogether|thorough(?:ly)?|continu\w+|permanent(?:ly)?|regular(?:ly)?|whole|nothing|in general"
            r"|comprehensive"
            rf"|(?:{_SUPERLATIVE})"
        ),
        True,
    ),
    # told of each what a passage tells of the kind is no more than that
    _Amount(_words(r"each(?! other)"), _words(rf"{_ALL}|each|any\w*|per|both"), False),
    _Amount(
        _words(r"(?<!at )(?<!the )most(?! [a-z]{4,}ly\b)(?= of| [a-z]+s\b)|the majority|mostly|largely|mainly"),
        _words(
            rf"most(?:ly)?|majority|mainly|largely|bulk|predominan\w+|dominant|more than half|(?:two|three"
            rf"|four) (?:third|quarter|fifth)s"
            rf"|per ?cent|%|nearly|almost|{_ALL}|none|overwhelming(?:ly)?|chief(?:ly)?|primar(?:y|ily)"
            rf"|principal(?:ly)?|general(?:ly)?"
            r"|usual(?:ly)?|typical(?:ly)?|main|key|great(?:er|est)? part|major|above all|first of all"
            rf"|particular(?:ly)?|all|{_FRACTION}|as a rule|(?:{_SUPERLATIVE})"
        ),
        True,
    ),
    _Amount(
        _words(r"many|numerous|a large number"),
        _words(
            rf"many|numerous|most|{_ALL}|dozens?|hundreds?|thousands?|scores|lots?|majority|(?:large|great|growing"
            rf"|high) number"
            r"|multitude|much|multiple|plenty|various|variety|more|array|series|wide(?:ly)?|\d\d+|list|all|number of"
        ),
        False,
    ),
    _Amount(
        _words(
            rf"(?<!not )(?<!if )(?<!the )only(?! (?:{_NUMBER}|half|a|an|after|when|if|in|on|from|by|then|once|later|as"
            rf"|to|recently)\b)"
            r"|the only(?! (?:two|three|four))|solely|exclusively|the sole|nothing but|no other|nobody else"
            r"|(?<![,;] )alone(?! or\b)"
        ),
        _words(
            r"only|sole(?:ly)?|alone|single|exclusiv\w+|just|nothing but|no other|nobody else|except(?:ion)?s?|limited"
            r"|merely"
            r"|unique(?:ly)?|apart from|save|but for|other than|all but"
            r"|every \w+ (?:but|except)|confined|restricted|nothing else|no more|any other|without|so far|not|no"
        ),
        True,
    ),
    _Amount(
        _words(
            r"the (?:very )?first(?= to\b| in\b| (?:[a-z-]+ ){0,3}(?:to|that|in|with|of its kind|ever)\b)"
            r"(?! (?:half|quarter|phase|stage|of all|years?|months?|term|time|period|step|place|part|day|decade)\b)"
            r"|for the first time|(?:was|were|is|are) the first"
        ),
        _words(
            r"first(?:ly)?|earliest|pioneer\w*|initial(?:ly)?|before any\w*|inaugur\w+|origin\w+|unprecedented"
            r"|never before"
            r"|no other|begin\w*|began|start\w*|novel|new|until then|primary|founded"
        ),
        True,
    ),
    _Amount(
        _words(_SUPERLATIVE),
        _words(
            rf"(?<!one of the )(?<!among the )(?<!some of the )(?<!one of its )(?<!one of their )(?:{_SUPERLATIVE})"
            rf"|most|main(?:ly)?"
            r"|chief(?:ly)?|than (?:any|all|every)\w*|leading|primary|primarily|principal(?:ly)?|no other|top|peak"
            r"|record|only|key"
            r"|central|foremost|above all|first|never|unparalleled|unprecedented|major|mostly|best|especially"
            r"|particular(?:ly)?"
            r"|pivotal|paramount|last|crucial|almost|fully"
        ),
        True,
    ),
    _Amount(
        _words(rf"(?<!there is )(?<!there was )(?:{_NONE})"),
        _words(
            rf"{_NONE}|not|nor|neither|without|cannot|\w+n['’]t|zero|fail\w*|unable|lack\w*|absen\w+|den(?:y|ie[sd])"
        ),
        False,
    ),
)
_WEAK: Final = _words(
    r"some(?! of the [a-z]+est\b)|several|often|one of (?:the|its|their)|among the [a-z]+est|a number of|part(?:s"
    r"|ly)? of|sometimes"
    r"|certain|(?<!quite a )few|a handful of|a minority|minority|occasional(?:ly)?|seldom|rarely|hardly any|usually"
    r"|many|most|partly"
    r"|in part|two of|three of|various|frequently|scarcely|barely|a couple of|a group of|selected|generally|mostly"
    r"|largely"
)
_ONE_OF: Final = _words(
    r"one of|among(?:st)?|some of|as|not|(?:next|close) to|almost|nearly|virtually|practically|hardly|far from"
)
"""What makes less of words that claim much."""

_BEFORE: Final = 14


def inflated_quantities(sentence: ParsedText, passages: Sequence[ParsedText]) -> Iterator[Flaw]:
    """Yield the words of a sentence that claim more than any of its passages: the nearest of them is told."""
    near = max(range(len(passages)), key=lambda n: len(passages[n].stems & sentence.stems), default=None)
    if near is None or len(passages[near].stems & sentence.stems) < 2:
        return
    weak = _WEAK.search(passages[near].text)
    for amount in _AMOUNTS:
        said = next((m for m in amount.said.finditer(sentence.text) if not _is_one_of(sentence, m)), None)
        if said is None or not _is_shared(sentence, passages[near], said):
            continue
        if any(_bears_out(amount, sentence, passage) for passage in passages) or not (weak or amount.alone):
            continue
        yield Flaw("inflated-quantity", said.span(), near, weak.span() if weak else (0, 0), said[0])
        return


def _bears_out(amount: _Amount, sentence: ParsedText, passage: ParsedText) -> bool:
    """Whether words of a passage claim as much, in a clause that shares a word with the sentence or has none."""
    by_clause: dict[int, set[str]] = {}
    for word in passage.words:
        by_clause.setdefault(word.clause, set()).add(word.stem)
    clauses = (by_clause.get(passage.clause(m.start()), set()) for m in amount.borne_out.finditer(passage.text))
    return any(not stems or not stems.isdisjoint(sentence.stems) for stems in clauses)


def _is_one_of(sentence: ParsedText, said: re.Match[str]) -> bool:
    """Whether "one of" or the like stands right before: "among the largest"."""
    return _ONE_OF.search(sentence.text, max(0, said.start() - _BEFORE), said.start()) is not None


def _is_shared(sentence: ParsedText, passage: ParsedText, said: re.Match[str]) -> bool:
    """Whether one of the words beside those that claim much is in the passage."""
    behind = [word.stem for word in sentence.words if word.start >= said.end()][:3]
    before = [word.stem for word in sentence.words if word.end <= said.start()][-3:]
    return not passage.stems.isdisjoint([*before, *behind])
