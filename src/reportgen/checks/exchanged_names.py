"""Numbers that sentences give one name of their passages, and the passages another: "A and B had 1 and 2" as 2 of A."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from reportgen.checks.attachments import Attachments, Target
from reportgen.checks.claims import behind_statement, claimed_of
from reportgen.checks.evidence_index import EvidenceIndex
from reportgen.checks.model import Statement
from reportgen.checks.passage_facts import parse_passage
from reportgen.checks.printed_numbers import SentenceNumbers
from reportgen.draft.model import DerivedUse, Draft, FigureUse, Usage
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import Figure
from reportgen.inputs.model import Inputs
from reportgen.language.attachment import NAMES
from reportgen.language.date_mentions import is_month
from reportgen.language.english.wording.stems import SMALL
from reportgen.language.names import Variants, fold, phrase
from reportgen.language.notations import Notation
from reportgen.language.quantities import ANY, Quantity

_HINT: Final = "give it to what the passage gives it to, or cite one that says so"
_NAME: Final = re.compile(r"(?<![\w-])[A-Z][\w'-]*[^\W\d_]")


def check_exchanged_names(
    statements: Sequence[Statement], draft: Draft, inputs: Inputs, variants: Variants
) -> Findings[None]:
    """Report English sentences that give a number to a name, where all passages that have it give it to another."""
    ties, support = Attachments(inputs, variants), EvidenceIndex(inputs, variants)
    for statement in statements:
        if statement.kind != "sourced" or len(_NAME.findall(statement.text)) == 0:
            continue
        behind = behind_statement(statement, draft)
        asked = _names(statement.text, behind, support, variants)
        reading = parse_passage(statement.text)
        given = ties.read(reading, asked) if len(asked.forms) > 1 else {}
        usages = [draft.usages[n] for n in statement.usages] if given else []
        printed = {n.start: usage for usage, n in SentenceNumbers(statement.text, Notation.POINT).places(usages)}
        for number in reading.printed:
            said = given.get(number.start)
            quantities = list(_behind(number.quantity, printed.get(number.start))) if said else []
            spots = [spot for each in quantities for spot in support.spots(each, behind)]
            told = [ties.read(spot.parsed, asked).get(spot.printed.start) for spot in spots]
            names = [each for each in told if each]
            sure = len(names) == len(told) or len(quantities) > 1
            if said and names and sure and all(said.isdisjoint(each) for each in names):
                known = any(said <= of for spot in spots for of in ties.read(spot.parsed, asked).values())
                if known or _is_of_another(printed.get(number.start), names, statement.text):
                    word = reading.text[number.start : number.end].strip()
                    message = f'the sentence gives "{word}" to {_shown(said)}, its passage to {_shown(names[0])}'
                    yield finding("NUM022", statement.location, message, _HINT)


def _is_of_another(usage: Usage | None, names: Sequence[frozenset[Hashable]], sentence: str) -> bool:
    """Whether rows and passages give a number to the same names, and its sentence has none of them."""
    own = {word for figure in _figures(usage) for word in phrase(figure.entity).split()}
    return own.issuperset(name for each in names for name in each) and own.isdisjoint(phrase(sentence).split())


def _names(text: str, evidence: Sequence[str], support: EvidenceIndex, variants: Variants) -> Target:
    """Return what numbers may be of: the names, each of a word, that stand in passages with a capital everywhere."""
    passages = " ".join(fold(found[0].text) for each in evidence if (found := support.quoted(each)) is not None)
    small = set(re.findall(r"[\w'-]+", passages + " " + fold(text)))
    forms: dict[str, str] = {}
    for word in set(_NAME.findall(passages)):
        form = phrase(word)
        if form and not (word.casefold() in SMALL or is_month(word) or word.lower() in small):
            forms[form] = min((form, *(v for v in variants.get(form, ()) if " " not in v)))
    return Target(NAMES, " ".join(sorted(forms)), forms, lambda of: True, "")


def _figures(usage: Usage | None) -> Sequence[Figure]:
    """Return the figures that a number which a call prints is, or follows from."""
    if usage and isinstance(usage.use, FigureUse):
        return (usage.use.figure,)
    return usage.use.figures if usage and isinstance(usage.use, DerivedUse) else ()


def _behind(number: Quantity, usage: Usage | None) -> Iterator[Quantity]:
    """Yield the numbers of passages that one of a sentence rests on: itself, or the figures that it follows from."""
    for figure in _figures(usage):
        yield claimed_of(Decimal(figure.value), figure.unit, figure.scale, figure.measure)
    if usage is None:
        yield replace(number, unit=number.unit or ANY, signless=not number.direction, rates=None)


def _shown(names: frozenset[Hashable]) -> str:
    return " and ".join(sorted(str(name).title() for name in names))
