"""Numbers as cells write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.inputs.data.number_formats import (
    NumberFormat,
    advice,
    number_format_of,
    number_format_problem,
    read_number,
)

GERMAN = NumberFormat(",", ".")
LOOSE = NumberFormat(bare=False)


@pytest.mark.parametrize(
    ("cell", "form", "number"),
    [
        ("5", NumberFormat(), "5"), (" −5 ", NumberFormat(), "-5"), ("–5", NumberFormat(), "-5"),
        (".5", NumberFormat(), "0.5"), ("1e5", NumberFormat(), "1e5"),
        ("٣٤", NumberFormat(), "34"), ("1,234", NumberFormat(group=","), "1234"),
        ("12,34,567.8", NumberFormat(group=","), "1234567.8"),
        ("1.234,5", GERMAN, "1234.5"), ("-1.234", GERMAN, "-1234"), ("1\u202f234,5", NumberFormat(",", " "), "1234.5"),
        ("1 234", NumberFormat(group="\u00a0"), "1234"), ("1’234", NumberFormat(group="'"), "1234"),
        ("−5 €", LOOSE, "-5"), ("$-5", LOOSE, "-5"), ("-$5", LOOSE, "-5"), ("$.5", LOOSE, "0.5"), ("5 %", LOOSE, "5"),
        ("5‰", LOOSE, "5"), ("12 kg", LOOSE, "12"), ("R$ 1.234,50", NumberFormat(",", ".", bare=False), "1234.50"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_its_reader_reads_it(cell: str, form: NumberFormat, number: str) -> None:
    read = read_number(cell, form)
    assert read is not None
    assert read[0] == number


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("1_000", NumberFormat()), ("1 234", NumberFormat()), ("1,234", NumberFormat()), ("5%", NumberFormat()),
        ("", NumberFormat()), (".", NumberFormat()),
        ("5a", NumberFormat()),
        ("12,34", NumberFormat(group=",")), ("1,23,4", NumberFormat(group=",")), (",234", NumberFormat(group=",")),
        ("1.5", NumberFormat(",")),
        ("1.23", GERMAN), ("2.5 million", LOOSE), ("2.5 Mio.", LOOSE), ("$2.5m", LOOSE), ("5bn", LOOSE), ("(5)", LOOSE),
        ("5-", LOOSE), ("5–6", LOOSE), ("5*", LOOSE), ("5a", LOOSE), ("12 34", LOOSE), ("$ 1,234", LOOSE),
        ("5 [b]", LOOSE),
    ],
)  # fmt: skip
def test_what_may_be_another_number_is_none(cell: str, form: NumberFormat) -> None:
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
    read = read_number(cell, NumberFormat(decimal, group, bare=not any(around)))
    assert read is not None
    assert Decimal(read[0]) == value


@given(
    st.text("0123456789.,' −-$%km", max_size=9),
    st.sampled_from([NumberFormat(), GERMAN, NumberFormat(group=","), LOOSE]),
)
def test_no_digit_is_lost_or_added(cell: str, form: NumberFormat) -> None:
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
    assert problem in number_format_problem(field)


@pytest.mark.parametrize(
    "field", [{}, {"decimalChar": ","}, {"decimalChar": ",", "groupChar": "."}, {"groupChar": " "}]
)
def test_marks_that_read_numbers(field: dict[str, Any]) -> None:
    assert number_format_problem(field) == ""
    assert read_number("5", number_format_of(field)) == ("5", "")
