"""All checks of wording, and the answers to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.checks.evidence_index import EvidenceIndex
from reportgen.checks.model import Statement
from reportgen.checks.wording.disputes import check_disputes
from reportgen.checks.wording.languages import check_languages
from reportgen.checks.wording.model import Objection
from reportgen.checks.wording.sentences import check_sentences
from reportgen.draft.model import Draft
from reportgen.findings.model import Diagnostic, Findings
from reportgen.findings.rules import finding
from reportgen.inputs.model import Inputs
from reportgen.language.registry import words_of
from reportgen.project.model import Project

_BY_TABLES: frozenset[str] = frozenset({"one-source-voice", "rejected-reading"})
"""Rules that need no text of a source."""


def check_wording(
    project: Project, inputs: Inputs, draft: Draft, found: Sequence[Statement], support: EvidenceIndex
) -> Findings[None]:
    """Yield what sentences say otherwise than their passages, and whose voice they leave out, unless it is answered."""
    english = words_of(project.settings.language) is None
    yield from check_languages(project, inputs, found)
    needed: set[tuple[str, int, str]] = set()
    for objection in _objections(inputs, draft, found, support, english):
        statement, name = objection.statement, objection.finding.name
        if name in dict(statement.answers):
            needed.add((statement.file, statement.covered, name))
        else:
            yield objection.finding
    yield from _idle(inputs, found, needed, english)


def _objections(
    inputs: Inputs, draft: Draft, found: Sequence[Statement], support: EvidenceIndex, english: bool
) -> Iterator[Objection]:
    if english:
        yield from check_sentences(inputs, draft, found, support)
    yield from check_disputes(inputs, found)


def _idle(
    inputs: Inputs, found: Sequence[Statement], needed: set[tuple[str, int, str]], english: bool
) -> Iterator[Diagnostic]:
    """Yield answers without anything to answer; without its texts nothing is told of a sentence."""
    told: set[tuple[str, int, str]] = set()
    for statement in found:
        read = english and all(source in inputs.texts for source in inputs.sources(statement.evidence))
        for name, _ in statement.answers:
            key = statement.file, statement.covered, name
            if key in needed or key in told or not (read or name in _BY_TABLES):
                continue
            told.add(key)
            argument = name.replace("-", "_")
            message = f"{argument} answers nothing: there is no finding {name} about what it stands beside"
            yield finding("WRD011", statement.location, message, f"take {argument} out")
