"""What titles, notes and labels of exhibits say of scale and unit, against the rows that are shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reportgen.checks.near_misses import spelled_out
from reportgen.draft.model import Draft
from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import Row, Table
from reportgen.inputs.model import Inputs
from reportgen.language.english.lexicon import BASIS_POINTS, CODES, PERCENT, POINTS, SCALE, SIGN, UNIT
from reportgen.language.model import Words
from reportgen.language.names import fold, phrase
from reportgen.language.number_words import in_digits
from reportgen.language.numerals import measure_of, numbers_in
from reportgen.language.quantities import RANK, Quantity
from reportgen.language.rates import TIMES, split
from reportgen.language.registry import words_of
from reportgen.project.model import Column as Shown
from reportgen.project.model import Exhibit, Project

_SCALED: Final = re.compile(
    rf"(?<!\w)(?:(?P<before>{SIGN}) ?)?(?P<scale>{SCALE})(?!\w)(?: (?:of |de |d')?(?P<unit>{UNIT}))?", re.IGNORECASE
)
_BARE: Final = re.compile(rf"(?:\((?:in )?|\bin )(?P<unit>{UNIT})(?P<ends>\)|$|[.;,])?", re.IGNORECASE)
_OPENS: Final = re.compile(r"(?:\(|\bin |,) ?$", re.IGNORECASE)
_EACH: Final = re.compile(
    r"(?:/|\b(?:per|each|every|je|pro|par|pour|chaque|por|cada|na|za|каждую|каждый|кожну|на|за)) ?$", re.IGNORECASE
)
"""What leads to what numbers are for each of, whose scale is not theirs: "USD per thousand tonnes"."""

_SHARES: Final = frozenset({PERCENT, POINTS, BASIS_POINTS})

_COUNTED: Final = re.compile(r"[^\W\d_]{3,}")
_SCALES: Final = frozenset({"thousand", "million", "billion", "trillion", "hundred"})
_BESIDE: Final = frozenset(
    {"current", "constant", "real", "nominal", "price", "value", "index", "year", "total", "each", "every", "number"}
    | {"share", "rate", "ratio", "proportion", "amount", "level", "and", "for", "from", "with", "all"}
)
"""Words that labels have beside a unit and that are none."""


@dataclass(frozen=True)
class _Measure:
    """A scale, or ``None`` where nothing is said of it, and a unit."""

    scale: Decimal | None
    unit: str

    def agrees(self, other: _Measure) -> bool:
        """Whether two may be the same: nothing that both of them say differs."""
        (base, rate), (other_base, other_rate) = split(self.unit), split(other.unit)
        units = not (base and other_base) or base == other_base or RANK in {base, other_base}
        rates = not (rate and other_rate) or rate == other_rate
        return units and rates and (None in {self.scale, other.scale} or self.scale == other.scale)

    def __str__(self) -> str:
        return (
            spelled_out(Quantity(Decimal(1), self.scale or Decimal(1), self.unit)).removeprefix("1 ").removeprefix("1")
        )


def check_labels(project: Project, inputs: Inputs, draft: Draft) -> Findings[None]:
    """Report exhibits whose labels name another scale, unit or currency than the rows that they show."""
    words = words_of(project.settings.language)
    for name, exhibit in project.settings.exhibits.items():
        table = inputs.tables.get(exhibit.table)
        if table is None or any(table.column(c.removeprefix("-")) is None for c in (*exhibit.where, *exhibit.sort)):
            continue
        rows = table.pick(exhibit.where)
        yield from _columns(project, name, exhibit, table, rows, words)
        shown = _shown(exhibit, table, rows, words)
        yield from _dropped(project, name, exhibit, table, rows, draft)
        unit = exhibit.options.get("unit")
        if isinstance(unit, str) and shown:
            place = project.place("exhibits", name, "options", "unit")
            yield from _described(name, unit, _axis(unit, words), shown, place)
        for key in ("title", "note", "alt") if shown else ():
            text = draft.titles.get(("exhibits", name, key))
            if text is not None:
                yield from _described(name, text.text, _heads(text.text, words), shown, text.location)
        if isinstance(unit, str):
            yield from _counts_other(project, name, unit, table, rows, shown, words)


def _columns(
    project: Project, name: str, exhibit: Exhibit, table: Table, rows: Sequence[Row], words: Words | None
) -> Iterator[Diagnostic]:
    """Check the headings of a table's columns of numbers."""
    for number, each in enumerate(exhibit.columns if isinstance(exhibit.columns, list) else ()):
        column = table.column(each.name if isinstance(each, Shown) else each)
        if column is None:
            continue
        title = (each.title if isinstance(each, Shown) else "") or column.title
        place = project.place("exhibits", name, "columns", number)
        measures = _measures(table, rows, column.name, words)
        heads = _heads(title, words)
        # what a bare number is a unit of, it is a unit of without a scale
        heads = [_Measure(h.scale or Decimal(1), h.unit) for h in heads] if measures else []
        yield from _described(name, title, heads, measures, place, every=True)


def _printed(exhibit: Exhibit) -> dict[str, str]:
    """Return the columns that are printed, each with the heading that the exhibit gives it."""
    pivot = exhibit.options.get("pivot")
    printed = {str(pivot.get("cell")): ""} if isinstance(pivot, dict) else {}
    if isinstance(exhibit.columns, dict):
        return printed | dict.fromkeys(exhibit.columns.values(), "")
    return printed | {
        c.name if isinstance(c, Shown) else c: c.title if isinstance(c, Shown) else "" for c in exhibit.columns
    }


def _dropped(
    project: Project, name: str, exhibit: Exhibit, table: Table, rows: Sequence[Row], draft: Draft
) -> Iterator[Diagnostic]:
    """Tell of values whose scale or unit neither a column beside them, their heading, nor title or note says."""
    words = words_of(project.settings.language)
    columns = _printed(exhibit)
    value = table.column("value")
    if "value" not in columns or value is None or table.column("unit") is None:
        return
    titles = (draft.titles.get(("exhibits", name, key)) for key in ("title", "note"))
    texts = [columns["value"] or value.title, *(title.text for title in titles if title)]
    heads = [head for text in texts for head in _heads(text, words)]
    if isinstance(exhibit.columns, dict) and (exhibit.options.get("unit") or exhibit.kind in project.settings.kinds):
        return  # what it says is held against the rows; what a project's own kind writes, nothing tells
    measures = _measures(table, rows, "value", words)
    scales = {m.scale for m in measures} - {Decimal(1)}
    units = {m.unit for m in measures} - {""}
    lost = [
        *(["scale"] if scales and "scale" not in columns and not any(head.scale for head in heads) else ()),
        *(["unit"] if units and "unit" not in columns and not any(head.unit for head in heads) else ()),
    ]
    if lost:
        place = project.place("exhibits", name, "columns")
        rows_in = " and ".join(sorted(str(m) or "no scale or unit" for m in measures))
        message = f'exhibit "{name}" prints the column value without its {" and ".join(lost)}, of rows in {rows_in}'
        hint = 'show the column "quantity", which prints a value with scale and unit, or say both in its heading'
        if isinstance(exhibit.columns, dict):
            hint = 'say both in its option `unit`: "million dollars"'
        yield finding("EXH015", place, message, hint)


def _shown(exhibit: Exhibit, table: Table, rows: Sequence[Row], words: Words | None) -> set[_Measure]:
    """Return the measures of what an exhibit shows; a chart brings its values to the largest scale."""
    if isinstance(exhibit.columns, dict):
        measures = _measures(table, rows, exhibit.columns.get("value", ""), words)
        largest = max((m.scale or Decimal(1) for m in measures), default=Decimal(1))
        return {_Measure(largest, m.unit) for m in measures}
    names = [c.name if isinstance(c, Shown) else c for c in exhibit.columns]
    return {m for column in names for m in _measures(table, rows, column, words)}


def _measures(table: Table, rows: Sequence[Row], name: str, words: Words | None) -> set[_Measure]:
    """Return the measures of a column: of ``value`` those of its rows, of another what the data package says."""
    column = table.column(name)
    if column is None or column.type not in {"number", "integer"}:
        return set()
    if name != "value" or table.column("unit") is None:
        return {_Measure(*measure_of(column.unit, words))} if column.unit else set()
    found = {(str(row["unit"] or ""), str(row.cells.get("scale") or 1)) for row in rows if row["value"] is not None}
    read = [(measure_of(unit, words), Decimal(scale)) for unit, scale in sorted(found)]
    return {_Measure(size * scale, unit) for (size, unit), scale in read}


def _heads(text: str, words: Words | None) -> list[_Measure]:
    """Find what a title or note says of all numbers: "in million USD", "(%)"; what stands at a number is its own."""
    plain = fold(text)
    plain = in_digits(plain, words).text if words else plain
    for printed in numbers_in(plain):
        plain = plain[: printed.start] + "0" * (printed.end - printed.start) + plain[printed.end :]
    found = []
    for match in _SCALED.finditer(plain):
        if _EACH.search(plain, 0, match.start()):
            continue
        if match["before"] or match["unit"] or _OPENS.search(plain, 0, match.start()):
            scale, unit = measure_of(match[0].removeprefix(match["before"] or "").strip(), words)
            found.append(_Measure(scale, unit or measure_of(match["before"] or "")[1]))
    for match in _BARE.finditer(plain):
        scale, unit = measure_of(match["unit"], words)
        # "in metres" may go on as anything, and "in years" says when
        names = match["ends"] is not None and (unit not in TIMES or match["ends"] == ")")
        if unit in CODES or unit in _SHARES or names:
            found.append(_Measure(None if scale == 1 else scale, unit))
    return found


def _counts_other(
    project: Project,
    name: str,
    label: str,
    table: Table,
    rows: Sequence[Row],
    shown: Collection[_Measure],
    words: Words | None,
) -> Iterator[Diagnostic]:
    """Tell of an axis in English that counts things ("million camels") while its rows are in a unit ("USD")."""
    if words is not None or not shown or not all(split(m.unit)[0] not in {"", RANK} for m in shown):
        return
    if any(m.unit for m in _axis(label, words)):
        return
    known = " ".join(
        (
            table.title,
            *(column.title for column in table.columns),
            *(str(row.cells.get("measure") or "") for row in rows),
        )
    )
    own = {word for word in phrase(label).split() if _COUNTED.fullmatch(word)} - _SCALES
    if own and not own & {*phrase(known).split(), *_BESIDE}:
        units = " and ".join(sorted(map(str, shown)))
        message = f'exhibit "{name}" says "{label}", which is no unit, and shows rows in {units}'
        place = project.place("exhibits", name, "options", "unit")
        yield finding("EXH010", place, message, "name the unit of the rows")


def _axis(text: str, words: Words | None) -> list[_Measure]:
    """Return the measure that the label of an axis is: "million USD", or "US dollars, in millions"."""
    scale, unit = measure_of(fold(text), words)
    behind = [_Measure(head.scale, head.unit or unit) for head in _heads(text, words) if head.scale]
    return behind if scale == 1 and behind else [_Measure(scale, unit)]


def _described(
    name: str,
    text: str,
    heads: Sequence[_Measure],
    shown: set[_Measure],
    place: Location,
    *,
    every: bool = False,
) -> Iterator[Diagnostic]:
    """Tell of a label of which nothing fits what is shown; ``every``: something that is shown does not fit."""
    wrong = {m for m in shown if not any(head.agrees(m) for head in heads)}
    if heads and wrong and (every or wrong == shown):
        says = " and ".join(dict.fromkeys(map(str, heads)))
        rows = " and ".join(sorted(str(m) or "no scale or unit" for m in wrong))
        message = f'exhibit "{name}" says "{text}", which is {says or "no scale or unit"}, and shows rows in {rows}'
        yield finding("EXH010", place, message, "correct the label, or the rows that are shown")
