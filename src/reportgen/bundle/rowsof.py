"""Which data rows a usage shows, by table and id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from reportgen.draft.model import Usage
from reportgen.inputs.model import Inputs, Table

FIGURES: Final = "figures"
_OF_ROWS: Final = frozenset({"figure", "derived", "date", "value", "count", "names", "exhibit"})


def rows_of(usages: Iterable[Usage], inputs: Inputs) -> Mapping[int, tuple[str, ...]]:
    """Give for each usage, by its number, the data rows that it shows, as ``table/id``.

    A usage names rows by id alone. Of several tables that have all of them it means the one that
    its detail names, or else the one whose rows rest on the evidence that the usage rests on.
    """
    tables = {name: set(inputs.ids(name)) for name in inputs.tables}
    return {usage.number: _of(usage, inputs, tables) for usage in usages}


def _of(usage: Usage, inputs: Inputs, tables: Mapping[str, set[str]]) -> tuple[str, ...]:
    if usage.kind == "analysis":
        return tuple(f"{FIGURES}/{item}" for item in _ids(usage, "rests_on") if item in tables.get(FIGURES, ()))
    if usage.kind not in _OF_ROWS:
        return ()
    ids = _ids(usage, "rows") if usage.kind == "exhibit" else list(usage.ids)
    fitting = [name for name, known in tables.items() if ids and known.issuperset(ids)]
    if len(fitting) > 1:
        path = str(usage.detail.get("row", "")).rpartition(":")[0]
        wanted = set(usage.evidence)
        fitting.sort(
            key=lambda name: (
                inputs.tables[name].path != path if path else _evidence(ids, inputs, inputs.tables[name]) != wanted
            )
        )
    return tuple(f"{fitting[0]}/{item}" for item in ids) if fitting else ()


def _ids(usage: Usage, name: str) -> list[str]:
    listed = usage.detail.get(name)
    return [str(item) for item in listed] if isinstance(listed, list | tuple) else []


def _evidence(ids: Iterable[str], inputs: Inputs, table: Table) -> set[str]:
    return {e for item in ids for row in inputs.find(table.name, item) for e in row.evidence}
