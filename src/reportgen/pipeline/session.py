"""A project between its files and its brief: which stage follows which, and what may be done at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from reportgen.cache import Cache, Made, Parts
from reportgen.diagnostics import Outcome, collect
from reportgen.fingerprint import of_file, of_object, of_tool
from reportgen.interrupts import surely
from reportgen.pipeline.foresight import Foresight
from reportgen.pipeline.later import FILE, Later, failed, lightened, settle
from reportgen.pipeline.model import BUILD, CACHE, PROGRAMS, TEX, Built, Checked, Say
from reportgen.pipeline.reading import Reading

if TYPE_CHECKING:
    from reportgen.pipeline.quick import Quick
    from reportgen.workers import Workers

_PATIENCE: Final = 3.0
"""Seconds that threads get to tidy up."""

VARIABLES: Final = ("SOURCE_DATE_EPOCH", "REPORTGEN_SANDBOX")


class Session:
    """A project that one process builds, once or over and over; what it has loaded and started stays.

    ``texts`` are folders with texts of sources, looked into before ``bib/texts``; ``say`` hears what is going on.
    ``strict``: what is not verified is an error. ``trust``: what programs the project brings for kinds of chart
    are trusted, now and later.
    """

    def __init__(
        self,
        folder: Path,
        say: Say = lambda _: None,
        texts: Sequence[Path] = (),
        *,
        strict: bool = False,
        trust: bool = False,
    ) -> None:
        self.strict = strict
        self.folder = folder.resolve()
        self.cache = Cache(_cache_folder(self.folder))
        self.say = say
        self.texts = tuple(path.resolve() for path in texts)
        self.trust = trust
        self.quick: Quick | None = None
        self._threads: ThreadPoolExecutor | None = None
        self._begun: list[Future[Any]] = []
        self._workers: Workers | None = None
        self._digests: dict[str, str] = {}
        self._reading = Reading(self)
        self.foresight = Foresight(self)
        self.watched: set[str] = set()
        self.files: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        surely(self.close)

    def close(self) -> None:
        """End what was started, programs too."""
        self.foresight.close()
        if self._workers is not None:
            from reportgen.bundle.place import sweep_temporary

            self._workers.close()
            sweep_temporary()
        if self._threads is not None:
            from reportgen import process

            process.end_all()
            self._threads.shutdown(wait=False, cancel_futures=True)
            # An interrupt can leave Python's lock on imports taken, and a thread that imports would wait forever.
            wait([future for future in self._begun if future.running()], timeout=_PATIENCE)
            process.let_start()

    def begin(self) -> None:
        """Begin anew: files may have changed."""
        self._digests.clear()
        self.files.clear()
        self.cache.begin(str(self.folder))

    def current(self) -> Outcome[Built | None]:
        """Give the last build if nothing has changed since; nothing is loaded or started to find that out."""
        from reportgen.bundle.place import left

        found, key, files = self.cache.seek("brief", self._circumstances(), self.digest)
        if not key or left(self.folder / BUILD):
            return Outcome(None)
        self._watch(files)
        built, findings = found
        if any(of_file(self.folder / path) != digest for path, digest in built.outputs.items()):
            return Outcome(None)
        return Outcome(replace(built, current=True), findings)

    def build(self, begun: Callable[[], None] = lambda: None) -> Outcome[Built | None]:
        """Build the brief into ``build/``; ``begun`` hears if there is anything to do. An error changes no output."""
        self.begin()
        current = self.current()
        if current.value is not None:
            return current
        from reportgen.bundle.place import left, sweep
        from reportgen.claim import WRITING, claimed, unwritable

        if not (self.folder / FILE).is_file():
            return Outcome(None, self._reading.draft().findings)
        waited: list[str] = []

        def wait(what: str) -> None:
            waited.append(what)
            self.say(what)

        with claimed(self.folder / BUILD, wait) as refused:
            if refused is not None:
                return Outcome(None, (refused,))
            waited += left(self.folder / BUILD)
            sweep(self.folder / BUILD)
            try:
                if waited:
                    # The other build, or one that was killed, may have done the work.
                    self.begin()
                    current = self.current()
                    if current.value is not None:
                        return current
                begun()
                return self._build()
            except OSError as error:
                if error.errno not in WRITING:
                    raise
                return Outcome(None, (unwritable(self.folder / BUILD, error),))
            finally:
                # An interrupt can come in the moment in which a folder is made or removed.
                surely(lambda: sweep(self.folder / BUILD))

    def _build(self) -> Outcome[Built | None]:
        self.foresight.begin()
        drafted = self._reading.draft()
        if drafted.value is None or drafted.failed:
            return Outcome(None, drafted.findings)
        project = drafted.value.project
        from reportgen.pipeline.making import Making
        from reportgen.pipeline.trust import programs

        trusted = collect(programs(project, self.trust))
        if trusted.failed:
            # No setting of the project's may silence this.
            return Outcome(None, (*drafted.findings, *trusted.findings))
        making = Making(self, drafted.value, trusted.value)
        stated = self._reading.state(drafted.value)
        made = collect(making.make(stated, partial(self._reading.verify, drafted.value, stated)))
        told = (*drafted.findings, *trusted.findings, *made.findings)
        findings = settle(project, told, self.strict)
        if made.value is None and not failed(findings):
            findings = (*findings, *lightened(project, told))
        built = None
        if made.value is not None and not failed(findings):
            self.say("writing build/")
            written = collect(making.write(made.value, findings))
            built, findings = written.value, (*findings, *written.findings)
            if built is not None:
                self.foresight.learn(made.value)
                self.cache.store("brief", self._circumstances(), Made((built, findings), self.files))
        self.cache.end(str(self.folder))
        return Outcome(built, findings)

    def look(self) -> Outcome[Checked | None]:
        """Read, draft and check; what was read is given even where there are errors."""
        from reportgen.citations.style import find_style

        self.begin()
        drafted = self._reading.draft()
        if drafted.value is None:
            return Outcome(None, drafted.findings)
        found = drafted.value
        verified = self._reading.verify(found, self._reading.state(found))
        style = collect(find_style(found.project.settings.style))
        checked = Checked(found.project, found.inputs, found.draft, found.prepared, found.keys, verified.value)
        self.cache.end(str(self.folder))
        return Outcome(
            checked, settle(found.project, (*drafted.findings, *verified.findings, *style.findings), self.strict)
        )

    def reach(self, unit: str, parts: Parts, make: Callable[[], Any], pure: bool = False) -> Any:
        """Give what the cache has for these parts and this version of the tool, or else make it."""
        return self.cache.reach(unit, {**of_tool(), **parts}, make, pure)

    def trace(
        self,
        unit: str,
        parts: Parts,
        make: Callable[[], Made[Any]],
        generated: Parts | None = None,
        shown: Parts | None = None,
    ) -> tuple[Any, str]:
        """Do the same where the files that something is made from are only known afterwards; give its key too.

        ``generated`` has digests of files that are no files of the project.
        """
        known = generated or {}

        def digest(path: str) -> str:
            return known.get(path) or self.digest(path)

        value, key, files = self.cache.trace(unit, {**of_tool(), **parts}, digest, make, shown)
        self.files |= {path: found for path, found in files.items() if path not in known}
        self._watch(files)
        return value, key

    def put(self, unit: str, parts: Parts, made: Made[Any], shown: Parts) -> None:
        """Keep what was made without looking for it first."""
        self.cache.put(unit, {**of_tool(), **parts}, made, shown)
        self.files |= made.files

    def find(self, unit: str, parts: Parts, generated: Parts) -> Any:
        """Give what ``trace`` would find, or ``None``; nothing is made, and nothing noted."""
        return self.cache.seek(unit, {**of_tool(), **parts}, lambda path: generated.get(path) or self.digest(path))[0]

    def known(self, unit: str, parts: Parts) -> bool:
        """Tell whether something was once made from these parts, and from whatever files."""
        return self.cache.has(unit, {**of_tool(), **parts})

    def later(self, unit: str, parts: Parts, begin: Callable[[], Future[Any]]) -> Later:
        """Have something made in the meantime, where the cache does not have it."""
        there = self.cache.has(unit, {**of_tool(), **parts})
        return Later(self.reach, unit, parts, begin, None if there else begin())

    def run(self, work: Callable[[], Any]) -> Future[Any]:
        """Have something done in a thread."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(4)
        self._begun = [future for future in self._begun if not future.done()]
        self._begun.append(self._threads.submit(work))
        return self._begun[-1]

    def workers(self, count: int) -> Workers:
        """Give the processes that draw charts; they make themselves ready."""
        from reportgen.workers import Workers

        if self._workers is None:
            self._workers = Workers("reportgen.exhibits.worker", project=self.folder)
        self._workers.start(count)
        return self._workers

    def note(self, files: Parts) -> None:
        """Note files of the project that were read."""
        self.files |= files
        self._watch(files)

    @property
    def inputs(self) -> Parts:
        """The files that an author may change, with their digests."""
        return {path: digest for path, digest in self.files.items() if path in self.watched}

    def _watch(self, files: Iterable[str]) -> None:
        """Remember files that an author may change: those of the project, and texts."""
        for path in files:
            full = self.folder / path
            if not path.startswith(TEX) and any(full.is_relative_to(place) for place in (self.folder, *self.texts)):
                self.watched.add(path)

    def _circumstances(self) -> Parts:
        """What else than files decides on a brief."""
        texts = {"folders of texts": of_object(self.texts)} if self.texts else {}
        programs = {name: self.digest(path) for name in PROGRAMS if (path := shutil.which(name))}
        strict = {"strict": "yes"} if self.strict else {}
        return {**of_tool(), **texts, **strict, **programs, **{name: os.environ.get(name, "") for name in VARIABLES}}

    def digest(self, path: str) -> str:
        """Give the digest of a file as it was when this build began to look."""
        if path not in self._digests:
            self._digests[path] = of_file(self.folder / path)
        return self._digests[path]


def _cache_folder(folder: Path) -> Path | None:
    given = os.environ.get("REPORTGEN_CACHE", "")
    if given:
        return Path(given)
    cache = folder / BUILD / CACHE
    # A link that came with a project would have us write where it leads; a finding tells of it.
    return None if cache.is_symlink() or cache.parent.is_symlink() else cache
