"""data/datapackage.json and its CSV files → tables.

frictionless checks types, constraints and keys (Data Package v2, https://datapackage.org). Beyond the standard a
field may say ``"rdfType"`` …/EDTF (cells are EDTF dates), ``"unit"`` (printed in headings), ``"rowsOf"`` (the cell, or
each item of a list, names a row of that table, or of one of those), and ``"claim": false`` with ``"claimReason"``
(nothing that evidence bears out, and why); a resource may say ``"label"`` (the column that stands for a row
elsewhere), ``"order"`` (see ``orders``) and ``"conflicts"``: ``[{"same": ["river"], "differ": ["opened"], "where":
{"kind": ["arch"]}}]`` (rows alike in ``same`` contradict each other when they differ in another; no ``where``: all).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final, cast

from frictionless import FrictionlessException, Package
from frictionless.errors import RowError

from reportgen.findings.model import Diagnostic, Findings, Location, Outcome, collect
from reportgen.findings.rules import did_you_mean, finding
from reportgen.inputs.data.cell_findings import cell_findings, mixed_signs
from reportgen.inputs.data.conflict_rules import conflict_rules
from reportgen.inputs.data.csv_dialect import dialect_of as described_form
from reportgen.inputs.data.csv_rows import RawTable, read_csv
from reportgen.inputs.data.datapackage import V2, Reader, read_package, used_schema
from reportgen.inputs.data.integrity import differences
from reportgen.inputs.data.model import Column, FieldType, Table, Value
from reportgen.inputs.data.number_formats import NUMERIC, described_plainly, number_format_of, plain_number
from reportgen.inputs.data.orders import orders
from reportgen.inputs.data.patterns import Patterns
from reportgen.inputs.data.resource import Resource
from reportgen.inputs.data.unique_keys import repeated
from reportgen.store.fingerprint import of_object
from reportgen.store.memo import Memoize, without_cache
from reportgen.values import dates

_TYPES: Final[Mapping[str, FieldType]] = {
    "integer": "integer",
    "year": "integer",
    "number": "number",
    "boolean": "boolean",
    "list": "list",
    "date": "date",
    "yearmonth": "date",
}
_AS_WRITTEN: Final = frozenset({"time", "datetime", "duration", "geopoint"})
"""Types whose cells are kept as the file has them, when they are what they should be."""

_LARGEST_EXPONENT: Final = 60
_MOST_DIGITS: Final = 60


def read_tables(path: str, read: Reader, keep: Memoize = without_cache) -> Findings[Mapping[str, Table]]:
    """Read a data package and all its tables; what cannot be read is reported and left out."""
    descriptor = yield from read_package(path, read, keep)
    if descriptor is None:
        return {}
    folder = path.rpartition("/")[0]
    resources: list[Resource] = []
    for item in descriptor["resources"]:
        resource = yield from _resource(path, folder, item, read)
        if resource is not None:
            resources.append(resource)
    return (yield from _cast(resources, keep))


def _resource(package: str, folder: str, item: dict[str, Any], read: Reader) -> Findings[Resource | None]:
    path = f"{folder}/{item['path']}" if folder else str(item["path"])
    content = read(path)
    if content is None:
        hint = f"create it or correct the path in {package}"
        yield finding("DAT001", Location(path), f'the file of table "{item["name"]}" is not there', hint)
        return None
    yield from differences(item, path, content, package)
    columns = tuple(_column(f, item) for f in item["schema"]["fields"])
    for name in (c.name for c in columns if not (c.claim or c.reason)):
        message = f'column "{name}" of table "{item["name"]}" claims nothing, and no reason is given'
        yield finding("EVI026", Location(package, 1), message, 'say why beside it: "claimReason": "…"')
    names = [c.name for c in columns]
    raw = yield from read_csv(path, content, described_form(item), names, package)
    if raw is None:
        return None
    if not (yield from _headed(raw, names, package)):
        return None
    if not raw.rows:
        yield finding(
            "DAT010", Location(path, raw.begin), f'table "{item["name"]}" has no rows', "add rows or drop the table"
        )
        return None
    return Resource(package, item, columns, raw)


def _headed(raw: RawTable, names: Sequence[str], package: str) -> Findings[bool]:
    """Tell whether all columns that are described have a heading; each flaw is told once."""
    place = Location(raw.path, raw.begin)
    missing = [name for name in names if name not in raw.header]
    if len(missing) == len(names):
        message = f"none of the columns described in {package} has a heading here; there are: {', '.join(raw.header)}"
        yield finding("DAT004", place, message, f"headings are to be: {', '.join(names)}")
        return False
    meant = {_plain(name): name for name in missing}
    for name in missing:
        heading = next((h for h in raw.header if h not in names and _plain(h) == _plain(name)), None)
        near = f'the heading is "{heading}"' if heading else did_you_mean(name, raw.header) or "add it to the headings"
        yield finding("DAT004", place, f'column "{name}" is missing', near)
    for position, name in enumerate(raw.header, start=1):
        twice = raw.header.index(name) != position - 1
        if twice or (name not in names and _plain(name) not in meant):
            what = "stands twice" if twice and name in names else f"is not in {package}"
            hint = did_you_mean(name, names) if name not in names else ""
            place = Location(raw.path, raw.begin, position)
            told = f'column "{name}" {what}' if name else f"column {position} has no heading"
            yield finding("DAT004", place, told, hint or "remove it, or describe it there")
    return not missing


def _plain(heading: str) -> str:
    return "".join(filter(str.isalnum, heading)).casefold()


def _column(described: Mapping[str, Any], resource: Mapping[str, Any]) -> Column:
    kind = _TYPES.get(str(described.get("type", "string")), "string")
    if str(described.get("rdfType", "")).upper().endswith("EDTF"):
        kind = "date"
    named = described.get("rowsOf", [])
    foreign = [str(table) for table in (named if isinstance(named, list) else [named])]
    keys = resource["schema"].get("foreignKeys", [])
    foreign += [
        str(key["reference"]["resource"] or resource["name"])
        for key in keys
        if key["fields"] == [described["name"]] and key["reference"]["fields"] == ["id"]
    ]
    choices = described.get("constraints", {}).get("enum", ())
    name = str(described["name"])
    spoken = name.replace("_", " ")
    # No other letter changes ("GDP per head"), and none of a script that writes headings without capitals.
    title = str(described.get("title") or spoken[:1].title() + spoken[1:])
    unit, claim = str(described.get("unit", "")), bool(described.get("claim", True))
    reason = "" if claim else str(described.get("claimReason") or "").strip()
    return Column(name, kind, title, tuple(dict.fromkeys(foreign)), unit, tuple(map(str, choices)), claim, reason)


def _cast(resources: Sequence[Resource], keep: Memoize) -> Findings[Mapping[str, Table]]:
    """Let frictionless read the cells of each table, beside the tables that its keys point to."""
    tables: dict[str, Table] = {}
    told: list[Diagnostic] = []
    for resource in resources:
        pointed = {key["reference"]["resource"] for key in resource.descriptor["schema"].get("foreignKeys", [])}
        beside = [other for other in resources if other.name in pointed - {resource.name}]
        parts = {r.raw.path: of_object((r.descriptor, r.raw)) for r in (resource, *beside)}
        read = keep(f"rows of {resource.raw.path}", parts, partial(_collected, resource, beside))
        told += read.findings
        if read.value is not None:
            tables[resource.name] = read.value
    for table in tables.values():
        told += _check_cells(table, tables)
    # A key that the standard has words for is looked up twice; what is told at last knows names that are near.
    yield from {(f.location, f.code, f.message if f.code != "DAT008" else ""): f for f in told}.values()
    return tables


def _collected(resource: Resource, beside: Sequence[Resource]) -> Outcome[Table | None]:
    return collect(_table(resource, beside))


def _table(resource: Resource, beside: Sequence[Resource]) -> Findings[Table | None]:
    known = {resource.name, *(other.name for other in beside)}
    inline = [_inline(resource, known), *(_referenced(other, resource) for other in beside)]
    try:
        package = Package.from_descriptor({"$schema": V2, "name": "data", "resources": inline})
    except FrictionlessException as error:
        yield finding("DAT003", Location(resource.package, 1), str(error.error.note), "correct the description")
        return None
    patterns = Patterns(resource.descriptor["schema"], resource.raw.place)
    lines: list[int] = []
    values: list[tuple[Value, ...]] = []
    errors: list[tuple[RowError, int]] = []
    types = [str(f.get("type", "string")) for f in resource.descriptor["schema"]["fields"]]
    with package.get_resource(resource.name) as opened:
        for (line, texts), row in zip(resource.ordered(), _comparable(opened.row_stream), strict=True):
            if row is None:
                message = "a time with a time zone cannot be compared with a bound without one, nor the other way round"
                hint = f"write zones in all cells of a column and in its constraints in {resource.package}, or in none"
                yield finding("DAT006", resource.raw.place(line), message, hint)
                return None
            lines.append(line)
            values.append(tuple(_value(row[c.name], texts[n], types[n]) for n, c in enumerate(resource.columns)))
            errors += [(e, line) for e in row.errors]
            yield from patterns.check(row, line)
    yield from cell_findings(errors, resource)
    yield from mixed_signs(resource)
    described = resource.descriptor
    title, label = str(described.get("title", resource.name)), str(described.get("label", "id"))
    rules, path = conflict_rules(described.get("conflicts", [])), resource.raw.path
    order = orders(described)
    table = Table(resource.name, path, title, resource.columns, tuple(lines), tuple(values), label, rules, order)
    yield from repeated(table, described["schema"].get("uniqueKeys", []))
    return table


def _comparable(stream: Iterator[Any]) -> Iterator[Any]:
    """Yield rows, and ``None`` for one whose cells cannot be compared with the bounds of their columns."""
    try:
        for row in stream:
            row.to_list()  # by which its cells are read
            yield row
    except TypeError as error:
        if "offset-naive" not in str(error):
            raise
        yield None


def _inline(resource: Resource, known: set[str]) -> dict[str, Any]:
    """Describe a resource with its cells instead of its path, columns in the order of the schema."""
    schema = used_schema(resource.descriptor["schema"])
    missing = frozenset(map(str, schema.get("missingValues", [""])))
    forms = [number_format_of(f) if f.get("type") in NUMERIC else None for f in schema["fields"]]
    cells = [[plain_number(c, f, missing) for c, f in zip(r, forms, strict=True)] for _, r in resource.ordered()]
    schema["fields"] = [described_plainly(f) if f.get("type") in NUMERIC else f for f in schema["fields"]]
    keys = schema.pop("foreignKeys", [])
    if usable := [k for k in keys if k["reference"]["resource"] in known | {""}]:
        schema["foreignKeys"] = usable
    return {"name": resource.name, "data": [[c.name for c in resource.columns], *cells], "schema": schema}


def _referenced(resource: Resource, by: Resource) -> dict[str, Any]:
    """Describe a resource with the cells that the keys of another one point to, since frictionless casts all it has."""
    keys = [key["reference"] for key in by.descriptor["schema"]["foreignKeys"]]
    names = {name for key in keys if key["resource"] == resource.name for name in key["fields"]}
    inline = _inline(resource, set())
    schema = {key: value for key, value in inline["schema"].items() if key not in {"primaryKey", "uniqueKeys"}}
    places = [n for n, column in enumerate(resource.columns) if column.name in names]
    schema["fields"] = [schema["fields"][n] for n in places]
    return {**inline, "data": [[row[n] for n in places] for row in inline["data"]], "schema": schema}


def _value(cell: Any, text: str, kind: str) -> Value:
    """Return a cell that frictionless read: dates as EDTF, and as the file has it what is no number, list or truth."""
    if cell is None:
        return None
    if kind == "yearmonth":
        return f"{cell.year:04d}-{cell.month:02d}"
    if kind == "date":
        return str(cell.isoformat())
    if kind in _AS_WRITTEN:
        return text
    if isinstance(cell, list):
        return tuple(str(item).strip() for item in cell)
    return cast("Value", cell)


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


def _check_cells(table: Table, tables: Mapping[str, Table]) -> Iterator[Diagnostic]:
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
