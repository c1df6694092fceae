from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.findings.model import collect
from reportgen.inputs.data.csv_rows import read_csv
from reportgen.inputs.data.tables import read_tables

PACKAGE = "data/datapackage.json"
RIVERS = b"id,name\nelbe,Elbe\noder,Oder\n"
MD5 = hashlib.md5(RIVERS, usedforsecurity=False).hexdigest()
SHA256 = hashlib.sha256(RIVERS).hexdigest()


def reader(folder: Path) -> Callable[[str], bytes | None]:
    return lambda path: (folder / path).read_bytes() if (folder / path).is_file() else None


def change(folder: Path, path: str, old: bytes, new: bytes) -> None:
    content = (folder / path).read_bytes()
    assert old in content
    (folder / path).write_bytes(content.replace(old, new, 1))


def test_cells_have_types_and_rows_know_their_line(rivers: Path) -> None:
    outcome = collect(read_tables(PACKAGE, reader(rivers)))
    assert outcome.findings == ()
    bridges = outcome.value["bridges"]
    rows = list(bridges.rows())
    assert [row.location.line for row in rows] == [2, 3, 4]
    assert rows[0]["length"] == Decimal("402.5")
    assert str(rows[1]["length"]) == "1200"
    assert rows[2].evidence == ("guide-toll", "guide-old")
    river = bridges.column("river")
    assert river is not None
    assert river.foreign == ("rivers",)
    assert bridges.place(3, "length").column == 6


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("data/bridges.csv", b"402.5", b"long", "data/bridges.csv:2:6: error DAT005"),
        ("data/bridges.csv", b"elbe,arch", b"elbe,vault", "data/bridges.csv:2:4: error DAT006"),
        ("data/bridges.csv", b"Old Bridge", b"", "data/bridges.csv:2:2: error DAT006"),
        ("data/bridges.csv", b"new,New", b"old,New", "data/bridges.csv:3:1: error DAT007"),
        ("data/bridges.csv", b"oder", b"odre", "data/bridges.csv:4:3: error DAT008"),
        ("data/figures.csv", b"cost,old", b"cost,older", "data/figures.csv:2:3: error DAT008"),
        ("data/bridges.csv", b"402.5,", b"402,5,", "data/bridges.csv:2:8: error DAT009"),
        ("data/bridges.csv", b",402.5,guide-old", b"", "data/bridges.csv:2:6: error DAT009"),
        ("data/bridges.csv", b"1851-05", b"May 1851", "data/bridges.csv:2:5: error DAT011"),
        ("data/bridges.csv", b"Old Bridge", b'"Old Bridge', "data/bridges.csv:2: error DAT012"),
        ("data/bridges.csv", b"Old Bridge", b"Old \xff Bridge", "data/bridges.csv:2:2: error DAT002"),
        ("data/bridges.csv", b",length", b",lenght", "data/bridges.csv:1: error DAT004"),
        ("data/rivers.csv", b"elbe,Elbe\noder,Oder\n", b"", "data/rivers.csv:1: error DAT010"),
        (PACKAGE, b'"rivers.csv"', b'"river.csv"', "data/river.csv: error DAT001"),
        (PACKAGE, b'"label": "name"', b'"label": "nmae"', "data/datapackage.json:1: error DAT003"),
        (PACKAGE, b'"resources"', b'"ressources"', "data/datapackage.json:1: error DAT003"),
        (PACKAGE, b'"name": "rivers",', b'"name": "rivers"', "data/datapackage.json:4:3: error DAT003"),
    ],
)
def test_mistakes_are_found_at_their_cell(rivers: Path, path: str, old: bytes, new: bytes, expected: str) -> None:
    change(rivers, path, old, new)
    outcome = collect(read_tables(PACKAGE, reader(rivers)))
    assert any(str(f).startswith(expected) for f in outcome.findings), [str(f) for f in outcome.findings]
    assert all(f.hint for f in outcome.findings)


def test_near_names_are_suggested(rivers: Path) -> None:
    change(rivers, "data/bridges.csv", b",length", b",lenght")
    hints = [f.hint for f in collect(read_tables(PACKAGE, reader(rivers))).findings]
    assert 'did you mean "lenght"?' in hints


def test_byte_order_mark_and_windows_line_ends_are_accepted(rivers: Path) -> None:
    path = rivers / "data/bridges.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    outcome = collect(read_tables(PACKAGE, reader(rivers)))
    assert outcome.findings == ()
    assert [row.location.line for row in outcome.value["bridges"].rows()] == [2, 3, 4]


def test_no_package_is_a_finding(tmp_path: Path) -> None:
    assert [f.code for f in collect(read_tables(PACKAGE, reader(tmp_path))).findings] == ["DAT001"]


def test_a_cell_over_several_lines_keeps_the_rows_behind_it_in_place() -> None:
    outcome = collect(read_csv("t.csv", b'id,text\na,"one\ntwo"\n\nb,three\n'))
    assert outcome.value is not None
    assert [line for line, _ in outcome.value.rows] == [2, 5]


def test_columns_may_stand_in_another_order_than_the_schema(rivers: Path) -> None:
    (rivers / "data/rivers.csv").write_bytes(b"name,id\nElbe,elbe\nOder,oder\n")
    outcome = collect(read_tables(PACKAGE, reader(rivers)))
    assert outcome.findings == ()
    assert [row.id for row in outcome.value["rivers"].rows()] == ["elbe", "oder"]


def test_rows_are_picked_and_sorted(rivers: Path) -> None:
    bridges = collect(read_tables(PACKAGE, reader(rivers))).value["bridges"]
    assert [r.id for r in bridges.pick({"river": "elbe"}, ["-length"])] == ["new", "old"]
    assert [r.id for r in bridges.pick({"kind": ["arch", "beam"]}, ["kind", "length"])] == ["toll", "old", "new"]
    assert [r.id for r in bridges.pick({"evidence": "guide-old"})] == ["old", "toll"]
    with pytest.raises(KeyError):
        bridges.pick({"colour": "red"})


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("GDP", "GDP"),
        ("EU28", "EU28"),
        ("GDP_per_head", "GDP per head"),
        ("hdi rank", "Hdi rank"),
        ("Country Name", "Country Name"),
        ("მოსახლეობა", "მოსახლეობა"),
        ("население", "Население"),
    ],
)
def test_of_a_column_without_title_only_the_first_letter_is_raised(rivers: Path, name: str, title: str) -> None:
    for path in (rivers / "data/bridges.csv", rivers / "data/datapackage.json"):
        text = path.read_text("utf-8").replace(",kind,", f",{name},").replace('"name": "kind"', f'"name": "{name}"')
        path.write_text(text, "utf-8")
    tables = collect(read_tables(PACKAGE, reader(rivers))).value
    column = tables["bridges"].column(name)
    assert column is not None
    assert column.title == title


def described(folder: Path, resource: str, change: Mapping[str, object], field: str = "") -> list[str]:
    """Change what the package says of a resource or a field, and give the findings."""
    package = json.loads((folder / PACKAGE).read_text("utf-8"))
    part = next(item for item in package["resources"] if item["name"] == resource)
    if field:
        part = next(item for item in part["schema"]["fields"] if item["name"] == field)
        part.pop("rdfType", "")
    part.update(change)
    (folder / PACKAGE).write_text(json.dumps(package), "utf-8")
    found = collect(read_tables(PACKAGE, reader(folder))).findings
    assert all(f.hint for f in found)
    return [f"{f.code} {f.message}; {f.hint}" for f in found]


@pytest.mark.parametrize(
    ("kind", "constraints"),
    [
        ("date", {"minimum": "yesterday"}),
        ("date", {"maximum": 1900}),
        ("yearmonth", {"exclusiveMinimum": "2000-13"}),
        ("datetime", {"minimum": "noon"}),
        ("number", {"exclusiveMaximum": "many"}),
        ("number", {"minimum": "NaN"}),
        ("number", {"maximum": True}),
        ("integer", {"maximum": "9" * 5000}),
        ("number", {"enum": ["1", "a"]}),
        ("string", {"enum": [1, 2]}),
        ("string", {"enum": [{"a": 1}]}),
        ("date", {"enum": ["2000-02-30"]}),
    ],
)
def test_bounds_and_choices_that_are_no_values_of_the_type_are_told_once(
    rivers: Path, kind: str, constraints: Mapping[str, object]
) -> None:
    found = described(rivers, "bridges", {"type": kind, "constraints": constraints}, "opened")
    assert {f[:6] for f in found} == {"DAT003"}
    assert len(found) <= 2
    assert f"is no value of the type {kind}" in found[0]


def test_bounds_of_dates_hold(rivers: Path) -> None:
    for old, new in ((b"1851-05", b"1851-05-01"), (b",1999,", b",1999-01-01,"), (b"199X", b"1995-01-01")):
        change(rivers, "data/bridges.csv", old, new)
    bound = {"type": "date", "constraints": {"exclusiveMinimum": "1995-01-01"}}
    found = described(rivers, "bridges", bound, "opened")
    hint = 'the constraint "exclusiveMinimum" is "1995-01-01" in data/datapackage.json'
    assert found == [
        f'DAT006 "{day}" in column "opened" is not allowed; {hint}' for day in ("1851-05-01", "1995-01-01")
    ]


@pytest.mark.parametrize("kind", ["time", "datetime"])
def test_times_with_and_without_zones_are_not_compared(rivers: Path, kind: str) -> None:
    day = b"2001-01-01T" if kind == "datetime" else b""
    for old, new in ((b"1851-05", b"11:00:00"), (b",1999,", b"11:00:00Z"), (b"199X", b"12:00:00")):
        change(rivers, "data/bridges.csv", old.strip(b","), day + new)
    bound = {"type": kind, "constraints": {"minimum": f"{day.decode()}10:00:00"}}
    assert described(rivers, "bridges", bound, "opened")[0].startswith("DAT006 a time with a time zone cannot")


@pytest.mark.parametrize(
    ("said", "well"),
    [
        ({"bytes": 28}, True),
        ({"bytes": 27}, False),
        ({"hash": MD5}, True),
        ({"hash": f"sha256:{SHA256}"}, True),
        ({"hash": f"SHA256:{SHA256.upper()}"}, True),
        ({"hash": f"sha256:{'0' * 64}"}, False),
        ({"hash": "0" * 32}, False),
    ],
)
def test_a_file_is_the_one_that_its_description_says(rivers: Path, said: Mapping[str, object], well: bool) -> None:
    found = described(rivers, "rivers", said)
    assert [f[:6] for f in found] == ([] if well else ["DAT023"])


@pytest.mark.parametrize(
    "said",
    [
        {"hash": "sha256:12"},
        {"hash": "crc32:00000000"},
        {"hash": 5},
        {"hash": "../x"},
        {"bytes": -1},
        {"bytes": "28"},
        {"bytes": True},
        {"data": [["id"], ["x"]]},
        {"compression": "zip"},
        {"format": "xlsx"},
        {"format": {}},
        {"type": "json"},
    ],
)
def test_what_nobody_would_look_at_is_told(rivers: Path, said: Mapping[str, object]) -> None:
    assert [f[:6] for f in described(rivers, "rivers", said)] == ["DAT003"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b'"path": "rivers.csv"', b'"path": "x.csv", "path": "rivers.csv"', 'the key "path" more than once'),
        (b'"required": true', b'"required": true, "required": false', 'the key "required" more than once'),
        (b'"title": "Rivers"', b'"title": NaN', "NaN is no value of JSON"),
        (b'"title": "Rivers"', b'"title": -Infinity', "-Infinity is no value of JSON"),
    ],
)
def test_json_that_readers_take_differently_is_told(rivers: Path, old: bytes, new: bytes, told: str) -> None:
    change(rivers, PACKAGE, old, new)
    found = collect(read_tables(PACKAGE, reader(rivers))).findings
    assert [f.code for f in found] == ["DAT003"]
    assert told in found[0].message


@pytest.mark.parametrize("other", [{}, {"rowsOf": "rivers"}])
def test_a_key_that_names_no_row_is_told_once(rivers: Path, other: Mapping[str, object]) -> None:
    change(rivers, "data/bridges.csv", b"oder", b"odre")
    assert described(rivers, "bridges", other, "river") == [
        'DAT008 "odre" is not a row of rivers; did you mean "oder"?'
    ]


def test_a_key_may_name_another_column_than_the_id(rivers: Path) -> None:
    change(rivers, PACKAGE, b'"resource": "rivers", "fields": ["id"]', b'"resource": "rivers", "fields": ["name"]')
    (rivers / "data/rivers.csv").write_bytes(b"id,name\n1,elbe\n2,oder\n")
    assert collect(read_tables(PACKAGE, reader(rivers))).findings == ()


def test_an_empty_key_is_told_once(rivers: Path) -> None:
    change(rivers, "data/rivers.csv", b"oder,", b",")
    found = [str(f) for f in collect(read_tables(PACKAGE, reader(rivers))).findings if "rivers.csv" in str(f)]
    assert set(found) == {'data/rivers.csv:3:1: error DAT006 constraint: column "id" is empty, but required'}


def test_required_counts_a_missing_value_too(rivers: Path) -> None:
    change(
        rivers, PACKAGE, b'"name": "measure", "type": "string"', b'"name": "measure", "constraints": {"required": true}'
    )
    change(rivers, "data/figures.csv", b"cost-old,cost", b"cost-old,n/a")
    change(rivers, "data/figures.csv", b"cost-new,cost", b"cost-new,")
    package = json.loads((rivers / PACKAGE).read_text("utf-8"))
    package["resources"][2]["schema"]["missingValues"] = ["", "n/a"]
    (rivers / PACKAGE).write_text(json.dumps(package))
    found = collect(read_tables(PACKAGE, reader(rivers))).findings
    assert [(f.location.line, f.location.column, f.code) for f in found] == [(2, 2, "DAT006"), (3, 2, "DAT006")]
    assert found[0].hint == '"n/a" stands for a missing value, and the column is required'


@pytest.mark.parametrize(
    ("said", "cells", "findings"),
    [
        ({}, ("1,234", "2,345"), ["DAT005 2:6"]),
        ({"groupChar": ","}, ("1,234", "2,345"), []),
        ({"bareNumber": False}, ("$5", "$6"), []),
        ({"bareNumber": False}, ("$5", "€6"), ["DAT024 3:6"]),
        ({"bareNumber": False}, ("5 %", "6 ‰"), ["DAT024 3:6"]),
        ({"bareNumber": False}, ("2.5 million", "5"), ["DAT005 2:6"]),
        ({"groupChar": "."}, ("1.234", "5"), ["DAT003 1:0"]),
        ({}, ("1_000", "5"), ["DAT005 2:6"]),
        ({"constraints": {"minimum": "1,5"}, "decimalChar": ","}, ("1,4", "5"), ["DAT006 2:6"]),
    ],
)
def test_numbers_of_a_column(
    rivers: Path, said: Mapping[str, object], cells: tuple[str, str], findings: list[str]
) -> None:
    described = json.loads((rivers / PACKAGE).read_text("utf-8"))
    (table,) = (r for r in described["resources"] if r["name"] == "bridges")
    (field,) = (f for f in table["schema"]["fields"] if f["name"] == "length")
    field |= said
    (rivers / PACKAGE).write_text(json.dumps(described), "utf-8")
    change(rivers, "data/bridges.csv", b"402.5", f'"{cells[0]}"'.encode())
    change(rivers, "data/bridges.csv", b"1200", f'"{cells[1]}"'.encode())
    found = [f for f in collect(read_tables(PACKAGE, reader(rivers))).findings if f.code != "DAT001"]
    assert [f"{f.code} {f.location.line}:{f.location.column}" for f in found][: len(findings) or 1] == findings
