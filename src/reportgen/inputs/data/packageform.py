"""What a data package must hold to before frictionless reads it, which takes some of it for granted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from reportgen.system.files import flaw, shown


def form_problems(resource: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with the path and the constraints of a resource that has a path and named fields."""
    name, schema = shown(str(resource["name"])), resource["schema"]
    if wrong := flaw(resource["path"]):
        yield f'resource "{name}" has the path "{shown(resource["path"])}", which {wrong}'
    for field in schema["fields"]:
        if not isinstance(field.get("constraints", {}), dict):
            yield f'resource "{name}": the constraints of field "{shown(field["name"])}" are no object'
        else:
            yield from (f'resource "{name}": {told}' for told in _unused(field))


_OF_TYPES: Final = {
    "trueValues": ("boolean",),
    "falseValues": ("boolean",),
    "decimalChar": ("number",),
    "groupChar": ("number", "integer"),
    "bareNumber": ("number", "integer"),
    "delimiter": ("list",),
    "itemType": ("list",),
}
_BOUNDS: Final = ("minimum", "maximum")


def _unused(field: Mapping[str, Any]) -> Iterator[str]:
    """Say what of a field no cell would be held to: what other types have, categories, bounds that are none."""
    name, kind = shown(field["name"]), field.get("type", "string")
    for key, kinds in _OF_TYPES.items():
        if key in field and kind not in kinds:
            only = " and ".join(kinds)
            yield f'"{key}" of field "{name}" means nothing for the type {shown(str(kind))}, only for {only}'
    if "categories" in field:
        yield f'"categories" of field "{name}" is not looked at: write them as the constraint "enum"'
    for bound in _BOUNDS:
        given = field.get("constraints", {}).get(bound, 0)
        if kind in {"number", "integer", "year"} and not _is_number(given):
            yield f'the {bound} of field "{name}" is no number'


def _is_number(value: object) -> bool:
    try:
        return not isinstance(value, bool) and Decimal(str(value)).is_finite()
    except ArithmeticError:
        return False
