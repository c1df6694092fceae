"""What a data package must hold to before frictionless reads it, which takes some of it for granted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.files import flaw, shown


def form_problems(resource: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with the path and the constraints of a resource that has a path and named fields."""
    name, schema = shown(str(resource["name"])), resource["schema"]
    if wrong := flaw(resource["path"]):
        yield f'resource "{name}" has the path "{shown(resource["path"])}", which {wrong}'
    for field in schema["fields"]:
        if not isinstance(field.get("constraints", {}), dict):
            yield f'resource "{name}": the constraints of field "{shown(field["name"])}" are no object'
