"""``uniqueKeys`` of a table, which frictionless reads and does not compare with the rows.

Table Schema, https://datapackage.org/standard/table-schema/#uniquekeys: no two rows are alike in all fields of a key;
a row in which one of them is missing is like no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.findings.model import Diagnostic
from reportgen.findings.rules import finding
from reportgen.inputs.data.cells import Value
from reportgen.inputs.data.model import Table
from reportgen.system.files import shown


def key_problems(resource: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with the keys of a resource that has named fields."""
    keys = resource["schema"].get("uniqueKeys", [])
    name, fields = shown(str(resource["name"])), {field["name"] for field in resource["schema"]["fields"]}
    sound = isinstance(keys, list) and all(isinstance(key, list) and key for key in keys)
    if not sound or not all(isinstance(field, str) for key in keys for field in key):
        yield f'uniqueKeys of resource "{name}" is not a list of lists of names of fields'
        return
    for field in (field for key in keys for field in key if field not in fields):
        yield f'uniqueKeys of resource "{name}" names the field "{shown(field)}", which it does not have'


def repeated(table: Table, keys: list[list[str]]) -> Iterator[Diagnostic]:
    """Report rows that are alike in all fields of a key."""
    names = [column.name for column in table.columns]
    for key in keys:
        places = [names.index(name) for name in key]
        first: dict[tuple[Value, ...], int] = {}
        for line, cells in zip(table.lines, table.cells, strict=True):
            value = tuple(cells[place] for place in places)
            if None in value:
                continue
            if value in first:
                told = f"{' and '.join(key)} {'are' if len(key) > 1 else 'is'} the same as in line {first[value]}"
                hint = "correct one of the rows, or take the key out of uniqueKeys"
                yield finding("DAT007", table.place(line, key[0]), told, hint)
            first.setdefault(value, line)
