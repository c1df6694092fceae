"""Volumes read without TeX."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.blocks.gather import gather
from reportgen.blocks.model import Document, Edition
from reportgen.blocks.read import read
from reportgen.citations.find import find_style
from reportgen.citations.format import format_citations
from reportgen.citations.gather import gather as cited
from reportgen.exhibits.charts.render import render
from reportgen.exhibits.draw_jobs import stand_in
from reportgen.exhibits.model import ChartSpec, Drawn, DrawnChart
from reportgen.findings.model import Diagnostic, collect
from reportgen.pipeline.reviewed import review
from reportgen.pipeline.session import Session
from reportgen.text.latex import anchor
from reportgen.typeset.assemble import assemble
from reportgen.typeset.files import locate
from reportgen.typeset.volume_content import VolumeContent


@dataclass(frozen=True)
class Text:
    """A volume as other forms than the PDF are written of: what it says, its charts by anchor, and what was told."""

    edition: Edition
    document: Document
    charts: dict[str, DrawnChart]
    told: tuple[Diagnostic, ...]


def text_of(folder: Path, charts: bool = True, number: int = 0) -> Text:
    """Read a volume of a project; ``charts``: with its pictures, which takes longest."""
    with Session(folder) as session:
        looked = session.look()
    drafted = looked.value
    assert drafted is not None, looked.findings
    project, inputs, draft, prepared = drafted.project, drafted.inputs, drafted.draft, drafted.prepared
    style = collect(find_style(project.settings.style, folder)).value
    assert style is not None
    volume = project.settings.bound[number]
    shown = {name: exhibit.evidence for name, exhibit in prepared.items()}
    citations = cited(draft, volume.id, shown, inputs, project.settings.sections)
    formatted = collect(format_citations(citations, inputs.bibliography, style, project.settings.language)).value
    sketches = {n: e.content for n, e in prepared.items() if isinstance(e.content, ChartSpec)}
    reviewed = review(drafted, drafted.verified)
    drawn = Drawn({}, {name: stand_in(sketch) for name, sketch in sketches.items()})
    ingredients = VolumeContent(project, inputs, draft, formatted, prepared, drawn, drafted.verified, reviewed, volume)
    edition = gather(project, inputs, draft, formatted, prepared, drafted.verified, reviewed, volume)
    pictures: dict[str, DrawnChart] = {}
    if charts:
        faces = locate().faces
        pictures = {anchor(name): render(sketch, faces, svg=True) for name, sketch in sketches.items()}
    read_text = collect(read(assemble(ingredients), edition))
    assert read_text.value is not None, read_text.findings
    return Text(edition, read_text.value, pictures, read_text.findings)
