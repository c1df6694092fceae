"""The sentences of a brief, and which of them nothing covers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportgen.checks.body import printed_files
from reportgen.checks.macros import macros
from reportgen.checks.model import Statement
from reportgen.checks.prose import UNKNOWN, Lines, Paragraph, paragraphs
from reportgen.draft.model import LISTS, AnalysisEnd, AnalysisUse, CitationUse, Draft, DraftFile, PartUse, Usage
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.language.english.sentences import spans

_QUOTED_WORDS: Final = 8
_WORD: Final = re.compile(r"[^\W_]+")
_SAID: Final = """
    see also compare cf and or in on of the exhibit exhibits figure figures fig figs table tables chart charts
    section sections sec chapter chapters annex appendix page pages p pp note notes volume above below
    short brief detail
    siehe auch vgl vergleiche und oder in auf der die abbildung abb tabelle tab abschnitt kapitel anhang seite s
    voir aussi et ou le la figure tableau section chapitre annexe page
    véase ver también y o el la figura tabla cuadro sección capítulo anexo página
"""
_REFERRING: Final = frozenset(_SAID.split())
"""Words of a sentence that says no more than where to look: "See also Exhibit 3 and page 7"."""


def statements(draft: Draft) -> tuple[Statement, ...]:
    """Return the sentences of the brief in reading order, each with what it rests on.

    A citation covers the sentence that it stands in or behind, and those before it back to the previous
    citation, the last analysis or the beginning of the paragraph. Headings and captions are no sentences.
    """
    numbers = {usage.number for usage in draft.usages if _is_word(usage)}
    known = macros(draft)
    return tuple(
        statement
        for file in printed_files(draft)
        for statement in _File(file, draft.usages, numbers, known).statements()
    )


def check_sourced(found: Iterable[Statement]) -> Findings[None]:
    """Every sentence is covered by a citation or marked as analysis."""
    for statement in found:
        if statement.kind == "unsourced":
            words = statement.text.split()
            told = " ".join(words[:_QUOTED_WORDS]) + (" …" if len(words) > _QUOTED_WORDS else "")
            hint = (
                r"cite behind it, or later in its paragraph; an inference of your own belongs into \BLOCK{ analysis … }"
            )
            yield finding("STM001", statement.location, f'no citation covers "{told}"', hint)


def _is_reference(text: str) -> bool:
    """Tell whether a sentence without usages only says where to look, by a reference that TeX fills in."""
    return UNKNOWN in text and {word.casefold() for word in _WORD.findall(text.replace(UNKNOWN, " "))} <= _REFERRING


def _is_word(usage: Usage) -> bool:
    """Tell whether a usage waits for a number or date, which stands in a sentence."""
    return isinstance(usage.use, PartUse) and usage.use.part not in LISTS


@dataclass
class _Sentence:
    """A sentence of a paragraph, with the usages that stand in it in their order."""

    text: str
    offset: int
    usages: list[Usage]


class _File:
    """One file of the draft, with its usages by place."""

    def __init__(
        self, file: DraftFile, usages: Sequence[Usage], numbers: Collection[int], known: Mapping[str, str]
    ) -> None:
        self._macros = known
        self._file = file
        self._usages = usages
        self._numbers = numbers
        self._lines = Lines(file.text)
        self._ends = [end for _, _, end in file.spans]
        marks = [(begin, usages[n].use) for n, begin, _ in file.spans]
        self._marks = [(begin, use) for begin, use in marks if isinstance(use, AnalysisUse | AnalysisEnd)]

    def statements(self) -> Iterator[Statement]:
        for paragraph in paragraphs(self._file, self._numbers, self._macros):
            if paragraph.kind != "heading" and paragraph.text:
                yield from self._covered(self._sentences(paragraph), paragraph.offset(0))

    def _covered(self, sentences: Iterable[_Sentence], place: int) -> Iterator[Statement]:
        """Tell for each sentence of a paragraph, which stands at this place, what covers it."""
        waiting: list[_Sentence] = []
        for sentence in sentences:
            cites = [u.use for u in sentence.usages if isinstance(u.use, CitationUse)]
            evidence = tuple(dict.fromkeys(e for each in cites for e in each.evidence))
            mark, analysis = self._analysis(sentence.offset)
            if analysis is None and not cites:
                waiting.append(sentence)
                continue
            begin = (waiting or [sentence])[0].offset
            answers = tuple(a for use in cites + ([analysis] if analysis else []) for a in use.answers)
            first = cites[0] if analysis is None else None
            for other in waiting:
                said = self._statement(other, first.evidence if first else ())
                yield replace(said, answers=first.answers if first else (), paragraph=place, covered=begin)
            waiting.clear()
            yield replace(
                self._statement(sentence, evidence, analysis),
                answers=answers,
                paragraph=place,
                covered=mark if analysis else begin,
            )
        yield from (replace(self._statement(s, ()), paragraph=place) for s in waiting)

    def _statement(
        self, sentence: _Sentence, evidence: Sequence[str], analysis: AnalysisUse | None = None
    ) -> Statement:
        rests_on = analysis.rests_on if analysis else ()
        return Statement(
            sentence.text,
            "analysis" if analysis else "sourced" if evidence else "unsourced",
            tuple(dict.fromkeys((*rests_on, *evidence))),
            tuple(usage.number for usage in sentence.usages),
            self._file.origin(self._lines.at(sentence.offset)),
            self._file.path,
        )

    def _analysis(self, offset: int) -> tuple[int, AnalysisUse | None]:
        """Return the analysis that a place stands in, and where that begins."""
        last = bisect_right(self._marks, offset, key=lambda mark: mark[0]) - 1
        place, use = self._marks[last] if last >= 0 else (0, None)
        return place, use if isinstance(use, AnalysisUse) else None

    def _sentences(self, paragraph: Paragraph) -> list[_Sentence]:
        """Split a paragraph and share its usages out.

        What is but punctuation or a reference, or told in report.toml, is no sentence.
        """
        bounds = spans(paragraph.text)
        begins = [begin for begin, _ in bounds]
        shares: list[list[tuple[int, Usage]]] = [[] for _ in bounds]
        for place, usage in self._placed(paragraph):
            index = bisect_right(begins, place) - 1
            # A citation that stands behind a full stop and its blank belongs to the sentence before.
            if isinstance(usage.use, CitationUse) and index > 0 and place == begins[index]:
                index -= 1
            shares[index].append((place, usage))
        found = []
        for (begin, end), share in zip(bounds, shares, strict=True):
            text = paragraph.text[begin:end]
            says = any(text[n].isalpha() and not self._is_told(paragraph, begin + n) for n in range(len(text)))
            if share or (says and not _is_reference(text)):
                usages = [usage for _, usage in sorted(share, key=lambda placed: placed[0])]
                found.append(_Sentence(text.replace(UNKNOWN, "…").strip(), paragraph.offset(begin), usages))
        return found

    def _is_told(self, paragraph: Paragraph, place: int) -> bool:
        """Tell whether report.toml says what stands at a place of a paragraph, where it is checked."""
        told = self._file.told
        last = bisect_right(told, paragraph.offset(place), key=lambda span: span[0]) - 1 if told else -1
        return last >= 0 and paragraph.offset(place) < told[last][1]

    def _placed(self, paragraph: Paragraph) -> Iterator[tuple[int, Usage]]:
        """Yield the usages of a paragraph with their places in its text."""
        for place, number in paragraph.tokens:
            if isinstance(self._usages[number].use, CitationUse) or _is_word(self._usages[number]):
                yield place, self._usages[number]
        waiting = {number for _, number in paragraph.tokens}
        last = paragraph.offset(len(paragraph.text) - 1)
        for number, begin, end in self._file.spans[bisect_right(self._ends, paragraph.offset(0)) :]:
            if begin > last:
                break
            found = None if number in waiting else paragraph.find(begin, end)
            if found is not None:
                yield found, self._usages[number]
