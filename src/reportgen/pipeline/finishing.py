"""From what TeX made of a volume to its PDF as it is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.pipeline.model import Drafted, SetVolume
from reportgen.project.model import BRIEF
from reportgen.text.appearance import PAPERS
from reportgen.typeset.assemble import picture_path
from reportgen.typeset.pages import Sheets, parts, sheets

if TYPE_CHECKING:
    from reportgen.project.model import Volume
    from reportgen.typeset.model import TexFile


def finished(
    drafted: Drafted, volume: Volume, made: SetVolume, charts: Mapping[str, TexFile], epoch: int
) -> Findings[bytes | None]:
    """Put charts and metadata into the PDF of a volume, and look at what it prints.

    ``charts`` are the pictures by path, ``epoch`` the time of the brief in seconds since 1970. ``None`` where it is no
    PDF, or not all of one.
    """
    from reportgen.typeset.postprocess import Metadata, finish
    from reportgen.typeset.print_defects import report

    settings, typeset = drafted.project.settings, made.typeset
    title, subtitle = (drafted.draft.titles[key,].text for key in ("title", "subtitle"))
    metadata = Metadata(
        title if volume.id == BRIEF else f"{title}: {volume.title}",
        settings.authors,
        settings.subject or subtitle,
        settings.keywords,
        settings.language,
        epoch,
    )
    try:
        paths = {name: picture_path(name) for name in drafted.prepared}
        shown = {name: path for name, path in paths.items() if path in charts and path in typeset.own}
        pictures = {name: charts[path].content for name, path in shown.items()}
        pdf = finish(typeset.pdf, metadata, sheets(typeset.auxiliary), pictures)
    except ValueError as error:
        hint = f"build/log/{volume.id}.log has the details"
        yield finding("TEX001", Location(f"{volume.id}.tex"), str(error), hint)
        return None
    files = made.set_from.files
    begun = {place: f"{part}.tex" for place, part in parts(typeset.auxiliary).items()}
    origins = {place: Location(files[path].origin(1).path) for place, path in begun.items() if path in files}
    drawn = {drafted.prepared[name].location: content for name, content in pictures.items()}
    yield from report(pdf, origins, drawn)
    yield from _limited(drafted, volume, pdf, typeset.pages, sheets(typeset.auxiliary))
    return pdf


def _limited(drafted: Drafted, volume: Volume, pdf: bytes, pages: int, noted: Sheets | None) -> Findings[None]:
    """Report more pages than a volume may have, and pages of which more is blank than may be."""
    project = drafted.project
    number = next((n for n, declared in enumerate(project.settings.volumes) if declared.id == volume.id), 0)
    if volume.max_pages and pages > volume.max_pages:
        message = f'volume "{volume.id}" has {pages} pages; the limit is {volume.max_pages}'
        yield finding(
            "VOL004",
            project.place("volumes", number, "max_pages"),
            message,
            "shorten it, or move exhibits to another volume",
        )
    if volume.max_blank:
        from reportgen.typeset.blank_space import blank_space

        labels = noted.printed if noted else ()
        for page, blank in blank_space(pdf, PAPERS[project.settings.paper]):
            if blank > volume.max_blank:
                called = labels[page] if page < len(labels) else str(page + 1)
                share = f"blank by {blank:.0%}; the limit is {volume.max_blank:.0%}"
                message = f'page {called} of volume "{volume.id}" is {share}'
                hint = "move an exhibit or a paragraph there, or let the text before it break elsewhere"
                yield finding("VOL005", project.place("volumes", number, "max_blank"), message, hint)
