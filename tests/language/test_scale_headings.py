"""Heads of tables scale the numbers below them, as far as their sentence goes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.language.notations import Notation
from reportgen.language.numerals import numbers_in
from reportgen.language.scale_headings import scale_headings_in, scaled


@pytest.mark.parametrize(
    ("text", "scale", "unit", "sure"),
    [
        ("Costs (in millions of dollars)", 10**6, "USD", True),
        ("Costs ('000)", 10**3, "", True),
        ("Costs ('000 tonnes)", 10**3, "tonnes", True),
        ("Costs ($ million)", 10**6, "USD", True),
        ("Costs (M€)", 10**6, "EUR", True),
        ("Figures in thousands:", 10**3, "", True),
        ("They came in millions", 10**6, "", False),
    ],
)
def test_a_head_has_scale_and_unit(text: str, scale: int, unit: str, sure: bool) -> None:
    (head,) = scale_headings_in(text)
    assert (head.scale, head.unit, head.sure) == (Decimal(scale), unit, sure)
    assert 0 <= head.start < head.end <= len(text)


@pytest.mark.parametrize("text", ["A million people cross", "Costs (see below)", "in dozens", "12, million"])
def test_other_words_are_no_heads(text: str) -> None:
    assert list(scale_headings_in(text)) == []


def under(text: str) -> list[tuple[str, str, bool]]:
    found = numbers_in(text, Notation.POINT)
    plain = [each for each in found if each.quantity.value != 1000 or each.quantity.unit]
    return [
        (f"{each.quantity.total:f}", each.quantity.unit, each.quantity.unclear) for each in scaled(text, plain, None)
    ]


def test_numbers_below_a_head_are_read_by_it_up_to_the_end_of_its_sentence() -> None:
    assert under("Exports ($ million) 12 and 15") == [("12000000", "USD", False), ("15000000", "USD", False)]
    assert under("Exports ($ million) 12. It was 15") == [("12000000", "USD", False), ("15", "", True)]


def test_a_number_with_a_unit_of_its_own_stays_and_no_head_changes_nothing() -> None:
    assert under("Exports ($ million) 12 per cent") == [("12", "percent", False)]
    assert under("It had 15 mills") == [("15", "", False)]
