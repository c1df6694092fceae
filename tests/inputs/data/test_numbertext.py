"""Numbers as cells write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.inputs.data.numbertext import Form, advice, form_of, form_problem, read_number

GERMAN = Form(",", ".")
LOOSE = Form(bare=False)


@pytest.mark.parametrize(
    ("cell", "form", "number"),
    [
        ("5", Form(), "5"), (" −5 ", Form(), "-5"), ("–5", Form(), "-5"), (".5", Form(), "0.5"), ("1e5", Form(), "1e5"),
        ("٣٤", Form(), "34"), ("1,234", Form(group=","), "1234"), ("12,34,567.8", Form(group=","), "1234567.8"),
        ("1.234,5", GERMAN, "1234.5"), ("-1.234", GERMAN, "-1234"), ("1\u202f234,5", Form(",", " "), "1234.5"),
        ("1 234", Form(group="\u00a0"), "1234"), ("1’234", Form(group="'"), "1234"),
        ("−5 €", LOOSE, "-5"), ("$-5", LOOSE, "-5"), ("-$5", LOOSE, "-5"), ("$.5", LOOSE, "0.5"), ("5 %", LOOSE, "5"),
        ("5‰", LOOSE, "5"), ("12 kg", LOOSE, "12"), ("R$ 1.234,50", Form(",", ".", bare=False), "1234.50"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_its_reader_reads_it(cell: str, form: Form, number: str) -> None:
    read = read_number(cell, form)
    assert read is not None
    assert read[0] == number


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("1_000", Form()), ("1 234", Form()), ("1,234", Form()), ("5%", Form()), ("", Form()), (".", Form()),
        ("5a", Form()),
        ("12,34", Form(group=",")), ("1,23,4", Form(group=",")), (",234", Form(group=",")), ("1.5", Form(",")),
        ("1.23", GERMAN), ("2.5 million", LOOSE), ("2.5 Mio.", LOOSE), ("$2.5m", LOOSE), ("5bn", LOOSE), ("(5)", LOOSE),
        ("5-", LOOSE), ("5–6", LOOSE), ("5*", LOOSE), ("5a", LOOSE), ("12 34", LOOSE), ("$ 1,234", LOOSE),
        ("5 [b]", LOOSE),
    ],
)  # fmt: skip
def test_what_may_be_another_number_is_none(cell: str, form: Form) -> None:
    assert read_number(cell, form) is None


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12),
    st.sampled_from([(".", ""), (".", ","), (",", "."), (",", " "), (".", "'"), (",", "")]),
    st.sampled_from(["-", "−", "–"]),
    st.sampled_from([("", ""), ("$", ""), ("", " €"), ("US$ ", ""), ("", "%")]),
)
def test_every_number_in_every_form_is_that_number(
    value: Decimal, marks: tuple[str, str], minus: str, around: tuple[str, str]
) -> None:
    decimal, group = marks
    written = f"{abs(value):,}".replace(",", "g").replace(".", decimal).replace("g", group)
    cell = f"{minus if value < 0 else ''}{around[0]}{written}{around[1]}"
    read = read_number(cell, Form(decimal, group, bare=not any(around)))
    assert read is not None
    assert Decimal(read[0]) == value


@given(st.text("0123456789.,' −-$%km", max_size=9), st.sampled_from([Form(), GERMAN, Form(group=","), LOOSE]))
def test_no_digit_is_lost_or_added(cell: str, form: Form) -> None:
    read = read_number(cell, form)
    if read is not None:
        digits = "".join(c for c in cell if c.isdecimal())
        # ".5" is written 0.5
        assert "".join(c for c in read[0] if c.isdecimal()) in {digits, f"0{digits}"}
        assert read[0].startswith("-") == any(sign in cell for sign in "−-")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["1,234"], '"groupChar": ",", or "decimalChar": "," where "1,234" has decimals'),
        (["1,234", "12,345.6"], '"groupChar": ","'), (["1.234,5"], '"decimalChar": ",", "groupChar": "."'),
        (["12,5", "1,234"], '"decimalChar": ","'), (["1 234,5", "12,5"], '"decimalChar": ",", "groupChar": " "'),
        (["1\u202f234"], '"groupChar": " "'), (["1'234.5"], '"groupChar": "\'"'), (["5%", "$6"], '"bareNumber": false'),
        (["abc"], ""), (["1_000"], ""),
    ],
)  # fmt: skip
def test_what_to_say_of_a_field(cells: list[str], said: str) -> None:
    assert advice(cells) == said


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ({"groupChar": "."}, "are both"), ({"decimalChar": ",", "groupChar": ","}, "are both"),
        ({"decimalChar": ""}, "not one character"), ({"decimalChar": ",,"}, "not one character"),
        ({"groupChar": "1"}, "part of numbers"), ({"groupChar": "-"}, "part of numbers"),
        ({"decimalChar": 5}, "not one"),
    ],
)  # fmt: skip
def test_marks_that_read_no_number(field: dict[str, Any], problem: str) -> None:
    assert problem in form_problem(field)


@pytest.mark.parametrize(
    "field", [{}, {"decimalChar": ","}, {"decimalChar": ",", "groupChar": "."}, {"groupChar": " "}]
)
def test_marks_that_read_numbers(field: dict[str, Any]) -> None:
    assert form_problem(field) == ""
    assert read_number("5", form_of(field)) == ("5", "")
