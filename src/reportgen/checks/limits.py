"""How much a volume may say, by what report.toml says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reportgen.checks.model import Statement
from reportgen.draft.model import CitationUse, Draft
from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import finding
from reportgen.project.model import Project, Volume

_SHOWN: Final = 8
"""Words of a sentence that a finding shows."""


def check_limits(found: Sequence[Statement], draft: Draft, project: Project) -> Iterator[Diagnostic]:
    """Report volumes, chapters and sentences that have more words, or citations, than report.toml allows."""
    files = {file.path: file.volume for file in draft.files}
    for number, volume in enumerate(project.settings.volumes):
        own = [statement for statement in found if files[statement.file] == volume.id]
        places = {
            key: project.place("volumes", number, key) for key in ("max_words", "max_chapter_words", "max_citations")
        }
        yield from _words(volume, own, places)
        yield from _sentences(volume, own)
        cited = sum(isinstance(usage.use, CitationUse) for usage in draft.of(volume.id).usages)
        words = sum(map(_count, own))
        if volume.max_citations and words and cited * 100 / words > volume.max_citations:
            rate = f"{cited * 100 / words:.1f} citations per 100 words"
            message = f'volume "{volume.id}" has {rate}; the limit is {volume.max_citations:g}'
            yield finding(
                "VOL003", places["max_citations"], message, "cite once for sentences that rest on the same passages"
            )


def _words(volume: Volume, own: Sequence[Statement], places: Mapping[str, Location]) -> Iterator[Diagnostic]:
    by_file: Counter[str] = Counter()
    for statement in own:
        by_file[statement.file] += _count(statement)
    total = by_file.total()
    if volume.max_words and total > volume.max_words:
        message = f'volume "{volume.id}" has {total} words; the limit is {volume.max_words}'
        yield finding("VOL001", places["max_words"], message, "shorten it, or move a chapter to another volume")
    for file, words in by_file.items():
        if volume.max_chapter_words and words > volume.max_chapter_words:
            first = next(statement.location for statement in own if statement.file == file)
            message = f"the chapter has {words} words; the limit is {volume.max_chapter_words}"
            place = Location(first.path)
            yield finding("VOL001", place, message, "shorten it", [places["max_chapter_words"]])


def _sentences(volume: Volume, own: Sequence[Statement]) -> Iterator[Diagnostic]:
    for statement in own:
        words = statement.text.split()
        if volume.max_sentence_words and len(words) > volume.max_sentence_words:
            told = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
            message = f'"{told}" has {len(words)} words; the limit is {volume.max_sentence_words}'
            yield finding("VOL002", statement.location, message, "make two sentences of it")


def _count(statement: Statement) -> int:
    return len(statement.text.split())
