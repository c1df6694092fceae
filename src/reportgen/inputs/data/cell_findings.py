"""What is wrong with the cells of a table, as frictionless tells it → findings at their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final, Protocol

from reportgen.findings.model import Diagnostic
from reportgen.findings.rules import did_you_mean, finding
from reportgen.inputs.data.number_formats import NUMERIC, UNREAD, advice, number_format_of, read_number
from reportgen.inputs.data.resource import Resource

_CODES: Final = {
    "type-error": "DAT005",
    "constraint-error": "DAT006",
    "unique-error": "DAT007",
    "primary-key": "DAT007",
    "foreign-key": "DAT008",
}


class CellError(Protocol):
    """What frictionless says of a cell or row, some with ``cell``, ``field_name`` or ``field_names``."""

    type: ClassVar[str]

    @property
    def note(self) -> str:
        """What is wrong, in its words."""


def cell_findings(errors: Sequence[tuple[CellError, int]], resource: Resource) -> Iterator[Diagnostic]:
    """Report what is wrong with cells; numbers that are written in another form, once for a column."""
    others: dict[str, list[tuple[CellError, int, str]]] = {}
    for error, line in errors:
        name, cell = str(getattr(error, "field_name", "") or ""), _cell_of(error)
        kind = next((c.type for c in resource.columns if c.name == name), "")
        if error.type == "type-error" and kind in NUMERIC and advice([cell]):
            others.setdefault(name, []).append((error, line, cell))
        else:
            yield _cell_finding(error, resource, line)
    for name, cells in others.items():
        _, line, cell = cells[0]
        said = advice([text for _, _, text in cells])
        if not said:
            yield from (_cell_finding(error, resource, line) for error, line, _ in cells)
            continue
        more = f", as are {len(cells) - 1} more below it" if len(cells) > 1 else ""
        message = f'"{cell}" in column "{name}" is no number as the field says that they are written{more}'
        yield finding(
            "DAT005", resource.raw.place(line, name), message, f"say of the field in {resource.package}: {said}"
        )


def mixed_signs(resource: Resource) -> Iterator[Diagnostic]:
    """Report a column whose numbers have different signs around them: "$5" and "€5" are not alike."""
    for position, field in enumerate(resource.descriptor["schema"]["fields"]):
        form = number_format_of(field)
        if form.bare or field.get("type") not in NUMERIC:
            continue
        first = ""
        for line, row in resource.ordered():
            read = read_number(row[position], form)
            sign = read[1] if read else ""
            if sign and first and sign != first:
                said = f'"{first.replace(chr(0), "…")}" and "{sign.replace(chr(0), "…")}"'
                message = f'the numbers of column "{field["name"]}" have different signs around them: {said}'
                hint = "give each sign a column of its own, or one that says which it is"
                yield finding("DAT024", resource.raw.place(line, str(field["name"])), message, hint)
                break
            first = first or sign


def _cell_of(error: CellError) -> str:
    return str(getattr(error, "cell", "") or "").removeprefix(UNREAD)


def _cell_finding(error: CellError, resource: Resource, line: int) -> Diagnostic:
    name = str(getattr(error, "field_name", "") or "")
    cell = _cell_of(error)
    column = next((c for c in resource.columns if c.name == name), None)
    code = _CODES.get(error.type, "DAT006")
    note = str(error.note)
    hint = "correct the cell"
    if error.type == "blank-row":
        note, hint = "each cell of the row stands for a missing value", "remove the row"
    elif error.type == "primary-key" and 'all "None"' in note:
        code, name = "DAT006", str(resource.descriptor["schema"]["primaryKey"][0])
        note, hint = f'column "{name}" is empty, but required', "fill it in"
    elif error.type == "type-error" and column is not None:
        note, hint = f'"{cell}" in column "{name}" is not of type {column.type}', f"write it as {column.type}"
    elif error.type == "constraint-error" and column is not None:
        broken = note
        note = f'column "{name}" is empty, but required' if not cell else f'"{cell}" in column "{name}" is not allowed'
        if '"required"' in broken:
            hint = f'"{cell}" stands for a missing value, and the column is required' if cell else "fill it in"
        elif '"enum"' in broken:
            hint = did_you_mean(cell, column.choices) or f"one of: {', '.join(column.choices)}"
        else:
            hint = f"the {broken} in {resource.package}"
    elif error.type in {"primary-key", "unique-error"}:
        name = name or "id"
        note, hint = f"the key of this row stands in an earlier row too ({note})", "give each row a key of its own"
    elif error.type == "foreign-key":
        name = str(getattr(error, "field_names", [""])[0])
        hint = "add the row that is named, or correct the name"
    return finding(code, resource.raw.place(line, name), note, hint)
