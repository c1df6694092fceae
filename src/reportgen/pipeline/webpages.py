"""The pages of a brief for browsers: made while TeX works, where nothing that they show waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Final

from reportgen.findings.model import Findings, Outcome, collect
from reportgen.pipeline.jobs import Deferred, Jobs
from reportgen.pipeline.model import BUILD, named
from reportgen.pipeline.store import Store
from reportgen.project.model import BRIEF
from reportgen.store.fingerprint import of_bytes, of_object
from reportgen.text.latex import anchor

if TYPE_CHECKING:
    from reportgen.exhibits.model import DrawnChart
    from reportgen.typeset.model import Manuscript
    from reportgen.typeset.volume_content import VolumeContent
    from reportgen.webpage.model import Edition

CITATION: Final = "CITATION.cff"
"""The file that says how to cite the brief."""

_UNREAD: Final = ("names.tex", "palette.tex", "reportgen.sty")
"""Files of a volume of which a page shows nothing; those of exhibits it has from their rows."""


class WebPages:
    """Makes the page of each volume, if pages are wanted."""

    def __init__(self, store: Store, jobs: Jobs, wanted: bool) -> None:
        self._store = store
        self._jobs = jobs
        self._wanted = wanted
        self._known: dict[str, tuple[VolumeContent, Manuscript]] = {}
        self._begun: dict[str, Deferred[Outcome[bytes | None]]] = {}
        self._editions: dict[str, Edition] = {}

    def begin(self, made: VolumeContent, manuscript: Manuscript, charts: Mapping[str, DrawnChart]) -> None:
        """Take what a volume is set from, and begin to make its page if all its ``charts`` are drawn already."""
        if not self._wanted or made.volume.id in self._known:
            return
        self._known[made.volume.id] = made, manuscript
        if made.drawn.charts.keys() <= charts.keys():
            self._begun[made.volume.id] = self._page(made, manuscript, charts)

    def get(self, charts: Mapping[str, DrawnChart]) -> Findings[Mapping[str, bytes]]:
        """Wait for the pages, and return them by their names in the build folder, with how to cite the brief."""
        pages: dict[str, bytes] = {}
        for volume, (made, manuscript) in self._known.items():
            begun = self._begun.get(volume) or self._page(made, manuscript, charts)
            outcome = begun.get()
            yield from outcome.findings
            if outcome.value is not None:
                pages[f"{volume}.html"] = outcome.value
        if pages:
            from reportgen.webpage.metadata import citation_file

            pages[CITATION] = citation_file(self._editions[BRIEF]).encode()
        return pages

    def fronts(self, outputs: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """Return pictures of the front pages of the PDFs, if an address is known at which others can show them."""
        pdfs = {name: outputs[f"{name}.pdf"] for name, edition in self._editions.items() if edition.url}
        if not pdfs:
            # What draws them need not be loaded.
            return {}
        from reportgen.webpage.front import front

        return {
            f"{name}.png": self._store.memoize(named("front page", name), {"pdf": of_bytes(pdf)}, partial(front, pdf))
            for name, pdf in pdfs.items()
        }

    def _page(
        self, made: VolumeContent, manuscript: Manuscript, charts: Mapping[str, DrawnChart]
    ) -> Deferred[Outcome[bytes | None]]:
        from reportgen.webpage.gather import gather

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
        pictures: dict[str, bytes] = {anchor(name): charts[name].svg for name in made.drawn.charts}
        parts = {"text": of_object(files), "edition": of_object(edition), "charts": of_object(pictures)}
        place = self._store.folder / BUILD
        work = place if place.is_dir() else None

        def write() -> Findings[bytes | None]:
            from reportgen.webpage.page import page
            from reportgen.webpage.read import read

            document = yield from read(files, edition, work)
            return None if document is None else (yield from page(document, edition, pictures, work))

        def begin() -> Future[Outcome[bytes | None]]:
            return self._jobs.run(lambda: collect(write()))

        return Deferred(self._store, named("web page", made.volume.id), parts, begin)
