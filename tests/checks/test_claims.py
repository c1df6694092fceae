from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from reportgen.checks.claims import check_rows, check_statements, variants_of
from reportgen.checks.derived import check_derived
from reportgen.checks.model import Statement
from reportgen.draft.model import CellUse, CountUse, DateUse, DerivedUse, Draft, FigureUse, Usage, Use
from reportgen.findings.model import Diagnostic, Findings, Location, collect
from reportgen.inputs.bibliography.model import Bibliography, Entry
from reportgen.inputs.data.model import Column, RowRef, Table, Value
from reportgen.inputs.evidence.model import Evidence, Lock, Passage
from reportgen.inputs.model import Inputs
from reportgen.inputs.texts.model import SourceText, Span
from reportgen.store.fingerprint import Digest

PARAGRAPHS = {
    "p-treaty": "In May of 1992 Elbing and Kirchen signed the Bridge Treaty. Oberau came in 1993. Dues rose in 1998.",
    "p-tolls": "Tolls came to $39.7 billion in 2013, 49.5% of all dues. In 2014 they fell to $28.3 bn.",
    "p-growth": "From 2.39 billion dollars in 1996 they rose to 13.9 billion in 2019, by 7.96 per cent a year.",
    "p-late": "Kirchen left the league on 25 May 2004, after Engineer Moser, 102 days late.",
    "p-note": "Elbing Gazette, 3 June 2001.",
}
QUOTES = {
    "treaty": ("p-treaty", "Elbing and Kirchen signed", ""),
    "joined": ("p-treaty", "Oberau came in", ""),
    "dues": ("p-treaty", "Dues rose in", ""),
    "tolls-2013": ("p-tolls", "49.5% of all dues", ""),
    "tolls-2014": ("p-tolls", "they fell to", ""),
    "growth": ("p-growth", "a year.", ""),
    "late": ("p-late", "after Engineer Moser", ""),
    "note": ("p-note", "Elbing Gazette, 3 June", "7"),
}

TABLES: Mapping[str, tuple[Column, ...]] = {
    "cities": (Column("id", "string", "Id"), Column("short", "string", "Short"), Column("name", "string", "Name")),
    "events": (
        Column("id", "string", "Id"),
        Column("date", "date", "Date"),
        Column("city", "list", "City", foreign=("cities",)),
        Column("kind", "string", "Kind", choices=("signing", "other")),
        Column("tile", "integer", "Tile", claim=False),
        Column("text", "string", "Text"),
        Column("note", "string", "Note"),
        Column("evidence", "list", "Evidence"),
    ),
    "figures": (
        Column("id", "string", "Id"),
        Column("date", "date", "Date"),
        Column("value", "number", "Value"),
        Column("unit", "string", "Unit", choices=("USD", "percent", "count", "days")),
        Column("scale", "number", "Scale", choices=("1", "1e9")),
        Column("formula", "string", "Formula", claim=False),
        Column("inputs", "list", "Inputs", foreign=("figures",), claim=False),
        Column("evidence", "list", "Evidence"),
    ),
    "names": (Column("name", "string", "Name"), Column("variant", "string", "Variant")),
}


def table(name: str, *rows: Mapping[str, Value]) -> Table:
    columns = TABLES[name]
    cells = tuple(tuple(row.get(c.name) for c in columns) for row in rows)
    lines = tuple(range(2, 2 + len(rows)))
    return Table(name, f"data/{name}.csv", name, columns, lines, cells, "short" if name == "cities" else "id")


def text() -> tuple[SourceText, Mapping[str, int]]:
    words: list[str] = []
    spans, starts = [], {}
    for name, paragraph in PARAGRAPHS.items():
        starts[name] = len(words)
        words += paragraph.split()
        spans.append(Span(name, starts[name], len(words)))
    return SourceText("guide", Digest("0" * 64), "text", tuple(words), (), (spans[-1],), tuple(spans[:-1])), starts


def inputs_of(*tables: Table) -> Inputs:
    source, starts = text()
    evidence, passages = {}, {}
    for name, (paragraph, quote, footnote) in QUOTES.items():
        place = Location("bib/evidence.csv", 1)
        evidence[name] = Evidence(name, "guide", "Tolls", footnote, "", quote, "survey", "", place)
        first = PARAGRAPHS[paragraph].split().index(quote.split()[0])
        passages[name] = Passage(name, "exact", 100, 1, starts[paragraph] + first, "Tolls", footnote, "")
    fields = {"author": "Marta Brenner", "title": "A survey of tolls", "date": "2005"}
    survey = Entry("survey", "book", fields, Location("bib/works.bib"), {})
    cities = table("cities", {"id": "elb", "short": "ELB", "name": "Elbing"}, {"id": "kir", "short": "Kirchen"})
    every = {t.name: t for t in (cities, *tables)}
    return Inputs(
        every, Bibliography({"survey": survey}), evidence, {}, texts={"guide": source}, passages=passages, lock=Lock()
    )


def event(**cells: Value) -> Table:
    return table("events", {"id": "e", "kind": "signing", "evidence": ("treaty",), **cells})


def figure(value: str, unit: str = "USD", scale: str = "1e9", evidence: tuple[str, ...] = ("tolls-2013",)) -> Table:
    cells: dict[str, Value] = {"id": "f", "value": Decimal(value), "unit": unit, "scale": Decimal(scale)}
    return table("figures", {**cells, "evidence": evidence})


def found(findings: Findings[object]) -> list[str]:
    return [told(f) for f in collect(findings).findings]


def told(finding: Diagnostic) -> str:
    return f"{finding.location} {finding.code} {finding.message} | {finding.hint}"


def rows(inputs: Inputs) -> list[str]:
    return found(check_rows(inputs, variants_of(inputs)))


@pytest.mark.parametrize(
    "cells",
    [
        {"date": "1992-05"},
        {"date": "1992"},
        {"date": "1992-05/1993", "evidence": ("treaty", "joined")},
        {"date": "2004-05-25", "evidence": ("late",)},
        {"date": "1992~"},
        {"date": "1890?"},
        {"date": "1850%/1992"},
        {"city": ("elb", "kir")},
        {"text": "Signed by two cities in May 1992"},
        {"text": "Moser came 102 days late", "evidence": ("late",)},
        {"text": "dated 2001 in footnote 7", "evidence": ("note",)},
        {"text": "so says Brenner (2005)", "evidence": ("treaty",)},
        {"tile": 99, "note": "in 1066 and 77"},
    ],
)
def test_rows_that_their_passages_bear_out(cells: Mapping[str, Value]) -> None:
    assert rows(inputs_of(event(**cells))) == []


@pytest.mark.parametrize(
    ("cells", "message", "hint"),
    [
        ({"date": "1995"}, "2 NUM003 1995 is not in the passage", "there is May 1992"),
        ({"date": "1992-06"}, "2 NUM003 June 1992 is not in the passage", "there is May 1992"),
        ({"date": "1993"}, "2 NUM003 1993 is not in the passage", 'there is May 1992; "joined" has 1993'),
        ({"date": "1993~"}, "2 NUM003 1993 is not in the passage", 'there is May 1992; "joined" has 1993'),
        ({"date": "2004-05-26", "evidence": ("late",)}, "2 NUM003 26 May 2004 is not in", "there is 25 May 2004"),
        ({"text": "It cost $28.3bn"}, "6 NUM003 $28.3bn is not in the passage", '"tolls-2014" has it: cite that too'),
        ({"text": "as in note 8", "evidence": ("note",)}, "6 NUM003 8 is not in", "correct it"),
        ({"text": "It pleased Steinfurt"}, '6 NUM006 "Steinfurt" is not in the passage', "table of names"),
        ({"city": ("kir",), "evidence": ("tolls-2013",)}, '3 NUM006 "Kirchen" is not in', "table of names"),
    ],
)
def test_rows_that_claim_what_their_passages_do_not_say(cells: Mapping[str, Value], message: str, hint: str) -> None:
    (told_of,) = rows(inputs_of(event(**cells)))
    assert told_of.startswith(f"data/events.csv:2:{message}")
    assert hint in told_of


@pytest.mark.parametrize(
    ("value", "unit", "scale", "message"),
    [
        ("39.7", "USD", "1e9", None),
        ("39.70", "USD", "1e9", None),
        ("39700", "USD", "1e6", None),
        ("49.5", "percent", "1", None),
        ("93.7", "USD", "1e9", "NUM003 93.7 is not in the passage"),
        ("39.7", "USD", "1", 'NUM009 the row says 39.7 USD, the passage "tolls-2013" 39.7 billion USD'),
        ("39.7", "USD", "1e6", 'NUM009 the row says 39.7 million USD, the passage "tolls-2013" 39.7 billion USD'),
        ("-39.7", "USD", "1e9", 'NUM009 the row says -39.7 billion USD, the passage "tolls-2013" 39.7 billion USD'),
        ("39.7", "percent", "1", 'NUM009 the row says 39.7 per cent, the passage "tolls-2013" 39.7 billion USD'),
        ("28.3", "USD", "1e9", 'NUM003 28.3 is not in the sentence that the passage "tolls-2013" quotes from'),
        ("94.5", "percent", "1", "NUM003 94.5 is not in the passage"),
    ],
)
def test_figures_are_compared_with_sign_scale_and_unit(value: str, unit: str, scale: str, message: str | None) -> None:
    told_of = rows(inputs_of(figure(value, unit, scale)))
    if message is None:
        assert told_of == []
    else:
        (one,) = told_of
        assert one.startswith(f"data/figures.csv:2:3 {message}")
        (searched,) = re.findall(r'searched: "([^"]*)"', one)
        assert "39.7" in searched or "49.5%" in searched
        assert len(searched.replace("…", "").split()) <= 8


@pytest.mark.parametrize(
    ("value", "hint"), [("93.7", "there is 39.7 billion USD;"), ("28.3", '39.7 billion USD; "tolls-2014" has 28.3;')]
)
def test_the_hint_names_what_is_there_in_full(value: str, hint: str) -> None:
    (one,) = rows(inputs_of(figure(value)))
    assert hint in one


def test_several_passages_bear_a_row_out_together() -> None:
    assert rows(inputs_of(figure("28.3", evidence=("tolls-2013", "tolls-2014")))) == []


def test_names_are_found_through_the_table_of_names() -> None:
    inputs = inputs_of(event(text="It pleased Elbingen"), table("names", {"name": "Elbing", "variant": "Elbingen"}))
    assert rows(inputs) == []
    assert variants_of(inputs)["elb"] == {"elbing", "elbingen"}


def test_digests_of_rows_that_passed() -> None:
    good: dict[str, Value] = {"id": "good", "date": "1992", "evidence": ("treaty",)}
    first = collect(check_rows(inputs_of(table("events", good, {**good, "id": "bad", "date": "1995"})), {})).value
    assert list(first) == ["events/good"]
    other = collect(check_rows(inputs_of(table("events", {**good, "date": "1992-05"})), {})).value
    noted = collect(check_rows(inputs_of(table("events", {**good, "note": "x"})), {})).value
    assert other["events/good"] != first["events/good"]
    assert noted == first


def test_an_unlocated_quotation_is_not_reported_twice() -> None:
    inputs = inputs_of(event(date="1995"))
    lost = replace(inputs.passages["treaty"], match="", position=-1)
    assert rows(replace(inputs, passages={**inputs.passages, "treaty": lost})) == []


def by_lock(
    inputs: Inputs, rows: Mapping[str, str] | None = None, statements: Mapping[str, str] | None = None
) -> Inputs:
    """Take the texts away and let a lock stand in."""
    lock = Lock(texts={"guide": (Digest("0" * 64), "text")}, rows=rows or {}, statements=statements or {})
    return replace(inputs, texts={}, passages={}, lock=lock)


def test_without_the_text_the_lock_stands_in() -> None:
    sound = inputs_of(event(date="1992"))
    passed = collect(check_rows(sound, {})).value
    assert found(check_rows(by_lock(sound, rows=passed), {})) == []
    assert collect(check_rows(by_lock(sound, rows=passed), {})).value == passed
    (changed,) = found(check_rows(by_lock(inputs_of(event(date="1993")), rows=passed), {}))
    assert changed.startswith('data/events.csv:2 NUM008 row "e" is not the one that the lock verified')
    assert "`reportgen lock`" in changed
    assert len(found(check_rows(by_lock(sound), {}))) == 1
    assert found(check_rows(replace(by_lock(sound), lock=Lock()), {})) == []


PLACE = Location("templates/a.tex.j2", 4)


def sentence(text: str, evidence: Sequence[str] = ("tolls-2013",), usages: Sequence[int] = ()) -> Statement:
    return Statement(text, "sourced", tuple(evidence), tuple(usages), PLACE, "a.tex")


def printed(use: Use) -> Draft:
    return Draft((), (Usage(0, use, PLACE, "a.tex"),))


NONE = Draft((), ())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Tolls came to 39,700 million dollars in 2013.", []),
        ("In 2014 they were lower.", []),
        ("In 2015 they were lower.", ["NUM003"]),
        ("Tolls made up 94.5 per cent.", ["NUM003"]),
        ("Five cities paid.", ["NUM003"]),
        ("One of the first to pay was no city.", []),
        ("They paid Steinfurt.", ["NUM006"]),
    ],
)
def test_statements(text: str, codes: list[str]) -> None:
    findings = collect(check_statements([sentence(text)], NONE, inputs_of(), {})).findings
    assert [f.code for f in findings] == codes
    assert all(f.location == PLACE for f in findings)


def test_what_calls_print_rests_on_the_evidence_of_their_rows() -> None:
    inputs = inputs_of(figure("28.3", evidence=("growth",)), event(date="1992"))
    row, given = RowRef("events", "e"), inputs.figure("f")
    assert given is not None
    cases: list[tuple[Use, list[str]]] = [
        (DateUse("May 1992", ("treaty",), row, PLACE, "date", "1992-05"), []),
        (DateUse("June 1992", ("treaty",), row, PLACE, "date", "1992-06"), ["NUM003"]),
        (DerivedUse("ninefold", ("growth",), "a / b", (given,), Decimal(9), 0, ""), []),
        (CountUse("17", ("treaty",), (row,)), []),
        (FigureUse("$28.3 billion", ("growth",), given), ["NUM003"]),
        (CellUse("Steinfurt", ("treaty",), row, PLACE, "place"), []),
        (CellUse("the Steinfurt road of 1066", ("treaty",), row, PLACE, "place"), ["NUM003", "NUM006"]),
    ]
    for use, codes in cases:
        draft = printed(use)
        text = f"It was {use.text} by then."
        statement = sentence(text, ("dues",), (0,))
        findings = collect(check_statements([statement], draft, inputs, {})).findings
        assert [f.code for f in findings] == codes, text


def test_only_sourced_statements_are_compared() -> None:
    other = replace(sentence("In 1066."), kind="analysis")
    assert found(check_statements([other], NONE, inputs_of(), {})) == []


def test_statements_by_the_lock() -> None:
    good, bad = sentence("Tolls rose in 2013."), sentence("Tolls rose in 2031.")
    inputs = inputs_of()
    passed = collect(check_statements([good, bad], NONE, inputs, {})).value
    assert len(passed) == 1
    locked = by_lock(inputs, statements=passed)
    assert found(check_statements([good], NONE, locked, {})) == []
    (changed,) = found(check_statements([bad], NONE, locked, {}))
    assert changed.startswith(
        'templates/a.tex.j2:4 NUM008 this sentence, which says "2031", is not the one that the lock'
    )


def derived(value: str, formula: str, unit: str = "percent", inputs: tuple[str, ...] = ("a", "b")) -> list[str]:
    def row(name: str, number: str, date: str, unit: str = "USD", scale: str = "1e9") -> dict[str, Value]:
        return {"id": name, "value": Decimal(number), "date": date, "unit": unit, "scale": Decimal(scale)}

    own: dict[str, Value] = {"id": "f", "value": Decimal(value), "unit": unit, "formula": formula, "inputs": inputs}
    figures = table(
        "figures",
        row("a", "2.39", "1996"),
        row("b", "13.9", "2019"),
        row("d", "12", "2019", "days", "1"),
        row("z", "0", "2019"),
        {**own, "scale": Decimal("1e9") if unit == "USD" else Decimal(1)},
    )
    return found(check_derived(inputs_of(figures, event())))


@pytest.mark.parametrize(
    ("value", "formula", "unit", "inputs"),
    [
        ("7.96", "cagr", "percent", ("a", "b")),
        ("8", "cagr", "percent", ("a", "b")),
        ("482", "growth", "percent", ("a", "b")),
        ("5.8", "ratio", "", ("b", "a")),
        ("17.2", "share", "percent", ("a", "b")),
        ("16.3", "sum", "USD", ("a", "b")),
        ("11.5", "difference", "USD", ("b", "a")),
        ("23", "years", "days", ("a", "b")),
        ("2", "count", "count", ("elb", "kir")),
        ("3", "count", "count", ("elb", "kir", "e")),
    ],
)
def test_derived_figures_that_follow_within_rounding(
    value: str, formula: str, unit: str, inputs: tuple[str, ...]
) -> None:
    assert derived(value, formula, unit, inputs) == []


@pytest.mark.parametrize(
    ("value", "formula", "unit", "inputs", "message"),
    [
        (
            "9.76",
            "cagr",
            "percent",
            ("a", "b"),
            "((b / a) ** (1 / years) - 1) * 100 of a = 2.39, b = 13.9 is between 7.9286 and 7.982",
        ),
        ("16.5", "sum", "USD", ("a", "b"), "sum of a = 2.39, b = 13.9 is between 16.235 and 16.345"),
        ("24", "years", "days", ("a", "b"), "year(b) - year(a) of a = 2.39, b = 13.9 is 23"),
        ("3", "count", "count", ("elb", "kir"), "count of elb, kir is 2"),
    ],
)
def test_derived_figures_that_do_not_follow(
    value: str, formula: str, unit: str, inputs: tuple[str, ...], message: str
) -> None:
    (told_of,) = derived(value, formula, unit, inputs)
    assert told_of.startswith(f'data/figures.csv:6:3 NUM007 "f" is {value}, but ')
    assert message in told_of


@pytest.mark.parametrize(
    ("formula", "unit", "inputs", "message"),
    [
        ("groth", "percent", ("a", "b"), 'no formula "groth" | did you mean "growth"?'),
        ("growth", "percent", ("a",), "growth takes 2 inputs, not 1"),
        ("growth", "percent", ("a", "x"), 'no figure "x"'),
        ("growth", "USD", ("a", "b"), "(b - a) / a * 100 is a percentage, but its unit is USD"),
        ("ratio", "", ("a", "d"), "its inputs are of different units: USD, days"),
        ("ratio", "", ("a", "z"), '"z" may be zero; nothing can be divided by it'),
        ("cagr", "percent", ("b", "a"), "yearly growth needs two positive figures, the earlier one first"),
        ("sum", "days", ("a", "b"), "it is in days, its inputs in USD"),
        ("count", "count", ("elb", "x"), 'no row "x"'),
    ],
)
def test_formulas_that_cannot_be_applied(formula: str, unit: str, inputs: tuple[str, ...], message: str) -> None:
    (told_of,) = derived("1", formula, unit, inputs)
    assert message in told_of
    assert "NUM002" in told_of


def test_a_counted_figure_stands_in_no_passage() -> None:
    cells: dict[str, Value] = {"id": "f", "value": Decimal(2), "unit": "count", "scale": Decimal(1)}
    counted = table("figures", {**cells, "formula": "count", "inputs": ("elb", "kir"), "evidence": ("late",)})
    assert rows(inputs_of(counted)) == []


@pytest.mark.parametrize(
    ("title", "unit", "value", "held"),
    [
        ("Tolls (billion dollars)", "", "39.7", True),
        ("Tolls", "billion USD", "39.7", True),
        ("Tolls (million dollars)", "", "39.7", False),
        ("Tolls", "", "39.7", False),
        ("Tolls", "billion EUR", "39.7", False),
        ("Share", "%", "49.5", True),
        ("Share", "USD", "49.5", False),
    ],
)
def test_a_column_of_numbers_has_the_scale_and_unit_of_its_heading(
    title: str, unit: str, value: str, held: bool
) -> None:
    columns = (Column("id", "string", "Id"), Column("n", "number", title, unit=unit), Column("evidence", "list", "E"))
    cells = (("a", Decimal(value), ("tolls-2013",)),)
    assert (rows(inputs_of(Table("t", "data/t.csv", "T", columns, (2,), cells))) == []) is held
