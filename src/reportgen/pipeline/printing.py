"""What the templates of a project print, each word with the place at which a template has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from reportgen.blocks.gather import gather
from reportgen.blocks.read import read
from reportgen.checks.model import Inventory
from reportgen.citations.find import find_style
from reportgen.citations.format import format_citations
from reportgen.citations.gather import gather as cited
from reportgen.citations.model import Formatted
from reportgen.draft.compose import compose
from reportgen.draft.model import Draft
from reportgen.edits.mark import MARKS, Marker, with_uses
from reportgen.edits.model import Source, Templates
from reportgen.edits.printed import printed
from reportgen.exhibits.model import Drawn
from reportgen.findings.model import Findings, collect
from reportgen.pipeline.model import Drafted
from reportgen.project.model import Volume
from reportgen.review.model import Reviewed
from reportgen.text.latex import anchor
from reportgen.typeset.assemble import assemble
from reportgen.typeset.volume_content import VolumeContent

_UNREAD: Final = ("names.tex", "palette.tex", "reportgen.sty")
_MARK: Final = re.compile(f"[{MARKS}]")


class Printing:
    """Prints a project's templates, as they are or as they would become."""

    def __init__(self, drafted: Drafted, stated: Inventory, reviewed: Reviewed) -> None:
        self._drafted = drafted
        self._stated = stated
        self._reviewed = reviewed
        self._formatted: dict[str, Formatted] = {}
        inputs = drafted.inputs
        evidence = {str(anchor(n)): Source(f"evidence {n}", e.location) for n, e in inputs.evidence.items()}
        works = {str(anchor(k)): Source(f"work {k}", e.location) for k, e in inputs.bibliography.entries.items()}
        self._rows: Mapping[str, Source] = {**works, **evidence}

    def templates(self, texts: Mapping[str, str]) -> Findings[Templates | None]:
        """Return what the templates print; ``texts`` are those that become otherwise, by path.

        Templates that do not bear marks, as they compare their own words, are read without: these have no place.
        """
        unmarked: frozenset[str] = frozenset()
        while True:
            marker = Marker()
            draft = self._compose(marker, texts, unmarked)
            if draft is None:
                return None
            strange = self._altered(draft, texts) - unmarked
            if not strange:
                break
            unmarked |= strange
        blocks: list[bytes] = []
        for volume in self._drafted.project.settings.bound:
            document = yield from self._read(with_uses(draft), volume)
            if document is None:
                return None
            blocks.append(document)
        return printed(blocks, marker, self._rows)

    def _compose(self, marker: Marker | None, texts: Mapping[str, str], unmarked: frozenset[str]) -> Draft | None:
        def revised(path: str, text: str) -> str:
            text = texts.get(path, text)
            return text if marker is None or path in unmarked else marker.mark(path, text)

        made = collect(compose(self._drafted.project, self._drafted.inputs, revised=revised))
        return made.value

    def _altered(self, marked: Draft, texts: Mapping[str, str]) -> frozenset[str]:
        """Return the templates that say something else once they are marked, or nothing at all."""
        plain = self._compose(None, texts, frozenset()) if texts else self._drafted.draft
        said = {file.path: _MARK.sub("", file.text) for file in marked.files}
        return frozenset(
            origin.path
            for file in (plain.files if plain else ())
            if said.get(file.path) != file.text
            for origin in file.lines
        )

    def _read(self, draft: Draft, volume: Volume) -> Findings[bytes | None]:
        drafted = self._drafted
        formatted = self._cite(volume.id)
        shown = (drafted.prepared, self._stated, self._reviewed, volume)
        edition = gather(drafted.project, drafted.inputs, drafted.draft, formatted, *shown)
        made = VolumeContent(
            drafted.project,
            drafted.inputs,
            draft,
            formatted,
            drafted.prepared,
            Drawn({}, {}),
            self._stated,
            self._reviewed,
            volume,
        )
        files = {p: f for p, f in assemble(made).items() if p not in _UNREAD and not p.startswith("exhibits/")}
        document = collect(read(files, edition))
        if document.value is None:
            yield from document.findings
            return None
        return document.value.blocks

    def _cite(self, volume: str) -> Formatted:
        """Return the citations of a volume; as they are formatted when the brief is built, findings left out."""
        if volume not in self._formatted:
            drafted, settings = self._drafted, self._drafted.project.settings
            style = collect(find_style(settings.style, drafted.project.folder)).value
            exhibits = {name: exhibit.evidence for name, exhibit in drafted.prepared.items()}
            citations = cited(drafted.draft, volume, exhibits, drafted.inputs, settings.sections)
            via = settings.words.get("as cited in", "")
            self._formatted[volume] = (
                collect(
                    format_citations(citations, drafted.inputs.bibliography, style, settings.language, None, via)
                ).value
                if style
                else Formatted({}, ())
            )
        return self._formatted[volume]
