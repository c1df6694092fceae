"""Numbers that are typed where they should be named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportgen.checks.claim_matching import is_half
from reportgen.checks.hidden import hidden
from reportgen.checks.prose import Lines, paragraphs
from reportgen.checks.statements import CHAPTERS
from reportgen.draft.model import Draft, DraftFile
from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.language.english import lexicon
from reportgen.language.english.lexicon import BASIS_POINTS, PERCENT, POINTS, TIMES
from reportgen.language.known import words_of
from reportgen.language.model import Words
from reportgen.language.numerals import numbers_in
from reportgen.language.quantities import PLACE, RANK
from reportgen.project.model import Column, Project

_WORD: Final = re.compile(r"\S*\d\S*")
_EDGES: Final = ".,;:!?()[]“”‘’\"'…"
_AROUND: Final = 24
_BLANKS: Final = {0xA0: " ", 0x202F: " ", 0x2011: "-"}
_SMALL: Final = 12
"""A title may count so many things in words of its own: "Two sources, not three"."""

_TELLING: Final = frozenset({PERCENT, POINTS, BASIS_POINTS, TIMES}) | lexicon.CODES
"""Units of which even a small number is data: "five per cent", "twice", "two dollars"."""

_OF: Final = re.compile(r" of\b")
_BEHIND: Final = 4
"""Letters behind a part, with its "of"; without it "a fourth" is another one in English."""

_LABELS: Final = ("unit", "names")
"""Options of charts that are printed as they stand."""


def check_typed(draft: Draft, language: str = "en") -> Findings[None]:
    """No digit of the chapters, or of the titles, notes and descriptions in report.toml, is typed.

    Bodies of macros, counters, listings and the words of drawings count too. What calls print is no such digit; what
    a template prints from a row without a call is one, since the ledger does not know it. Where no sentence stands,
    numbers in words above twelve, parts and multiples are found as well: no check holds them against passages.
    """
    words = words_of(language)
    for title in draft.titles.values():
        printed = _Printed(title.spans)
        for word, digits in (*_numbers(title.text), *_spelled(title.text, words, title.held)):
            if not all(at in printed for at in digits):
                yield _told(word, title.text, digits[0], title.location)
    for file in draft.files:
        if not file.path.startswith(CHAPTERS):
            continue
        lines, printed = Lines(file.text), _Printed(file.spans)
        for begin, part in ((0, file), *((at, DraftFile(file.path, text, ())) for at, text in hidden(file.text))):
            for paragraph in paragraphs(part):
                spelled = part is not file or paragraph.kind == "heading"
                read = _spelled(paragraph.text, words, file.held) if spelled else ()
                for word, digits in (*_numbers(paragraph.text), *read):
                    offsets = [begin + paragraph.offset(at) for at in digits]
                    if not all(offset in printed for offset in offsets):
                        yield _told(word, paragraph.text, digits[0], file.origin(lines.at(offsets[0])))


def check_typed_labels(project: Project) -> Findings[None]:
    """No number is typed in the labels of exhibits, where no call can print one, or is itself an entry of [words]."""
    words = words_of(project.settings.language)
    for text, place in _labels(project):
        for word, digits in (*_numbers(text), *_spelled(text, words, ())):
            yield _told(word, text, digits[0], place)
    for name, text in project.settings.words.items():
        plain = " ".join(text.split()).translate(_BLANKS)
        read = next(iter(numbers_in(plain, words=words)), None)
        rest = plain[read.end :] if read is not None and not read.start else "A"
        if read is None or (rest and not (rest[0] == " " and rest.islower())):
            continue
        if read.quantity.unit not in {PLACE, RANK} and (read.quantity.total > 1 or read.quantity.fraction):
            message = f'the word "{name}" is the number "{plain}", which no row and no passage bears out'
            hint = 'print it by a call such as figure("…"); words are for names that hold digits, such as "G20"'
            yield finding("NUM012", project.place("words", name), message, hint)


def _labels(project: Project) -> Iterator[tuple[str, Location]]:
    """Yield the headings of columns and the labels of axes and series, which make no calls."""
    for name, exhibit in project.settings.exhibits.items():
        for number, column in enumerate(exhibit.columns if isinstance(exhibit.columns, list) else ()):
            if isinstance(column, Column):
                yield column.title, project.place("exhibits", name, "columns", number)
        for option in _LABELS:
            value = exhibit.options.get(option)
            place = project.place("exhibits", name, "options", option)
            yield from ((str(v), place) for v in (value if isinstance(value, list) else [value]) if isinstance(v, str))


class _Printed:
    """The parts of a text that calls have printed."""

    def __init__(self, spans: Sequence[tuple[int, int, int]]) -> None:
        self._begins = [begin for _, begin, _ in spans]
        self._ends = [end for _, _, end in spans]

    def __contains__(self, offset: int) -> bool:
        last = bisect_right(self._begins, offset) - 1
        return last >= 0 and offset < self._ends[last]


def _numbers(text: str) -> Iterator[tuple[str, list[int]]]:
    """Yield the words that have digits, and where these stand."""
    for match in _WORD.finditer(text):
        digits = [at for at in range(match.start(), match.end()) if text[at].isdecimal()]
        yield match[0].strip(_EDGES), digits


def _spelled(text: str, words: Words | None, held: Iterable[str]) -> Iterator[tuple[str, list[int]]]:
    """Yield the numbers in words that a reader takes for data, but for what holds by the data: where letters stand."""
    kept = [match.span() for phrase in held for match in re.finditer(re.escape(phrase), text, re.IGNORECASE)]
    for printed in numbers_in(text.translate(_BLANKS), words=words):
        quantity, word = printed.quantity, text[printed.start : printed.end]
        if quantity.fraction:
            whole = words is not None or _OF.search(text[printed.start : printed.end + _BEHIND]) is not None
            telling = whole and (quantity.value * 2 != 1 or (words is not None and is_half(text, printed, words)))
        else:
            telling = quantity.total > _SMALL or quantity.unit in _TELLING
        if any(begin <= printed.start and printed.end <= end for begin, end in kept):
            continue
        if telling and quantity.unit != RANK and not any(c.isdecimal() for c in word):
            yield word.strip(), [at for at in range(printed.start, printed.end) if text[at].isalpha()]


def _told(word: str, text: str, place: int, location: Location) -> Diagnostic:
    """Say what is typed, with enough around it to find it."""
    begin, end = max(0, place - _AROUND), place + _AROUND
    around = " ".join(text[begin:end].split())
    message = f'"{word}" is typed, in "{"…" if begin else ""}{around}{"…" if end < len(text) else ""}"'
    hint = (
        'print it by a call such as figure("…"), year("…"), value("row", "column") or word("…"); '
        "what cannot be printed so, a rule in report.toml may ignore with its reason"
    )
    return finding("NUM005", location, message, hint)
