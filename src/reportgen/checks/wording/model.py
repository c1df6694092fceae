"""What is held against a sentence, and the passages that it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reportgen.checks.model import Statement
from reportgen.checks.passage_facts import ParsedPassage
from reportgen.findings.model import Diagnostic
from reportgen.inputs.evidence.model import CONTEXT
from reportgen.language.english.wording.model import ParsedText
from reportgen.language.names import Variants, phrase

_SHOWN: Final = 12
"""Words of a sentence that a message shows."""


@dataclass(frozen=True)
class QuotedPassage:
    """The sentences of a passage that a quotation is from: ``parsed`` from ``begin`` on."""

    evidence: str
    source: str
    parsed: ParsedPassage
    begin: int
    told: ParsedText

    @cached_property
    def beside(self) -> ParsedText:
        """The same sentences with those before and behind them, which say what "it" and "this" stand for."""
        begin, end = self.parsed.beside(self.begin, self.begin + len(self.told.text))
        return ParsedText(self.parsed.text[begin:end])

    def around(self, place: tuple[int, int]) -> str:
        """Return at most ``CONTEXT`` words around a stretch of the sentences."""
        return self.parsed.around(self.begin + place[0], self.begin + place[1], CONTEXT)


@dataclass(frozen=True)
class Objection:
    """A finding about a sentence, which its citation or analysis may answer."""

    statement: Statement
    finding: Diagnostic


@dataclass(frozen=True)
class Dispute:
    """A point on which the table ``conflicts`` has sources differ.

    ``sides`` are the sources of the evidence that it rests on, ``chosen`` the evidence of the reading that it settles
    on, empty where it leaves the point open.
    """

    id: str
    question: str
    sides: Mapping[str, str]
    chosen: frozenset[str]


def other_forms(text: str, variants: Variants) -> frozenset[str]:
    """Return the stems of the other forms of the names in a text."""
    plain = f" {phrase(text)} "
    forms = {other for form, others in variants.items() if f" {form} " in plain for other in others}
    return ParsedText(" ".join(forms)).stems


def shown(text: str) -> str:
    """Return the beginning of a text, in a message."""
    words = text.split()
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
