"""Words that are written behind numbers and that are no known unit: "1,500 consumers"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from reportgen.checks.claims import COUNT, variants_of
from reportgen.checks.evidence_index import EvidenceIndex, named
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import Row
from reportgen.inputs.model import Inputs
from reportgen.language.english.assertions import bounds_of
from reportgen.language.names import fold, phrase
from reportgen.language.numerals import numbers_in
from reportgen.project.model import Project, Unit

_TRIED: Final = 7
_SIGNS: Final = " $€£"
_LETTERS: Final = 3
"""A shorter word says nothing of what is counted: "of", "a"."""

_LONGEST: Final = 6
"""Words that a unit may have: "US dollars per thousand cubic metres"."""

_STEM: Final = 5
"""Letters that two forms of a word share: "consumers" and "consumer's", "inhabitants" and "inhabited"."""

_LITTLE: Final = frozenset({"per", "for", "and", "with", "from", "each", "thousand", "hundred", "million", "billion"})
"""Words that stand behind numbers of anything."""


def check_suffixes(project: Project, inputs: Inputs) -> Findings[None]:
    """Report words that a unit writes behind its numbers, and neither a row in it nor a passage of one has.

    What is read as a unit is compared number by number instead. Rows whose texts are not at hand say nothing.
    """
    support = EvidenceIndex(inputs, variants_of(inputs))
    for name, unit in project.settings.units.items():
        bounds = [b for part in (unit.prefix, unit.suffix) for b in bounds_of(part.strip().rstrip(_SIGNS))]
        if bounds:
            message = f'[units] writes "{bounds[0]}" at every number in {name}, whatever its row says'
            yield finding("NUM018", project.place("units", name), message, "leave it to the column `qualifier` of rows")
        words = _words(unit)
        for text in (unit.prefix, unit.suffix, unit.one):
            if len(text.split()) > _LONGEST:
                message = f'[units] writes "{text.strip()}" beside numbers in {name}, which is more than a unit says'
                yield finding("NUM013", project.place("units", name), message, "say it in a sentence, with its source")
        rows = [row for row in _rows(inputs, name) if words and row.evidence and not support.absent(row.evidence)]
        if not rows or not support.sound(e for row in rows for e in row.evidence):
            continue
        if any(_names(words, str(row.cells.get("measure") or "")) for row in rows):
            continue
        evidence = tuple(dict.fromkeys(e for row in rows for e in row.evidence))
        near = (facts for e in evidence if (facts := support.near(e)) is not None)
        if not any(_names(words, facts.printed) for facts in near):
            message = f'[units] writes "{unit.suffix.strip()}" behind numbers in {name}, and {named(evidence)} '
            message += f"{'do' if len(evidence) > 1 else 'does'} not speak of that"
            hint = "write what the passages count, or name it in the column `measure` of its rows"
            yield finding("NUM013", project.place("units", name), message, hint)


def _words(unit: Unit) -> frozenset[str]:
    """Return the words of a suffix that are not read as part of a number or as its unit."""
    written = fold(f"{unit.prefix}{_TRIED}{unit.suffix}")
    end = max((printed.end for printed in numbers_in(written)), default=0)
    words = phrase(written[end:]).split()
    return frozenset(w for w in words if len(w) >= _LETTERS and w not in _LITTLE)


def _rows(inputs: Inputs, unit: str) -> Iterable[Row]:
    for table in inputs.tables.values():
        if table.column("unit") is not None and table.column("value") is not None:
            rows: Sequence[Row] = table.pick({"unit": unit})
            yield from (row for row in rows if row["value"] is not None and row.cells.get("formula") != COUNT)


def _names(words: Iterable[str], text: str) -> bool:
    """Whether a text has one of some words, in one form or another."""
    said = phrase(text).split()
    return any(
        word == other or (len(word) >= _STEM and other[:_STEM] == word[:_STEM]) for word in words for other in said
    )
