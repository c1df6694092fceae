"""What a passage says to be somebody's view, and a sentence says as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reportgen.language.english.wording.model import Flaw, ParsedText, Word

_SAYING: Final = (
    "argu(?:es?|ed|ing)|claim(?:s|ed|ing)?|assert(?:s|ed)?|contend(?:s|ed)?|insist(?:s|ed)?|alleg(?:es?|ed)"
    "|complain(?:s|ed)?"
    "|declar(?:es?|ed)|announc(?:es?|ed)|report(?:s|ed)?|stat(?:es|ed)|not(?:es|ed)|warn(?:s|ed)?|admit(?:s|ted)?"
    "|acknowledg(?:es?|ed)|explain(?:s|ed)?|emphasi[sz](?:es?|ed)|stress(?:es|ed)?|conclud(?:es?|ed)|predict(?:s|ed)?"
    "|remark(?:s|ed)?|recommend(?:s|ed)?|advis(?:es?|ed)|urg(?:es?|ed)|propos(?:es?|ed)|demand(?:s|ed)?"
    "|maintain(?:s|ed)?|suspect(?:s|ed)?|hold|holds|held|suggest(?:s|ed)?|den(?:y|ies|ied)|doubt(?:s|ed)?"
    "|point(?:s|ed) out|observ(?:es?|ed)|fear(?:s|ed)?|hop(?:es?|ed)"
)
"""Verbs behind which "that" tells what somebody says."""

_OPINION: Final = (
    "say(?:s)?|said|saying|writes?|wrote|believ(?:es?|ed)|think(?:s)?|thought|estimat(?:es?|ed)|reckon(?:s|ed)?|judg(?:es?|ed)"
    "|feel(?:s)?|felt"
)
"""Verbs behind which a view may stand without "that"."""

_WRITING: Final = re.compile(r" (?:writes?|wrote) that$")
"""Whose words they are, and mostly no more a view of theirs than what any source says."""

_TAKING: Final = (
    "describ(?:es?|ed)|present(?:s|ed)?|regard(?:s|ed)?|view(?:s|ed)?|perceiv(?:es?|ed)|portray(?:s|ed)?|see(?:s)?|saw"
    "|interpret(?:s|ed)?"
    "|characteri[sz](?:es?|ed)|treat(?:s|ed)?|depict(?:s|ed)?"
)
"""Verbs of taking something "as" something."""

_LAYING: Final = "attribut(?:es?|ed)|ascrib(?:es?|ed)|blam(?:es?|ed)|credit(?:s|ed)?"
"""Verbs of laying something to a cause."""

_NAMING: Final = "consider(?:s|ed)?|call(?:s|ed)?|term(?:s|ed)?|deem(?:s|ed)?|label(?:s|led)?|dub(?:s|bed)?"
_WHAT: Final = r"(?: (?:the|a|an|its|their|his|her|this|these|it|they|there|all|no|[A-Z]\w+)\b)"
_REPORTED: Final = (
    re.compile(
        r"\baccording to (?!(?:\w+[ -]){0,4}(?:decisions?|agreements?|treat(?:y|ies)|articles?|laws?|schedules?|plans?"
        r"|tables?|surveys?|measurements?|records?|registers?|registr(?:y|ies)|inventor(?:y|ies)|archives?|minutes|images?"
        r"|figures?|data|statistics|census|results|annex|charter|rules?|terms|concept|constitution|decrees?"
        r"|resolutions?)\b)(?P<holder>[^,.;:()]+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bin (?P<holder>[\w'’ -]{2,40}?['’]s?) (?:view|opinion|words|eyes|account|judgement|judgment|assessment)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\bin the (?:words|view|opinion|eyes|judgement|assessment) of (?P<holder>[^,.;:()]+)", re.IGNORECASE),
    re.compile(
        r"\bin the (?P<holder>official|government|ministry|party) (?:view|opinion|account|version)\b", re.IGNORECASE
    ),
    re.compile(
        r"\bas (?P<holder>[^,.;:()]{2,40}?) (?:puts?|said|says|noted|notes|argues|argued|observed|writes"
        r"|wrote)(?: it)?\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?:^|[.;] )(?:For|To) (?P<holder>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*),"),
    re.compile(r"\b(?P<holder>officially),", re.IGNORECASE),
)
"""Words that say whose view something is, wherever they stand."""

_VERBS: Final = (
    re.compile(rf" (?:{_SAYING}|{_OPINION}) that\b", re.IGNORECASE),
    re.compile(rf" (?:{_OPINION})(?! (?:the word|no to)\b){_WHAT}"),
    re.compile(rf" (?:{_TAKING}) (?:in )?[^.;:()]{{2,60}}? (?:as|a|an) ", re.IGNORECASE),
    re.compile(rf" (?:{_LAYING}) [^.;:()]{{0,60}}?\b(?:to|on|for|with) "),
    re.compile(rf" (?:{_NAMING}){_WHAT}"),
)
"""Verbs behind which a view stands, and before which who has it."""

_OVER: Final = re.compile(r"[;,] (?:and|but) (?!that\b)|; ")
"""What ends that which somebody says: the passage goes on by itself."""

_BOUND: Final = re.compile(r"[.;:()]")
_WHO: Final = re.compile(r"(?:who|which|whose)\b")
_TAKEN_FOR_GRANTED: Final = re.compile(
    r"\b(?:since|after|before|when|once|until|which|whose|who)\b[^,;:.]*", re.IGNORECASE
)
"""Clauses that a view takes for granted, which are as well known as if nobody had said so."""

_SHORT: Final = 5
"""Words, at most, before a verb that also names things: "a bloc called the Union"."""

_OWN: Final = re.compile(
    r"\b(?:I|we|my|our|this (?:article|paper|study|chapter|essay|report|analysis)|the (?:present )?(?:author|article"
    r"|paper|study)s?"
    r"|it|one|which|there|that)\s*(?:also |have |has |can |will |could |may |should |must |be |is |was |here )*$",
    re.IGNORECASE,
)
"""A passage's own voice, and what tells of nobody."""

_LINK: Final = re.compile(r" (?:of|and|or|in|at|for|from|who|which|with|himself|herself|itself|also|later|then|even)\b")
"""What stands behind a name and is no part of it."""

_PASSIVE: Final = re.compile(r"\b(?:be|is|are|was|were|been|being|to)(?: \w+ly)?$", re.IGNORECASE)
"""Words before a verb that make its holder nobody: "is considered", "to say that"."""

_TOLD: Final = re.compile(
    rf"\b(?:according to|in the (?:words|view|opinion|eyes) of|official(?:ly)?|views?|opinion|in the eyes"
    rf"|reported(?:ly)?|allegedly|if .{{2,40}} (?:is|are|was|were) (?:right|correct|to be believed)"
    rf"|(?:is|are|was|were) (?:against|in favour)|[Ii]t (?:seems|appears)|[Ss]eemingly|[Aa]pparently"
    rf"|supposed(?:ly)?|{_SAYING}|{_OPINION}|{_TAKING}|{_NAMING}|thought|deemed|known as|so-called|estimates?"
    rf"|as .{{2,40}} (?:puts?|has) it"
    r"|quot(?:es|ed|ing|ation)|cit(?:es|ed|ing)|blam(?:es?|ed|ing)|accus(?:es?|ed|ing)|in .{2,30}['’]s? (?:view|words"
    r"|eyes|account)|account"
    r"|for [A-Z]\w+|by [A-Z]\w+|promised|prais(?:es?|ed)|criticis\w+|wishe[sd]|demand(?:s|ed)?|finds?|found|reject(?:s"
    r"|ed)?|express\w*"
    r"|speaks? of|spoke of|accepts?|denies|denied|answer\w*|critics|tells?|told|defin(?:es?|ed|ition)|understood"
    r"|voices?)\b",
)
_PRONOUNS: Final = ("[Ii]t", "[Tt]he (?:source|paper|article|study)", "[Tt]he same (?:source|paper)", r"[Ii]ts \w+")
_RELAYING: Final = r"(?:report|cit|quot|relay)\w*"
_SOURCE_SAYS: Final = "{} (?!" + _RELAYING + r")[a-z]+(?:s|es)?\b"


_SOURCES: Final = re.compile(
    r"\b(?:one|each|either|neither|two|both|another|other|first|second|no|every)(?: of (?:the|them"
    r"|these)(?: \w+)?)? (?:sources?|accounts?|papers?|articles?)\b"
    r"|\ball (?:…|two|three|four|five|(?:the )?sources)|\b(?:one|two|both|neither|each) of them\b|\bone source\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class View:
    """A view that a text reports: where the words stand that say so, who has it, and where it begins and ends."""

    place: tuple[int, int]
    holder: str
    stems: frozenset[str]
    begin: int
    end: int

    def said(self, told: ParsedText) -> frozenset[str]:
        """Return the stems of what the view says, in the text that reports it."""
        stems = (word.stem for word in told.words if self.begin <= word.start < self.end)
        return frozenset(stems) - self.stems

    def asserted(self, told: ParsedText) -> frozenset[str]:
        """Return the stems of what the view says without what it takes for granted."""
        granted = [m.span() for m in _TAKEN_FOR_GRANTED.finditer(told.text, self.begin, self.end)]
        inside = (w for w in told.words if self.begin <= w.start < self.end)
        return frozenset(w.stem for w in inside if not any(a <= w.start < b for a, b in granted)) - self.stems


@lru_cache(maxsize=2_000)
def reported_views(passage: ParsedText) -> Sequence[View]:
    """Return where a passage says that something is somebody's view; many sentences cite the same."""
    return tuple(_views(passage))


def _views(passage: ParsedText) -> Iterator[View]:
    text = passage.text
    for match in (m for pattern in _REPORTED for m in pattern.finditer(text)):
        begin = max((m.end() for m in _OVER.finditer(text, 0, match.start())), default=0)
        over = _OVER.search(text, match.end())
        yield from _view(passage, match.span("holder"), match.span(), begin, over.start() if over else len(text))
    for pattern in _VERBS:
        for match in pattern.finditer(text):
            who = _before(text, match.start())
            if pattern is not _VERBS[-1] or len(text[slice(*who)].split()) <= _SHORT:
                end = _OVER.search(text, match.end())
                last = end.start() if end else len(text)
                yield from _view(passage, who, (who[0], match.end()), match.end(), last)


def _before(text: str, verb: int) -> tuple[int, int]:
    """Return where those stand who do what a verb says; a clause between commas before it is left out."""
    begin = max((m.end() for m in _BOUND.finditer(text, 0, verb)), default=0)
    parts = text[begin:verb].split(",")
    last = parts[-1].strip()
    if len(parts) == 2 and not last:
        return begin, begin + len(parts[0])  # "they left, saying that"
    if len(parts) > 2 and (not last or _WHO.match(parts[-2].strip())):
        return begin, begin + len(parts[0])
    return verb - len(parts[-1].lstrip()), verb


def _view(passage: ParsedText, who: tuple[int, int], place: tuple[int, int], begin: int, end: int) -> Iterator[View]:
    holder = passage.text[slice(*who)].strip()
    if not _OWN.search(holder) and not _PASSIVE.search(holder):
        inside = [word for word in passage.words if who[0] <= word.start < who[1]]
        if inside:
            stems = frozenset(word.stem for word in inside if _is_head(passage, word, who))
            yield View(place, holder, stems, begin, end)


def _is_head(passage: ParsedText, word: Word, who: tuple[int, int]) -> bool:
    """Whether a word is what somebody is called by: "Ministry" of "the Foreign Ministry of Serbia", a surname."""
    behind = passage.text[word.end : who[1]]
    return (
        not (re.match(r"[ -]\w", behind) and not _LINK.match(behind))
        and " of " not in passage.text[who[0] : word.start]
    )


def tells_view(sentence: ParsedText, holders: frozenset[str] = frozenset(), tellers: Sequence[str] = ()) -> bool:
    """Whether a sentence says that it reports a view, or names one of ``holders``.

    ``tellers`` are the names of the sources: that one of them says so makes it no view that is reported.
    """
    text = sentence.text
    for teller in (*tellers, *_PRONOUNS):
        # what "it" says is the source's own
        text = re.sub(_SOURCE_SAYS.format(teller), "…", text)
        text = re.sub(rf"\b(?:[Ff]or|[Bb]y|[Aa]ccording to) {teller}\b", "…", text)
    return _TOLD.search(text) is not None or not holders.isdisjoint(sentence.stems)


def tells_of_sources(sentence: str) -> bool:
    """Whether a sentence says that it is some source's word, without its name: "one source finds"."""
    return _SOURCES.search(sentence) is not None


def unattributed_views(
    sentence: ParsedText, passages: Sequence[ParsedText], tellers: Sequence[str] = ()
) -> Iterator[Flaw]:
    """Yield the views of somebody else that a sentence tells as facts."""
    for number, passage in enumerate(passages):
        for view in reported_views(passage):
            if _WRITING.search(passage.text[slice(*view.place)]):
                continue
            said = view.said(passage)
            told = [word for word in sentence.words if word.stem in said]
            known = {word.stem for word in told}
            if (
                len(known) > 1
                and len(known & view.asserted(passage)) * 2 >= len(known)
                and not tells_view(sentence, view.stems, tellers)
            ):
                stretch = told[0].start, told[-1].end
                yield Flaw("unattributed-view", stretch, number, view.place, view.holder)
                break
