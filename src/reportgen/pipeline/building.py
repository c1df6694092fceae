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
from reportgen.exhibits.draw_jobs import orders
from reportgen.exhibits.model import Drawn, Grid
from reportgen.findings.model import Diagnostic, Findings, Location, Outcome, Say, collect
from reportgen.findings.rules import finding
from reportgen.pipeline.charts import Charts, draw
from reportgen.pipeline.checking import Checking
from reportgen.pipeline.jobs import Deferred, Jobs
from reportgen.pipeline.model import BUILD, PROGRAMS, Built, Drafted, Finished
from reportgen.pipeline.severities import Severities
from reportgen.pipeline.store import Store
from reportgen.pipeline.typesetting import Beside, Typesetting, program
from reportgen.publish.publish import publish, unchanged
from reportgen.store.cache import Made
from reportgen.store.fingerprint import of_bytes, of_file, of_object
from reportgen.system.files import PROJECT_FILE
from reportgen.system.process import protection
from reportgen.typeset.assemble import Ingredients, assemble, picture_path
from reportgen.typeset.engine import choose
from reportgen.typeset.files import locate
from reportgen.values.dates import LAST_SECOND

if TYPE_CHECKING:
    from reportgen.checks.model import Stated
    from reportgen.citations.model import Citation
    from reportgen.exhibits.model import DrawError, DrawJob, DrawnChart, Grid
    from reportgen.text.latex import Latex
    from reportgen.typeset.model import Answers, Pages, TexFonts, Typeset

DPKG: Final = ("/var/lib/dpkg/status",)
PER_WORKER: Final = 4
"""A process that draws charts takes as long to get ready as it takes to draw about so many."""


class Building:
    """Makes a brief of a draft; begins at once with what does not depend on the checks.

    ``programs`` are those that draw the project's own kinds of chart, by kind; ``beside`` is for ``Typesetting``.
    """

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        say: Say,
        drafted: Drafted,
        severities: Severities,
        programs: Mapping[str, bytes],
        beside: Beside,
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
        self._typesetting = Typesetting(store, jobs, say, self._epoch, beside)
        self._typesetting.begin_preamble(drafted)
        self._fonts = self._find_fonts()
        self._charts = self._begin_charts()
        self._citations = self._begin_citations()
        self._tools = Deferred(store, "versions", _programs(), lambda: jobs.run(_versions))

    def make(self, checking: Checking) -> Findings[Finished | None]:
        """Bring together what was begun, and let TeX set it; meanwhile it is checked, and that is told of first."""

        project, inputs, draft = self._drafted.project, self._drafted.inputs, self._drafted.draft
        tables = self._set_tables()
        self._say("formatting citations")
        formatted = self._citations.get()
        drawn = Drawn(tables, self._charts.stand_ins())
        made = Ingredients(project, inputs, draft, formatted.value, self._drafted.prepared, drawn, checking.stated)
        chosen = collect(choose(assemble(made), project, inputs, self._fonts.engine))

        def holds() -> bool:
            return not self._severities.failed(checking.verify().findings)

        outcome: Outcome[Typeset | None] = Outcome(None)
        if not formatted.failed and not self._severities.failed(chosen.findings):
            self._jobs.run(_load_what_follows)
            self._begun = self._begin_ledger(checking.stated, self._typesetting.noted(chosen.value))
            outcome = collect(self._typesetting.set(chosen.value, self._charts, holds))
        yield from checking.verify().findings
        if not holds():
            return None
        yield from (*formatted.findings, *chosen.findings, *outcome.findings)
        typeset = outcome.value
        charts = self._charts.get()
        yield from self._charts.flaws
        if typeset is None or charts is None:
            return None
        return Finished(chosen.value, typeset, charts, checking.stated, self._drawing, self._epoch)

    def write(self, made: Finished, findings: tuple[Diagnostic, ...]) -> Findings[Built | None]:
        """Put the outputs under their names, if the inputs are still those that were read."""
        from reportgen.build_record.write import build_record
        from reportgen.typeset.python_packages import packages
        from reportgen.typeset.systemfiles import describe

        project, draft, inputs = self._drafted.project, self._drafted.draft, self._drafted.inputs
        pdf = yield from self._finish(made)
        if pdf is None:
            return None
        files = {**made.set_from.files, **made.charts}
        outputs = {f"tex/{path}": file.content for path, file in files.items()}
        outputs |= {"ledger.json": self._ledger(made).encode(), "brief.pdf": pdf}
        digests = {f"{BUILD}/{path}": of_bytes(content) for path, content in outputs.items()}
        styles = {path: digest for path, digest in self._styles.items() if not Path(path).is_absolute()}
        own = {**draft.templates, **self._programs, **styles}
        engine = made.typeset.engine
        system = (*made.typeset.system, *map(str, self._fonts.faces.values()))
        outputs["build-record.json"] = build_record(
            project,
            inputs,
            own,
            digests,
            {"engine": engine, **self._tools.get().told},
            findings,
            packages=packages(),
            tex=describe(system, made.typeset.log, self._owners(system, engine)),
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
            made.typeset.pages,
            made.typeset.passes,
            placed["table"],
            placed["chart"],
            sum(isinstance(usage.use, CitationUse) for usage in draft.usages),
            dict(Counter(made.stated.passages.values())),
        )

    def _begin_ledger(self, stated: Stated, noted: Mapping[str, bytes]) -> Future[tuple[Pages, str]]:
        """Begin the ledger with the pages of the last build: where they stay the same, it is done before TeX is."""
        draft, inputs = self._drafted.draft, self._drafted.inputs

        def work() -> tuple[Pages, str]:
            from reportgen.ledger.write import ledger
            from reportgen.typeset.pages import pages

            placed = pages(noted)
            return placed, ledger(draft, inputs, stated.statements, stated.passages, placed)

        return self._jobs.run(work)

    def _ledger(self, made: Finished) -> str:
        from reportgen.typeset.pages import pages

        placed, text = self._begun.result()
        if pages(made.typeset.auxiliary) != placed:
            _, text = self._begin_ledger(made.stated, made.typeset.auxiliary).result()
        return text

    def _finish(self, made: Finished) -> Findings[bytes | None]:
        from reportgen.typeset.pages import parts, sheets
        from reportgen.typeset.postprocess import Metadata, finish
        from reportgen.typeset.print_defects import report

        settings, titles = self._drafted.project.settings, self._drafted.draft.titles
        metadata = Metadata(
            titles["title",].text,
            settings.authors,
            settings.subject or titles["subtitle",].text,
            settings.keywords,
            settings.language,
            self._epoch,
        )
        try:
            paths = {name: picture_path(name) for name in self._drafted.prepared}
            shown = {name: path for name, path in paths.items() if path in made.charts and path in made.typeset.own}
            pictures = {name: made.charts[path].content for name, path in shown.items()}
            pdf = finish(made.typeset.pdf, metadata, sheets(made.typeset.auxiliary), pictures)
        except ValueError as error:
            yield finding("TEX001", Location("brief.tex"), str(error), "build/log/brief.log has the details")
            return None
        files = made.set_from.files
        begun = {place: f"{name}.tex" for place, name in parts(made.typeset.auxiliary).items()}
        origins = {place: Location(files[path].origin(1).path) for place, path in begun.items() if path in files}
        charts = {self._drafted.prepared[name].location: content for name, content in pictures.items()}
        wrong = tuple(report(pdf, origins, charts))
        yield from wrong
        return None if self._severities.failed(wrong) else pdf

    def _owners(self, system: Sequence[str], engine: str) -> Mapping[str, str]:
        """Return the packages of the system that the files come from; asking takes a while, and seldom changes."""

        def ask() -> Answers:
            from reportgen.typeset.systemfiles import owners

            return owners(system, engine)

        parts = {path: of_file(Path(path)) for path in (*program(engine), *DPKG)}
        named = of_object([path for path in sorted(set(system)) if not path.endswith(".fmt")])
        answers = self._store.reach("system packages", {**parts, "files": named}, ask)
        return answers.told

    def _find_fonts(self) -> TexFonts:
        def find() -> Made[TexFonts]:

            fonts = locate()
            files = (*fonts.faces.values(), *fonts.engine.encodings, *fonts.engine.text)
            return Made(fonts, {str(path): of_file(path) for path in files})

        return self._store.trace("fonts", {}, find)[0]

    def _begin_charts(self) -> Charts:

        wanted = orders(self._drafted.prepared, self._drafted.project, self._fonts.faces, self._trusted)
        faces = of_object([of_file(path) for path in self._fonts.faces.values()])
        deferred: dict[str, Deferred[DrawnChart | DrawError]] = {}
        for order in wanted.values():
            if order.program:
                path = Path(order.program).relative_to(self._drafted.project.folder).as_posix()
                self._programs[path] = of_bytes(order.source)
        self._store.note(self._programs)
        for name, order in wanted.items():
            rest = {"fonts": faces, "program": of_bytes(order.source)}
            parts = {**self._drafted.prepared[name].parts, **rest}
            deferred[name] = Deferred(self._store, f"chart {name}", parts, partial(self._order, order))
        waiting = sum(chart.waiting for chart in deferred.values())
        self._drawing = bool(waiting)
        if waiting:
            self._jobs.workers(-(-waiting // PER_WORKER))
        return Charts(self._drafted, deferred, self._say)

    def _order(self, order: DrawJob) -> Future[DrawnChart | DrawError]:
        return draw(self._jobs.workers(1), order)

    def _begin_citations(self) -> Deferred[Outcome[Formatted]]:

        drafted = self._drafted
        settings = drafted.project.settings
        shown = {name: exhibit.evidence for name, exhibit in drafted.prepared.items()}
        citations = gather(drafted.draft, shown, drafted.inputs, settings.sections)
        entries = drafted.inputs.bibliography.entries
        via = settings.words.get("as cited in", "")
        cited = {key: entries[key].csl for key in _works(citations) if key in entries}
        style = collect(find_style(settings.style, drafted.project.folder))
        if style.value is not None:
            self._styles = {path: of_bytes(content) for path, content in style.value.files.items()}
            self._store.note(self._styles)
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

        return Deferred(self._store, "citations", parts, lambda: self._jobs.run(formatted))

    def _set_tables(self) -> Mapping[str, Latex]:

        def set_table(grid: Grid) -> Latex:
            from reportgen.exhibits.tables import set_table

            return set_table(grid)

        tables: dict[str, Latex] = {}
        for name, exhibit in self._drafted.prepared.items():
            grid = exhibit.content
            if isinstance(grid, Grid):
                tables[name] = self._store.reach(f"table {name}", exhibit.parts, partial(set_table, grid))
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


def _versions() -> Answers:
    from reportgen.typeset.toolchain import versions

    return versions()


def _epoch(date: str) -> int:
    """The time of the brief: SOURCE_DATE_EPOCH where it is set, else midnight UTC of its date."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return min(int(given), LAST_SECOND)
    return int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())
