"""Prepared charts → orders for those who draw them, stand-ins until they come, and findings where they fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportgen.exhibits.model import STAND_IN, ChartSpec, DrawError, DrawJob, DrawnChart, Prepared
from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import finding
from reportgen.project.model import Project


def draw_jobs(
    prepared: Mapping[str, Prepared],
    project: Project,
    fonts: Mapping[str, Path],
    programs: Mapping[str, bytes],
    svg: bool = False,
) -> Mapping[str, DrawJob]:
    """Return an order for each chart by its name.

    ``fonts`` has the font file of each face, ``programs`` the texts of the project's own programs by kind; ``svg``:
    charts are wanted as SVG, too.
    """
    faces = {face: str(path) for face, path in fonts.items()}
    made: dict[str, DrawJob] = {}
    for name, exhibit in prepared.items():
        if isinstance(exhibit.content, ChartSpec):
            file = project.settings.kinds.get(exhibit.kind)
            program = str(project.folder / file) if file else ""
            made[name] = DrawJob(exhibit.content, faces, program, programs.get(exhibit.kind, b""), svg)
    return made


def stand_in(sketch: ChartSpec) -> DrawnChart:
    """Return an empty picture of a chart's size: TeX sets it, and the chart takes its place in the PDF by its name."""
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


def unfinished(order: DrawJob, why: str, limit: bool) -> DrawError:
    """Return the flaw of a chart whose process has ended before it was drawn, for a limit or for reasons of its own."""
    if not order.program:
        return DrawError(why, fault="limit" if limit else "rows")
    # Nothing tells where its program was.
    line = next((n for n, text in enumerate(order.source.splitlines(), 1) if text.startswith(b"def draw")), 1)
    return DrawError(why, line, fault="program")


def failed(exhibit: Prepared, flaw: DrawError, project: Project) -> Iterator[Diagnostic]:
    """Report a chart that cannot be drawn, once for each reason."""
    file = project.settings.kinds.get(exhibit.kind)
    hint = f"correct {file}, or the exhibit's rows" if file else "correct its rows, columns or height"
    for one in (flaw, *flaw.more):
        message = f'chart "{exhibit.name}": {one.message}'
        if one.fault == "limit":
            yield finding("EXH011", exhibit.location, message, "show fewer rows, or sums of them")
        elif one.fault == "program" and file:
            yield finding(
                "EXH012", Location(file, one.line), message, "correct the program; what it prints goes nowhere"
            )
        else:
            place = exhibit.table.place(one.line, one.column) if one.line else exhibit.location
            yield finding("EXH006", place, message, hint)
