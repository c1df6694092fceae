"""What a data package says of its tables holds, or is a finding."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen import pipeline


def told(folder: Path, change: Callable[[dict[str, Any]], None]) -> list[str]:
    path = folder / "data/datapackage.json"
    package = json.loads(path.read_text())
    change(next(r for r in package["resources"] if r["name"] == "bridges")["schema"])
    path.write_text(json.dumps(package))
    return [f"{f.location.line} {f.code} {f.message}" for f in pipeline.check(folder, lambda _: None).findings]


def test_rows_alike_in_a_unique_key_are_reported(rivers: Path) -> None:
    assert told(rivers, lambda s: s.update(uniqueKeys=[["river"], ["river", "kind"]])) == [
        "3 DAT007 river is the same as in line 2"
    ]


@pytest.mark.parametrize("keys", ["river", ["river"], [[]], [["nowhere"]], [[1]], {}, [None]])
def test_keys_that_are_none_are_reported(rivers: Path, keys: object) -> None:
    found = told(rivers, lambda s: s.update(uniqueKeys=keys))
    assert len(found) == 1
    assert found[0].startswith("1 DAT003 uniqueKeys of")


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("length", {"constraints": {"minimum": "abc"}}),
        ("length", {"constraints": {"maximum": []}}),
        ("length", {"constraints": {"minimum": "NaN"}}),
        ("kind", {"trueValues": ["arch"]}),
        ("kind", {"decimalChar": ","}),
        ("kind", {"groupChar": ","}),
        ("kind", {"bareNumber": False}),
        ("kind", {"delimiter": ";"}),
        ("kind", {"categories": ["arch"]}),
    ],
)
def test_what_no_cell_would_be_held_to_is_reported(rivers: Path, field: str, given: dict[str, Any]) -> None:
    def change(schema: dict[str, Any]) -> None:
        next(f for f in schema["fields"] if f["name"] == field).update(given)

    found = told(rivers, change)
    assert found
    assert all(text.startswith("1 DAT003") for text in found)
