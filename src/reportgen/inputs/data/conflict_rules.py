"""The property ``conflicts`` of a resource → rules that say when two rows contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from reportgen.inputs.data.model import ConflictRule

_KEYS: Final = {"same", "differ", "where"}


def conflict_rules(described: Sequence[Mapping[str, Any]]) -> tuple[ConflictRule, ...]:
    """Read rules that ``rule_problems`` finds nothing wrong with."""
    return tuple(
        ConflictRule(
            tuple(rule["same"]),
            tuple(rule["differ"]),
            {name: tuple(values) for name, values in rule.get("where", {}).items()},
        )
        for rule in described
    )


def rule_problems(resource: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with the rules of a resource: their form, or a column that the table does not have."""
    rules = resource.get("conflicts", [])
    told = f'"conflicts" of resource "{resource["name"]}"'
    known = {str(field.get("name")) for field in resource["schema"]["fields"] if isinstance(field, dict)}
    if not isinstance(rules, list):
        yield f"{told} is not a list"
        return
    for rule in rules:
        where = rule.get("where", {}) if isinstance(rule, dict) else {}
        if not isinstance(rule, dict) or not {"same", "differ"} <= set(rule) <= _KEYS:
            yield f"{told} holds {rule!r}, not an object with same and differ, and perhaps where"
        elif not (_names(rule["same"]) and _names(rule["differ"]) and isinstance(where, dict)):
            yield f"{told} needs lists of columns in same and differ, and an object of lists in where"
        elif not all(_names(values) for values in where.values()):
            yield f"{told} needs a list of values for each column of where"
        else:
            unknown = [name for name in (*rule["same"], *rule["differ"], *where) if name not in known]
            yield from (f'{told} names the column "{name}", which the table does not have' for name in unknown)


def _names(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)
