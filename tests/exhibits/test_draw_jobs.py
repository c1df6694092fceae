from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from reportgen.exhibits.draw import draw
from reportgen.exhibits.draw_jobs import stand_in
from reportgen.exhibits.model import ChartSpec, DrawError, DrawJob, DrawnChart, Page, Rows

PAGE = Page("a4", 142.0, 237.0)


def sketch(height: float = 61.3, value: object = 3) -> ChartSpec:
    rows = Rows(("label", "value"), (2, 3), (("one", 2), ("two", value)))
    return ChartSpec("costs", "bars", {"label": "label", "value": "value"}, {}, rows, {}, PAGE, height)


def size(chart: DrawnChart | DrawError) -> tuple[float, float]:
    assert isinstance(chart, DrawnChart)
    box = PdfReader(BytesIO(chart.pdf)).pages[0].mediabox
    return float(box.width), float(box.height)


def test_a_stand_in_has_the_size_of_the_chart() -> None:
    given, drawn = size(stand_in(sketch())), size(draw(DrawJob(sketch(), {})))
    assert abs(given[0] - drawn[0]) < 0.001
    assert abs(given[1] - drawn[1]) < 0.001


def test_what_cannot_be_drawn_is_a_flaw() -> None:
    flaw = draw(DrawJob(sketch(height=1.0), {}))
    assert isinstance(flaw, DrawError)
    assert flaw.message
    program = DrawJob(sketch(), {}, "/somewhere/kind.py", b"raise ValueError('no')")
    assert draw(program) == DrawError("ValueError: no", 1, fault="program")


def test_a_chart_does_not_depend_on_what_was_drawn_before() -> None:
    alone = draw(DrawJob(sketch(), {}))
    draw(DrawJob(sketch(70, 9), {}))
    assert draw(DrawJob(sketch(), {})) == alone
