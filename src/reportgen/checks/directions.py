"""Sources and briefs in languages of which it is not known what they say of numbers, or what their names are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from reportgen.checks.claim_matching import Claim, claims_in
from reportgen.checks.claims import behind_statement, cell_claims
from reportgen.checks.model import Statement
from reportgen.draft.model import CellUse, DerivedUse, Draft, FigureUse
from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.model import Inputs
from reportgen.language.english.lexicon import BASIS_POINTS, CODES, PERCENT, POINTS
from reportgen.language.names_elsewhere import tells_names
from reportgen.language.notations import notation_of
from reportgen.language.quantities import Quantity
from reportgen.language.rates import split
from reportgen.language.registry import knows_change_words, words_of
from reportgen.text.languages import language_tag


def check_directions(
    inputs: Inputs, statements: Sequence[Statement], draft: Draft, language: str = "en"
) -> Findings[None]:
    """Tell once of each source that rows and sentences take shares or money from, and whose directions are not read.

    Of "2,5 %" in such a source is not told whether it is by how much something fell. ``language`` is the brief's.
    """
    entries = inputs.bibliography.entries
    unread = {
        source: entry.language
        for source, entry in entries.items()
        # the name of no language is a finding of its own (BIB013)
        if source in inputs.texts
        and (language_tag(entry.language) or not entry.language.strip())
        and not knows_change_words(entry.language, inputs.texts[source].words)
    }
    used = Counter(_resting(inputs, statements, draft, language, unread) if unread else ())
    for source, count in sorted(used.items()):
        named = f'in the language "{unread[source]}"' if unread[source].strip() else "in a language that is not told"
        numbers = "1 row or sentence rests" if count == 1 else f"{count} rows and sentences rest"
        message = f'"{source}" is {named}, whose words for rising and falling are not known: {numbers} on it'
        hint = "see by eye that what it says rose or fell does so in the brief" + (
            "" if unread[source].strip() else "; or give its entry a langid"
        )
        yield finding("NUM016", entries[source].location, message, hint)


def check_unread(draft: Draft, language: str, place: Location) -> Findings[None]:
    """Tell once of a brief with numbers what of its language is not read; ``place`` is where it says its language."""
    words = words_of(language)
    if words is None or not any(isinstance(u.use, FigureUse | DerivedUse | CellUse) for u in draft.usages):
        return
    if not words.moves:
        message = (
            f'what sentences in "{language}" say of their numbers is not read: no direction, bound, number in words'
        )
        hint = (
            "see by eye that words around numbers, and numbers in words, say what the passages say; digits are checked"
        )
        yield finding("NUM035", place, message, hint)
    elif not tells_names(words):
        told = "countries and abbreviations" + (", and names behind titles" if words.dates.tag == "de" else "")
        message = f'of the names in "{language}" only some are looked for in passages: {told}'
        yield finding("NUM036", place, message, "see by eye that other names are those of the passages")


def _resting(
    inputs: Inputs, statements: Iterable[Statement], draft: Draft, language: str, unread: Collection[str]
) -> Iterator[str]:
    """Yield sources whose directions are not read, for each row and sentence that takes a share or money from them."""
    notation, words = notation_of(language), words_of(language)
    for table in inputs.tables.values():
        for row in table.rows() if table.column("evidence") else ():
            behind = [source for source in inputs.sources(row.evidence) if source in unread]
            if behind and any(_moves(c) for column in table.columns for c in cell_claims(column, row, language)):
                yield from behind
    for statement in statements:
        behind = [s for s in inputs.sources(behind_statement(statement, draft)) if s in unread]
        sourced = statement.kind == "sourced" and behind
        if sourced and any(map(_moves, claims_in(statement.text, True, notation, words))):
            yield from behind


def _moves(claim: Claim) -> bool:
    """Whether a claim is of a share or of money, which may be by how much something fell or rose."""
    base = split(claim.value.unit)[0] if isinstance(claim.value, Quantity) else ""
    return base in {PERCENT, POINTS, BASIS_POINTS} or base in CODES
