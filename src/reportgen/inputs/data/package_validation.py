"""What a data package must hold to before frictionless reads it, which takes some of it for granted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from reportgen.inputs.data.integrity import integrity_problems
from reportgen.inputs.data.number_formats import number_format_problem
from reportgen.system.files import flaw, shown


def package_problems(resource: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with the path and the constraints of a resource that has a path and named fields."""
    name, schema = shown(str(resource["name"])), resource["schema"]
    if wrong := flaw(resource["path"]):
        yield f'resource "{name}" has the path "{shown(resource["path"])}", which {wrong}'
    yield from (f'resource "{name}": {told}' for told in (*_elsewhere(resource), *integrity_problems(resource)))
    for field in schema["fields"]:
        if not isinstance(field.get("constraints", {}), dict):
            yield f'resource "{name}": the constraints of field "{shown(field["name"])}" are no object'
        else:
            yield from (f'resource "{name}": {told}' for told in _unused(field))


_FORMATS: Final = ("csv", "tsv")


def _elsewhere(resource: Mapping[str, Any]) -> Iterator[str]:
    """Say what describes other cells than those of a CSV file at the path."""
    if "data" in resource:
        yield "it has data beside its path: leave one of them out"
    if resource.get("compression"):
        yield "compressed files are not read: unpack it"
    if str(resource.get("format", "csv")).lower() not in _FORMATS:
        yield f"the format {shown(repr(resource['format']))} is not read, only CSV is"
    if resource.get("type", "table") != "table":
        yield f"the type {shown(repr(resource['type']))} is no table"


_OF_TYPES: Final = {
    "trueValues": ("boolean",),
    "falseValues": ("boolean",),
    "decimalChar": ("number",),
    "groupChar": ("number", "integer"),
    "bareNumber": ("number", "integer"),
    "delimiter": ("list",),
    "itemType": ("list",),
}


def _unused(field: Mapping[str, Any]) -> Iterator[str]:
    """Say what of a field no cell would be held to: what other types have, and categories."""
    name, kind = shown(field["name"]), field.get("type", "string")
    for key, kinds in _OF_TYPES.items():
        if key in field and kind not in kinds:
            only = " and ".join(kinds)
            yield f'"{key}" of field "{name}" means nothing for the type {shown(str(kind))}, only for {only}'
    if kind in _OF_TYPES["groupChar"] and (wrong := number_format_problem(field)):
        yield f'field "{name}": {wrong}'
    if "categories" in field:
        yield f'"categories" of field "{name}" is not looked at: write them as the constraint "enum"'
