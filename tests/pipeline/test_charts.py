"""The charts of a brief while others are at work: stand-ins, what is there, and flaws."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from pipeline.drafted import draft
from reportgen.exhibits.model import DrawError, DrawnChart
from reportgen.pipeline.charts import Charts
from reportgen.pipeline.charts import draw as drawn_by
from reportgen.pipeline.jobs import Deferred
from reportgen.pipeline.store import Store
from reportgen.system.workers import WorkerError

CHART = DrawnChart("costs", b"%PDF-1.4 costs", 100.0, 40.0)


def charts(folder: Path, future: Future[DrawnChart | DrawError]) -> tuple[Charts, list[str]]:
    store, said = Store(folder), list[str]()
    value, _ = draft(store)
    assert value is not None
    return Charts(value, {"costs": Deferred(store, "chart costs", {}, lambda: future)}, said.append), said


def test_tex_has_an_empty_picture_of_the_size_while_a_chart_is_drawn(rivers: Path) -> None:
    future: Future[DrawnChart | DrawError] = Future()
    waiting, said = charts(rivers, future)
    stand_in = waiting.stand_ins()["costs"]
    assert (stand_in.name, stand_in.height) == ("costs", 40)
    assert stand_in.pdf != CHART.pdf
    assert waiting.drawn() == {}
    future.set_result(CHART)
    assert [file.content for file in waiting.drawn().values()] == [CHART.pdf]
    assert waiting.get() == waiting.drawn()
    assert said == []


def test_a_chart_is_waited_for_and_that_is_said(rivers: Path) -> None:
    future: Future[DrawnChart | DrawError] = Future()
    future.set_result(CHART)
    waiting, said = charts(rivers, future)
    found = waiting.get()
    assert found is not None
    assert [file.content for file in found.values()] == [CHART.pdf]
    assert said == ["chart 1 of 1: costs"]


def test_a_flaw_is_told_once_at_the_exhibit(rivers: Path) -> None:
    future: Future[DrawnChart | DrawError] = Future()
    future.set_result(DrawError("it has no sense"))
    waiting, _ = charts(rivers, future)
    assert waiting.drawn() == {}
    assert waiting.get() is None
    assert waiting.get() is None
    (flaw,) = waiting.flaws
    assert (flaw.code, flaw.message) == ("EXH006", 'chart "costs": it has no sense')


class _Workers:
    """Takes orders, and lets the test end them."""

    def __init__(self) -> None:
        self.asked: Future[Any] = Future()
        self.alone = False

    def submit(self, _order: object, alone: bool) -> Future[Any]:
        self.alone = alone
        return self.asked


class _Order:
    program = "/p/rings.py"
    source = b"import math\ndef draw(figure, chart):\n    pass\n"


@pytest.mark.parametrize(
    ("limit", "program", "fault"), [(True, "", "limit"), (False, "", "rows"), (True, "p", "program")]
)
def test_a_process_that_ends_is_a_flaw_of_its_chart(limit: bool, program: str, fault: str) -> None:
    workers, order = _Workers(), _Order()
    order.program = program
    told = drawn_by(workers, order)  # type: ignore[arg-type]  # stand-ins with what is used of them
    workers.asked.set_exception(WorkerError("it took too long", limit))
    flaw = told.result()
    assert isinstance(flaw, DrawError)
    assert (flaw.fault, flaw.line, workers.alone) == (fault, 2 if program else 0, bool(program))


def test_another_error_is_nobodys_flaw() -> None:
    workers = _Workers()
    told = drawn_by(workers, _Order())  # type: ignore[arg-type]
    workers.asked.set_exception(KeyError("a fault of the tool"))
    with pytest.raises(KeyError):
        told.result()
