"""Which cells of a row follow each other, as a resource says."""

from __future__ import annotations

import pytest

from reportgen.inputs.data.orders import order_problems, orders


def resource(order: object) -> dict[str, object]:
    return {"name": "lives", "schema": {"fields": [{"name": "start"}, {"name": "end"}, "broken"]}, "order": order}


def test_orders_are_read_as_they_stand() -> None:
    assert orders(resource([["start", "end"], ["end", "start.end", "end"]])) == (
        ("start", "end"),
        ("end", "start.end", "end"),
    )
    assert orders({"name": "lives"}) == ()


@pytest.mark.parametrize("order", [[], [["start", "end"]], [["start.opened", "end"]]])
def test_sound_orders_are_no_problem(order: object) -> None:
    assert list(order_problems(resource(order))) == []


@pytest.mark.parametrize("order", ["start", {}, None, ["start"], [["start"]], [[]], [["start", 3]], [("start", "end")]])
def test_what_is_no_list_of_columns_is_told(order: object) -> None:
    assert list(order_problems(resource(order))) == [
        '"order" of resource "lives" is not a list of lists of two or more columns'
    ]


def test_each_column_that_is_not_there_is_told() -> None:
    told = list(order_problems(resource([["start", "stop"], ["begin.x", "end"]])))
    assert [text.split('"')[5] for text in told] == ["stop", "begin"]
