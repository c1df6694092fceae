"""Titles, headings, notes and descriptions: what they claim in words is to be computed, sourced or held to the data."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.checks.body import printed_files
from reportgen.checks.macros import macros
from reportgen.checks.model import Statement
from reportgen.checks.printed_numbers import check_changes
from reportgen.checks.prose import Lines, Paragraph, paragraphs
from reportgen.checks.quotation_marks import quotations
from reportgen.draft.model import CitationUse, ConditionalText, Draft, DraftFile, NumberUse, Title
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.language.english.claiming import claiming_words
from reportgen.language.english.sentences import spans
from reportgen.language.notations import notation_of
from reportgen.language.numerals import numbers_in
from reportgen.language.quantities import RANK
from reportgen.language.registry import words_of

_PAIRS: Final = frozenset({"both", "either", "pair", "couple"})
"""Words for two of something that are no count of it."""


@dataclass(frozen=True)
class Heading:
    """A title, heading, note or description.

    ``says`` is its text with the usages in it, and what a quotation in it can come from. ``computed`` are the places
    in the text that calls print, ``told`` those that report.toml tells, ``held`` words that hold while the data say
    so. ``counts``: it is the title of an exhibit, whose rows can be counted. ``cited``: a citation stands in it.
    """

    says: Statement
    computed: tuple[tuple[int, int], ...]
    told: tuple[tuple[int, int], ...]
    held: tuple[ConditionalText, ...]
    counts: bool = False
    cited: bool = False


def headings(draft: Draft) -> tuple[Heading, ...]:
    """Return the titles and other words of report.toml, and the headings of the templates."""
    cited = {file.path: _evidence(draft, file.path) for file in draft.files}
    everywhere = tuple(dict.fromkeys(e for evidence in cited.values() for e in evidence))
    known = macros(draft)
    return (
        *(_titled(path, title, draft, everywhere) for path, title in draft.titles.items()),
        *(each for f in printed_files(draft) for each in _in_file(f, draft, cited[f.path] or everywhere, known)),
    )


def check_titles(found: Iterable[Heading], language: str) -> Findings[None]:
    """Report titles and headings that say in words what no call prints, or around numbers what does not hold."""
    words = words_of(language)
    for heading in found:
        says, text = heading.says, heading.says.text
        for quotation in quotations([text]) if not says.evidence else ():
            message = f'"{quotation.words}" is quoted, and no evidence is used that could have it'
            yield finding("EVI018", says.location, message, "cite the passage that has it, or leave out the marks")
        for sentence, claims in _untested(heading).items() if words is None else ():
            message = f'{claims} is said in "{sentence}", and nothing holds it to the data'
            hint = r'write \VAR{ "…" | when(…) }, with a condition of which it follows, or print a figure beside it'
            yield finding("STM004", says.location, message, hint)


def check_heading_changes(found: Iterable[Heading], draft: Draft, language: str) -> Findings[None]:
    """Report titles and headings that give a derived change another direction than it has."""
    notation, words = notation_of(language), words_of(language)
    for heading in found:
        yield from check_changes(heading.says, [draft.usages[n] for n in heading.says.usages], notation, words)


def _untested(heading: Heading) -> Mapping[str, str]:
    """Return the sentences in which words claim something and no call prints a number, each with these words."""
    text = heading.says.text
    quoted = [quotation.words for quotation in quotations([text])]
    kept = (*(each.words for each in heading.held), *quoted)
    held = [m.span() for phrase in kept for m in re.finditer(re.escape(phrase), text, re.IGNORECASE)]
    sentences = spans(text)
    found: dict[str, str] = {}
    for begin, end in sorted({*claiming_words(text), *(_counted(text) if heading.counts else ())}):
        first, last = sentences[bisect_right(sentences, begin, key=lambda span: span[0]) - 1]
        computed = any(first <= start < last for start, _ in heading.computed)
        if computed or heading.cited or any(a <= begin < b for a, b in (*held, *heading.told)):
            continue
        sentence, word = text[first:last].strip(), f'"{text[begin:end]}"'
        found[sentence] = f"{found[sentence]}, {word}" if sentence in found else word
    return found


def _counted(text: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers in words stand."""
    for each in numbers_in(text):
        quantity, word = each.quantity, text[each.start : each.end].strip()
        counted = not quantity.fraction and not quantity.digits and quantity.unit != RANK
        if counted and quantity.total > 1 and word.casefold() not in _PAIRS:
            yield each.start, each.start + len(word)


def _titled(path: tuple[str | int, ...], title: Title, draft: Draft, everywhere: tuple[str, ...]) -> Heading:
    usages = tuple(number for number, _, _ in title.spans)
    placed = draft.placed(str(path[1])) if path[0] == "exhibits" else None
    evidence = placed.use.evidence if placed else everywhere
    says = Statement(title.text, "sourced", evidence, usages, title.location, title.location.path)
    computed = tuple((a, b) for n, a, b in title.spans if isinstance(draft.usages[n].use, NumberUse))
    return Heading(says, computed, (), title.held, path[0] == "exhibits" and path[-1] == "title")


def _in_file(file: DraftFile, draft: Draft, evidence: tuple[str, ...], known: Mapping[str, str]) -> Iterator[Heading]:
    lines = Lines(file.text)
    begins = [begin for _, begin, _ in file.spans]
    for paragraph in paragraphs(file, (), known):
        if paragraph.kind != "heading" or not any(c.isalpha() for c in paragraph.text):
            continue
        first, last = paragraph.offset(0), paragraph.offset(len(paragraph.text) - 1)
        inside = [span for span in file.spans[bisect_right(begins, first - 1) :] if span[1] <= last]
        usages = tuple(n for n, _, _ in inside)
        uses = [draft.usages[n].use for n in (*usages, *(n for _, n in paragraph.tokens))]
        own = tuple(e for use in uses if isinstance(use, CitationUse) for e in use.evidence)
        place = file.origin(lines.at(first))
        says = Statement(paragraph.text, "sourced", own or evidence, usages, place, file.path, paragraph=first)
        numbers = [(a, b) for n, a, b in inside if isinstance(draft.usages[n].use, NumberUse)]
        computed, told = tuple(_places(paragraph, numbers)), tuple(_places(paragraph, file.told))
        yield Heading(says, computed, told, file.held, cited=bool(own))


def _places(paragraph: Paragraph, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where parts of a file's text stand in one of its paragraphs."""
    for begin, end in parts:
        first = paragraph.find(begin, end)
        last = len(paragraph.text) if first is None else first
        while last < len(paragraph.text) and begin <= paragraph.offset(last) < end:
            last += 1
        if first is not None and last > first:
            yield first, last


def _evidence(draft: Draft, path: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e for usage in draft.usages if usage.file == path for e in usage.use.evidence))
