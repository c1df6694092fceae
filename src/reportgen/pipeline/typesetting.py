"""Having TeX set a brief: from the preamble that it knows, and only where it has not set the same before."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from reportgen.findings.model import Diagnostic, Findings, Location, Outcome, Say, collect
from reportgen.findings.rules import finding
from reportgen.pipeline.charts import Charts
from reportgen.pipeline.jobs import Jobs
from reportgen.pipeline.model import BUILD, Drafted, named, tex_folder
from reportgen.pipeline.store import Store
from reportgen.project.model import BRIEF, Volume
from reportgen.store.cache import TracedResult
from reportgen.store.fingerprint import of_bytes, of_file
from reportgen.system import files
from reportgen.system.programs import which
from reportgen.typeset.assemble import front
from reportgen.typeset.files import lay_out
from reportgen.typeset.model import Format, InitialState, Manuscript
from reportgen.typeset.preamble import MAIN, dump, preamble
from reportgen.typeset.run import typeset

if TYPE_CHECKING:
    from reportgen.typeset.model import Format, InitialState, Manuscript, Typeset


ENGINES: Final = ("pdflatex", "lualatex")

HEADS: Final = f"{BUILD}/{tex_folder(BRIEF)}/"
"""Begins the paths of what preambles read: volumes with the same preamble share it."""

_FORMAT: Final = 16
"""Megabytes that are more than a format of TeX takes."""


def program(name: str) -> tuple[str, ...]:
    """Return the full path of a program, or nothing."""
    path = which(name)
    return (path,) if path else ()


Show: TypeAlias = Callable[["Manuscript", "InitialState", int], None]
"""Has changed parts shown while TeX works on a whole volume."""


def show_nothing(*_: object) -> None:
    """Show no parts."""


class Typesetting:
    """Has TeX set a volume of a brief whose time is ``epoch``, in seconds since 1970."""

    def __init__(
        self, store: Store, jobs: Jobs, say: Say, epoch: int, show: Show = show_nothing, volume: str = BRIEF
    ) -> None:
        self._volume = volume
        self._store = store
        self._jobs = jobs
        self._say = say
        self._show = show
        self._epoch = epoch
        self._preamble: Future[TracedResult[Format | None]] | None = None

    def set(self, manuscript: Manuscript, charts: Charts, wanted: Callable[[], bool]) -> Findings[Typeset | None]:
        """Let TeX work, or take what it made of the same before; charts are put into the PDF afterwards.

        ``wanted`` is asked while TeX works, if it does; where it says no, TeX is stopped.
        """
        parts, shown = self._printed(manuscript), self._store.inputs
        unit = named("pages", self._volume)
        outcome, _ = self._store.trace(unit, parts, lambda: self._run(manuscript, charts, wanted), shown=shown)
        yield from (self._placed(found) for found in outcome.findings)
        typeset = outcome.value
        if typeset is not None:
            self._store.put_down(self._note(manuscript), dict(typeset.auxiliary))
        return typeset

    def _placed(self, found: Diagnostic) -> Diagnostic:
        """Name the volume that a finding is of: for TeX the main file of each is ``brief.tex``."""
        if self._volume == BRIEF:
            return found
        place, hint = found.location, found.hint.replace(f"/{BRIEF}.log", f"/{self._volume}.log")
        if place.path in (MAIN, f"{BUILD}/log/{BRIEF}.log"):
            place = replace(place, path=place.path.replace(BRIEF, self._volume))
        return replace(found, location=place, hint=hint)

    def noted(self, manuscript: Manuscript) -> Mapping[str, bytes]:
        """Return the auxiliary files of the last run, by name."""
        return self._store.recall(self._note(manuscript), dict) or {}

    def last(self) -> Mapping[str, bytes]:
        """Return the auxiliary files of the last run, whichever engine made it."""
        return next((found for engine in ENGINES if (found := self._store.recall(self._unit(engine), dict))), {})

    def _printed(self, manuscript: Manuscript) -> Mapping[str, str]:
        return {**self._laid(manuscript), **self._engine(manuscript)}

    def _laid(self, manuscript: Manuscript) -> Mapping[str, str]:
        folder = tex_folder(self._volume)
        return {f"{BUILD}/{folder}/{path}": of_bytes(file.content) for path, file in manuscript.files.items()}

    def _engine(self, manuscript: Manuscript) -> Mapping[str, str]:
        """Return what sets it: the program that is found now, and the time that it is told."""
        found = "".join(of_file(Path(path)) for path in program(manuscript.engine))
        return {"engine": f"{manuscript.engine} {found}", "date": str(self._epoch)}

    def _note(self, manuscript: Manuscript) -> str:
        return self._unit(manuscript.engine)

    def _unit(self, engine: str) -> str:
        return named(f"auxiliary {self._store.folder} {engine}", self._volume)

    def _run(
        self, manuscript: Manuscript, charts: Charts, wanted: Callable[[], bool]
    ) -> TracedResult[Outcome[Typeset | None]]:
        """Let TeX work in a folder of its own beside the last good output."""

        start = self._start(manuscript)
        if start is None:
            self._have_room()
            told = finding("TEX001", Location(MAIN), "TeX could not load the preamble", "build again")
            return TracedResult(Outcome(None, (told,)), {})
        self._show(replace(manuscript, files={**manuscript.files, **charts.drawn()}), start, self._epoch)
        with self._folder() as folder:
            outcome = collect(typeset(manuscript, folder, self._epoch, self._say, start, wanted))
            log = folder / f"{BRIEF}.log"
            if log.is_file():
                logs = folder.parent / "log"
                files.own_folder(logs)
                files.remove(logs / f"{self._volume}.log")
                log.replace(logs / f"{self._volume}.log")
        read = outcome.value.system if outcome.value else ()
        return TracedResult(outcome, {path: of_file(Path(path)) for path in (*read, *program(manuscript.engine))})

    def _start(self, manuscript: Manuscript) -> InitialState | None:
        """Return for TeX what there is of earlier runs: its auxiliary files, and the preamble as a format.

        ``None`` when TeX was kept from loading the preamble: without it the brief would be other bytes.
        """

        auxiliary = self.noted(manuscript)
        head = preamble(manuscript)
        if not head:
            return InitialState(b"", auxiliary)
        laid = {f"{HEADS}{path}": of_bytes(file.content) for path, file in manuscript.files.items()}

        def dump() -> TracedResult[Format | None]:
            if self._preamble is not None:
                begun = self._preamble.result()
                # Where TeX was kept from its work, to try at once again would take as long again.
                if begun.value is None or all(laid.get(path, digest) == digest for path, digest in begun.files.items()):
                    return begun
            return self._dump(manuscript)

        self._say("loading the preamble")
        made = self._store.trace("preamble", self._heading(manuscript), dump, laid)[0]
        return InitialState(made.content, auxiliary, made.system) if made else None

    def begin_preamble(self, drafted: Drafted, volume: Volume) -> None:
        """Begin with the preamble where it was never loaded; what it is made of is known before all else."""

        if drafted.project.settings.engine == "lualatex":
            return
        manuscript = Manuscript(front(drafted.project, drafted.draft, volume), "pdflatex")
        if MAIN in manuscript.files and not self._store.has("preamble", self._heading(manuscript)):
            self._preamble = self._jobs.run(partial(self._dump, manuscript))

    def _heading(self, manuscript: Manuscript) -> Mapping[str, str]:

        return {"preamble": of_bytes(preamble(manuscript)), **self._engine(manuscript)}

    def _dump(self, manuscript: Manuscript) -> TracedResult[Format | None]:

        with self._folder() as folder:
            lay_out(manuscript.files, folder)
            made = dump(manuscript, folder, self._epoch)
        own = made.own if made else {path: of_bytes(file.content) for path, file in manuscript.files.items()}
        laid = {f"{HEADS}{path}": digest for path, digest in own.items()}
        return TracedResult(made, laid | {path: of_file(Path(path)) for path in (made.system if made else ())})

    def _have_room(self) -> None:
        """Raise ``OSError`` where the disk has no room for the format of a preamble: that is what kept TeX from it."""
        with tempfile.TemporaryFile(prefix=".work-", dir=self._store.folder / BUILD) as file:
            for _ in range(_FORMAT):
                file.write(bytes(1_000_000))
            file.flush()

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        build = self._store.folder / BUILD
        build.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".work-", dir=build, ignore_cleanup_errors=True) as name:
            yield Path(name)
