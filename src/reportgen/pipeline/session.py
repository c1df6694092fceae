"""A project between its files and its brief: conducts the stages, and alone knows what all of them use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from reportgen.findings.model import Diagnostic, Outcome, Say, collect, ordered
from reportgen.pipeline.drafting import Drafting
from reportgen.pipeline.jobs import Jobs
from reportgen.pipeline.model import BUILD, PROGRAMS, Built, Checked, Drafted, Finished, PreviousBuild
from reportgen.pipeline.severities import Severities
from reportgen.pipeline.store import Store
from reportgen.store.cache import Parts, Step
from reportgen.store.fingerprint import of_file, of_object, of_tool
from reportgen.system.files import PROJECT_FILE, is_plain
from reportgen.system.interrupts import run_to_completion
from reportgen.system.programs import which

if TYPE_CHECKING:
    from reportgen.pipeline.partial_preview import PartialPreview
    from reportgen.project.model import Output, Project
    from reportgen.typeset.model import InitialState, Manuscript

VARIABLES: Final = ("SOURCE_DATE_EPOCH", "REPORTGEN_SANDBOX")

_BRIEF: Final = "brief"


class Session:
    """A project that one process builds, once or over and over; what it has loaded and started stays.

    ``texts`` are folders with texts of sources, looked into before ``bib/texts``; ``say`` hears what is going on.
    ``strict``: what is not verified is an error. ``trust``: what programs the project brings for kinds of chart
    are trusted, now and later. ``outputs`` are the forms in which it is built; none: those of report.toml.
    """

    def __init__(
        self,
        folder: Path,
        say: Say = lambda _: None,
        texts: Sequence[Path] = (),
        *,
        strict: bool = False,
        trust: bool = False,
        outputs: Sequence[Output] = (),
    ) -> None:
        self.folder = folder.resolve()
        self.say = say
        self.partial_preview: PartialPreview | None = None
        self.store = Store(self.folder, [path.resolve() for path in texts])
        self.jobs = Jobs(self.folder)
        self._strict = strict
        self._trust = trust
        self._changed: tuple[str, ...] = ()
        self._outputs = tuple(outputs)
        self._drafting = Drafting(self.store, self._tell, self._outputs)

    @property
    def steps(self) -> Sequence[Step]:
        """What became of each unit in the last build."""
        return self.store.steps

    @property
    def trouble(self) -> str:
        """Why nothing is kept for the next build, or nothing."""
        return self.store.trouble

    @property
    def equipped(self) -> bool:
        """Whether a brief was built here before, by this or another process, and the programs are there still."""
        return self._foreseen() is not None and all(map(which, PROGRAMS))

    def trust_programs(self) -> None:
        """Record that the programs which the project brings for kinds of chart may run."""
        self._trust = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        run_to_completion(self.close)

    def read(self) -> Outcome[Project | None]:
        """Read report.toml alone."""
        return collect(self._drafting.read())

    def close(self) -> None:
        """End what was started, programs too."""
        self.jobs.close()

    def current(self) -> Outcome[Built | None]:
        """Return the last build if nothing has changed since; nothing is loaded or started to find that out."""
        from reportgen.publish.publish import left

        found = self.store.current(_BRIEF, self._circumstances(), tuple)
        if found is None or left(self.folder / BUILD):
            return Outcome(None)
        built, findings = found
        if any(of_file(self.folder / path) != digest for path, digest in built.outputs.items()):
            return Outcome(None)
        return Outcome(replace(built, current=True), findings)

    def build(self, begun: Callable[[], None] = lambda: None) -> Outcome[Built | None]:
        """Build the brief into ``build/``; ``begun`` hears if there is anything to do. An error changes no output."""
        self.store.begin()
        current = self.current()
        if current.value is not None:
            return current
        if not is_plain(self.folder / PROJECT_FILE):
            return Outcome(None, ordered(collect(self._drafting.read()).findings))
        with self._with_build_lock() as (refused, waited):
            if refused is not None:
                return Outcome(None, (refused,))
            if waited:
                # The other build, or one that was killed, may have done the work.
                self.store.begin()
                current = self.current()
                if current.value is not None:
                    return current
            begun()
            return self._guarded()

    @contextmanager
    def _with_build_lock(self) -> Iterator[tuple[Diagnostic | None, bool]]:
        """Claim the build folder, and sweep it; give why that cannot be, and whether another build was at work."""
        from reportgen.publish.build_lock import build_lock
        from reportgen.publish.publish import left, sweep

        target = self.folder / BUILD
        waited: list[str] = []

        def wait(what: str) -> None:
            waited.append(what)
            self.say(what)

        with build_lock(target, wait) as refused:
            if refused is not None:
                yield refused, False
                return
            waited += left(target)
            sweep(target)
            try:
                yield None, bool(waited)
            finally:
                # An interrupt can come in the moment in which a folder is made or removed.
                run_to_completion(lambda: sweep(target))

    def _guarded(self) -> Outcome[Built | None]:
        from reportgen.publish.build_lock import WRITING, unwritable

        try:
            return self._build()
        except OSError as error:
            if error.errno not in WRITING:
                raise
            return Outcome(None, (unwritable(self.folder / BUILD, error),))

    def _build(self) -> Outcome[Built | None]:
        self._begin_foreseen()
        read = collect(self._drafting.read())
        if read.value is None:
            return Outcome(None, ordered(read.findings))
        severities = Severities(read.value, self._strict)
        drafted = collect(self._drafting.draft(read.value, severities))
        told = (*read.findings, *drafted.findings)
        if drafted.value is None or severities.failed(told):
            return Outcome(None, severities.weigh(told))
        outcome = self._make(drafted.value, severities, told)
        self.store.end()
        return outcome

    def _make(self, drafted: Drafted, severities: Severities, told: Iterable[Diagnostic]) -> Outcome[Built | None]:
        """Make the brief of a sound draft, and tell of it and of all that was ``told`` before."""
        from reportgen.pipeline.building import Building
        from reportgen.pipeline.checking import Checking
        from reportgen.pipeline.trust import programs

        trusted = collect(programs(drafted.project, self._trust))
        if trusted.failed:
            # No setting of the project's may silence this.
            return Outcome(None, (*severities.weigh(told), *trusted.findings))
        building = Building(self.store, self.jobs, self._tell, drafted, severities, trusted.value, self._show_parts)
        made = collect(building.make(Checking(self.store, self._tell, drafted)))
        told = (*told, *trusted.findings, *made.findings)
        findings = severities.weigh(told)
        if made.value is None:
            return Outcome(None, findings if _failed(findings) else (*findings, *severities.lightened(told)))
        if _failed(findings):
            return Outcome(None, findings)
        self.say("writing build/")
        written = collect(building.write(made.value, findings))
        findings = (*findings, *severities.weigh(written.findings))
        if written.value is not None:
            self._foresee(made.value)
            self.store.keep(_BRIEF, self._circumstances(), (written.value, findings))
        return Outcome(written.value, findings)

    def look(self) -> Outcome[Checked | None]:
        """Read, draft and check; what was read is given even where there are errors."""
        self.store.begin()
        read = collect(self._drafting.read())
        if read.value is None:
            return Outcome(None, ordered(read.findings))
        outcome = self._look(read.value, read.findings)
        self.store.end()
        return outcome

    def _look(self, project: Project, told: Iterable[Diagnostic]) -> Outcome[Checked | None]:
        from reportgen.citations.find import find_style
        from reportgen.pipeline.checking import Checking

        severities = Severities(project, self._strict)
        drafted = collect(self._drafting.draft(project, severities))
        found = drafted.value
        if found is None:
            unread = "templates, and what data and evidence say of each other"
            return Outcome(None, severities.weigh((*told, *drafted.findings)), unread)
        verified = Checking(self.store, self._tell, found).verify()
        style = collect(find_style(project.settings.style, project.folder))
        checked = Checked(project, found.inputs, found.draft, found.prepared, found.keys, verified.value)
        findings = severities.weigh((*told, *drafted.findings, *verified.findings, *style.findings))
        return Outcome(checked, findings, _unread(found))

    def _foreseen(self) -> PreviousBuild | None:
        return self.store.recall(self._foreseen_name, PreviousBuild)

    @property
    def _foreseen_name(self) -> str:
        return f"foreseen {of_object(of_tool())} {self.folder}"

    def _begin_foreseen(self) -> None:
        """Begin what the files that have changed are likely to need: a process that draws."""
        known = self._foreseen()
        if known is None:
            self._changed = ()
            return
        self._changed = tuple(path for path, digest in known.inputs.items() if self.store.digest(path) != digest)
        if any(path in known.drew for path in self._changed):
            self.jobs.workers(1)

    def _foresee(self, made: Finished) -> None:
        """Note what the files that changed have led to."""
        known = self._foreseen()
        drew = known.drew if known else ()
        if known and self._changed:
            drew = (*(self._changed if made.drawn else ()), *(path for path in drew if path not in self._changed))
        self.store.put_down(self._foreseen_name, PreviousBuild(dict(self.store.inputs), drew))

    def _tell(self, what: str) -> None:
        self.say(what)

    def _show_parts(self, manuscript: Manuscript, start: InitialState, epoch: int) -> None:
        if self.partial_preview is not None:
            self.partial_preview.begin(manuscript, start, epoch)

    def _circumstances(self) -> Parts:
        """What else than files decides on a brief."""
        texts = {"folders of texts": of_object(self.store.texts)} if self.store.texts else {}
        programs = {name: self.store.digest(path) for name in PROGRAMS if (path := which(name))}
        strict = {"strict": "yes"} if self._strict else {}
        outputs = {"outputs": " ".join(self._outputs)} if self._outputs else {}
        return {**texts, **strict, **outputs, **programs, **{name: os.environ.get(name, "") for name in VARIABLES}}


def _failed(findings: Iterable[Diagnostic]) -> bool:
    return Outcome(None, tuple(findings)).failed


def _unread(drafted: Drafted) -> str:
    """Say what of a draft the checks could not look at: templates that failed, and what only the whole draft shows."""
    if drafted.draft.complete:
        return ""
    settings, made = drafted.project.settings, {file.path for file in drafted.draft.files}
    planned = {f"{volume.id}.tex": volume.template for volume in settings.bound}
    planned |= {f"chapters/{chapter.id}.tex": chapter.template for chapter in settings.chapters}
    failed = ", ".join(template for path, template in planned.items() if path not in made)
    return f"what else is in {failed}; labels, what is unused, and what changed since the lock"
