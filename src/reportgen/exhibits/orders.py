"""Prepared charts → orders for those who draw them, stand-ins until they come, and findings where they fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportgen.diagnostics import Diagnostic
from reportgen.exhibits.model import STAND_IN, DrawnChart, Flaw, Order, Prepared, Sketch
from reportgen.project.model import Project
from reportgen.rules import finding


def orders(prepared: Mapping[str, Prepared], project: Project, fonts: Mapping[str, Path]) -> Mapping[str, Order]:
    """Give an order for each chart by its name; ``fonts`` has the font file of each face."""
    faces = {face: str(path) for face, path in fonts.items()}
    made: dict[str, Order] = {}
    for name, exhibit in prepared.items():
        if isinstance(exhibit.content, Sketch):
            file = project.settings.kinds.get(exhibit.kind)
            program = project.folder / file if file else None
            source = program.read_bytes() if program and program.is_file() else b""
            made[name] = Order(exhibit.content, faces, str(program) if program else "", source)
    return made


def stand_in(sketch: Sketch) -> DrawnChart:
    """Give an empty picture of a chart's size: TeX sets it, and the chart takes its place in the PDF by its name."""
    width, height = (f"{length / 25.4 * 72:.6f}" for length in (sketch.page.text_width, sketch.height))
    # What a form's resources hold comes through every engine (ISO 32000-1, 14.6.2, tells of /Properties).
    marked = f"<< /Properties << /{STAND_IN} << /Name <{sketch.name.encode().hex()}> >> >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Resources {marked} >>",
    ]
    pdf = "%PDF-1.4\n"
    places: list[int] = []
    for number, text in enumerate(objects, start=1):
        places.append(len(pdf))
        pdf += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(pdf)}\n%%EOF\n"
    content = (pdf + head + table + tail).encode()
    return DrawnChart(sketch.name, content, sketch.page.text_width, sketch.height)


def failed(exhibit: Prepared, flaw: Flaw, project: Project) -> Iterator[Diagnostic]:
    """Report a chart that cannot be drawn, once for each reason."""
    file = project.settings.kinds.get(exhibit.kind)
    hint = f"correct {file}, or the exhibit's rows" if file else "correct its rows, columns or height"
    for one in (flaw, *flaw.more):
        place = exhibit.table.place(one.line, one.column) if one.line else exhibit.location
        yield finding("EXH006", place, f'chart "{exhibit.name}": {one.message}', hint)
