"""CSV files as people have them: other encodings, delimiters, titles above the headings, blank rows and columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.findings.model import Outcome, collect
from reportgen.inputs.data.csv_dialect import Dialect
from reportgen.inputs.data.csv_rows import read_csv
from reportgen.inputs.data.model import Table
from reportgen.inputs.data.tables import read_tables

FIELDS = [{"name": "id"}, {"name": "name"}, {"name": "value", "type": "number"}]
WORLD_BANK = (
    b'"Data Source","Indicators",\r\n\r\n"Last Updated Date","2024-05-30",\r\n\r\n'
    b'"id","name","value",\r\n"a","Alpha","12",\r\n"b","Beta","",\r\n'
)


def read(content: bytes, fields: Any = FIELDS, **more: Any) -> Outcome[Mapping[str, Table]]:
    schema = {"fields": fields, **more.pop("schema", {})}
    package = {"resources": [{"name": "t", "path": "t.csv", "schema": schema, **more}]}
    files = {"data/datapackage.json": json.dumps(package).encode(), "data/t.csv": content}
    return collect(read_tables("data/datapackage.json", files.get))


def told(outcome: Outcome[Mapping[str, Table]]) -> list[str]:
    return [str(finding) for finding in outcome.findings]


TABLE = "id,name,value\na,Côte,12.5\nb,Älv,13\n"


@pytest.mark.parametrize(
    ("content", "more"),
    [
        (TABLE.encode("utf-8-sig"), {}),
        (TABLE.encode("utf-16"), {}),
        (TABLE.encode("utf-32"), {}),
        (b"\xfe\xff" + TABLE.encode("utf-16-be"), {}),
        (TABLE.encode("utf-16"), {"encoding": "utf-8"}),
        (TABLE.encode("utf-16-le"), {"encoding": "utf-16-le"}),
        (TABLE.encode("latin-1"), {"encoding": "iso-8859-1"}),
        (TABLE.encode("cp1252"), {"encoding": "windows-1252"}),
        (TABLE.replace(",", ";").encode(), {"dialect": {"delimiter": ";"}}),
        (TABLE.replace(",", ";").encode(), {"dialect": {"csv": {"delimiter": ";"}}}),
        (TABLE.replace(",", "\t").encode(), {"dialect": {"delimiter": "\t"}}),
        (("sep=;\r\n" + TABLE.replace(",", ";")).encode(), {}),
        (("SEP=,\n" + TABLE).encode("utf-16"), {}),
        (TABLE.replace("\n", "\r").encode(), {}),
        (TABLE.replace("\n", ",,\n").encode() + b",,,,\n,,,,\n", {}),
        (TABLE.replace("13\n", "13,,\n").encode(), {}),
        (("\n ,,\n" + TABLE).encode(), {}),
        (("Title\n\n" + TABLE).encode(), {"dialect": {"headerRows": [3]}}),
        (("Title\n" + TABLE).encode(), {"dialect": {"commentRows": [1]}}),
        (("# from a site\n" + TABLE + "# end").encode(), {"dialect": {"commentChar": "#"}}),
        (TABLE.partition("\n")[2].encode(), {"dialect": {"header": False}}),
        (TABLE.replace("Côte", "'Côte'").encode(), {"dialect": {"quoteChar": "'"}}),
        (TABLE.replace(",", ", ").encode(), {"dialect": {"skipInitialSpace": True}}),
    ],
)
def test_what_is_unambiguous_or_said_is_read(content: bytes, more: dict[str, object]) -> None:
    outcome = read(content, **more)
    assert told(outcome) == []
    assert outcome.value["t"].cells == (("a", "Côte", Decimal("12.5")), ("b", "Älv", Decimal(13)))


@pytest.mark.parametrize(
    ("content", "more", "expected", "hint"),
    [
        (TABLE.replace(",", ";").encode(), {}, "data/t.csv:1: error DAT014", '"dialect": {"delimiter": ";"}'),
        (TABLE.replace(",", "|").encode(), {}, "data/t.csv:1: error DAT014", '"dialect": {"delimiter": "|"}'),
        (TABLE.encode(), {"dialect": {"delimiter": ";"}}, "data/t.csv:1: error DAT014", '"delimiter": ","'),
        (WORLD_BANK, {}, "data/t.csv:5: error DAT014", '"dialect": {"headerRows": [5]}'),
        (
            b"Title\n\n" + TABLE.replace(",", ";").encode(),
            {},
            "data/t.csv:3: error DAT014",
            '"dialect": {"delimiter": ";", "headerRows": [3]}',
        ),
        (TABLE.encode("utf-16-le"), {}, "data/t.csv:1: error DAT002", '"encoding": "utf-16-le"'),
        (TABLE.encode("utf-16-be"), {}, "data/t.csv:1: error DAT002", '"encoding": "utf-16-be"'),
        (TABLE.encode("cp1252"), {}, "data/t.csv:2:2: error DAT002", '"encoding": "windows-1252"'),
        (TABLE.encode("cp1252"), {"encoding": "ascii"}, "data/t.csv:2:2: error DAT002", "data/datapackage.json"),
        (TABLE.encode() + b"id,name,value\nc,C,1\n", {}, "data/t.csv:4: error DAT015", "once"),
        (b"id,name,value,name\na,A,1,A\n", {}, "data/t.csv:1:4: error DAT004", "remove"),
        (b"ID,name,value\na,A,1\n", {}, "data/t.csv:1: error DAT004", 'the heading is "ID"'),
        (b"x,y\n1,2\n3,4\n", {}, "data/t.csv:1: error DAT004", "id, name, value"),
        (b"id,name,value,\na,A,1,\nb,B,2,seen\nc,C,3,seen\n", {}, "data/t.csv:1:4: error DAT004", "give it a heading"),
        (b"id,name,value\n" + b"a,A,1,x\n" * 9, {}, "data/t.csv:2: error DAT009", "heading is missing"),
        (b"id,name,value\n" + b'a,A,"1.234,5"\nb,B,"2,5"\n', {}, "data/t.csv:2:3: error DAT005", '"groupChar": "."'),
    ],
)
def test_the_cause_is_told_once_with_its_mend(
    content: bytes, more: dict[str, object], expected: str, hint: str
) -> None:
    outcome = read(content, **more)
    assert len(outcome.findings) == 1, told(outcome)
    assert told(outcome)[0].startswith(expected)
    assert hint in outcome.findings[0].hint


def test_the_mend_that_is_told_mends() -> None:
    outcome = read(WORLD_BANK, dialect={"headerRows": [5]})
    assert told(outcome) == []
    assert outcome.value["t"].lines == (6, 7)
    comma = read(b"id;name;value\na;A;1.234,5\n", [*FIELDS[:2], {**FIELDS[2], "decimalChar": ",", "groupChar": "."}],
                 dialect={"delimiter": ";"})  # fmt: skip
    assert told(comma) == []
    assert comma.value["t"].cells == (("a", "A", Decimal("1234.5")),)


@pytest.mark.parametrize(
    ("more", "told_of"),
    [
        ({"encoding": "klingon"}, "klingon"),
        ({"encoding": "idna"}, "idna"),
        ({"encoding": "base64"}, "base64"),
        ({"encoding": 8}, "8"),
        ({"encoding": "a\0b"}, "encoding"),
        ({"dialect": "http://localhost/dialect.json"}, "no object"),
        ({"dialect": {"delimter": ";"}}, 'did you mean "delimiter"?'),
        ({"dialect": {"delimiter": ";;"}}, "not one character"),
        ({"dialect": {"delimiter": ""}}, "not one character"),
        ({"dialect": {"delimiter": "\n"}}, "line end"),
        ({"dialect": {"delimiter": '"'}}, "other characters"),
        ({"dialect": {"header": "no"}}, "neither true nor false"),
        ({"dialect": {"headerRows": 5}}, "row numbers"),
        ({"dialect": {"headerRows": [0]}}, "row numbers"),
        ({"dialect": {"commentRows": [True]}}, "row numbers"),
        ({"dialect": {"nullSequence": 0}}, "no text"),
        ({"schema": {"primaryKey": 3}}, "primaryKey"),
        ({"schema": {"primaryKey": "nobody"}}, "nobody"),
        ({"schema": {"foreignKeys": {"fields": "id"}}}, "foreignKeys"),
        ({"schema": {"foreignKeys": [{"fields": "id"}]}}, "foreignKeys"),
        ({"schema": {"foreignKeys": [{"fields": "id", "reference": "t"}]}}, "foreignKeys"),
        ({"schema": {"foreignKeys": [{"fields": "id", "reference": {"resource": "x", "fields": "id"}}]}}, '"x"'),
        ({"schema": {"foreignKeys": [{"fields": "id", "reference": {"fields": "nobody"}}]}}, '"nobody"'),
        ({"fields": [{"name": "id", "type": "geojson"}]}, "geojson, which no brief can print"),
        ({"fields": [{"name": "id", "type": "object"}]}, "object, which no brief can print"),
        ({"fields": [{"name": "id", "type": "array"}]}, "array, which no brief can print"),
        ({"fields": [{"name": "id", "type": "colour"}]}, "colour"),
        ({"fields": ["id"]}, "field 1"),
        ({"fields": [{"name": "id", "type": [0]}]}, "is no word"),
        ({"fields": [{"name": "id", "constraints": {"pattern": "("}}]}, "cannot be used"),
    ],
)
def test_what_a_package_says_wrongly_is_dat003(more: dict[str, Any], told_of: str) -> None:
    outcome = read(TABLE.encode(), **more)
    assert {f.code for f in outcome.findings} == {"DAT003"}
    assert told_of in " ".join(told(outcome))


@pytest.mark.parametrize(
    ("described", "text", "value", "kept"),
    [
        ({"type": "yearmonth"}, "2014-02", "2014-02", "date"),
        ({"type": "date"}, "2014-02-03", "2014-02-03", "date"),
        ({"type": "date", "format": "%d/%m/%Y"}, "03/02/2014", "2014-02-03", "date"),
        ({"type": "year"}, "2014", 2014, "integer"),
        ({"type": "time"}, "10:00:00", "10:00:00", "string"),
        ({"type": "datetime"}, "2014-02-01T10:00:00", "2014-02-01T10:00:00", "string"),
        ({"type": "duration"}, "P1Y", "P1Y", "string"),
        ({"type": "geopoint"}, "90.5,45.5", "90.5,45.5", "string"),
        ({"type": "any"}, "words", "words", "string"),
        ({"type": "list"}, "a,b", ("a", "b"), "list"),
        ({"type": "list", "itemType": "integer"}, "1,2", ("1", "2"), "list"),
        ({"type": "boolean"}, "true", True, "boolean"),
    ],
)
def test_every_type_of_the_standard_has_a_value_that_can_be_printed(
    described: dict[str, Any], text: str, value: object, kept: str
) -> None:
    outcome = read(f'id,x\na,"{text}"\nb,\n'.encode(), [{"name": "id"}, {"name": "x", **described}])
    assert told(outcome) == []
    assert outcome.value["t"].cells == (("a", value), ("b", None))
    assert outcome.value["t"].columns[1].type == kept


@pytest.mark.parametrize("kind", ["yearmonth", "date", "year", "time", "datetime", "duration", "geopoint", "integer"])
def test_a_cell_of_no_such_type_is_dat005(kind: str) -> None:
    outcome = read(b"id,x\na,what?\n", [{"name": "id"}, {"name": "x", "type": kind}])
    assert [f.code for f in outcome.findings] == ["DAT005"]


def test_keys_may_be_strings() -> None:
    keys = {"primaryKey": "id", "foreignKeys": [{"fields": "of", "reference": {"resource": "", "fields": "id"}}]}
    fields = [{"name": "id"}, {"name": "of"}]
    sound = read(b"id,of\na,\nb,a\n", fields, schema=keys)
    assert told(sound) == []
    assert sound.value["t"].columns[1].foreign == ("t",)
    flawed = read(b"id,of\na,\na,c\n", fields, schema=keys)
    assert {f.code for f in flawed.findings} == {"DAT007", "DAT008"}


def test_a_row_without_its_key_or_of_missing_values_says_so() -> None:
    outcome = read(b"id,name,value\n,A,1\nNA,NA,NA\n", schema={"primaryKey": "id", "missingValues": ["", "NA"]})
    assert {(f.location.line, f.message) for f in outcome.findings} == {
        (2, 'column "id" is empty, but required'),
        (3, 'column "id" is empty, but required'),
        (3, "each cell of the row stands for a missing value"),
    }


def test_evidence_with_semicolons_is_one_finding() -> None:
    outcome = collect(read_csv("bib/evidence.csv", b"id;source;quote\na;b;c\n", names=("id", "source", "quote")))
    assert [f.code for f in outcome.findings] == ["DAT014"]
    assert "datapackage" not in outcome.findings[0].hint


PRINTED = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"), exclude_characters="\ufeff")
CELL = st.text(PRINTED, min_size=1, max_size=8)


@given(
    st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
    st.integers(0, 3),
)
def test_what_is_written_in_a_form_is_read_in_it(
    rows: list[tuple[str, str]], delimiter: str, encoding: str, titles: int
) -> None:
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter)
    writer.writerows([["title"]] * titles + [["first heading", "second heading"], *rows])
    form = Dialect(encoding.removesuffix("-sig"), delimiter, header=(titles + 1,))
    outcome = collect(read_csv("t.csv", target.getvalue().encode(encoding), form))
    assert outcome.findings == ()
    assert outcome.value is not None
    assert [cells for _, cells in outcome.value.rows] == rows


PIECES = st.lists(
    st.sampled_from(["id", "v", ",", ";", "\n", "\r\n", '"', "2014-02", "1,5", "sep=;\n", "#", "\0", "é", "id,v\n"])
)
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", ";", "\t", '"', "\0", "utf-16", "cp1252", 5, -1, True, [], [1], [0], {}, "id", "yearmonth"]
)
KEYS = ["delimiter", "quoteChar", "escapeChar", "commentChar", "doubleQuote", "header", "headerRows", "nullSequence"]
FIELD = ["type", "format", "decimalChar", "groupChar", "bareNumber", "constraints", "rdfType", "itemType", "title"]


@given(
    PIECES.map("".join),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252"]),
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=3),
    st.dictionaries(st.sampled_from(FIELD), VALUES, max_size=3),
    st.fixed_dictionaries({}, optional={"encoding": VALUES}),
)
def test_no_file_and_no_description_is_a_traceback(
    text: str, encoding: str, dialect: dict[str, Any], field: dict[str, Any], more: dict[str, Any]
) -> None:
    content = text.encode(encoding, "replace")
    outcome = read(content, [{"name": "id"}, {**field, "name": "v"}], dialect=dialect, **more)
    assert outcome.value or outcome.findings


ROWS = b"id,name,value\na,Alpha,12\nb,Beta,13\n"


@pytest.mark.parametrize(
    ("behind", "count"),
    [
        (b"\n\nData from database: Rivers\nLast Updated: 09/24/2014\n", 2),
        (b",,\n,,\nData from database: Rivers,,\nLast Updated: 09/24/2014,,\n", 2),
        (b"Source: Rivers Board, 2014\n", 1),
        (b"Source: Rivers Board, 2014, volume 3, page 12\n", 1),
        ("© Rivers Board\n".encode(), 1),
        ("\nQuelle: Fl\u00fcsse\n".encode(), 1),
        (b"\nFigures of the board; preliminary\n", 1),
    ],
)
def test_notes_behind_the_rows_are_one_finding_and_can_be_described(behind: bytes, count: int) -> None:
    outcome = read(ROWS + behind)
    assert [f.code for f in outcome.findings] == ["DAT014"]
    (told,) = outcome.findings
    assert told.message.startswith(f"{count} line{'' if count == 1 else 's'} of notes")
    assert len(outcome.value["t"].lines) == 2
    dialect = json.loads("{" + told.hint[told.hint.index('"dialect"') :] + "}")["dialect"]
    again = read(ROWS + behind, dialect=dialect)
    assert again.findings == ()
    assert again.value["t"].lines == outcome.value["t"].lines


@pytest.mark.parametrize("last", [b"c,,\n", b"notes,,\n", b"c,Gamma,14\n", b"Source,Spring,14\n"])
def test_rows_at_the_end_are_rows(last: bytes) -> None:
    outcome = read(ROWS + last)
    assert outcome.findings == ()
    assert len(outcome.value["t"].lines) == 3
