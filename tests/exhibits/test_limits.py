"""A small file can ask for a chart without measure: it ends with a finding that names the exhibit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exhibits.test_draw_jobs import PAGE
from reportgen import pipeline
from reportgen.exhibits import prepare
from reportgen.exhibits.draw_jobs import failed, unfinished
from reportgen.exhibits.model import MARKS, ChartSpec, DrawError, DrawJob, DrawnChart, Rows
from reportgen.pipeline.charts import draw
from reportgen.system import workers
from reportgen.system.workers import Workers

SPELLS = (("label", "start", "end"), (("a", "1991", "1995"), ("b", "0001", "9999")))
NAMES = (("label", "value"), tuple((f"word {n}", n) for n in range(MARKS)))


@pytest.fixture(scope="module")
def team() -> Iterator[Workers]:
    made = Workers("reportgen.exhibits.worker", most=1)
    yield made
    made.close()


def order(kind: str, table: tuple[tuple[str, ...], tuple[tuple[object, ...], ...]], **options: object) -> DrawJob:
    names, cells = table
    rows = Rows(names, tuple(range(2, 2 + len(cells))), cells)
    columns = {("group" if kind == "step" and name == "label" else name): name for name in names}
    if kind == "columns":
        columns = {"x": "label", "value": "value"}
    return DrawJob(ChartSpec("costs", kind, columns, options, rows, {}, PAGE, 70), {})


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (order("columns", NAMES), "it took longer than "),
    ],
    ids=["time"],
)
def test_time_is_bounded(team: Workers, asked: DrawJob, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(team, order("timeline", SPELLS)).result(60)
    monkeypatch.setattr(workers, "SECONDS", 4.0 if "longer" in message else 60.0)
    flaw = draw(team, asked).result(90)
    assert isinstance(flaw, DrawError)
    assert flaw.fault == "limit"
    assert flaw.message.startswith(message)
    monkeypatch.undo()
    assert isinstance(draw(team, order("timeline", SPELLS)).result(90), DrawnChart), "the next chart is drawn"


def test_years_without_end_are_a_flaw(team: Workers) -> None:
    flaw = draw(team, order("step", SPELLS, **{"from": float("-inf"), "to": float("inf")})).result(90)
    assert isinstance(flaw, DrawError)
    assert flaw.message.startswith("the years go from -inf to inf, more than")


def figures(rivers: Path, count: int) -> None:
    rows = "".join(f"f{n},cost,old,1851,2.5,USD,1e6,,guide-old\n" for n in range(count))
    table = rivers / "data/figures.csv"
    table.write_text(table.read_text("utf-8") + rows, "utf-8")


def test_a_check_tells_of_too_many_rows_at_the_exhibit(rivers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "MARKS", 100)
    figures(rivers, 100)
    found = [f for f in pipeline.check(rivers, lambda _: None).findings if f.code == "EXH011"]
    assert [f.location.path for f in found] == ["report.toml"]
    assert found[0].message == 'chart "costs" shows 102 rows, more than 100'


def test_a_flaw_becomes_a_finding_at_its_place(rivers: Path) -> None:
    checked = pipeline.check(rivers, lambda _: None).value
    assert checked is not None
    prepared = checked.prepared["costs"]
    limit = unfinished(order("timeline", SPELLS), "it needs more", limit=True)
    (found,) = failed(prepared, limit, checked.project)
    assert (found.code, found.location, found.message) == (
        "EXH011",
        prepared.location,
        'chart "costs": it needs more',
    )
    (found,) = failed(prepared, DrawError("no", 2, "value"), checked.project)
    assert (found.code, str(found.location)) == ("EXH006", "data/figures.csv:2:5")
