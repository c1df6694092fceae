"""Words for quantities and times that give no number, against the figures and passages of their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from reportgen.checks.claims import behind_statement
from reportgen.checks.evidence_index import EvidenceIndex
from reportgen.checks.model import Statement
from reportgen.checks.series import years_of
from reportgen.draft.model import CountUse, DateUse, DerivedUse, Draft, FigureUse, Use
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.inputs.model import Inputs
from reportgen.language.english.lexicon import PERCENT
from reportgen.language.english.vagueness import Vague, vague_in
from reportgen.language.names import Variants, fold
from reportgen.language.registry import words_of

_BEFORE: Final = 3
"""Sentences before one whose dates a "decade later" may count from."""


def check_vague(
    statements: Sequence[Statement], draft: Draft, inputs: Inputs, variants: Variants, language: str
) -> Findings[None]:
    """Report words such as "dozens of" and "a decade later" that neither numbers beside them nor passages bear out.

    Sentences are looked at whose passages are all at hand; words that hold while the data say so are left out.
    """
    if words_of(language) is not None:
        return
    support = EvidenceIndex(inputs, variants)
    held = {file.path: [fold(each.words) for each in file.held] for file in draft.files}
    for number, statement in enumerate(statements):
        text = fold(statement.text)
        found = [v for v in vague_in(text) if not any(v.words in phrase for phrase in held.get(statement.file, ()))]
        if not found or statement.kind != "sourced":
            continue
        behind = behind_statement(statement, draft)
        if support.absent(behind) or not support.sound(behind):
            continue
        near = [s for s in statements[max(0, number - _BEFORE) : number] if s.file == statement.file]
        uses = [draft.usages[n].use for n in statement.usages]
        earlier = [draft.usages[n].use for s in near for n in s.usages]
        passages = " ".join(facts.text for e in behind if (facts := support.facts(e)) is not None)
        for vague in found:
            if not (_is_told(vague, passages) or _counts(vague, uses) or _lies(vague, uses, earlier)):
                message = f'no number beside "{vague.words}" and none of the passages cited says so'
                hint = (
                    "print the number by a call beside it, or say it as a passage does; words that numbers bear out "
                    "may stand in | when(…)"
                )
                yield finding("NUM025", statement.location, message, hint)


def _is_told(vague: Vague, passages: str) -> bool:
    """Whether passages have the same words."""
    return vague.key in passages


def _counts(vague: Vague, uses: Sequence[Use]) -> bool:
    """Whether a number that a call prints is such a quantity."""
    for use in uses:
        if isinstance(use, FigureUse | DerivedUse):
            of: tuple[str, Decimal] = (
                (use.figure.unit, use.figure.total) if isinstance(use, FigureUse) else (use.unit, use.unrounded)
            )
            unit, total = of
            if (unit == PERCENT) == vague.share and vague.low <= total.copy_abs() <= vague.high:
                return True
        elif isinstance(use, CountUse) and vague.low <= len(use.shown) <= vague.high and not vague.share:
            return True
    return False


def _lies(vague: Vague, uses: Sequence[Use], earlier: Sequence[Use]) -> bool:
    """Whether so many years lie between a date of the sentence and another one, there or shortly before."""
    here, all_ = _years(uses), _years((*uses, *earlier))
    if vague.years is None or not here:
        return False
    apart = {abs(a - b) for a in here for b in all_}
    return any(abs(each - vague.years) <= vague.years // 10 for each in apart if each)


def _years(uses: Sequence[Use]) -> set[int]:
    dated = [use.edtf for use in uses if isinstance(use, DateUse)]
    dated += [use.figure.date for use in uses if isinstance(use, FigureUse)]
    return {year for text in dated for year in years_of(text)}
