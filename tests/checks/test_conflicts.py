from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import read
from reportgen.checks.agreement import agree, dates_agree
from reportgen.checks.conflicts import check_conflicts
from reportgen.findings.model import Location, collect
from reportgen.inputs.bibliography.model import Bibliography
from reportgen.inputs.data.model import Column, ConflictRule, FieldType, Row, Table, Value
from reportgen.inputs.data.tables import read_tables
from reportgen.inputs.evidence.model import Evidence
from reportgen.inputs.load import load
from reportgen.inputs.model import Inputs

BRIDGES: tuple[tuple[str, FieldType], ...] = (
    ("id", "string"),
    ("bridge", "string"),
    ("rivers", "list"),
    ("kind", "string"),
    ("opened", "date"),
    ("builder", "string"),
    ("value", "number"),
    ("scale", "number"),
    ("qualifier", "string"),
    ("evidence", "list"),
)
RULE = ConflictRule(("bridge",), ("opened", "builder", "rivers", "value"))


def table(
    name: str,
    columns: Sequence[tuple[str, FieldType]],
    rows: Sequence[Mapping[str, Value]],
    rules: tuple[ConflictRule, ...] = (),
) -> Table:
    cells = tuple(tuple(row.get(column) for column, _ in columns) for row in rows)
    kinds = tuple(Column(column, kind, column.capitalize()) for column, kind in columns)
    return Table(name, f"data/{name}.csv", name, kinds, tuple(range(2, len(rows) + 2)), cells, "id", rules)


def bridge(key: str, source: str = "guide", **cells: Value) -> dict[str, Value]:
    return {"id": key, "bridge": "old", "evidence": (f"{source}-{key}",), **cells}


def inputs(
    rows: Sequence[Mapping[str, Value]],
    points: Sequence[Mapping[str, Value]] | None = None,
    rules: tuple[ConflictRule, ...] = (RULE,),
) -> Inputs:
    tables = {"bridges": table("bridges", BRIDGES, rows, rules)}
    if points is not None:
        columns: list[tuple[str, FieldType]] = [("id", "string"), ("kind", "string"), ("rows", "list")]
        tables["conflicts"] = table("conflicts", columns, points)
    place = Location("bib/evidence.csv", 2)
    names = {e for row in rows for e in (row["evidence"] if isinstance(row["evidence"], tuple) else ())}
    evidence = {e: Evidence(e, e.partition("-")[0], "1", "", "", "q", "", "", place) for e in names}
    return Inputs(tables, Bibliography({}), evidence, {})


def found(given_inputs: Inputs) -> list[str]:
    return [str(f) for f in collect(check_conflicts(given_inputs)).findings]


def test_rows_of_two_sources_that_differ_are_an_unsettled_conflict() -> None:
    rows = [bridge("a", opened="1851"), bridge("b", "survey", opened="1852-05")]
    findings = collect(check_conflicts(inputs(rows))).findings
    assert [str(f) for f in findings] == [
        'data/bridges.csv:3:5: error CON001 unsettled-conflict: "1852-05" in bridges/b (survey) contradicts '
        '"1851" in bridges/a (guide) in column "opened"'
    ]
    assert [str(place) for place in findings[0].related] == ["data/bridges.csv:2:5"]
    assert "bridges/a;bridges/b" in findings[0].hint


def test_passages_of_one_source_that_differ_are_a_conflict_too() -> None:
    assert len(found(inputs([bridge("a", opened="1851"), bridge("b", opened="1853")]))) == 1


def test_the_same_passages_do_not_contradict_themselves() -> None:
    rows = [bridge("a", opened="1851"), bridge("b", opened="1853")]
    assert found(inputs([{**row, "evidence": ("guide-a",)} for row in rows])) == []


def test_rows_about_different_things_do_not_conflict() -> None:
    assert found(inputs([bridge("a", opened="1851"), bridge("b", bridge="new", opened="1999")])) == []


def test_empty_cells_never_conflict() -> None:
    rows = [
        bridge("a", opened="1851", builder=None, rivers=()),
        bridge("b", "survey", builder="Meyer", rivers=("oder",)),
    ]
    assert found(inputs(rows)) == []


def test_lists_in_the_key_are_sets_and_texts_have_no_capitals() -> None:
    rule = ConflictRule(("rivers", "builder"), ("opened",))
    rows = [
        bridge("a", rivers=("oder", "elbe"), builder="MEYER", opened="1851"),
        bridge("b", rivers=("elbe", "oder"), builder="Meyer", opened="1861"),
        bridge("c", rivers=("elbe",), builder="Meyer", opened="1871"),
    ]
    assert [f.split(":")[1] for f in found(inputs(rows, rules=(rule,)))] == ["3"]


def test_only_rows_that_a_rule_is_about_are_compared() -> None:
    rule = ConflictRule(("bridge",), ("opened",), {"kind": ("arch", "beam"), "rivers": ("elbe",)})
    rows = [
        bridge("a", kind="arch", rivers=("elbe", "oder"), opened="1851"),
        bridge("b", kind="beam", rivers=("elbe",), opened="1852"),
        bridge("c", kind="rope", rivers=("elbe",), opened="1853"),
        bridge("d", kind="arch", rivers=("oder",), opened="1854"),
    ]
    assert [f.split(":")[1] for f in found(inputs(rows, rules=(rule,)))] == ["3"]


SETTLED: dict[str, Value] = {"id": "opening", "kind": "conflict", "rows": ("bridges/a", "bridges/b")}


def test_a_settled_conflict_is_no_finding() -> None:
    rows = [bridge("a", opened="1851"), bridge("b", "survey", opened="1852")]
    assert found(inputs(rows, [SETTLED])) == []


def test_a_third_reading_is_not_settled_by_what_settles_two() -> None:
    rows = [bridge("a", opened="1851"), bridge("b", "survey", opened="1852"), bridge("c", "map", opened="1852")]
    told = found(inputs(rows, [SETTLED]))
    assert len(told) == 1
    assert "bridges/c (map) contradicts" in told[0]
    assert "bridges/a" in told[0]


def test_two_points_that_name_one_row_each_settle_nothing() -> None:
    rows = [bridge("a", opened="1851"), bridge("b", "survey", opened="1852")]
    points: list[dict[str, Value]] = [{"id": p, "kind": "definition", "rows": (f"bridges/{p}",)} for p in "ab"]
    assert len(found(inputs(rows, points))) == 1


def test_a_settled_conflict_that_names_rows_that_agree() -> None:
    rows = [bridge("a", opened="1851"), bridge("b", "survey", opened="1851-05")]
    place = "data/conflicts.csv:2:3: warning CON002 settled-nothing"
    assert found(inputs(rows, [SETTLED])) == [
        f'{place}: bridges/{key} contradicts no other row of conflict "opening"' for key in "ab"
    ]


@pytest.mark.parametrize("kind", ["definition", "vantage", "slip", "silence"])
def test_what_only_a_reader_sees_need_not_differ_in_the_data(kind: str) -> None:
    rows = [bridge("a", opened="1851"), bridge("b", "survey", opened="1851")]
    assert found(inputs(rows, [{**SETTLED, "kind": kind}])) == []


def test_a_settled_conflict_found_by_reading_names_no_rows() -> None:
    assert found(inputs([bridge("a")], [{"id": "aim", "kind": "conflict", "rows": None}])) == []


def test_a_settled_conflict_that_names_rows_that_are_not_there() -> None:
    rows = [bridge("old-a", opened="1851"), bridge("old-b", "survey", opened="1852")]
    names = ("bridges/old-a", "bridges/old-c", "rivers/b", "old-b")
    told = [f for f in found(inputs(rows, [{"id": "p", "kind": "conflict", "rows": names}])) if "DAT008" in f]
    assert [f.rpartition(": ")[2] for f in told] == [f'"{name}" is not a row of a table' for name in names[1:]]
    assert all("error" in f for f in told)


def row(column: FieldType, value: Value, **cells: Value) -> tuple[Column, Row]:
    return Column("value", column, "Value"), Row("t", Location("t.csv"), {"value": value, **cells})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1992", "1992-05", True),
        ("1992-05-25", "1992-05", True),
        ("2002", "2009", False),
        ("1992-05", "1992-06", False),
        ("199X", "1997", True),
        ("1991/1994", "1993", True),
        ("1991/..", "2020", True),
        ("1991/1994", "1995", False),
        ("1995~", "1996", True),
        ("1995", "1996-11?", True),
        ("1995~", "1997", False),
        ("1997~", "1999%", False),
    ],
)
def test_dates_agree_when_they_overlap(one: str, other: str, expected: bool) -> None:
    assert dates_agree(one, other) is expected
    assert dates_agree(other, one) is expected


POINTS = st.one_of(
    st.dates().filter(lambda d: d.year >= 1000).map(str),
    st.integers(1000, 9998).map(str),
    st.integers(100, 998).map("{}X".format),
)
DATES = st.tuples(POINTS, st.sampled_from(["", "~", "?", "%"])).map("".join)


@given(DATES, DATES)
def test_agreement_of_dates_is_symmetric_and_holds_for_a_date_and_itself(one: str, other: str) -> None:
    assert dates_agree(one, other) == dates_agree(other, one)
    assert dates_agree(one, one)
    if dates_agree(one.rstrip("~?%"), other.rstrip("~?%")):
        assert dates_agree(one, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("39.7", "1e9", None), ("39.7", "1e9", None), True),
        (("39.7", "1e9", None), ("39652", "1e6", None), True),
        (("39.7", "1e9", None), ("39.6", "1e9", None), False),
        (("39.7", "1e9", None), ("40", "1e9", None), True),
        (("7", "1", None), ("6", "1", None), False),
        (("46.68", "1", None), ("47", "1", "less than"), True),
        (("48", "1", None), ("47", "1", "up to"), False),
        (("1.17", "1e9", None), ("1", "1e9", "more than"), True),
        (("0.9", "1e9", None), ("1", "1e9", "at least"), False),
        (("100", "1", "about"), ("120", "1", None), True),
        (("120", "1", "Approximately"), ("131", "1", None), False),
    ],
)
def test_numbers_agree_within_their_rounding_scale_and_qualifier(
    one: tuple[str, str, str | None], other: tuple[str, str, str | None], expected: bool
) -> None:
    column, first = row("number", Decimal(one[0]), scale=Decimal(one[1]), qualifier=one[2])
    _, second = row("number", Decimal(other[0]), scale=Decimal(other[1]), qualifier=other[2])
    assert agree(column, first, second) is expected
    assert agree(column, second, first) is expected


def test_texts_agree_without_capitals_and_lists_as_sets() -> None:
    column, first = row("string", "Meyer  and Sons")
    assert agree(column, first, row("string", "MEYER AND SONS")[1])
    assert not agree(column, first, row("string", "Meyer")[1])
    column, first = row("list", ("elbe", "oder"))
    assert agree(column, first, row("list", ("oder", "elbe"))[1])
    assert not agree(column, first, row("list", ("oder",))[1])
    column, first = row("boolean", True)
    assert not agree(column, first, row("boolean", False)[1])


def test_rules_are_read_from_the_data_package(rivers: Path) -> None:
    declare(rivers, [{"same": ["river"], "differ": ["opened"], "where": {"kind": ["arch"]}}])
    rule = ConflictRule(("river",), ("opened",), {"kind": ("arch",)})
    assert loaded(rivers).tables["bridges"].conflicts == (rule,)
    assert found(loaded(rivers)) == []
    path = rivers / "data/bridges.csv"
    path.write_text(path.read_text("utf-8").replace("oder,arch", "elbe,arch"), "utf-8")
    assert [f.split(": ")[0] for f in found(loaded(rivers))] == ["data/bridges.csv:4:5"]


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({}, "is not a list"),
        ([{"same": ["river"]}], "not an object with same and differ"),
        ([{"same": ["river"], "differ": "opened"}], "needs lists of columns"),
        ([{"same": ["river"], "differ": ["opened"], "where": {"kind": "arch"}}], "a list of values"),
        ([{"same": ["river"], "differ": ["closed"]}], 'the column "closed"'),
    ],
)
def test_rules_that_make_no_sense_are_findings(rivers: Path, rules: Any, told: str) -> None:
    declare(rivers, rules)
    findings = collect(read_tables("data/datapackage.json", lambda path: (rivers / path).read_bytes())).findings
    assert [f.code for f in findings] == ["DAT003"]
    assert told in findings[0].message


def loaded(folder: Path) -> Inputs:
    project = collect(read(folder)).value
    assert project is not None
    return collect(load(project)).value


def declare(folder: Path, rules: Any) -> None:
    path = folder / "data/datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["resources"][1]["conflicts"] = rules
    path.write_text(json.dumps(package), "utf-8")


def test_many_rows_take_little_time() -> None:
    rows = [bridge(f"r{n}", f"s{n % 3}", bridge=f"b{n // 3}", opened=str(1800 + n // 3 % 200)) for n in range(30_000)]
    begin = time.perf_counter()
    assert found(inputs(rows)) == []
    assert time.perf_counter() - begin < 10
