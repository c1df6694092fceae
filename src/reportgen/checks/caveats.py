"""Caveats of figures ("net of transport costs"), which belong wherever their numbers are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.checks.model import Statement
from reportgen.draft.model import CellUse, DerivedUse, Draft, ExhibitUse, FigureUse, Usage
from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import VALUE, Figure
from reportgen.inputs.model import Inputs
from reportgen.language.names import fold
from reportgen.project.model import Column, Project

_CAVEAT: Final = "caveat"
_WORD: Final = re.compile(r"\w+")
_LONG: Final = 4
"""Letters from which on a word is looked for; shorter ones join others."""

_STEM: Final = 5
"""Letters by which a word is known: "transported" for "transport"."""

_HINT: Final = "say it in the sentence or beside it, in the title or the note of an exhibit, or show its column"


def check_caveats(project: Project, statements: Sequence[Statement], draft: Draft, inputs: Inputs) -> Findings[None]:
    """Report figures that are printed, or that a printed number is derived from, without their caveats.

    In a sentence, the one before or the one behind it most of a caveat's words must stand; of an exhibit in its title
    or note, or it shows the column.
    """
    for number, statement in enumerate(statements):
        near = [s.text for s in statements[max(0, number - 1) : number + 2] if s.file == statement.file]
        usages = [draft.usages[n] for n in statement.usages]
        yield from _missing(_figures(usages, inputs), " ".join(near), statement.location)
    for title in draft.titles.values():
        usages = [draft.usages[n] for n, _, _ in title.spans]
        yield from _missing(_figures(usages, inputs), title.text, title.location)
    for usage in draft.usages:
        if isinstance(usage.use, ExhibitUse) and not _shows_caveats(project, usage.use.name):
            texts = [draft.titles[key].text for key in draft.titles if key[:2] == ("exhibits", usage.use.name)]
            shown = [row.figure for ref in usage.use.rows for row in inputs.find(ref.table, ref.id)]
            yield from _missing([figure for figure in shown if figure], " ".join(texts), usage.location)


def _missing(figures: Sequence[Figure], text: str, place: Location) -> Findings[None]:
    words = {word[:_STEM] for word in _WORD.findall(fold(text).casefold())}
    told: set[str] = set()
    for figure in figures:
        wanted = [w[:_STEM] for w in _WORD.findall(fold(figure.caveat).casefold()) if len(w) >= _LONG or w.isdigit()]
        if figure.caveat in told or 2 * sum(word in words for word in wanted) > len(wanted) or not figure.caveat:
            continue
        told.add(figure.caveat)
        message = f'the number of "{figure.id}" is printed without its caveat, "{figure.caveat}"'
        yield finding("NUM026", place, message, _HINT)


def _figures(usages: Sequence[Usage], inputs: Inputs) -> list[Figure]:
    return [figure for usage in usages for figure in _behind(usage, inputs)]


def _behind(usage: Usage, inputs: Inputs) -> Iterator[Figure]:
    use = usage.use
    if isinstance(use, FigureUse):
        yield use.figure
    elif isinstance(use, DerivedUse):
        yield from use.figures
    elif isinstance(use, CellUse) and use.column == VALUE:
        yield from (row.figure for row in inputs.find(use.row.table, use.row.id) if row.figure is not None)


def _shows_caveats(project: Project, exhibit: str) -> bool:
    columns = project.settings.exhibits[exhibit].columns
    named = columns if isinstance(columns, list) else columns.values() if isinstance(columns, dict) else ()
    return any((each.name if isinstance(each, Column) else each) == _CAVEAT for each in named)
