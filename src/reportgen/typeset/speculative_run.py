"""A run of TeX that begins before all that it shall read is known, and waits where that may have changed.

It waits at a part of the brief: in the place of its file lies a pipe (https://man7.org/linux/man-pages/man7/fifo.7.html),
and opening that takes until somebody writes into it. Whatever is read later can be exchanged meanwhile.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final

from reportgen.system.process import Completed, Handle, Hear
from reportgen.typeset import environment
from reportgen.typeset.files import read_in_order
from reportgen.typeset.includes import calls, first
from reportgen.typeset.model import Manuscript, Start, TexFile
from reportgen.typeset.preamble import NAME
from reportgen.typeset.run_pass import once, prepare

_LONGEST: Final = 30 * 24 * 3600.0
"""Seconds that a run may wait for somebody to save a file."""

_REMOVED: Final = 5.0
"""Seconds that removing a folder may take while something is still written there."""

_LOOK: Final = 0.002


def can_wait() -> bool:
    """Tell whether the system has pipes that lie in a folder."""
    return hasattr(os, "mkfifo")


class Ahead:
    """A first pass over ``manuscript``, up to the part ``stop``, in a folder that is its own until it is closed.

    Without ``stop`` it goes on to its end while its caller does other things.

    Nothing happens before ``begin``, so that whoever has it can close it whenever an interrupt comes.
    """

    def __init__(self, manuscript: Manuscript, start: Start, epoch: int, stop: str, folder: Path) -> None:
        self.folder = folder
        self.stop = stop
        self._manuscript, self._start, self._epoch = manuscript, start, epoch
        self._contents = {path: file.content for path, file in manuscript.files.items()}
        self._exchanged: dict[str, str] = {}
        self._handle = Handle()
        self._said: list[bytes] = []
        self._heard: Hear = self._said.append
        self._ended: Completed | None = None
        self._feeds: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        """Begin. Raises ``OSError`` where the folder cannot be written."""
        prepare(self._manuscript, self._start, self.folder)
        if self.stop:
            self._hold(self.stop)
        self._thread.start()

    def __enter__(self) -> Path:
        return self.folder

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def fits(self, manuscript: Manuscript, start: Start, epoch: int) -> bool:
        """Tell whether the run has so far read nothing that this manuscript has otherwise."""
        waits = (self.folder / f"{self.stop}.tex").is_fifo()
        if not waits or self._ended is not None or epoch != self._epoch or start != self._start:
            return False
        if manuscript.engine != self._manuscript.engine or manuscript.files.keys() != self._contents.keys():
            return False
        changed = {path for path, file in manuscript.files.items() if self._contents[path] != file.content}
        if not changed:
            return True
        part, parts = first(manuscript, changed), calls(manuscript)
        return bool(part) and parts.index(part) >= parts.index(self.stop)

    def advance(self, manuscript: Manuscript, stop: str) -> bool:
        """Go on to the part ``stop``; false where the run has come beyond it, or sets something else."""
        parts = calls(manuscript)
        if not self.fits(manuscript, self._start, self._epoch) or parts.index(self.stop) > parts.index(stop):
            return False
        if stop != self.stop:
            self.go_on({}, stop)
        return True

    def go_on(self, files: Mapping[str, TexFile], hold: str = "") -> None:
        """Exchange files that were not read yet, and let the run go on: to its end, or to the part ``hold``."""
        for path, file in files.items():
            if self._contents[path] != file.content:
                self._contents[path] = file.content
                self._exchanged[path] = self.stop
                if path != f"{self.stop}.tex":
                    (self.folder / path).write_bytes(file.content)
        if hold:
            self._hold(hold)
        name = f"{self.stop}.tex"
        feed = threading.Thread(target=self._feed, args=(self.folder / name, self._contents[name]), daemon=True)
        self.stop = hold
        self._feeds.append(feed)
        feed.start()

    def result(self, heard: Hear) -> Completed:
        """Wait for the end of the run; ``heard`` gets what it says, from its beginning."""
        self._listen(heard)
        self._thread.join(environment.SECONDS)
        if self._thread.is_alive():
            self._handle.end(late=True)
            self._thread.join()
        for feed in self._feeds:
            feed.join()
        assert self._ended is not None
        return self._ended

    def sound(self) -> bool:
        """Tell, once the run has ended, whether it really read no file before that was exchanged."""
        if not self._exchanged:
            return True
        order = read_in_order(self.folder, NAME)
        places = {path: place for place, path in reversed(list(enumerate(order)))}
        never = len(order)
        return all(
            places.get(path, never) >= places.get(f"{stop}.tex", never) for path, stop in self._exchanged.items()
        )

    def close(self) -> None:
        """End the run and remove its folder."""
        self.end()
        until = time.monotonic() + _REMOVED
        # A process of a sandbox may write for a moment after the one that was waited for has ended.
        while self.folder.exists() and time.monotonic() < until:
            shutil.rmtree(self.folder, ignore_errors=True)

    def end(self) -> None:
        """End the run if it has not ended."""
        self._handle.end()
        for thread in (self._thread, *self._feeds):
            if thread.ident is not None:
                thread.join()

    def _run(self) -> None:
        ended = Completed(1, b"", b"")
        try:
            dumped = bool(self._start.format)
            engine = self._manuscript.engine
            ended = once(
                engine, self.folder, self._epoch, dumped, lambda said: self._heard(said), _LONGEST, self._handle
            )
        except KeyboardInterrupt:
            # No program may start any more.
            pass
        finally:
            self._ended = ended

    def _listen(self, heard: Hear) -> None:
        said = list(self._said)
        self._heard = heard
        heard(b"".join(said))

    def _hold(self, part: str) -> None:
        path = self.folder / f"{part}.tex"
        path.unlink()
        os.mkfifo(path)

    def _feed(self, path: Path, content: bytes) -> None:
        """Write into a pipe once TeX opens it, and put a file in its place before TeX sees its end."""
        while True:
            try:
                number = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
                break
            except OSError as error:
                if error.errno != errno.ENXIO or self._ended is not None:
                    _replace(path, content)
                    return
                time.sleep(_LOOK)
        os.set_blocking(number, True)
        with contextlib.suppress(BrokenPipeError), os.fdopen(number, "wb") as pipe:
            with contextlib.suppress(BrokenPipeError):
                pipe.write(content)
                pipe.flush()
            _replace(path, content)


def _replace(pipe: Path, content: bytes) -> None:
    with contextlib.suppress(OSError):
        fresh = pipe.with_name(f"{pipe.name}.fed")
        fresh.write_bytes(content)
        fresh.replace(pipe)
