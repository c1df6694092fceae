from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import pipeline
from reportgen.findings.model import Diagnostic, Location, collect
from reportgen.inputs.data import patterns
from reportgen.inputs.data.datapackage import read_package
from reportgen.store.memo import without_cache

PACKAGE = "data/datapackage.json"


def checked(rivers: Path, constraints: Any) -> tuple[Diagnostic, ...]:
    """Check the project with constraints for the names of bridges."""
    package = json.loads((rivers / PACKAGE).read_text("utf-8"))
    table = next(r for r in package["resources"] if r["name"] == "bridges")
    next(f for f in table["schema"]["fields"] if f["name"] == "name")["constraints"] = constraints
    (rivers / PACKAGE).write_text(json.dumps(package), "utf-8")
    return pipeline.check(rivers, lambda _: None).findings


@pytest.mark.parametrize("pattern", ["(", "(?=x)", r"(a)\1", "a{99999}", "a" * 1001, 5, [], {}, True])
def test_a_pattern_that_cannot_be_used_is_a_finding(rivers: Path, pattern: object) -> None:
    found = checked(rivers, {"pattern": pattern})
    assert {f.code for f in found} == {"DAT003"}
    assert "pattern" in found[0].message


@pytest.mark.parametrize("constraints", [[], "x", 5, None])
def test_constraints_that_are_none_are_a_finding(rivers: Path, constraints: object) -> None:
    assert {f.code for f in checked(rivers, constraints)} == {"DAT003"}


@pytest.mark.parametrize("pattern", [r"(\p{L}|[ &])+", ".*Bridge.*|.*", "[A-Z].+"])
def test_a_pattern_that_all_cells_fit_is_none(rivers: Path, pattern: str) -> None:
    assert checked(rivers, {"pattern": pattern, "required": True}) == ()


def test_a_cell_that_does_not_fit_its_pattern_is_a_finding(rivers: Path) -> None:
    found = checked(rivers, {"pattern": "Old Bridge|Ol"})
    assert [(f.code, str(f.location)) for f in found] == [
        ("DAT006", f"data/bridges.csv:{line}:2") for line in range(3, 3 + len(found))
    ]
    assert found
    assert found[0].hint == "it must be Old Bridge|Ol"


@pytest.mark.parametrize("pattern", ["(a+)+$", "(x+x+)+y", "(a|aa)+$", "(.*a){12}", "(a*)*b", "(([a-z])+.)+[A-Z]+"])
def test_no_pattern_takes_longer_than_the_cell_is_long(rivers: Path, pattern: str) -> None:
    text = (rivers / "data/bridges.csv").read_text("utf-8")
    (rivers / "data/bridges.csv").write_text(text.replace("Old Bridge", "a" * 19_000 + "!"), "utf-8")
    begun = time.monotonic()
    assert "DAT006" in {f.code for f in checked(rivers, {"pattern": pattern})}
    assert time.monotonic() - begun < 5


def test_patterns_that_take_too_long_in_all_are_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "SECONDS", 1e-9)
    schema = {"fields": [{"name": "a", "constraints": {"pattern": "x"}}]}
    made = patterns.Patterns(schema, lambda line, _: Location("t", line))
    found = [f for line in range(5) for f in made.check({"a": "x"}, line)]
    assert [f.code for f in found] == ["DAT020"]


@given(st.text(max_size=30))
def test_any_text_is_a_pattern_or_says_why_not(pattern: str) -> None:
    try:
        patterns.compiled(pattern).fullmatch("abc")
    except ValueError as error:
        said = str(error)
    else:
        said = "nothing"
    assert said


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.sampled_from(["fields", "reference"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["name", "fields", "reference", "resource", "constraints"]), inner, max_size=4),
    ),
)


@given(st.lists(JSON, max_size=3), JSON, st.text(max_size=300))
def test_whatever_a_resource_holds_can_be_looked_at(fields: list[Any], keys: Any, path: str) -> None:
    schema = {"fields": fields, "foreignKeys": keys}
    resource = {"name": "x", "path": path, "schema": schema}
    content = json.dumps({"resources": [resource]}).encode()
    outcome = collect(read_package("data/datapackage.json", lambda _: content, without_cache))
    assert all(found.code == "DAT003" for found in outcome.findings)
    assert (outcome.value is None) == bool(outcome.findings)
