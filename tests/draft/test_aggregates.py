from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reportgen.draft.aggregates import greatest, least, portion, rank, trend
from reportgen.draft.printable import CallError
from reportgen.findings.model import Location
from reportgen.inputs.data.model import Row


def row(name: str, **cells: Any) -> Row:
    return Row("costs", Location("costs.csv", 2), {"id": name, **cells})


def costs(*values: float, unit: str = "USD") -> list[Row]:
    return [row(str(n), value=Decimal(str(v)), unit=unit, date=str(1990 + n)) for n, v in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "way"),
    [((1, 2, 3), "up"), ((3, 2, 1), "down"), ((2, 2), "flat"), ((1, 3, 2), "mixed"), ((1, 1, 2), "mixed")],
)
def test_a_trend_holds_at_every_step(values: tuple[float, ...], way: str) -> None:
    assert trend(list(reversed(costs(*values)))) == way


def test_least_greatest_and_rank_work_scales_in() -> None:
    rows = [*costs(5, 7), row("large", value=Decimal(1), unit="USD", scale=Decimal(1000), date="2000")]
    assert [least(rows), greatest(rows)] == [Decimal(5), Decimal(1000)]
    assert [rank(rows, each) for each in ("large", "1", "0")] == [1, 2, 3]
    assert rank(costs(4, 4, 1), "1") == 1
    assert greatest([row("a", opened="1999"), row("b", opened="1851-05")], "opened") == "1999"


def test_a_portion_is_of_the_whole() -> None:
    rows = costs(1, 2, 3, 4)
    assert portion(rows[:1], rows) == 25
    with pytest.raises(CallError, match="no part of the others"):
        portion(costs(1, 2, 3, 4, 5), rows)
    with pytest.raises(CallError, match="no part of the others"):
        portion([], [])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "no rows"),
        ([*costs(1), *costs(2, unit="EUR")], "different units"),
        ([*costs(1), row("none", value=None, unit="USD", date="2000")], "different units"),
        ([row("a", value=Decimal(1), unit="USD", date=None), *costs(1)], "its own"),
    ],
)
def test_what_cannot_be_compared_is_an_error(rows: list[Row], message: str) -> None:
    with pytest.raises(CallError, match=message):
        trend(rows) if "own" in message else least(rows)


def test_a_row_that_is_not_there_has_no_rank() -> None:
    with pytest.raises(CallError, match='no row "x"'):
        rank(costs(1, 2), "x")
