"""When two cells that speak of the same thing can both be right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.checks.agreement import Span, agree, dates_agree, key_of, numbers_agree, reading_of, span_of
from reportgen.findings.model import Location
from reportgen.inputs.data.model import Column, FieldType, Row, Value

INFINITY = Decimal("Infinity")


def row(**cells: Value) -> Row:
    return Row("figures", Location("data/figures.csv", 2), cells)


@pytest.mark.parametrize(
    ("value", "scale", "qualifier", "low", "high"),
    [
        ("39.7", "1", "", "39.65", "39.75"),
        ("39.70", "1", "", "39.695", "39.705"),
        ("120", "1", "", "119.5", "120.5"),
        ("120", "1", "approximately", "110", "130"),
        ("2.5", "1e6", "", "2450000", "2550000"),
        ("47", "1", "less than", "-Infinity", "47"),
        ("47", "1000", "More than", "47000", "Infinity"),
    ],
)
def test_a_number_stands_for_all_that_it_may_be_rounded_from(
    value: str, scale: str, qualifier: str, low: str, high: str
) -> None:
    cells = row(id="a", value=Decimal(value), scale=Decimal(scale), qualifier=qualifier)
    assert span_of(cells, "value") == Span(Decimal(low), Decimal(high))


def test_a_number_of_another_column_has_neither_scale_nor_qualifier() -> None:
    cells = row(value=1, length=Decimal(5), scale=Decimal(1000), qualifier="less than")
    assert span_of(cells, "length") == Span(Decimal("4.5"), Decimal("5.5"))


def test_spans_that_only_touch_have_no_number_in_common() -> None:
    below, above = Span(-INFINITY, Decimal(47)), Span(Decimal(47), INFINITY)
    assert not numbers_agree(below, above)
    assert numbers_agree(below, Span(Decimal(46), Decimal(48)))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("1999", "1999-05", True),
        ("1999-05", "1999-06", False),
        ("1999", "2000", False),
        ("1999~", "2000", True),
        ("1999~", "2001-02", False),
        ("1999?", "2000-12-30", True),
        ("1991/1994", "1994-12", True),
        ("1991/1994", "1995", False),
        ("1991/..", "2020", True),
        ("199X", "1995-03-01", True),
    ],
)
def test_dates_agree_where_they_overlap_and_nearly_where_one_is_vague(one: str, other: str, both: bool) -> None:
    assert dates_agree(one, other) is both
    assert dates_agree(other, one) is both


@pytest.mark.parametrize(
    ("kind", "one", "other", "both"),
    [
        ("string", "Old  Bridge", "old bridge", True),
        ("string", "Old Bridge", "New Bridge", False),
        ("string", None, "New Bridge", True),
        ("string", "", "New Bridge", True),
        ("list", ("a", "B"), ("b", "A"), True),
        ("list", ("a",), ("a", "b"), False),
        ("list", (), ("a",), True),
        ("date", "1999", "1999-05-01", True),
        ("number", Decimal("2.5"), Decimal("2.52"), True),
        ("number", Decimal("2.5"), Decimal("2.56"), False),
        ("boolean", True, False, False),
        ("boolean", True, 1, True),
    ],
)
def test_cells_agree_by_their_type(kind: FieldType, one: Value, other: Value, both: bool) -> None:
    column = Column("length", kind, "Length")
    assert agree(column, row(length=one), row(length=other)) is both
    assert agree(column, row(length=other), row(length=one)) is both


def test_values_of_different_scales_are_compared_in_full() -> None:
    column = Column("value", "number", "Value")
    million = row(value=Decimal("2.5"), scale=Decimal("1e6"))
    assert agree(column, million, row(value=Decimal(2500), scale=Decimal(1000)))
    assert not agree(column, million, row(value=Decimal("2.5"), scale=Decimal(1000)))


def test_rows_with_one_reading_have_one_key() -> None:
    column = Column("value", "number", "Value")
    half = row(value=Decimal("2.5"), scale=Decimal(1), qualifier="about")
    assert reading_of(column, half) == reading_of(column, row(value=Decimal("2.5"), scale=1, qualifier="about"))
    assert reading_of(column, half) != reading_of(column, row(value=Decimal("2.5"), scale=1, qualifier=""))
    assert key_of(("A", "b")) == key_of(("b", "a"))
    assert key_of("  One  Two ") == "one two"
    assert key_of(3) == 3
