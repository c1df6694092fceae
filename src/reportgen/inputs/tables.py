"""data/datapackage.json and its CSV files → tables.

frictionless checks types, constraints and keys (Data Package v2, https://datapackage.org).
Beyond the standard a field may say ``"rdfType"`` …/EDTF (the cells are
EDTF dates), ``"unit"`` (printed in headings), ``"rowsOf"`` (the cell, or each item of a list, names
a row of that table, or of one of those tables) and ``"claim": false`` (nothing that evidence bears
out); a resource may say ``"label"`` (the column that stands for a row elsewhere) and ``"conflicts"``:
``[{"same": ["river", "bridge"], "differ": ["opened"], "where": {"kind": ["arch"]}}]`` (rows alike in
the columns ``same`` contradict each other when they differ in another; ``where`` is optional).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, Final, TypeAlias, cast

from frictionless import FrictionlessException, Package
from frictionless.errors import RowError

from reportgen import dates
from reportgen.diagnostics import Diagnostic, Findings, Location, Outcome, collect
from reportgen.fingerprint import of_bytes, of_object
from reportgen.inputs.conflictrules import conflict_rules, rule_problems
from reportgen.inputs.model import Column, FieldType, Table, Value
from reportgen.inputs.rawcsv import RawTable, decode, read_csv
from reportgen.keeping import Keep, make_anew
from reportgen.rules import did_you_mean, finding

Reader: TypeAlias = Callable[[str], bytes | None]
"""Gives the bytes of a file of the project, by its path; ``None`` if it is not there."""

_TYPES: Final[Mapping[str, FieldType]] = {
    "integer": "integer",
    "year": "integer",
    "number": "number",
    "boolean": "boolean",
    "list": "list",
}
_CODES: Final = {
    "type-error": "DAT005",
    "constraint-error": "DAT006",
    "unique-error": "DAT007",
    "primary-key": "DAT007",
    "foreign-key": "DAT008",
}

_SCHEMA_KEYS: Final = ("fields", "primaryKey", "foreignKeys", "uniqueKeys", "missingValues", "fieldsMatch")
_LARGEST_EXPONENT: Final = 60
_MOST_DIGITS: Final = 60
_SURROGATE: Final = r"\\u[dD]{}[0-9a-fA-F]{{2}}"
_ESCAPES: Final = re.compile(
    rf"{_SURROGATE.format('[89abAB]')}{_SURROGATE.format('[c-fC-F]')}|(?P<half>{_SURROGATE.format('[89a-fA-F]')})|\\\\."
)


@dataclass(frozen=True)
class _Resource:
    """A resource of the package with its file, before its cells are read."""

    descriptor: Mapping[str, Any]
    columns: tuple[Column, ...]
    raw: RawTable

    @property
    def name(self) -> str:
        return str(self.descriptor["name"])


def read_tables(path: str, read: Reader, keep: Keep = make_anew) -> Findings[Mapping[str, Table]]:
    """Read a data package and all its tables; what cannot be read is reported and left out."""
    descriptor = yield from _descriptor(path, read, keep)
    if descriptor is None:
        return {}
    folder = path.rpartition("/")[0]
    resources: list[_Resource] = []
    for item in descriptor["resources"]:
        resource = yield from _resource(path, folder, item, read)
        if resource is not None:
            resources.append(resource)
    return (yield from _cast(resources, keep))


def _descriptor(path: str, read: Reader, keep: Keep) -> Findings[dict[str, Any] | None]:
    content = read(path)
    if content is None:
        yield finding(
            "DAT001", Location(path), "the data package is not there", "create it or correct `data` in report.toml"
        )
        return None
    text = yield from decode(path, content)
    if text is None:
        return None
    try:
        descriptor = json.loads(text)
    except json.JSONDecodeError as error:
        yield finding("DAT003", Location(path, error.lineno, error.colno), f"not valid JSON: {error.msg}", "correct it")
        return None
    except (RecursionError, ValueError):
        message = "its objects are nested too deeply, or a number in it is too long"
        yield finding("DAT003", Location(path, 1), message, "correct it")
        return None
    if half := _half_character(text):
        message = f"{half[0]} is half of a character (a lone surrogate)"
        yield finding("DAT003", Location(path, text.count("\n", 0, half.start()) + 1), message, "type the text anew")
        return None
    problems = keep("data package", {path: of_bytes(content)}, lambda: tuple(_package_problems(descriptor)))
    for problem in problems:
        yield finding("DAT003", Location(path, 1), problem, "see https://datapackage.org/standard/data-package/")
    return None if problems else cast("dict[str, Any]", descriptor)


def _half_character(text: str) -> re.Match[str] | None:
    """Find the first escape in JSON that stands for half of a character."""
    for match in _ESCAPES.finditer(text):
        if match["half"]:
            return match
    return None


def _package_problems(descriptor: object) -> Iterator[str]:
    if not isinstance(descriptor, dict):
        yield "the data package is not an object"
        return
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        yield "the data package has no resources"
        return
    for number, item in enumerate(resources, start=1):
        schema = item.get("schema") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            yield f"resource {number} has no name"
        elif not isinstance(item.get("path"), str):
            yield f'resource "{item["name"]}" has no path to one file'
        elif not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
            yield f'resource "{item["name"]}" has no schema with fields'
        else:
            names = [f.get("name") for f in schema["fields"] if isinstance(f, dict)]
            inline = {"name": item["name"], "data": [names], "schema": _schema(schema)}
            yield from (str(e.note) for e in Package.metadata_validate({"resources": [inline]}))
            yield from rule_problems(item)


def _schema(described: Mapping[str, Any]) -> dict[str, Any]:
    """Give of a schema only what is used: frictionless reads files and asks servers that other keys name."""
    return {key: described[key] for key in _SCHEMA_KEYS if key in described}


def _resource(package: str, folder: str, item: dict[str, Any], read: Reader) -> Findings[_Resource | None]:
    path = f"{folder}/{item['path']}" if folder else str(item["path"])
    content = read(path)
    if content is None:
        hint = f"create it or correct the path in {package}"
        yield finding("DAT001", Location(path), f'the file of table "{item["name"]}" is not there', hint)
        return None
    raw = yield from read_csv(path, content)
    if raw is None:
        return None
    columns = tuple(_column(f, item["schema"]) for f in item["schema"]["fields"])
    names = [c.name for c in columns]
    missing = [n for n in names if n not in raw.header]
    for name in missing:
        near = did_you_mean(name, raw.header) or "add it to the first line"
        yield finding("DAT004", Location(path, 1), f'column "{name}" is missing', near)
    for position, name in enumerate(raw.header, start=1):
        if name not in names or raw.header.index(name) != position - 1:
            what = "stands twice" if name in names else f"is not in {package}"
            hint = did_you_mean(name, names) or "remove it or describe it there"
            yield finding("DAT004", Location(path, 1, position), f'column "{name}" {what}', hint)
    if missing:
        return None
    if not raw.rows:
        yield finding("DAT010", Location(path, 1), f'table "{item["name"]}" has no rows', "add rows or drop the table")
        return None
    return _Resource(item, columns, raw)


def _column(described: Mapping[str, Any], schema: Mapping[str, Any]) -> Column:
    kind = _TYPES.get(str(described.get("type", "string")), "string")
    if str(described.get("rdfType", "")).upper().endswith("EDTF"):
        kind = "date"
    named = described.get("rowsOf", [])
    foreign = [str(table) for table in (named if isinstance(named, list) else [named])]
    for key in schema.get("foreignKeys", []):
        fields = key["fields"] if isinstance(key["fields"], list) else [key["fields"]]
        if fields == [described["name"]]:
            foreign.append(str(key["reference"]["resource"]))
    choices = described.get("constraints", {}).get("enum", ())
    name = str(described["name"])
    title = str(described.get("title") or name.replace("_", " ").capitalize())
    unit, claim = str(described.get("unit", "")), bool(described.get("claim", True))
    return Column(name, kind, title, tuple(foreign), unit, tuple(str(c) for c in choices), claim)


def _cast(resources: Sequence[_Resource], keep: Keep) -> Findings[Mapping[str, Table]]:
    """Let frictionless read the cells of each table, beside the tables that its keys point to."""
    tables: dict[str, Table] = {}
    for resource in resources:
        pointed = {key["reference"]["resource"] for key in resource.descriptor["schema"].get("foreignKeys", [])}
        beside = [other for other in resources if other.name in pointed - {resource.name}]
        parts = {r.raw.path: of_object((r.descriptor, r.raw)) for r in (resource, *beside)}
        read = keep(f"rows of {resource.raw.path}", parts, partial(_collected, resource, beside))
        yield from read.findings
        if read.value is not None:
            tables[resource.name] = read.value
    for table in tables.values():
        yield from _check_cells(table, tables)
    return tables


def _collected(resource: _Resource, beside: Sequence[_Resource]) -> Outcome[Table | None]:
    return collect(_table(resource, beside))


def _table(resource: _Resource, beside: Sequence[_Resource]) -> Findings[Table | None]:
    known = {resource.name, *(other.name for other in beside)}
    inline = [_inline(resource, known), *(_inline(other, set()) for other in beside)]
    try:
        package = Package.from_descriptor({"name": "data", "resources": inline})
    except FrictionlessException as error:
        yield finding("DAT003", Location("data/datapackage.json", 1), str(error.error.note), "correct the description")
        return None
    lines: list[int] = []
    values: list[tuple[Value, ...]] = []
    with package.get_resource(resource.name) as opened:
        for row, (line, _) in zip(opened.row_stream, resource.raw.rows, strict=True):
            lines.append(line)
            values.append(tuple(_value(row[c.name]) for c in resource.columns))
            yield from (_cell_finding(e, resource, line) for e in row.errors)
    described = resource.descriptor
    title, label = str(described.get("title", resource.name)), str(described.get("label", "id"))
    rules, path = conflict_rules(described.get("conflicts", [])), resource.raw.path
    cells = tuple(values)
    return Table(resource.name, path, title, resource.columns, tuple(lines), cells, label, rules)


def _inline(resource: _Resource, known: set[str]) -> dict[str, Any]:
    """Describe a resource with its cells instead of its path, columns in the order of the schema."""
    order = [resource.raw.header.index(c.name) for c in resource.columns]
    cells = [[row[i] for i in order] for _, row in resource.raw.rows]
    schema = _schema(resource.descriptor["schema"])
    keys = schema.pop("foreignKeys", [])
    if usable := [k for k in keys if k["reference"]["resource"] in known | {""}]:
        schema["foreignKeys"] = usable
    return {"name": resource.name, "data": [[c.name for c in resource.columns], *cells], "schema": schema}


def _value(cell: Any) -> Value:
    if isinstance(cell, list):
        return tuple(str(item).strip() for item in cell)
    return cast("Value", cell)


def _cell_finding(error: RowError, resource: _Resource, line: int) -> Diagnostic:
    name = str(getattr(error, "field_name", "") or "")
    cell = str(getattr(error, "cell", "") or "")
    column = next((c for c in resource.columns if c.name == name), None)
    code = _CODES.get(error.type, "DAT006")
    note = str(error.note)
    hint = "correct the cell"
    if error.type == "type-error" and column is not None:
        note, hint = f'"{cell}" in column "{name}" is not of type {column.type}', f"write it as {column.type}"
    elif error.type == "constraint-error" and column is not None:
        note = f'column "{name}" is empty, but required' if not cell else f'"{cell}" in column "{name}" is not allowed'
        hint = did_you_mean(cell, column.choices) or (
            f"one of: {', '.join(column.choices)}" if column.choices else note
        )
        hint = "fill it in" if not cell else hint
    elif error.type in {"primary-key", "unique-error"}:
        name = name or "id"
        note, hint = f"the key of this row stands in an earlier row too ({note})", "give each row a key of its own"
    elif error.type == "foreign-key":
        name = str(getattr(error, "field_names", [""])[0])
        hint = "add the row that is named, or correct the name"
    return finding(code, resource.raw.place(line, name), note, hint)


def _check_numbers(table: Table, column: Column, cells: Iterable[tuple[int, Value]]) -> Iterator[Diagnostic]:
    """Report numbers that nobody means, with which no arithmetic is possible."""
    for line, cell in cells:
        if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
            number = Decimal(cell)
            long = len(number.as_tuple().digits) > _MOST_DIGITS
            if not number.is_finite() or long or abs(number.adjusted()) > _LARGEST_EXPONENT:
                message = f'the number in column "{column.name}" is not finite, or is too large, small or long'
                hint = f"at most {_MOST_DIGITS} digits, and no exponent beyond {_LARGEST_EXPONENT}"
                yield finding("DAT006", table.place(line, column.name), message, hint)


def _check_cells(table: Table, tables: Mapping[str, Table]) -> Findings[None]:
    """Check what the standard has no words for: EDTF dates, and lists whose items name rows."""
    for position, column in enumerate(table.columns):
        cells = [(line, row[position]) for line, row in zip(table.lines, table.cells, strict=True)]
        yield from _check_numbers(table, column, cells)
        if column.type == "date":
            for line, cell in cells:
                if cell is None:
                    continue
                try:
                    dates.parse(str(cell))
                except ValueError as error:
                    hint = "write 1992, 1992-05, 1992-05-25, 199X, 2005~ or 1991/1994"
                    yield finding("DAT011", table.place(line, column.name), str(error), hint)
        elif column.foreign and all(name in tables for name in column.foreign):
            known = {row.id for foreign in column.foreign for row in tables[foreign].rows()}
            for line, cell in cells:
                for item in cell if isinstance(cell, tuple) else (cell,) if cell is not None else ():
                    if item not in known:
                        message = f'"{item}" is not a row of {" or ".join(column.foreign)}'
                        hint = did_you_mean(str(item), known) or "add the row, or correct the name"
                        yield finding("DAT008", table.place(line, column.name), message, hint)
