"""What comes back from the process that draws is looked at before it is believed."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from reportgen.exhibits.model import ChartSpec, DrawError, DrawJob, DrawnChart, Page, Rows
from reportgen.exhibits.serialization import dump_result, load_result
from reportgen.system.serve import Answer
from reportgen.system.workers import WorkerError

SKETCH = ChartSpec("costs", "bars", {}, {}, Rows(("id",), (2, 3), (("a",), ("b",))), {}, Page("a4", 142.0, 240.0), 60.0)
ORDER = DrawJob(SKETCH, {})
OWN = DrawJob(SKETCH, {}, "rings.py", b"def draw(f, c):\n    pass\n")
REASON: Mapping[str, object] = {"message": "too high", "line": 2, "column": "id", "more": [], "fault": "rows"}


def test_a_chart_comes_back_as_it_was_sent() -> None:
    chart = DrawnChart("costs", b"%PDF", 142.0, 60.0, b"<svg/>")
    assert load_result(dump_result(chart), ORDER) == chart
    assert load_result(dump_result(DrawnChart("costs", b"%PDF", 142.0, 60.0)), ORDER).svg == b""  # type: ignore[union-attr]


def test_a_chart_is_called_and_sized_as_it_was_ordered() -> None:
    other = DrawnChart("another", b"%PDF", 1.0, 2.0)
    assert load_result(dump_result(other), ORDER) == DrawnChart("costs", b"%PDF", 142.0, 60.0)


def test_reasons_come_back_as_they_were_sent() -> None:
    error = DrawError("too high", 2, "id", (DrawError("too wide", 3, "id"),))
    sent = dump_result(error)
    assert load_result(Answer(json.loads(json.dumps(sent.head)), sent.body), ORDER) == error


@pytest.mark.parametrize(
    "head",
    [
        None,
        [],
        "drawn",
        {},
        {"drawn": "4"},
        {"drawn": True},
        {"drawn": 4, "more": []},
        {**REASON, "message": 3},
        {**REASON, "line": "2"},
        {**REASON, "line": True},
        {**REASON, "fault": "nobody"},
        {**REASON, "more": [3]},
        {**REASON, "extra": 1},
        {name: value for name, value in REASON.items() if name != "column"},
    ],
)
def test_what_is_no_answer_is_refused(head: object) -> None:
    with pytest.raises(WorkerError, match="is no chart"):
        load_result(Answer(head, b""), ORDER)


@pytest.mark.parametrize(
    ("order", "fault", "line", "told"),
    [(ORDER, "rows", 3, 3), (ORDER, "rows", 99, 0), (OWN, "program", 2, 2), (OWN, "program", 99, 1)],
)
def test_a_reason_names_no_line_that_is_not_there(order: DrawJob, fault: str, line: int, told: int) -> None:
    found = load_result(Answer({**REASON, "fault": fault, "line": line}, b""), order)
    assert isinstance(found, DrawError)
    assert found.line == told


def test_a_reason_of_any_length_is_shortened() -> None:
    found = load_result(Answer({**REASON, "message": "x" * 10_000}, b""), ORDER)
    assert isinstance(found, DrawError)
    assert len(found.message) == 2000
