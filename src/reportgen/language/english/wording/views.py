"""What a passage says to be somebody's view, and a sentence says as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.language.english.wording.model import Flaw, Told, Word

_SAYING: Final = (
    "argu(?:es?|ed|ing)|claim(?:s|ed|ing)?|assert(?:s|ed)?|contend(?:s|ed)?|insist(?:s|ed)?|alleg(?:es?|ed)|complain(?:s|ed)?"
    "|declar(?:es?|ed)|announc(?:es?|ed)|report(?:s|ed)?|stat(?:es|ed)|not(?:es|ed)|warn(?:s|ed)?|admit(?:s|ted)?"
    "|acknowledg(?:es?|ed)|explain(?:s|ed)?|emphasi[sz](?:es?|ed)|stress(?:es|ed)?|conclud(?:es?|ed)|predict(?:s|ed)?|remark(?:s|ed)?"
    "|maintain(?:s|ed)?|suspect(?:s|ed)?|hold|holds|held|suggest(?:s|ed)?|point(?:s|ed) out|observ(?:es?|ed)|fear(?:s|ed)?|hop(?:es?|ed)"
)
"""Verbs behind which "that" tells what somebody says."""

_OPINION: Final = "say(?:s)?|said|believ(?:es?|ed)|think(?:s)?|thought|estimat(?:es?|ed)|reckon(?:s|ed)?|judg(?:es?|ed)|feel(?:s)?|felt"
"""Verbs behind which a view may stand without "that"."""

_TAKING: Final = (
    "describ(?:es?|ed)|present(?:s|ed)?|regard(?:s|ed)?|view(?:s|ed)?|perceiv(?:es?|ed)|portray(?:s|ed)?|see(?:s)?|saw|interpret(?:s|ed)?"
    "|characteri[sz](?:es?|ed)|treat(?:s|ed)?|depict(?:s|ed)?"
)
"""Verbs of taking something "as" something."""

_NAMING: Final = "consider(?:s|ed)?|call(?:s|ed)?|term(?:s|ed)?|deem(?:s|ed)?|label(?:s|led)?|dub(?:s|bed)?"
_WHAT: Final = r"(?: (?:the|a|an|its|their|his|her|this|these|it|they|there|all|no|[A-Z]\w+)\b)"
_REPORTED: Final = (
    re.compile(r"\baccording to (?P<holder>[^,.;:()]+)", re.IGNORECASE),
    re.compile(r"\bin (?P<holder>[\w'’ -]{2,40}?['’]s?) (?:view|opinion|words|eyes|account|judgement|judgment|assessment)\b", re.IGNORECASE),
    re.compile(r"\bin the (?:words|view|opinion|eyes|judgement|assessment) of (?P<holder>[^,.;:()]+)", re.IGNORECASE),
    re.compile(r"\bin the (?P<holder>official|government|ministry|party) (?:view|opinion|account|version)\b", re.IGNORECASE),
    re.compile(r"\bas (?P<holder>[^,.;:()]{2,40}?) (?:puts?|said|says|noted|notes|argues|argued|observed|writes|wrote)(?: it)?\b", re.IGNORECASE),
    re.compile(r"(?:^|[.;] )(?:For|To) (?P<holder>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*),"),
    re.compile(r"\b(?P<holder>officially),", re.IGNORECASE),
    re.compile(rf"(?P<holder>[^,.;:()]+?),? (?:\w+ly )?(?:{_SAYING}|{_OPINION}) that\b", re.IGNORECASE),
    re.compile(rf"(?P<holder>[^,.;:()]+?) (?:{_OPINION})(?! (?:the word|no to)\b){_WHAT}"),
    re.compile(rf"(?P<holder>[^.;:()]+?) (?:{_TAKING}) (?:in )?[^.;:()]{{2,60}}? (?:as|a|an) ", re.IGNORECASE),
    re.compile(rf"(?P<holder>[^,.;:()]+?) (?:{_NAMING}){_WHAT}"),
)
_OWN: Final = re.compile(
    r"\b(?:I|we|my|our|this (?:article|paper|study|chapter|essay|report|analysis)|the (?:present )?(?:author|article|paper|study)s?"
    r"|it|one|which|there|that)\s*(?:also |have |has |can |will |could |may |should |must |be |is |was |here )*$",
    re.IGNORECASE,
)
"""A passage's own voice, and what tells of nobody."""

_TOLD: Final = re.compile(
    rf"\b(?:according to|in the (?:words|view|opinion|eyes) of|official(?:ly)?|views?|opinion|in the eyes|reported(?:ly)?|allegedly"
    rf"|supposed(?:ly)?|{_SAYING}|saying|{_OPINION}|{_TAKING}|{_NAMING}|thought|deemed|known as|so-called|estimates?|as .{{2,40}} (?:puts?|has) it"
    r"|quot(?:es|ed|ing|ation)|cit(?:es|ed|ing)|blam(?:es?|ed|ing)|accus(?:es?|ed|ing)|in .{2,30}['’]s? (?:view|words|eyes|account)|account"
    r"|for [A-Z]\w+|by [A-Z]\w+|promised|prais(?:es?|ed)|criticis\w+|wishe[sd]|demand(?:s|ed)?|finds?|found|reject(?:s|ed)?|express\w*"
    r"|speaks? of|spoke of|accepts?|denies|denied|answer\w*|critics|tells?|told|defin(?:es?|ed|ition)|understood|voices?|counts?)\b",
)
_RELAYING: Final = r"(?:report|cit|quot|relay)\w*"
_SOURCE_SAYS: Final = "{} (?!" + _RELAYING + r")[a-z]+(?:s|es)?\b"


def reported_views(passage: Told) -> Iterator[tuple[re.Match[str], frozenset[str]]]:
    """Yield where a passage says that something is somebody's view, with the stems of who that is."""
    for pattern in _REPORTED:
        for match in pattern.finditer(passage.text):
            if not _OWN.search(match["holder"]):
                inside = [w for w in passage.words if match.start("holder") <= w.start < match.end("holder")]
                if inside:
                    yield match, frozenset(word.stem for word in inside)


def tells_view(sentence: Told, holders: frozenset[str] = frozenset(), tellers: Sequence[str] = ()) -> bool:
    """Whether a sentence says that it reports a view, or names one of ``holders``.

    ``tellers`` are the names of the sources: that one of them says so makes it no view that is reported.
    """
    text = sentence.text
    for teller in tellers:
        text = re.sub(_SOURCE_SAYS.format(re.escape(teller)), "…", text)
        text = re.sub(rf"\b(?:[Ff]or|[Bb]y|[Aa]ccording to) {re.escape(teller)}\b", "…", text)
    return _TOLD.search(text) is not None or not holders.isdisjoint(sentence.stems)


def unattributed_views(sentence: Told, passages: Sequence[Told], tellers: Sequence[str] = ()) -> Iterator[Flaw]:
    """Yield the views of somebody else that a sentence tells as facts."""
    for number, passage in enumerate(passages):
        for match, holders in reported_views(passage):
            view = [w for w in passage.words if w.stem not in holders]
            shared = {w.stem for w in view} & sentence.stems
            if len(shared) >= 2 and not tells_view(sentence, holders, tellers):
                told = [w for w in sentence.words if w.stem in shared]
                yield Flaw("unattributed-view", _stretch(told), number, match.span(), match["holder"].strip())
                break


def _stretch(words: Sequence[Word]) -> tuple[int, int]:
    return words[0].start, words[-1].end
