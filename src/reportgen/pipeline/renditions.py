"""A brief in other forms than PDF: made while TeX works, where nothing that they show waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from reportgen.findings.model import Diagnostic, Findings, Outcome, collect
from reportgen.pipeline.jobs import Deferred, Jobs
from reportgen.pipeline.model import BUILD, named
from reportgen.pipeline.store import Store
from reportgen.project.model import BRIEF
from reportgen.store.fingerprint import of_bytes, of_object
from reportgen.text.latex import anchor

if TYPE_CHECKING:
    from reportgen.blocks.model import Document, Edition
    from reportgen.exhibits.model import DrawnChart
    from reportgen.typeset.model import Manuscript
    from reportgen.typeset.volume_content import VolumeContent

CITATION: Final = "CITATION.cff"
"""The file that says how to cite the brief."""

FORMS: Final = ("html", "docx")
"""What may be made beside the PDF, by the endings of files."""

_UNITS: Final = {"html": "web page", "docx": "Word file"}
_UNREAD: Final = ("names.tex", "palette.tex", "reportgen.sty")
"""Files of a volume of which other forms show nothing; those of exhibits they have from their rows."""


class Renditions:
    """Makes each volume in the forms that are wanted beside the PDF; ``epoch`` is the time of the brief."""

    def __init__(self, store: Store, jobs: Jobs, outputs: Sequence[str], epoch: int) -> None:
        self._store = store
        self._jobs = jobs
        self._forms = [form for form in FORMS if form in outputs]
        self._epoch = epoch
        self._known: dict[str, tuple[VolumeContent, Manuscript]] = {}
        self._begun: dict[str, Mapping[str, Deferred[Outcome[bytes | None]]]] = {}
        self._editions: dict[str, Edition] = {}

    def begin(self, made: VolumeContent, manuscript: Manuscript, charts: Mapping[str, DrawnChart]) -> None:
        """Hear what a volume is set from, and begin its forms if all ``charts`` of it are drawn already."""
        if not self._forms or made.volume.id in self._known:
            return
        self._known[made.volume.id] = made, manuscript
        if made.drawn.charts.keys() <= charts.keys():
            self._begun[made.volume.id] = self._volume(made, manuscript, charts)

    def get(self, charts: Mapping[str, DrawnChart]) -> Findings[Mapping[str, bytes]]:
        """Wait for all forms, and return them by their names in the build folder, with how to cite the brief."""
        files: dict[str, bytes] = {}
        told: dict[Diagnostic, None] = {}
        for volume, (made, manuscript) in self._known.items():
            for form, begun in (self._begun.get(volume) or self._volume(made, manuscript, charts)).items():
                outcome = begun.get()
                told |= dict.fromkeys(outcome.findings)
                if outcome.value is not None:
                    files[f"{volume}.{form}"] = outcome.value
        yield from told
        if f"{BRIEF}.html" in files:
            from reportgen.webpage.metadata import citation_file

            files[CITATION] = citation_file(self._editions[BRIEF]).encode()
        return files

    def fronts(self, outputs: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """Return pictures of the front pages of the PDFs, if there are pages with an address at which to show them."""
        wanted = self._editions.items() if "html" in self._forms else ()
        pdfs = {name: outputs[f"{name}.pdf"] for name, edition in wanted if edition.url}
        if not pdfs:
            # What draws them need not be loaded.
            return {}
        from reportgen.blocks.pictures import FRONT, first_page

        return {
            f"{name}.png": self._store.memoize(
                named("front page", name), {"pdf": of_bytes(pdf)}, partial(first_page, pdf, FRONT)
            )
            for name, pdf in pdfs.items()
        }

    def _volume(
        self, made: VolumeContent, manuscript: Manuscript, charts: Mapping[str, DrawnChart]
    ) -> Mapping[str, Deferred[Outcome[bytes | None]]]:
        """Begin a volume in each form: its text is read once for all."""
        from reportgen.blocks.gather import gather

        edition = gather(
            *(made.project, made.inputs, made.draft, made.formatted),
            *(made.prepared, made.stated, made.reviewed, made.volume),
        )
        self._editions[made.volume.id] = edition
        files = {
            path: file
            for path, file in manuscript.files.items()
            if path not in _UNREAD and not path.startswith("exhibits/")
        }
        drawn: dict[str, DrawnChart] = {anchor(name): charts[name] for name in made.drawn.charts}
        place = self._store.folder / BUILD
        work = place if place.is_dir() else None

        @cache
        def reading() -> Future[Outcome[Document | None]]:
            from reportgen.blocks.read import read

            return self._jobs.run(lambda: collect(read(files, edition, work)))

        def writing(form: str, text: Document) -> Findings[bytes | None]:
            if form == "html":
                from reportgen.webpage.page import page

                return page(text, edition, {name: chart.svg for name, chart in drawn.items()}, work)
            from reportgen.word.write import write

            return write(text, edition, drawn, self._epoch, work)

        def written(form: str, read: Future[Outcome[Document | None]]) -> Findings[bytes | None]:
            text = read.result()
            yield from text.findings
            return None if text.value is None else (yield from writing(form, text.value))

        def begin(form: str) -> Callable[[], Future[Outcome[bytes | None]]]:
            def work_on() -> Future[Outcome[bytes | None]]:
                read = reading()
                return self._jobs.run(lambda: collect(written(form, read)))

            return work_on

        text = {"text": of_object(files), "edition": of_object(edition)}
        pictures: Mapping[str, Mapping[str, str]] = {
            "html": {"charts": of_object({name: chart.svg for name, chart in drawn.items()})},
            "docx": {"charts": of_object({name: chart.pdf for name, chart in drawn.items()}), "time": str(self._epoch)},
        }
        return {
            form: Deferred(self._store, named(_UNITS[form], made.volume.id), {**text, **pictures[form]}, begin(form))
            for form in self._forms
        }
