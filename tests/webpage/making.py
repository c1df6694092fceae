"""Pages made without TeX."""

from __future__ import annotations

from pathlib import Path

from reportgen.citations.find import find_style
from reportgen.citations.format import format_citations
from reportgen.citations.gather import gather as cited
from reportgen.exhibits.charts.render import render
from reportgen.exhibits.draw_jobs import stand_in
from reportgen.exhibits.model import ChartSpec, Drawn
from reportgen.findings.model import Diagnostic, collect
from reportgen.pipeline.reviewed import review
from reportgen.pipeline.session import Session
from reportgen.text.latex import anchor
from reportgen.typeset.assemble import assemble
from reportgen.typeset.files import locate
from reportgen.typeset.volume_content import VolumeContent
from reportgen.webpage.gather import gather
from reportgen.webpage.model import Edition
from reportgen.webpage.page import page
from reportgen.webpage.read import read


class Page:
    """A page made without TeX: what it is made of, its HTML, and what was told."""

    def __init__(self, edition: Edition, html: str, told: tuple[Diagnostic, ...]) -> None:
        self.edition, self.html, self.told = edition, html, told


def made(folder: Path, charts: bool = True) -> Page:
    """Make the page of a project's main volume; ``charts``: with its pictures, which takes longest."""
    with Session(folder) as session:
        looked = session.look()
    drafted = looked.value
    assert drafted is not None, looked.findings
    project, inputs, draft, prepared = drafted.project, drafted.inputs, drafted.draft, drafted.prepared
    style = collect(find_style(project.settings.style, folder)).value
    assert style is not None
    shown = {name: exhibit.evidence for name, exhibit in prepared.items()}
    citations = cited(draft, "brief", shown, inputs, project.settings.sections)
    formatted = collect(format_citations(citations, inputs.bibliography, style, project.settings.language)).value
    sketches = {n: e.content for n, e in prepared.items() if isinstance(e.content, ChartSpec)}
    volume = project.settings.bound[0]
    reviewed = review(drafted, drafted.verified)
    drawn = Drawn({}, {name: stand_in(sketch) for name, sketch in sketches.items()})
    ingredients = VolumeContent(project, inputs, draft, formatted, prepared, drawn, drafted.verified, reviewed, volume)
    edition = gather(project, inputs, draft, formatted, prepared, drafted.verified, reviewed, volume)
    pictures: dict[str, bytes] = {}
    if charts:
        faces = locate().faces
        pictures = {anchor(name): render(sketch, faces, svg=True).svg for name, sketch in sketches.items()}
    text = collect(read(assemble(ingredients), edition))
    assert text.value is not None, text.findings
    outcome = collect(page(text.value, edition, pictures))
    assert outcome.value is not None, outcome.findings
    return Page(edition, outcome.value.decode(), (*text.findings, *outcome.findings))
