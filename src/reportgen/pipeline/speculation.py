"""What the next build is likely to need, begun before it is known: a run of TeX, and a process that draws."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.pipeline.jobs import Jobs
from reportgen.pipeline.model import BUILD, PROGRAMS, TEX, Finished, Foreseen
from reportgen.pipeline.store import Store
from reportgen.store.fingerprint import of_bytes, of_object, of_tool
from reportgen.system import files
from reportgen.system.programs import which

if TYPE_CHECKING:
    from reportgen.typeset.model import Manuscript, Start
    from reportgen.typeset.speculative_run import Ahead


_OWN: Final = f".ahead-{os.getpid()}-"


class Speculation:
    """Remembers what a change led to, and begins the same when the same file changes again.

    Nothing depends on it but time: a run of TeX is only used where it has read nothing that came out otherwise.
    """

    def __init__(self, store: Store, jobs: Jobs) -> None:
        self._store = store
        self._jobs = jobs
        self._ahead: Ahead | None = None
        self._taken: Ahead | None = None
        self._changed: tuple[str, ...] = ()

    @property
    def equipped(self) -> bool:
        """Whether a brief was built here before, by this or another process, and the programs are there still."""
        return self._note() is not None and all(map(which, PROGRAMS))

    def begin(self) -> None:
        """Begin what the files that have changed are likely to need."""
        note = self._note()
        if note is None:
            return
        self._changed = tuple(path for path, known in note.inputs.items() if self._store.digest(path) != known)
        if any(path in note.drew for path in self._changed):
            self._jobs.workers(1)
        self._start(note)

    def prepare(self) -> None:
        """Begin what another change of the same files as last time would need."""
        note = self._note()
        if note is not None:
            self._start(note)

    def take(self, manuscript: Manuscript, start: Start, epoch: int) -> Ahead | None:
        """Return the run of TeX that has begun, if it suits; the one that takes it closes it."""
        # An interrupt can come before the one that takes it has it.
        self._taken, self._ahead = self._ahead, None
        ahead = self._taken
        if ahead is not None and ahead.fits(manuscript, start, epoch):
            return ahead
        if ahead is not None:
            ahead.close()
        return None

    def learn(self, made: Finished) -> None:
        """Note what the files that changed have led to."""
        from reportgen.typeset.includes import first

        note, manuscript = self._note(), made.set_from
        made_of = {path: of_bytes(file.content) for path, file in manuscript.files.items()}
        parts, drew = (note.parts, note.drew) if note else ({}, ())
        if note and self._changed:
            changed = {path for path, digest in made_of.items() if note.files.get(path) != digest}
            parts = {**parts, **dict.fromkeys(self._changed, first(manuscript, changed))}
            drawn = self._changed if made.drawn else ()
            drew = (*drawn, *(path for path in drew if path not in self._changed))
        pictures = {path: file.content for path, file in manuscript.files.items() if path in made.charts}
        inputs = dict(self._store.inputs)
        foreseen = Foreseen(manuscript.engine, made.epoch, made_of, pictures, inputs, dict(parts), drew)
        self._store.put_down(self._name, foreseen)

    def close(self) -> None:
        """End what was begun and is not wanted."""
        for ahead in (self._ahead, self._taken):
            if ahead is not None:
                ahead.close()
        self._ahead = self._taken = None
        # An interrupt can come in the moment in which a folder is made.
        for folder in files.names(self._store.folder / BUILD, _OWN):
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def _name(self) -> str:
        return f"speculation {of_object(of_tool())} {self._store.folder}"

    def _note(self) -> Foreseen | None:
        return self._store.recall(self._name, Foreseen)

    def _start(self, note: Foreseen) -> None:
        from reportgen.pipeline.typesetting import Typesetting
        from reportgen.typeset.includes import calls
        from reportgen.typeset.speculative_run import can_wait

        manuscript = self._last(note) if can_wait() else None
        if manuscript is None:
            self.close()
            return
        parts = [part for part in calls(manuscript) if f"{part}.tex" in manuscript.files]
        stop = _guess(parts, self._changed, note.parts)
        with contextlib.suppress(OSError):  # its folder may be gone
            if self._ahead is not None and self._ahead.advance(manuscript, stop):
                return
        self.close()
        start = Typesetting(self._store, self._jobs, _silent, note.epoch).known_start(manuscript)
        if start is not None and stop:
            self._begin(manuscript, start, note.epoch, stop)

    def _begin(self, manuscript: Manuscript, start: Start, epoch: int, stop: str) -> None:
        from reportgen.typeset.speculative_run import Ahead

        try:
            folder = Path(tempfile.mkdtemp(prefix=_OWN, dir=self._store.folder / BUILD))
            self._ahead = Ahead(manuscript, start, epoch, stop, folder)
            self._ahead.begin()
        except OSError:
            # Without it a build only takes longer; one that cannot write either will say why.
            self.close()

    def _last(self, note: Foreseen) -> Manuscript | None:
        """Return the manuscript of the last build, if it lies in ``build/tex`` as it was."""
        from reportgen.typeset.model import Manuscript, TexFile

        folder, found = self._store.folder / BUILD, {}
        for path, digest in note.files.items():
            try:
                content = note.pictures.get(path) or files.read(self._store.folder / TEX / path, within=folder)
            except OSError:
                return None
            if of_bytes(content) != digest:
                return None
            found[path] = TexFile(path, content)
        return Manuscript(found, "pdflatex") if note.engine == "pdflatex" else None


def _silent(_: str) -> None:
    """Say nothing."""


def _guess(parts: list[str], changed: tuple[str, ...], known: Mapping[str, str]) -> str:
    """Guess the first part that changes with some files: as they did before, or as a template of the same name does."""
    found = []
    for path in changed:
        named = [part for part in parts if path.endswith(f"/{part}.tex.j2")]
        found += [known[path]] if path in known else named or parts[:1]
    return min((part for part in found if part in parts), key=parts.index, default=parts[0] if parts else "")
