"""Words in quotation marks against the passages and texts that are cited for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final, TypeAlias

from reportgen.checks.claims import behind_statement, claim_columns, row_digest, statement_digests
from reportgen.checks.cut_quotations import negated
from reportgen.checks.evidence_index import named
from reportgen.checks.model import Statement
from reportgen.checks.quotation_marks import Quotation, quotations
from reportgen.draft.model import Draft
from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import Table
from reportgen.inputs.evidence.model import Evidence, Passage
from reportgen.inputs.model import Inputs
from reportgen.inputs.texts.model import SourceText
from reportgen.language.registry import is_in
from reportgen.text.languages import language_tag

LookUp: TypeAlias = Callable[[Sequence[tuple[Evidence, str]], Mapping[str, SourceText]], Sequence[Passage | None]]
"""Finds words in what evidence quotes or in the texts of its sources."""

_APART: Final = 200
"""Words that may be left out between two fragments of one quotation."""

_SHOWN: Final = 6
"""Words of a quotation that a message about its marks shows."""

_TRANSLATED: Final = re.compile(r"\b(?:translat|übersetz|tradu|przekł|tłum|перев[оеё]|переклад)", re.IGNORECASE)
"""Says in a sentence that its quotation is a translation."""

_CALLED_TRANSLATION: Final = re.compile(
    rf"\([^()]*{_TRANSLATED.pattern}[^()]*\)|\b(?:our|my)\b(?: own)? translation|\bunsere Übersetzung", re.IGNORECASE
)
"""Says of a quotation, beside it, that it is a translation of the authors' own."""


@dataclass(frozen=True)
class _QuotedWords:
    """Words in quotation marks with what is cited for them; ``key`` is that of their sentence or row."""

    key: str
    quotation: Quotation
    evidence: tuple[str, ...]
    place: Location
    sentence: str
    locked: bool


def check_quoted_sentences(
    statements: Sequence[Statement], draft: Draft, inputs: Inputs, language: str, look_up: LookUp
) -> Findings[frozenset[str]]:
    """Look up what sentences quote; give the keys in the lock of those that quote what is not there or not at hand."""
    quoted: list[_QuotedWords] = []
    for _, group in groupby(statements, lambda statement: statement.file):
        chapter = list(group)
        for quotation in quotations([statement.text for statement in chapter]):
            statement = chapter[quotation.sentence]
            if not quotation.closed:
                yield _unclosed(statement, quotation)
            behind = tuple(e for e in behind_statement(statement, draft) if e in inputs.evidence)
            if behind and statement.kind != "unsourced":
                key, mark = statement_digests(inputs, statement, behind)
                same = inputs.lock.statements.get(key) == mark
                quoted.append(_QuotedWords(key, quotation, behind, statement.location, statement.text, same))
    return (yield from _check(inputs, quoted, language, look_up))


def check_quoted_cells(inputs: Inputs, language: str, look_up: LookUp) -> Findings[frozenset[str]]:
    """Look up what cells of data rows quote; give the ``table/id`` of rows that quote what is not there or at hand."""
    quoted: list[_QuotedWords] = []
    for table in inputs.tables.values():
        if table.column("evidence") is None or table.column("id") is None:
            continue
        for row in table.rows():
            behind = tuple(e for e in row.evidence if e in inputs.evidence)
            for column in claim_columns(table) if behind else ():
                cell = row[column.name]
                key = f"{table.name}/{row.id}"
                for quotation in quotations([cell]) if isinstance(cell, str) else ():
                    same = inputs.lock.rows.get(key) == row_digest(inputs, table, row)
                    place = table.place(row.location.line, column.name)
                    quoted.append(_QuotedWords(key, quotation, behind, place, str(cell), same))
    return (yield from _check(inputs, quoted, language, look_up))


def _check(inputs: Inputs, quoted: Sequence[_QuotedWords], language: str, look_up: LookUp) -> Findings[frozenset[str]]:
    names = _names(inputs) if quoted else frozenset()
    quoted = [each for each in quoted if _folded(each.quotation.words) not in names]
    asked = [
        (inputs.evidence[name], words)
        for each in quoted
        for name in each.evidence
        for words in each.quotation.fragments
    ]
    found = iter(look_up(asked, inputs.texts) if asked else ())
    failed = set()
    for each in quoted:
        passages = {name: [next(found) for _ in each.quotation.fragments] for name in each.evidence}
        held = [name for name in each.evidence if _holds(inputs.evidence[name], passages[name])]
        if held:
            yield from _no_translation(inputs, each, language)
            yield from _cut(inputs, each, {name: passages[name] for name in held}, language)
            continue
        if _is_translated(inputs, each, language):
            continue
        away = any(passage is None for found_there in passages.values() for passage in found_there)
        if away and each.locked:
            continue
        failed.add(each.key)
        yield _unverified(inputs, each) if away else _misquoted(inputs, each, passages)
    return frozenset(failed)


def _holds(row: Evidence, passages: Sequence[Passage | None]) -> bool:
    """Say whether all fragments stand where the row says, one behind the other."""
    there = [passage for passage in passages if passage is not None and _stands(passage) and _fits(row, passage)]
    once = [passage.position for passage in there if passage.count == 1]
    in_order = all(0 < after - before <= _APART for before, after in pairwise(once))
    return len(there) == len(passages) and (in_order or len(passages) == 1)


def _stands(passage: Passage) -> bool:
    return passage.match in {"exact", "spaced"}


def _fits(row: Evidence, passage: Passage) -> bool:
    return (
        row.section in ("", passage.section)
        and row.page in ("", passage.page)
        and row.footnote in ("", passage.footnote)
    )


def _cut(
    inputs: Inputs, each: _QuotedWords, passages: Mapping[str, Sequence[Passage | None]], language: str
) -> Iterator[Diagnostic]:
    """Report a quotation that every passage which has it negates with words that it leaves out."""
    texts = [
        negated(each.sentence, each.quotation.fragments, found, _language(inputs, name), language)
        for name, found in passages.items()
    ]
    if all(texts):
        message = f'"{each.quotation.words}" leaves out what negates it: the source has "{texts[0]}"'
        hint = "quote the negation too, or say in your own words beside the quotation that it is not so"
        yield finding("EVI028", each.place, message, hint)


def _is_translated(inputs: Inputs, each: _QuotedWords, language: str) -> bool:
    """Say whether a sentence says of its quotation that it is translated from works in other languages."""
    return _TRANSLATED.search(each.sentence) is not None and all(
        _is_foreign(inputs, name, language) for name in each.evidence
    )


def _language(inputs: Inputs, evidence: str) -> str:
    entry = inputs.bibliography.entries.get(inputs.evidence[evidence].source)
    return entry.language if entry else ""


def _is_foreign(inputs: Inputs, evidence: str, language: str) -> bool:
    named = _language(inputs, evidence)
    text = inputs.texts.get(inputs.evidence[evidence].source)
    return bool(named) and not _same(named, language) and (text is None or not is_in(language, text.words))


def _same(named: str, language: str) -> bool:
    return language_tag(named).partition("-")[0] == language_tag(language).partition("-")[0]


def _no_translation(inputs: Inputs, each: _QuotedWords, language: str) -> Iterator[Diagnostic]:
    """Report a quotation that is called a translation, though all that is cited for it is in the brief's language."""
    named = [_language(inputs, name) for name in each.evidence]
    if _CALLED_TRANSLATION.search(each.sentence) and all(name and _same(name, language) for name in named):
        message = f'"{each.quotation.words}" is called a translation, and its source is in the brief\'s language'
        hint = "leave that out, or correct `langid` of the entry if the source is in another language"
        yield finding("EVI029", each.place, message, hint)


def _misquoted(inputs: Inputs, each: _QuotedWords, passages: Mapping[str, Sequence[Passage | None]]) -> Diagnostic:
    elsewhere = _elsewhere(inputs, passages)
    if elsewhere:
        message = f'"{each.quotation.words}" stands elsewhere than {named(each.evidence)}'
        return finding("EVI018", each.place, message, f"{elsewhere}: cite evidence of that place")
    words, near = _nearest(each, passages)
    message = f'"{words}" is neither in {named(each.evidence)} nor in the text of the source'
    said = f"nearest in the text: {near}" if near else "nothing there is like it"
    hint = f"{said}; quote it as the source has it, cite the passage that has it, or leave out the quotation marks"
    return finding("EVI018", each.place, message, hint)


def _unclosed(statement: Statement, quotation: Quotation) -> Diagnostic:
    message = f'the quotation mark before "{" ".join(quotation.words.split()[:_SHOWN])} …" is never closed'
    return finding("WRD015", statement.location, message, "close it where the words of the source end")


def _elsewhere(inputs: Inputs, passages: Mapping[str, Sequence[Passage | None]]) -> str:
    """Say where a quotation stands that is not where any of its evidence is."""
    for name, found in passages.items():
        row = inputs.evidence[name]
        if all(passage is not None and _stands(passage) for passage in found):
            for passage in found:
                for column in ("section", "footnote", "page"):
                    there = getattr(passage, column)
                    if getattr(row, column) not in ("", there):
                        return f'it stands in {column} "{there}"' if there else f"it stands in no {column}"
            return f"its parts do not follow each other within {_APART} words of the text"
    return ""


def _nearest(each: _QuotedWords, passages: Mapping[str, Sequence[Passage | None]]) -> tuple[str, str]:
    """Return the fragment that is not there, and how the text that is nearest to it differs."""
    lost = [
        (passage.score, words, passage.difference)
        for found in passages.values()
        for words, passage in zip(each.quotation.fragments, found, strict=True)
        if passage is not None and not _stands(passage)
    ]
    _, words, difference = max(lost)
    return words, difference


def _unverified(inputs: Inputs, each: _QuotedWords) -> Diagnostic:
    away = [source for source in inputs.sources(each.evidence) if source not in inputs.texts]
    texts = ", ".join(f'"{source}"' for source in away)
    message = (
        f'"{each.quotation.words}" is in no quotation of {named(each.evidence)}, and the text of {texts} is not at hand'
    )
    hint = "run `reportgen lock` where the text is, or make it evidence of its own"
    return finding("EVI019", each.place, message, hint)


def _names(inputs: Inputs) -> frozenset[str]:
    """Return titles of works and names of rows: who puts them in quotation marks quotes nobody."""
    titles = (
        value for entry in inputs.bibliography.entries.values() for key, value in entry.fields.items() if "title" in key
    )
    return frozenset(map(_folded, [*titles, *(name for table in inputs.tables.values() for name in _labels(table))]))


def _labels(table: Table) -> Iterator[str]:
    columns: Collection[str] = {table.label, "name", "variant"}
    for row in table.rows():
        yield from (str(row.cells[name]) for name in columns if row.cells.get(name))


def _folded(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
