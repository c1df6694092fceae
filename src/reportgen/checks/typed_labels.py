"""Numbers and quotations in words that make no calls: labels of exhibits, what names the brief, and names of data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from reportgen.checks.hardcoded_numbers import BLANKS, TELLING, described, numbers, spelled
from reportgen.checks.quotation_marks import quotations
from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import Table
from reportgen.inputs.model import Inputs
from reportgen.language.english.claiming import parts_named
from reportgen.language.model import Words
from reportgen.language.numerals import numbers_in
from reportgen.language.quantities import PLACE, RANK
from reportgen.language.registry import words_of
from reportgen.project.model import Column, Project

_LABELS: Final = ("unit", "names")
"""Options of charts that are printed as they stand."""

_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d\b")
"""What a name may hold although a unit stands behind it: "constant 2015 US$"."""

_WORD: Final = re.compile(r"\w*\d\w*")


def check_typed_labels(project: Project, inputs: Inputs) -> Findings[None]:
    """Report numbers typed in labels of exhibits, where no call can print one, and entries of [words] that are numbers.

    What names the brief, its tables and their rows may hold a number of its own ("Third edition", "Agenda 2030"), but
    none that says how much, and no quotation. A short form of a section has no number that its heading lacks.
    """
    words = words_of(project.settings.language)
    labels = tuple(_labels(project))
    for text, place in labels:
        for word, digits in (*numbers(text), *spelled(text, words, ())):
            yield described(word, text, digits[0], place)
    names = tuple(_names(project, inputs))
    for text, place, source in names:
        for begin, end in _amounts(text, words):
            if text[begin:end] not in source:
                yield described(text[begin:end].strip(), text, begin, place)
    for heading, short in project.settings.sections.items():
        if new := set(_WORD.findall(short)) - set(_WORD.findall(heading)):
            yield described(min(new), short, 0, project.place("sections", heading))
    entries = ((text, project.place("words", name)) for name, text in project.settings.words.items())
    yield from _quoted((*((text, place, "") for text, place in (*labels, *entries)), *names))
    yield from _words(project, words)


def _quoted(texts: Iterable[tuple[str, Location, str]]) -> Findings[None]:
    """No label or name quotes anybody, but for what it is a short form of."""
    for text, place, source in texts:
        for quotation in quotations([text]):
            if quotation.words not in source:
                message = f'"{quotation.words}" is quoted where nothing can be cited for it'
                yield finding("EVI018", place, message, "leave out the quotation marks, or quote it in a sentence")


def _words(project: Project, words: Words | None) -> Findings[None]:
    """No entry of [words] is a number, or says how much."""
    for name, text in project.settings.words.items():
        plain = " ".join(text.split()).translate(BLANKS)
        amounts = (plain[begin:end].strip() for begin, end in _amounts(plain, words))
        amount = plain if _is_number(plain, words) else next(amounts, "")
        if amount:
            message = f'the word "{name}" is the number "{amount}", which no row and no passage bears out'
            hint = 'print it by a call such as figure("…"); words are for names that hold digits, such as "G20"'
            yield finding("NUM012", project.place("words", name), message, hint)


def _is_number(plain: str, words: Words | None) -> bool:
    """Tell whether a text is a number, perhaps with what it counts, and no name."""
    read = next(iter(numbers_in(plain, words=words)), None)
    if read is None or read.start or read.quantity.unit in {PLACE, RANK}:
        return False
    rest = plain[read.end :]
    named = bool(rest) and not (rest[0] == " " and rest.islower())
    return not named and (read.quantity.total > 1 or read.quantity.fraction)


def _amounts(text: str, words: Words | None) -> Iterable[tuple[int, int]]:
    """Return where a name says how much: a number with a unit such as per cent, a part of something."""
    read = [each for each in numbers_in(text.translate(BLANKS), words=words) if each.quantity.unit in TELLING]
    found = [(each.start, each.end) for each in read if not _YEAR.match(text[each.start : each.end])]
    return sorted((*found, *(parts_named(text) if words is None else ())))


def _labels(project: Project) -> Iterator[tuple[str, Location]]:
    """Yield the headings of columns and the labels of axes and series, which make no calls."""
    for name, exhibit in project.settings.exhibits.items():
        for number, column in enumerate(exhibit.columns if isinstance(exhibit.columns, list) else ()):
            if isinstance(column, Column):
                yield column.title, project.place("exhibits", name, "columns", number)
        for option in _LABELS:
            value = exhibit.options.get(option)
            place = project.place("exhibits", name, "options", option)
            yield from ((str(v), place) for v in (value if isinstance(value, list) else [value]) if isinstance(v, str))


def _names(project: Project, inputs: Inputs) -> Iterator[tuple[str, Location, str]]:
    """Yield what names the brief, its units, and data without evidence; each with what it is a short form of."""
    settings = project.settings
    for key in ("edition", "subject"):
        yield getattr(settings, key), project.place(key), ""
    for number, volume in enumerate(settings.volumes):
        yield volume.title, project.place("volumes", number, "title"), ""
    for key in ("authors", "keywords"):
        yield from ((text, project.place(key), "") for text in getattr(settings, key))
    for heading, short in settings.sections.items():
        yield short, project.place("sections", heading), heading
    for name, unit in settings.units.items():
        yield from ((text, project.place("units", name), "") for text in (unit.prefix, unit.suffix, unit.one))
    yield from ((reason, Location(settings.data), "") for reason in inputs.exempt)
    for table in inputs.tables.values():
        place = Location(settings.data)
        yield from ((text, place, "") for text in (table.title, *(column.title for column in table.columns)))
        if table.column("evidence") is None:
            yield from ((text, at, "") for text, at in _cells(table))


def _cells(table: Table) -> Iterator[tuple[str, Location]]:
    for row in table.rows():
        for name, cell in row.cells.items():
            if isinstance(cell, str) and name != "id":
                yield cell, table.place(row.location.line, name)
