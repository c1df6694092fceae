"""data/datapackage.json → what it says of each table, in one form.

Data Package: https://datapackage.org, in its version 2 and as version 1 had it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias, cast

from frictionless import Field, FrictionlessException, Package

from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import did_you_mean, finding
from reportgen.inputs.data import csv_dialect, package_validation
from reportgen.inputs.data.conflict_rules import rule_problems
from reportgen.inputs.data.csv_rows import decode
from reportgen.inputs.data.orders import order_problems
from reportgen.inputs.data.patterns import pattern_problems, without_patterns
from reportgen.inputs.data.unique_keys import key_problems
from reportgen.store.fingerprint import of_bytes
from reportgen.store.memo import Memoize
from reportgen.system.files import shown

Reader: TypeAlias = Callable[[str], bytes | None]
"""Gives the bytes of a file of the project, by its path; ``None`` if it is not there."""

_SCHEMA_KEYS: Final = ("fields", "primaryKey", "foreignKeys", "uniqueKeys", "missingValues", "fieldsMatch")
_NESTED: Final = frozenset({"array", "object", "geojson"})
"""Types whose cells hold more than a brief can print."""

V2: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
"""What frictionless is told that a description holds to; without it some constraints would be unknown."""

_COMPARED: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")

_SURROGATE: Final = r"\\u[dD]{}[0-9a-fA-F]{{2}}"
_ESCAPES: Final = re.compile(
    rf"{_SURROGATE.format('[89abAB]')}{_SURROGATE.format('[c-fC-F]')}|(?P<half>{_SURROGATE.format('[89a-fA-F]')})|\\\\."
)


def read_package(path: str, read: Reader, keep: Memoize) -> Findings[dict[str, Any] | None]:
    """Read a data package; one with problems is reported as DAT003 and not given."""
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
        descriptor = json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_constant)
    except _TwofoldError as error:
        yield finding("DAT003", Location(path, 1), str(error), "correct it")
        return None
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
    return None if problems else _in_one_form(cast("dict[str, Any]", descriptor))


class _TwofoldError(ValueError):
    """A text is JSON to some readers only, or not the same to all."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON. One that says a key twice means one thing to a reader and another to a program."""
    made = dict(pairs)
    if len(made) < len(pairs):
        key = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise _TwofoldError(f'an object has the key "{shown(key)}" more than once')
    return made


def _no_constant(name: str) -> None:
    raise _TwofoldError(f"{name} is no value of JSON")


def _half_character(text: str) -> re.Match[str] | None:
    """Find the first escape in JSON that stands for half of a character."""
    for match in _ESCAPES.finditer(text):
        if match["half"]:
            return match
    return None


def _in_one_form(descriptor: dict[str, Any]) -> dict[str, Any]:
    """Return a sound descriptor with all keys as lists, as version 2 of the standard has them."""
    resources = [{**item, "schema": _with_lists(item["schema"])} for item in descriptor["resources"]]
    return {**descriptor, "resources": resources}


def _with_lists(schema: Mapping[str, Any]) -> dict[str, Any]:
    listed = dict(schema)
    if "primaryKey" in schema:
        listed["primaryKey"] = _listed(schema["primaryKey"])
    if "foreignKeys" in schema:
        listed["foreignKeys"] = [
            {
                **key,
                "fields": _listed(key["fields"]),
                "reference": {
                    "resource": key["reference"].get("resource", ""),
                    "fields": _listed(key["reference"]["fields"]),
                },
            }
            for key in schema["foreignKeys"]
        ]
    return listed


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _package_problems(descriptor: object) -> Iterator[str]:
    if not isinstance(descriptor, dict):
        yield "the data package is not an object"
        return
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        yield "the data package has no resources"
        return
    sound: dict[str, frozenset[str]] = {}
    names = Counter(str(item.get("name")) for item in resources if isinstance(item, dict))
    for number, item in enumerate(resources, start=1):
        schema = item.get("schema") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            yield f"resource {number} has no name"
        elif not isinstance(item.get("path"), str):
            yield f'resource "{item["name"]}" has no path to one file'
        elif not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
            yield f'resource "{item["name"]}" has no schema with fields'
        elif problems := tuple(_resource_problems(item, schema)):
            yield from problems
        else:
            sound[item["name"]] = frozenset(field["name"] for field in schema["fields"])
    yield from (f'{count} resources have the name "{name}"' for name, count in names.items() if count > 1)
    if len(sound) == len(resources):
        for item in resources:
            yield from _dangling_keys(item, sound)


def _resource_problems(item: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    of = f'of resource "{item["name"]}"'
    for number, field in enumerate(schema["fields"], start=1):
        if not isinstance(field, dict) or not isinstance(field.get("name"), str):
            yield f"field {number} {of} has no name"
            return
        if not isinstance(field.get("type", ""), str):
            yield f'the type of field "{field["name"]}" {of} is no word'
            return
        if field.get("type") in _NESTED:
            yield f'field "{field["name"]}" {of} is of type {field["type"]}, which no brief can print'
            return
    if not _is_key(schema.get("primaryKey", [])):
        yield f"primaryKey {of} is neither the name of a field nor a list of names"
        return
    keys = schema.get("foreignKeys", [])
    if not (isinstance(keys, list) and all(_is_foreign_key(key) for key in keys)):
        yield f"foreignKeys {of} is not a list of objects with fields and a reference to resource and fields"
        return
    if problems := (
        *package_validation.package_problems(item),
        *key_problems(item),
        *csv_dialect.dialect_problems(item),
        *pattern_problems(schema),
    ):
        yield from problems
        return
    names = [field["name"] for field in schema["fields"]]
    inline = {"name": item["name"], "data": [names], "schema": used_schema(_with_lists(schema))}
    try:
        told = tuple(str(e.note) for e in Package.metadata_validate({"$schema": V2, "resources": [inline]}))
        yield from told or (problem for field in schema["fields"] for problem in _strange_values(field))
    except FrictionlessException as error:
        yield f"{error.error.note} ({of[3:]})"
    except Exception as error:  # frictionless can fail anywhere on what is no schema; it is a finding, not a bug
        yield f"the schema {of} cannot be read ({type(error).__name__})"
    yield from _label_problems(item)
    yield from rule_problems(item)
    yield from order_problems(item)


def _label_problems(item: Mapping[str, Any]) -> Iterator[str]:
    """Say of a label that it is no column: names and charts would show the ids of rows in its place."""
    label, known = item.get("label", ""), [field["name"] for field in item["schema"]["fields"]]
    # The ids of rows are shown without a label, too: to ask for them in a table that numbers its rows is no slip.
    if "label" in item and label not in (*known, "id"):
        near = did_you_mean(label, known) if isinstance(label, str) else ""
        told = f'"label" of resource "{item["name"]}" names the field "{shown(str(label))}", which it does not have'
        yield f"{told}; {near or 'its fields are ' + ', '.join(known)}"


def _strange_values(field: Mapping[str, Any]) -> Iterator[str]:
    """Say which bounds and choices of a field are no values of its type: no cell could be compared with them."""
    constraints = field.get("constraints", {})
    read = Field.from_descriptor({k: v for k, v in field.items() if k != "constraints"}).read_cell
    given = [(bound, constraints[bound]) for bound in _COMPARED if bound in constraints]
    given += [("enum", choice) for choice in constraints.get("enum", ())]
    for key, value in given:
        cell, notes = read(value)
        truth = isinstance(value, bool) and not isinstance(cell, bool)
        if cell is None or notes or truth or (isinstance(cell, Decimal) and not cell.is_finite()):
            kind = field.get("type", "string")
            yield f'{shown(str(value))} in the {key} of field "{shown(field["name"])}" is no value of the type {kind}'


def _is_key(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(name, str) for name in value))


def _is_foreign_key(key: object) -> bool:
    reference = key.get("reference") if isinstance(key, dict) else None
    return (
        isinstance(key, dict)
        and isinstance(reference, dict)
        and isinstance(reference.get("resource", ""), str)
        and all("fields" in part and _is_key(part["fields"]) for part in (key, reference))
    )


def _dangling_keys(item: Mapping[str, Any], fields: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Say which keys name a table or columns that are not there."""
    own = fields[item["name"]]
    for name in _listed(item["schema"].get("primaryKey", [])):
        if name not in own:
            yield f'primaryKey of resource "{item["name"]}" names the field "{name}", which it does not have'
    for key in item["schema"].get("foreignKeys", []):
        other = key["reference"].get("resource", "") or item["name"]
        if other not in fields:
            yield f'a foreign key of resource "{item["name"]}" names the resource "{other}", which is not there'
            continue
        for name in _listed(key["reference"]["fields"]):
            if name not in fields[other]:
                yield f'a foreign key of resource "{item["name"]}" names a field "{name}" that "{other}" does not have'


def used_schema(described: Mapping[str, Any]) -> dict[str, Any]:
    """Return of a schema only what is used: frictionless reads files and asks servers that other keys name."""
    used = {key: described[key] for key in _SCHEMA_KEYS if key in described}
    return used | {"fields": without_patterns(described["fields"])}
