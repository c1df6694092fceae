"""The property ``order`` of a resource → columns whose cells, in each row, must follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def orders(resource: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Read orders that ``order_problems`` finds nothing wrong with."""
    return tuple(map(tuple, resource.get("order", ())))


def order_problems(resource: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with the orders of a resource: their form, or a column that the table does not have."""
    told = f'"order" of resource "{resource["name"]}"'
    known = {str(field.get("name")) for field in resource["schema"]["fields"] if isinstance(field, dict)}
    given = resource.get("order", [])
    if not isinstance(given, list) or not all(map(_columns, given)):
        yield f"{told} is not a list of lists of two or more columns"
        return
    for column in (name.partition(".")[0] for names in given for name in names):
        if column not in known:
            yield f'{told} names the column "{column}", which the table does not have'


def _columns(names: object) -> bool:
    return isinstance(names, list) and len(names) > 1 and all(isinstance(name, str) for name in names)
