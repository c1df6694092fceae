"""What rows and sentences say of a number against what their passages say of it, where it can be only one of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from reportgen.checks.counted import named
from reportgen.checks.number_flaws import Flaw
from reportgen.checks.passage_facts import ParsedPassage
from reportgen.checks.printed_numbers import NumberInContext
from reportgen.inputs.data.model import Figure
from reportgen.language.english.exclusive import is_each, is_total, opposed
from reportgen.language.numerals import measure_of
from reportgen.language.quantities import Printed
from reportgen.language.rates import PERIODS, split

Found: TypeAlias = Sequence[tuple[ParsedPassage, Printed]]


def opposed_by_row(figure: Figure, found: Found) -> Iterator[Flaw]:
    """Yield where a row says of its number what all passages that have it exclude: "imports" of 40 exported."""
    said = [reading.about(printed) for reading, printed in found]
    ours = named(figure)
    terms = [opposed(ours, each) for each in said]
    if terms and terms[0] and all(terms):
        yield "NUM018", f'"{figure.id}" says "{terms[0][0]}" of {figure.value}, and its passage "{terms[0][1]}"'
    elif said and _counts(figure) and all(map(is_each, said)) and not _is_each(figure, loosely=True):
        passage = said[0].strip()
        yield "NUM018", f'"{figure.id}" does not say that {figure.value} is for each, and its passage says "{passage}"'


def opposed_by_sentence(number: NumberInContext, figure: Figure, found: Found) -> Iterator[Flaw]:
    """Yield where a sentence says of a number what its row, or all passages that have it, exclude."""
    word, about, ours = number.usage.use.text, number.about, named(figure)
    said = [reading.about(printed) for reading, printed in found]
    terms = opposed(about, ours)
    others = [opposed(about, f"{each} {ours}") for each in said]
    if terms is not None:
        yield "NUM018", f'the sentence says "{terms[0]}" of "{word}", and its row "{terms[1]}"'
    elif others and others[0] and all(others):
        yield "NUM018", f'the sentence says "{others[0][0]}" of "{word}", and its passage "{others[0][1]}"'
    elif _counts(figure):
        each = _is_each(figure) or (bool(said) and all(map(is_each, said)))
        if said and is_each(about) and not each and not any(is_each(one, loosely=True) for one in (*said, ours)):
            yield "NUM018", f'the sentence gives "{word}" for each, and its passage in all: "{said[0].strip()}"'
        elif each and (is_total(about) or not (is_each(number.sentence, loosely=True) or split(number.number.unit)[1])):
            yield "NUM018", f'the sentence gives "{word}" in all, and its row or passage for each'


def _counts(figure: Figure) -> bool:
    """Whether a number is of things or money, which may be for each or in all."""
    base, rate = split(measure_of(figure.unit)[1])
    return rate not in PERIODS and not base.startswith(("per", "basis", "degrees"))


def _is_each(figure: Figure, loosely: bool = False) -> bool:
    return is_each(named(figure), loosely) or bool(split(measure_of(figure.unit)[1])[1])
