"""From what TeX made of a volume to its PDF as it is published."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from reportgen.findings.model import Findings, Location
from reportgen.findings.rules import finding
from reportgen.pipeline.model import Drafted, SetVolume
from reportgen.project.model import BRIEF
from reportgen.proof.model import DATA, LEDGER, RECORD, RESTS, ROLES, WORKS, kind
from reportgen.store.fingerprint import of_bytes
from reportgen.system import files
from reportgen.text.appearance import PAPERS
from reportgen.text.latex import anchor
from reportgen.typeset.assemble import picture_path
from reportgen.typeset.pages import Sheets, parts, sheets
from reportgen.typeset.xmp import Metadata

if TYPE_CHECKING:
    from reportgen.findings.model import Diagnostic
    from reportgen.project.model import Volume
    from reportgen.store.page_digests import Seals
    from reportgen.typeset.attachments import Attachment, Relation
    from reportgen.typeset.model import TexFile
    from reportgen.typeset.postprocess import Proof


@dataclass(frozen=True)
class Carried:
    """What PDFs of a brief carry to be verified by: data, bibliography, evidence, lock, reviews, ledger, record.

    ``own`` are the digests of templates and other files of the project that were used, by path; ``epoch`` is the
    time of the brief in seconds since 1970.
    """

    drafted: Drafted
    own: Mapping[str, str]
    findings: Sequence[Diagnostic]
    ledger: bytes
    epoch: int

    @cached_property
    def files(self) -> Sequence[Attachment]:
        """Return what a PDF carries but for its record; the text of no source is among it."""
        from reportgen.typeset.attachments import Attachment

        settings, inputs = self.drafted.project.settings, self.drafted.inputs
        data = [settings.data, *(table.path for table in inputs.tables.values())]
        rest = [*settings.bibliography, settings.evidence, settings.lock, settings.reviews]
        kinds: dict[str, tuple[Relation, str]] = dict.fromkeys(rest, RESTS)
        kinds |= dict.fromkeys(data, DATA)
        found = [
            Attachment(path, content, kind(path), relation, about)
            for path, (relation, about) in kinds.items()
            if (content := self._read(path)) is not None
        ]
        found.append(Attachment(WORKS, _works(self.drafted), "application/json", *ROLES[WORKS]))
        return (*found, Attachment(LEDGER, self.ledger, "application/json", *ROLES[LEDGER]))

    def _read(self, path: str) -> bytes | None:
        """Return a file as it was read for the brief; one that has changed since ends the build later (BUN008)."""
        folder = self.drafted.project.folder
        if path not in self.drafted.inputs.files:
            return None
        try:
            return files.read(folder / path, within=folder)
        except OSError:
            return None

    def proof(self, volume: str, seals: Seals) -> Proof:
        """Return what the PDF of a volume carries, with a record of what it shows."""
        from reportgen.build_record.write import carried_record
        from reportgen.typeset.attachments import Attachment
        from reportgen.typeset.postprocess import Proof

        project, inputs = self.drafted.project, self.drafted.inputs
        attached = {item.path: of_bytes(item.content) for item in self.files}
        record = carried_record(project, inputs, self.own, attached, self.findings, volume, seals, self.epoch).encode()
        made = Attachment(RECORD, record, "application/json", *ROLES[RECORD])
        return Proof((*self.files, made), of_bytes(record))


def _works(drafted: Drafted) -> bytes:
    works = [entry.csl for entry in drafted.inputs.bibliography.entries.values()]
    return json.dumps(works, indent=1, ensure_ascii=False).encode() + b"\n"


def finished(
    drafted: Drafted, volume: Volume, made: SetVolume, charts: Mapping[str, TexFile], carried: Carried
) -> Findings[bytes | None]:
    """Put charts and metadata into the PDF of a volume, and look at what it prints.

    ``charts`` are the pictures by path, ``carried`` what is attached. ``None`` where it is no PDF, or not all of one.
    """
    from reportgen.typeset.postprocess import finish
    from reportgen.typeset.print_defects import report

    settings, typeset = drafted.project.settings, made.typeset
    title, subtitle = (drafted.draft.titles[key,].text for key in ("title", "subtitle"))
    metadata = Metadata(
        title if volume.id == BRIEF else f"{title}: {volume.title}",
        settings.authors,
        settings.subject or subtitle,
        settings.keywords,
        settings.language,
        carried.epoch,
        settings.licence,
        settings.identifier,
    )
    try:
        paths = {name: picture_path(name) for name in drafted.prepared}
        shown = {name: path for name, path in paths.items() if path in charts and path in typeset.own}
        pictures = {name: charts[path].content for name, path in shown.items()}
        shows = {str(anchor(name)): exhibit.alt or exhibit.title for name, exhibit in drafted.prepared.items()}
        pdf = finish(
            typeset.pdf, metadata, sheets(typeset.auxiliary), pictures, partial(carried.proof, volume.id), shows
        )
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
