from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.findings.model import collect
from reportgen.inputs.data.rawcsv import read_csv
from reportgen.inputs.data.tables import read_tables

PACKAGE = "data/datapackage.json"


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
