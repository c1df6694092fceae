"""The run of TeX that the next save in a watch is likely to need, begun before it is known.

A build of its own has none: beside reading the data it saves too little (see docs/decisions/0008-as-fast-as-tex.md).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from reportgen.pipeline.jobs import Jobs
from reportgen.pipeline.model import BUILD, Finished
from reportgen.pipeline.store import Store
from reportgen.pipeline.typesetting import Typesetting
from reportgen.system import files
from reportgen.typeset.includes import calls, first
from reportgen.typeset.model import Manuscript, Start
from reportgen.typeset.speculative_run import Ahead, can_wait

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
        self._last: Finished | None = None
        self._parts: dict[str, str] = {}
        self._changed: tuple[str, ...] = ()

    def begin(self, changed: tuple[str, ...]) -> None:
        """Begin what the files that have changed are likely to need."""
        self._changed = changed
        self.prepare()

    def prepare(self) -> None:
        """Begin what another change of the same files as last time would need."""
        made = self._last
        if made is None:
            return
        manuscript = made.main.set_from
        if manuscript.engine != "pdflatex" or not can_wait():
            self.close()
            return
        parts = [part for part in calls(manuscript) if f"{part}.tex" in manuscript.files]
        stop = _guess(parts, self._changed, self._parts)
        with contextlib.suppress(OSError):  # its folder may be gone
            if self._ahead is not None and self._ahead.advance(manuscript, stop):
                return
        self.close()
        start = Typesetting(self._store, self._jobs, _silent, made.epoch).known_start(manuscript)
        if start is not None and stop:
            self._begin(manuscript, start, made.epoch, stop)

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
        """Remember the brief, and the first part that came out otherwise when the files changed that did."""
        if self._last is not None and self._changed:
            before, now = self._last.main.set_from.files, made.main.set_from.files
            other = {path for path, file in now.items() if path not in before or before[path].content != file.content}
            self._parts |= dict.fromkeys(self._changed, first(made.main.set_from, other))
        self._last = made

    def close(self) -> None:
        """End what was begun and is not wanted."""
        for ahead in (self._ahead, self._taken):
            if ahead is not None:
                ahead.close()
        self._ahead = self._taken = None
        # An interrupt can come in the moment in which a folder is made.
        for folder in files.names(self._store.folder / BUILD, _OWN):
            shutil.rmtree(folder, ignore_errors=True)

    def _begin(self, manuscript: Manuscript, start: Start, epoch: int, stop: str) -> None:
        try:
            folder = Path(tempfile.mkdtemp(prefix=_OWN, dir=self._store.folder / BUILD))
            self._ahead = Ahead(manuscript, start, epoch, stop, folder)
            self._ahead.begin()
        except OSError:
            # Without it a build only takes longer; one that cannot write either will say why.
            self.close()


def _silent(_: str) -> None:
    """Say nothing."""


def _guess(parts: list[str], changed: tuple[str, ...], known: Mapping[str, str]) -> str:
    """Guess the first part that changes with some files: as they did before, or as a template of the same name does."""
    found = []
    for path in changed:
        named = [part for part in parts if path.endswith(f"/{part}.tex.j2")]
        found += [known[path]] if path in known else named or parts[:1]
    return min((part for part in found if part in parts), key=parts.index, default=parts[0] if parts else "")
