"""From a draft to the files of ``build/``: what can be done at once is, and what the cache has is not done."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.citations.find import find_style
from reportgen.citations.gather import gather
from reportgen.citations.model import Formatted
from reportgen.draft.model import CitationUse
from reportgen.exhibits.draw_jobs import draw_jobs
from reportgen.exhibits.model import Drawn, Grid
from reportgen.findings.model import Diagnostic, Findings, Outcome, Say, collect
from reportgen.pipeline.charts import Charts, draw
from reportgen.pipeline.checking import Checking
from reportgen.pipeline.finishing import Carried, finished
from reportgen.pipeline.jobs import Deferred, Jobs
from reportgen.pipeline.model import BUILD, PROGRAMS, Built, Drafted, Finished, named, tex_folder
from reportgen.pipeline.renditions import Renditions
from reportgen.pipeline.severities import Severities
from reportgen.pipeline.store import Store
from reportgen.pipeline.typesetting import Show, Typesetting, program, show_nothing
from reportgen.pipeline.volumes import VolumeSetter, pages_of
from reportgen.project.model import BRIEF
from reportgen.publish.publish import publish, unchanged
from reportgen.store.cache import TracedResult
from reportgen.store.fingerprint import of_bytes, of_file, of_object
from reportgen.system.files import PROJECT_FILE
from reportgen.system.process import protection
from reportgen.typeset.files import locate
from reportgen.typeset.volume_content import VolumeContent
from reportgen.values.dates import LAST_SECOND

if TYPE_CHECKING:
    from reportgen.checks.model import Inventory
    from reportgen.citations.model import Citation, Style
    from reportgen.exhibits.model import DrawError, DrawJob, DrawnChart, Grid
    from reportgen.project.model import Volume
    from reportgen.review.model import Reviewed
    from reportgen.text.latex import Latex
    from reportgen.typeset.model import Manuscript, Pages, ProgramOutputs, TexFonts

DPKG: Final = ("/var/lib/dpkg/status",)
PER_WORKER: Final = 4
"""A process that draws charts takes as long to get ready as it takes to draw about so many."""


class Building:
    """Makes a brief of a draft; begins at once with what does not depend on the checks.

    ``programs`` are those that draw the project's own kinds of chart, by kind; ``show`` is for ``Typesetting``.
    """

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        say: Say,
        drafted: Drafted,
        severities: Severities,
        programs: Mapping[str, bytes],
        show: Show,
    ) -> None:
        self._store = store
        self._jobs = jobs
        self._say = say
        self._severities = severities
        self._trusted = programs
        self._drafted = drafted
        self._epoch = _epoch(drafted.project.settings.date)
        self._programs: dict[str, str] = {}
        self._styles: dict[str, str] = {}
        self._volumes = {volume.id: volume for volume in drafted.project.settings.bound}
        self._typesetting = {name: self._begin_typesetting(volume, show) for name, volume in self._volumes.items()}
        self._fonts = self._find_fonts()
        self._renditions = Renditions(store, jobs, drafted.project.settings.outputs, self._epoch)
        self._charts = self._begin_charts()
        self._citations = self._begin_citations()
        self._tools = Deferred(store, "versions", _programs(), lambda: jobs.run(_versions))

    def make(self, checking: Checking) -> Findings[Finished | None]:
        """Bring together what was begun, and let TeX set it; meanwhile it is checked, and that is told of first."""
        tables = self._set_tables()
        self._say("formatting citations")
        formatted = {name: citations.get() for name, citations in self._citations.items()}
        cited = tuple(dict.fromkeys(found for outcome in formatted.values() for found in outcome.findings))
        uncited = any(outcome.failed for outcome in formatted.values())
        binding = VolumeSetter(
            {name: self._ingredients(name, formatted[name].value, tables, checking) for name in self._volumes},
            self._typesetting,
            self._fonts.engine,
            lambda found: uncited or self._severities.failed(found),
        )

        def holds() -> bool:
            return not self._severities.failed(checking.verify().findings)

        self._noted: dict[str, Mapping[str, bytes]] = {}

        def chosen(volume: str, manuscript: Manuscript) -> None:
            self._charts.drawn()
            self._renditions.begin(binding.ingredients[volume], manuscript, self._charts.pictures)
            self._noted[volume] = self._typesetting[volume].noted(manuscript)
            if len(self._noted) == len(self._volumes):
                self._jobs.run(_load_what_follows)
                self._begun = self._begin_ledger(checking.stated, checking.reviewed, self._noted)

        bound = collect(binding.set(self._charts, holds, chosen))
        yield from checking.verify().findings
        if not holds():
            return None
        yield from (*cited, *bound.findings)
        charts = self._charts.get()
        yield from self._charts.flaws
        if bound.value is None or charts is None:
            return None
        others = yield from self._renditions.get(self._charts.pictures)
        return Finished(bound.value, charts, others, checking.stated, checking.reviewed, self._drawing, self._epoch)

    def _begin_typesetting(self, volume: Volume, show: Show) -> Typesetting:
        ours = show if volume.id == BRIEF else show_nothing
        begun = Typesetting(self._store, self._jobs, self._say, self._epoch, ours, volume.id)
        begun.begin_preamble(self._drafted, volume)
        return begun

    def _ingredients(
        self, volume: str, formatted: Formatted, tables: Mapping[str, Latex], checking: Checking
    ) -> VolumeContent:
        project, inputs, draft = self._drafted.project, self._drafted.inputs, self._drafted.draft
        drawn = Drawn(tables, self._charts.stand_ins())
        return VolumeContent(
            project,
            inputs,
            draft,
            formatted,
            self._drafted.prepared,
            drawn,
            checking.stated,
            checking.reviewed,
            self._volumes[volume],
        )

    def write(self, made: Finished, findings: tuple[Diagnostic, ...]) -> Findings[Built | None]:
        """Put the outputs under their names, if the inputs are still those that were read."""
        from reportgen.build_record.write import build_record
        from reportgen.typeset.python_packages import packages
        from reportgen.typeset.system_files import describe

        project, draft, inputs = self._drafted.project, self._drafted.draft, self._drafted.inputs
        outputs = {"ledger.json": self._ledger(made).encode()}
        styles = {path: digest for path, digest in self._styles.items() if not Path(path).is_absolute()}
        own = {**draft.templates, **self._programs, **styles}
        carried = Carried(self._drafted, own, findings, outputs["ledger.json"], self._epoch)
        for name, volume in made.volumes.items():
            done = collect(finished(self._drafted, self._volumes[name], volume, made.charts, carried))
            yield from done.findings
            pdf = done.value
            if pdf is None or self._severities.failed(done.findings):
                return None
            pictures = {path: file for path, file in made.charts.items() if path in volume.set_from.files}
            files = {**volume.set_from.files, **pictures}
            outputs |= {f"{tex_folder(name)}/{path}": file.content for path, file in files.items()}
            outputs[f"{name}.pdf"] = pdf
        outputs |= {**made.renditions, **self._renditions.fronts(outputs)}
        digests = {f"{BUILD}/{path}": of_bytes(content) for path, content in outputs.items()}
        engine = made.main.typeset.engine
        read_by_tex = dict.fromkeys(path for volume in made.volumes.values() for path in volume.typeset.system)
        system = (*read_by_tex, *map(str, self._fonts.faces.values()))
        outputs["build-record.json"] = build_record(
            project,
            inputs,
            own,
            digests,
            {"engine": engine, **self._tools.get().told},
            findings,
            packages=packages(),
            tex=describe(system, made.main.typeset.log, self._owners(system, engine)),
            protection=protection(),
            epoch=self._epoch,
        ).encode()
        placed = self._drafted.placed
        read = {PROJECT_FILE: project.digest, **inputs.files, **own}
        same = yield from unchanged(project.folder, read)
        if not same or not (yield from publish(project.folder / BUILD, outputs)):
            return None
        return Built(
            {**digests, f"{BUILD}/build-record.json": of_bytes(outputs["build-record.json"])},
            {name: volume.typeset.pages for name, volume in made.volumes.items()},
            max(volume.typeset.passes for volume in made.volumes.values()),
            placed["table"],
            placed["chart"],
            sum(isinstance(usage.use, CitationUse) for usage in draft.usages),
            dict(Counter(made.stated.passages.values())),
        )

    def _begin_ledger(
        self, stated: Inventory, reviewed: Reviewed, noted: Mapping[str, Mapping[str, bytes]]
    ) -> Future[tuple[Pages, str]]:
        """Begin the ledger with the pages of the last build: where they stay the same, it is done before TeX is."""
        draft, inputs = self._drafted.draft, self._drafted.inputs
        in_order = {name: noted[name] for name in self._volumes}

        def work() -> tuple[Pages, str]:
            from reportgen.ledger.write import ledger

            placed = pages_of(in_order, draft)
            return placed, ledger(draft, inputs, stated.statements, stated.passages, placed, reviewed)

        return self._jobs.run(work)

    def _ledger(self, made: Finished) -> str:
        noted = {name: volume.typeset.auxiliary for name, volume in made.volumes.items()}
        placed, text = self._begun.result()
        if pages_of(noted, self._drafted.draft) != placed:
            _, text = self._begin_ledger(made.stated, made.reviewed, noted).result()
        return text

    def _owners(self, system: Sequence[str], engine: str) -> Mapping[str, str]:
        """Return the packages of the system that the files come from; asking takes a while, and seldom changes."""

        def ask() -> ProgramOutputs:
            from reportgen.typeset.system_files import owners

            return owners(system, engine)

        parts = {path: of_file(Path(path)) for path in (*program(engine), *DPKG)}
        named = of_object([path for path in sorted(set(system)) if not path.endswith(".fmt")])
        answers = self._store.memoize("system packages", {**parts, "files": named}, ask)
        return answers.told

    def _find_fonts(self) -> TexFonts:
        def find() -> TracedResult[TexFonts]:
            fonts = locate()
            files = (*fonts.faces.values(), *fonts.engine.encodings, *fonts.engine.text)
            return TracedResult(fonts, {str(path): of_file(path) for path in files})

        return self._store.trace("fonts", {}, find)[0]

    def _begin_charts(self) -> Charts:
        svg = "html" in self._drafted.project.settings.outputs
        wanted = draw_jobs(self._drafted.prepared, self._drafted.project, self._fonts.faces, self._trusted, svg)
        faces = of_object([of_file(path) for path in self._fonts.faces.values()])
        deferred: dict[str, Deferred[DrawnChart | DrawError]] = {}
        for order in wanted.values():
            if order.program:
                path = Path(order.program).relative_to(self._drafted.project.folder).as_posix()
                self._programs[path] = of_bytes(order.source)
        self._store.note(self._programs)
        for name, order in wanted.items():
            rest = {"fonts": faces, "program": of_bytes(order.source), **({"form": "svg"} if svg else {})}
            parts = {**self._drafted.prepared[name].parts, **rest}
            deferred[name] = Deferred(self._store, f"chart {name}", parts, partial(self._order, order))
        waiting = sum(chart.waiting for chart in deferred.values())
        self._drawing = bool(waiting)
        if waiting:
            self._jobs.workers(-(-waiting // PER_WORKER))
        return Charts(self._drafted, deferred, self._say)

    def _order(self, order: DrawJob) -> Future[DrawnChart | DrawError]:
        return draw(self._jobs.workers(1), order)

    def _begin_citations(self) -> Mapping[str, Deferred[Outcome[Formatted]]]:
        settings = self._drafted.project.settings
        style = collect(find_style(settings.style, self._drafted.project.folder))
        if style.value is not None:
            self._styles = {path: of_bytes(content) for path, content in style.value.files.items()}
            self._store.note(self._styles)
        return {name: self._cite(name, style) for name in self._volumes}

    def _cite(self, volume: str, style: Outcome[Style | None]) -> Deferred[Outcome[Formatted]]:
        """Begin the citations of a volume: they stand in an order of their own."""
        drafted = self._drafted
        settings = drafted.project.settings
        shown = {name: exhibit.evidence for name, exhibit in drafted.prepared.items()}
        citations = gather(drafted.draft, volume, shown, drafted.inputs, settings.sections)
        entries = drafted.inputs.bibliography.entries
        via = settings.words.get("as cited in", "")
        cited = {key: entries[key].csl for key in _works(citations) if key in entries}
        told = [str(found) for found in style.findings]
        parts = {
            "citations": of_object(citations),
            "works cited": of_object(cited),
            "style and language": of_object([style.value, told, settings.language, via]),
        }

        def formatted() -> Outcome[Formatted]:
            from reportgen.citations.format import format_citations

            if style.value is None:
                return Outcome(Formatted({}, ()), style.findings)
            works = drafted.inputs.bibliography
            place = self._store.folder / BUILD
            work = place if place.is_dir() else None
            return collect(format_citations(citations, works, style.value, settings.language, work, via))

        return Deferred(self._store, named("citations", volume), parts, lambda: self._jobs.run(formatted))

    def _set_tables(self) -> Mapping[str, Latex]:

        def set_table(grid: Grid) -> Latex:
            from reportgen.exhibits.tables import set_table

            return set_table(grid)

        tables: dict[str, Latex] = {}
        for name, exhibit in self._drafted.prepared.items():
            grid = exhibit.content
            if isinstance(grid, Grid):
                tables[name] = self._store.memoize(f"table {name}", exhibit.parts, partial(set_table, grid))
        return tables


def _works(citations: Sequence[Citation]) -> Iterator[str]:
    return (key for citation in citations for item in citation.items for key in (item.key, item.via) if key)


def _programs() -> Mapping[str, str]:
    """Return the programs whose versions the build record names, by their contents."""
    return {path: of_file(Path(path)) for name in PROGRAMS for path in program(name)}


def _load_what_follows() -> None:
    """Import and ask, while TeX works, what is needed once it is done."""
    from reportgen.typeset.python_packages import packages

    for module in ("reportgen.typeset.postprocess", "reportgen.publish.publish", "reportgen.ledger.write"):
        import_module(module)
    packages()


def _versions() -> ProgramOutputs:
    from reportgen.typeset.toolchain import versions

    return versions()


def _epoch(date: str) -> int:
    """The time of the brief: SOURCE_DATE_EPOCH where it is set, else midnight UTC of its date."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return min(int(given), LAST_SECOND)
    return int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())
