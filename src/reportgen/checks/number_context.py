"""What sentences say of the numbers that calls print, against what rows, passages and formulas say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Final

from reportgen.checks.claims import behind_statement, claimed_of
from reportgen.checks.counted import counted_by_row, counted_by_sentence, counted_in_words, named
from reportgen.checks.date_context import dated_flaws
from reportgen.checks.derived_context import kind_flaws, kind_of
from reportgen.checks.evidence_index import EvidenceIndex
from reportgen.checks.model import Statement
from reportgen.checks.number_flaws import (
    HIGH,
    LOW,
    Flaw,
    count_flaws,
    decimals,
    derived_flaws,
    digit_flaws,
    movement,
    nearest,
    relation_flaws,
)
from reportgen.checks.operands import operand_flaws
from reportgen.checks.opposed_terms import opposed_by_row, opposed_by_sentence
from reportgen.checks.passage_facts import ParsedPassage
from reportgen.checks.printed_numbers import NumberInContext, SentenceNumbers, tells_fall
from reportgen.checks.series import Series
from reportgen.draft.model import CellUse, CountUse, DateUse, DerivedUse, Draft, FigureUse, NumberUse, Usage, YearsUse
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import VALUE, Figure
from reportgen.inputs.model import Inputs
from reportgen.language.assertions import assertion_at, bounds_of
from reportgen.language.english.assertions import Assertion, Bound, is_change, is_denied, is_end, is_foreseen
from reportgen.language.english.directions import Direction, direction_of
from reportgen.language.english.lexicon import PERCENT
from reportgen.language.model import Words
from reportgen.language.names import Variants
from reportgen.language.notations import notation_of
from reportgen.language.quantities import End, Quantity
from reportgen.language.registry import words_of
from reportgen.text.wording import MINUS

_IMPLIED: Final[dict[Bound | None, frozenset[Bound | None]]] = {
    None: frozenset({None, "exact", "about"}),
    "exact": frozenset({None, "exact", "about"}),
    "about": frozenset({"about"}),
    "below": frozenset({"below", "at most"}),
    "at most": frozenset({"at most"}),
    "nearly": frozenset({"nearly", "below", "at most", "about"}),
    "above": frozenset({"above", "at least"}),
    "at least": frozenset({"at least"}),
    "just over": frozenset({"just over", "above", "at least", "about"}),
}
"""What may be said of a number of which a source says so, without saying more."""

_ENDS: Final[dict[End, Bound]] = {"low": "at least", "high": "at most"}

_WORDS: Final = 8
"""Words of a passage that a message shows."""

_EXACT: Final = 3
"""Digits that a number has, without zeros at its end, of which "about" says less than is known."""

_COUNTED: Final = "name in its measure or caveat what the passage counts, or cite the passage that counts that"
_OPPOSED: Final = "say in measure or caveat what the passage says of the number, or cite the passage that says so"
_MORE_TO_SAY: Final = "write what row and passage say of the number, or print one that it is true of"


@dataclass(frozen=True)
class SourceMention:
    """What a passage says of a number that stands in it."""

    says: Assertion
    parsed: ParsedPassage
    place: tuple[int, int]
    end: End = ""

    @property
    def bound(self) -> Bound | None:
        """The bound that the passage gives the number; the ends of a range are such too."""
        return _ENDS.get(self.end) or nearest(self.says.bounds)

    @property
    def around(self) -> str:
        """The words around the number, for a message."""
        return self.parsed.around(*self.place, _WORDS)


def check_number_context(
    statements: Sequence[Statement], draft: Draft, inputs: Inputs, variants: Variants, language: str
) -> Findings[None]:
    """Compare what sentences and titles say of the numbers that calls print with what these are.

    Of a brief in a language whose words are not known, nothing is compared; ``check_unread`` says so.
    """
    words = words_of(language)
    if words is not None and not words.moves:
        return
    support, series = EvidenceIndex(inputs, variants), Series(inputs)
    for statement in statements:
        text, place = statement.text, statement.location
        usages = [draft.usages[n] for n in statement.usages]
        printed = SentenceNumbers(text, notation_of(language), words)
        behind = behind_statement(statement, draft) if statement.kind == "sourced" else ()
        called = {usage.use.text for usage in usages}
        for code, message in dict.fromkeys(counted_in_words(printed, called, behind, support)):
            yield finding(code, place, message, _COUNTED)
        flaws = operand_flaws(statement, draft, series) if words is None else iter(())
        if any(isinstance(usage.use, NumberUse | CellUse | DateUse) for usage in usages):
            number = _said_flaws(printed, usages, text, inputs, support, series, words)
            flaws = chain(flaws, number, dated_flaws(text, usages, series))
        for code, message in dict.fromkeys(flaws):
            yield finding(code, place, message, _MORE_TO_SAY)


def _said_flaws(
    printed: SentenceNumbers,
    usages: Sequence[Usage],
    text: str,
    inputs: Inputs,
    support: EvidenceIndex,
    series: Series,
    words: Words | None,
) -> Iterator[Flaw]:
    """Yield what is wrong between the words around each number that calls print in a sentence and what it is."""
    last: tuple[NumberInContext, Figure] | None = None
    for number in printed.said(usages):
        use = number.usage.use
        flaws: Iterable[Flaw] = ()
        if isinstance(use, DerivedUse):
            flaws = (*kind_flaws(number, use, text, series), *derived_flaws(number, use, kind_of(use)))
        elif (figure := _figure(use, inputs)) is not None:
            mentions = mentions_of(figure, figure.evidence, support)
            found = support.occurrences(_claimed(figure), figure.evidence)
            flaws = (*figure_flaws(number, figure, mentions, words), *_pair_flaws(last, number, figure))
            flaws = (*flaws, *counted_by_sentence(use.text, number.counts, number.clause, found, named(figure)))
            flaws = (*flaws, *opposed_by_sentence(number, figure, found))
            last = number, figure
        elif isinstance(use, YearsUse | CountUse):
            flaws = count_flaws(number, use)
        yield from flaws


def check_row_context(inputs: Inputs, variants: Variants, language: str = "en") -> Findings[None]:
    """Compare the qualifiers of rows with the words around their numbers in the passages that they cite."""
    words = words_of(language)
    support = EvidenceIndex(inputs, variants)
    for table in inputs.tables.values():
        for row in table.rows() if table.column("evidence") is not None and table.column(VALUE) is not None else ():
            figure = row.figure
            if figure is None or figure.formula:
                continue
            mentions = mentions_of(figure, figure.evidence, support)
            for code, message in row_flaws(figure, mentions, words):
                yield finding(code, table.place(row.location.line, "qualifier"), message, "give it that of its passage")
            found = support.occurrences(_claimed(figure), figure.evidence)
            for code, message in counted_by_row(figure, found):
                yield finding(code, table.place(row.location.line, "unit"), message, _COUNTED)
            for code, message in opposed_by_row(figure, found) if words is None else ():
                yield finding(code, table.place(row.location.line, "measure"), message, _OPPOSED)


def mentions_of(figure: Figure, evidence: Sequence[str], support: EvidenceIndex) -> list[SourceMention]:
    """Return what passages say of a figure's number, where they have it."""
    found = []
    for reading, each in support.occurrences(_claimed(figure), evidence):
        says = assertion_at(reading.text, each.start, each.end, each.quantity, reading.words)
        found.append(SourceMention(says, reading, (each.start, each.end), each.quantity.end))
    return found


def row_flaws(figure: Figure, mentions: Sequence[SourceMention], words: Words | None = None) -> Iterator[Flaw]:
    """Yield what is wrong between a row's qualifier and the passages that have its number."""
    own = _own_bound(figure, words)
    bounds = {each.bound for each in mentions}
    named = " ".join((figure.measure, figure.qualifier, figure.caveat))
    if not mentions or not _has_known_bound(figure, words):
        return
    if all(_opposed(own, bound) for bound in bounds) and own is not None:
        yield "NUM018", f'"{figure.id}" is "{figure.qualifier}" its number{_passage(mentions)}'
    elif not any(own in _IMPLIED[bound] for bound in bounds) and not (is_end(named) and all(t.end for t in mentions)):
        says = f'has the qualifier "{figure.qualifier}"' if own else "has no qualifier"
        says += " and is an end of a range" if all(each.end for each in mentions) else ""
        yield "NUM019", f'"{figure.id}" {says}{_passage(mentions)}'
    if all(each.says.denied for each in mentions) and not is_denied(named):
        yield "NUM018", f'"{figure.id}" states a number of which its passage says that it is not so{_passage(mentions)}'
    if all(each.says.foreseen for each in mentions) and not is_foreseen(named):
        yield "NUM019", f'"{figure.id}" does not say that its number is planned or expected{_passage(mentions)}'


def figure_flaws(
    number: NumberInContext, figure: Figure, mentions: Sequence[SourceMention], words: Words | None
) -> Iterator[Flaw]:
    """Yield what is wrong between the words around a figure and its row and passages."""
    says, text = number.says, number.usage.use.text
    row = _row_direction(figure)
    change = is_change(figure.measure)
    by = [each for each in mentions if each.says.move == "by"]
    if says.move == "by" and says.direction:
        if row and row != says.direction:
            yield (
                "NUM018",
                f'"{text}" stands behind words for a {movement(says.direction)}, and its row is a {movement(row)}',
            )
        elif not change and mentions and not any(t.says.moving and t.says.move not in {"to", "from"} for t in mentions):
            yield "NUM018", f'"{text}" is printed as a {movement(says.direction)}, and is none{_passage(mentions)}'
    elif figure.value < 0 and MINUS not in text and not tells_fall(number):
        yield "NUM018", f'"{text}" is less than nothing, which neither a minus sign nor its sentence says'
    elif says.move == "to":
        others = {t.says.direction for t in mentions if t.says.move == "to"}
        if not says.change and (change or (mentions and len(by) == len(mentions))):
            yield "NUM018", f'"{text}" is printed as a level, and is a change by its row or passage{_passage(mentions)}'
        elif len(others) == 1 and len(mentions) == 1 and says.direction not in others:
            yield "NUM018", f'"{text}" is printed as what something {_past(says.direction)} to{_passage(mentions)}'
    yield from _bound_flaws(number, figure, mentions, words)
    whole = Decimal(100) if _claimed(figure).unit == PERCENT and not change else None
    yield from digit_flaws(number, Decimal(figure.value), whole, decimals(Decimal(figure.value)))


def _bound_flaws(
    number: NumberInContext, figure: Figure, mentions: Sequence[SourceMention], words: Words | None
) -> Iterator[Flaw]:
    """Compare the bounds that a sentence gives a number with that of its row and those of passages."""
    says, text, own = number.says, number.usage.use.text, _own_bound(figure, words)
    if says.compared or not _has_known_bound(figure, words):
        return
    if any(_opposed(a, b) for a in says.bounds for b in says.bounds):
        yield "NUM018", f'"{text}" stands behind words that exclude each other: {" and ".join(says.bounds)}'
        return
    if len(says.bounds) > len(set(says.bounds)):
        yield "NUM019", f'"{text}" is said to be {says.bounds[0]} twice'
    mine = nearest(says.bounds)
    if number.number.end and _ENDS[number.number.end] in {own, *(t.bound for t in mentions)}:
        return
    sources = {own, *(t.bound for t in mentions)} if own is None else {own}
    row = f'its row says "{figure.qualifier}"' if figure.qualifier else "its row gives it without"
    if sources == {None} and mine == "about" and _is_whole(number, figure):
        yield "NUM019", f'"{text}" is said to be about so, and {row}{_passage(mentions)}'
    elif sources == {None}:
        yield from relation_flaws(number, Decimal(figure.value))
    elif all(_opposed(mine, bound) for bound in sources):
        yield "NUM018", f'"{text}" is said to be {mine}, and {row}{_passage(mentions)}'
    elif not any(mine in _IMPLIED[bound] for bound in sources):
        what = f"is said to be {mine}" if mine else "is printed without its qualifier"
        yield "NUM019", f'"{text}" {what}, and {row}{_passage(mentions)}'


def _is_whole(number: NumberInContext, figure: Figure) -> bool:
    """Whether a number that no rounding has gone into is printed as it stands."""
    digits = len(Decimal(figure.value).normalize().as_tuple().digits)
    return (
        number.number.digits and number.number.value.copy_abs() == Decimal(figure.value).copy_abs() and digits >= _EXACT
    )


def _pair_flaws(last: tuple[NumberInContext, Figure] | None, number: NumberInContext, figure: Figure) -> Iterator[Flaw]:
    """Compare "rose from … to …" and "…, up from …" with which of the two figures is the larger one."""
    if last is None or last[1].unit != figure.unit:
        return
    (before, first), way = last, number.says.direction
    ahead = (before.says.move, before.says.direction, number.says.move) == ("from", way, "to")
    grown = (figure.total - first.total) * (1 if ahead else -1)
    if way and (ahead or number.says.move == "off") and (grown <= 0 if way == "up" else grown >= 0):
        mentions = f'"{before.usage.use.text}" and "{number.usage.use.text}"'
        yield "NUM018", f"by its words something {_past(way)} between {mentions}, and by these numbers it did not"


def _passage(mentions: Sequence[SourceMention]) -> str:
    """Say in a message what a passage has, where its text is at hand."""
    return f', and its passage says "{mentions[0].around}"' if mentions else ""


def _figure(use: object, inputs: Inputs) -> Figure | None:
    """Return the figure that a call prints, or whose cell."""
    if isinstance(use, FigureUse):
        return use.figure
    if isinstance(use, CellUse) and use.column == VALUE:
        return next((row.figure for row in inputs.find(use.row.table, use.row.id)), None)
    return None


def _claimed(figure: Figure) -> Quantity:
    return claimed_of(Decimal(figure.value), figure.unit, figure.scale, figure.measure)


def _has_known_bound(figure: Figure, words: Words | None) -> bool:
    """Whether it is known what a figure's qualifier says, if it has one; of ranks it says other things."""
    return not _claimed(figure).ranked and (not figure.qualifier or bool(bounds_of(figure.qualifier, words)))


def _own_bound(figure: Figure, words: Words | None) -> Bound | None:
    return nearest(bounds_of(figure.qualifier, words)) if figure.qualifier else None


def _opposed(one: Bound | None, other: Bound | None) -> bool:
    """Whether two bounds exclude each other."""
    if "exact" in {one, other}:
        return bool({one, other} & (LOW | HIGH | {"about"}))
    return (one in LOW and other in HIGH) or (one in HIGH and other in LOW)


def _row_direction(figure: Figure) -> Direction:
    """Return whether a row is a rise or a fall by the name of its measure and its sign."""
    if not is_change(figure.measure) or not figure.value:
        return ""
    named = direction_of(figure.measure)
    if figure.value < 0:
        return "" if named == "down" else "down"
    return named or "up"


def _past(direction: Direction) -> str:
    return {"up": "rose", "down": "fell"}.get(direction, "came")
