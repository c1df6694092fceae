"""Units: every one that figures are in has a way to be written, which reads as what it is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from reportgen.checks.near_misses import spelled_out
from reportgen.findings.model import Diagnostic, Findings
from reportgen.findings.rules import did_you_mean, finding
from reportgen.inputs.data.model import VALUE, Row
from reportgen.inputs.model import Inputs
from reportgen.language.names import fold
from reportgen.language.numerals import measure_of, numbers_in
from reportgen.language.quantities import RANK, Quantity
from reportgen.language.rates import split
from reportgen.project.model import Project

_TRIED: Final = 7
"""A number to write with a unit; with one of these no name of a unit makes another number."""


def check_units(project: Project, inputs: Inputs) -> Findings[None]:
    """Report units of rows that have no entry under ``units``, and entries that read as another unit."""
    units = project.settings.units
    for unit, rows in _used(inputs).items():
        if unit in units:
            continue
        table = inputs.tables[rows[0].table]
        more = f", as in {len(rows) - 1} more" if len(rows) > 1 else ""
        message = f'"{rows[0].id}" is in "{unit}"{more}, and [units] of report.toml does not say how that is written'
        hint = (
            did_you_mean(unit, units) or f'add `"{unit}" = {{ suffix = " …" }}`, or `= {{}}` where nothing is written'
        )
        yield finding("NUM010", table.place(rows[0].location.line, "unit"), message, hint)
    yield from _misread(project)
    yield from _scales(inputs)


def _scales(inputs: Inputs) -> Iterator[Diagnostic]:
    """Tell of scales that no word is for: what is not a power of ten would be printed as something else."""
    for table in inputs.tables.values():
        for row in table.rows() if table.column("scale") is not None and table.column(VALUE) is not None else ():
            scale = row["scale"]
            power = isinstance(scale, int | Decimal) and Decimal(scale).normalize().as_tuple()[:2] == (0, (1,))
            if scale is not None and not power:
                message = f'"{row.id}" has the scale {scale}, which no number is written in'
                hint = "write the power of ten by which its value is multiplied: 1, 1000, 1e6"
                yield finding("NUM030", table.place(row.location.line, "scale"), message, hint)


def _used(inputs: Inputs) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for table in inputs.tables.values():
        if table.column("unit") is None or table.column("value") is None:
            continue
        for row in table.rows():
            if row["unit"] and row["value"] is not None:
                found.setdefault(str(row["unit"]), []).append(row)
    return found


def _misread(project: Project) -> Iterator[Diagnostic]:
    """Tell of units whose prefix and suffix make another number or unit of a number."""
    for name, unit in project.settings.units.items():
        written = fold(f"{unit.prefix}{_TRIED}{unit.suffix}")
        scale, kind = measure_of(name)
        meant = Quantity(Decimal(_TRIED), scale, kind)
        (read, *_) = [p.quantity for p in numbers_in(written)] or [meant]
        (base, rate), (wanted, each) = split(read.unit), split(meant.unit)
        # what it is for each of may be said by the sentence
        other = base and RANK not in {base, wanted} and (base, rate) not in {(wanted, each), (wanted, "")}
        if read.total != meant.total or (other and (meant.unit or _is_money_or_share(read))):
            message = f'[units] writes {_TRIED} {name} as "{written}", which reads as {spelled_out(read)}'
            place = project.place("units", name)
            yield finding("NUM009", place, message, "correct its prefix or suffix")


def _is_money_or_share(quantity: Quantity) -> bool:
    base, _ = split(quantity.unit)
    return base.isupper() or base.startswith("per")
