"""Numbers that are typed where they should be named."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportgen.checks.body import printed_files
from reportgen.checks.claim_matching import is_half
from reportgen.checks.hidden import hidden
from reportgen.checks.prose import Lines, paragraphs
from reportgen.draft.model import ConditionalText, Draft, DraftFile
from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.language.english import lexicon
from reportgen.language.english.claiming import parts_named
from reportgen.language.english.lexicon import BASIS_POINTS, PERCENT, POINTS, TIMES
from reportgen.language.model import Words
from reportgen.language.numerals import numbers_in
from reportgen.language.quantities import RANK
from reportgen.language.registry import words_of

_WORD: Final = re.compile(r"\S*[\d¼-¾²³¹⁰-₉⅐-ↈ①-⓿❶-➓]\S*")
_ROMAN: Final = re.compile(
    r"(?<![\w.'’-])(?=[ivxlcdm]{2})m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?![\w'’-])"
)
"""Numbers in small Roman letters."""

_NO_ROMAN: Final = frozenset(
    ["mix", "di", "mi", "xi", "li", "cc", "cl", "cm", "dc", "dl", "ml", "mm", "md", "mc", "ci", "cv", "dx"]
)
"""Words, units and names that look like them."""

_DECADE: Final = re.compile(r"(?:(?:early|mid|late)-)?(?:1[5-9]|20)\d0s", re.IGNORECASE)
_EDGES: Final = ".,;:!?()[]“”‘’\"'…"
_AROUND: Final = 24
BLANKS: Final = {0xA0: " ", 0x202F: " ", 0x2011: "-"}
_SMALL: Final = 12
"""A title may count so many things in words of its own: "Two sources, not three"."""

TELLING: Final = frozenset({PERCENT, POINTS, BASIS_POINTS, TIMES}) | lexicon.CODES
"""Units of which even a small number is data: "five per cent", "twice", "two dollars"."""

_OF: Final = re.compile(r" of\b")
_BEHIND: Final = 4
"""Letters behind a part, with its "of"; without it "a fourth" is another one in English."""


def check_hardcoded_numbers(draft: Draft, language: str = "en") -> Findings[None]:
    """Report digits that are typed in chapters, or in titles, notes and descriptions of report.toml.

    Bodies of macros, counters, listings and the words of drawings count too. What calls print is no such digit; what
    a template prints from a row without a call is one, since the ledger does not know it. Where no sentence stands,
    numbers in words above twelve, parts and multiples are found as well: no check holds them against passages.
    """
    words = words_of(language)
    for title in draft.titles.values():
        printed = _Printed(title.spans)
        for word, digits in (*numbers(title.text), *spelled(title.text, words, title.held)):
            if not all(at in printed for at in digits):
                yield described(word, title.text, digits[0], title.location)
    for file in printed_files(draft):
        lines, printed = Lines(file.text), _Printed(file.spans, file.told)
        for begin, part in ((0, file), *((at, DraftFile(file.path, text, ())) for at, text in hidden(file.text))):
            for paragraph in paragraphs(part):
                unread = part is not file or paragraph.kind == "heading"
                read = spelled(paragraph.text, words, file.held) if unread else ()
                for word, digits in (*numbers(paragraph.text, decades=not unread), *read):
                    offsets = [begin + paragraph.offset(at) for at in digits]
                    if not all(offset in printed for offset in offsets):
                        yield described(word, paragraph.text, digits[0], file.origin(lines.at(offsets[0])))


class _Printed:
    """The parts of a text that calls have printed, or that report.toml tells."""

    def __init__(self, spans: Sequence[tuple[int, int, int]], told: Sequence[tuple[int, int]] = ()) -> None:
        parts = sorted([*(span[1:] for span in spans), *told])
        self._begins = [begin for begin, _ in parts]
        self._ends = [end for _, end in parts]

    def __contains__(self, offset: int) -> bool:
        last = bisect_right(self._begins, offset) - 1
        return last >= 0 and offset < self._ends[last]


def numbers(text: str, decades: bool = False) -> Iterator[tuple[str, list[int]]]:
    """Yield the words that have digits, or fractions and the like, and where these stand.

    ``decades``: such as "1960s" may stand, since no row says it otherwise and passages have to bear it out.
    """
    for match in _WORD.finditer(text):
        digits = [at for at in range(match.start(), match.end()) if _is_digit(text, at)]
        word = match[0].strip(_EDGES)
        if digits and not (decades and _DECADE.fullmatch(word)):
            yield word, digits
    for roman in _ROMAN.finditer(text):
        if roman[0] not in _NO_ROMAN:
            yield roman[0], list(range(*roman.span()))


def _is_digit(text: str, at: int) -> bool:
    """Whether a character is a number by itself; the raised or lowered one of a unit or formula is none."""
    if text[at].isdecimal():
        return True
    of_word = at > 0 and text[at - 1].isalpha() and unicodedata.normalize("NFKC", text[at]).isdecimal()
    return unicodedata.category(text[at]) in {"No", "Nl"} and (not of_word or text[at] == "¹")


def spelled(text: str, words: Words | None, held: Iterable[ConditionalText]) -> Iterator[tuple[str, list[int]]]:
    """Yield the numbers in words that a reader takes for data, but for what holds by the data: where letters stand."""
    kept = [match.span() for each in held for match in re.finditer(re.escape(each.words), text, re.IGNORECASE)]
    found: list[tuple[int, int]] = []
    for printed in numbers_in(text.translate(BLANKS), words=words):
        quantity, word = printed.quantity, text[printed.start : printed.end]
        if quantity.fraction:
            whole = words is not None or _OF.search(text[printed.start : printed.end + _BEHIND]) is not None
            telling = whole and (quantity.value * 2 != 1 or (words is not None and is_half(text, printed, words)))
        else:
            telling = quantity.total > _SMALL or quantity.unit in TELLING
        if telling and quantity.unit != RANK and not any(c.isdecimal() for c in word):
            found.append((printed.start, printed.end))
    found += parts_named(text) if words is None else ()
    for begin, end in sorted(found):
        if not any(a <= begin < b for a, b in kept):
            yield text[begin:end].strip(), [at for at in range(begin, end) if text[at].isalpha()]


def described(word: str, text: str, place: int, location: Location) -> Diagnostic:
    """Say what is typed, with enough around it to find it."""
    begin, end = max(0, place - _AROUND), place + _AROUND
    around = " ".join(text[begin:end].split())
    message = f'"{word}" is typed, in "{"…" if begin else ""}{around}{"…" if end < len(text) else ""}"'
    hint = (
        'print it by a call such as figure("…"), year("…"), value("row", "column") or word("…"); '
        "what cannot be printed so, a rule in report.toml may ignore with its reason"
    )
    return finding("NUM005", location, message, hint)
