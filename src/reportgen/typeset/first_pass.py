"""The first pass of TeX, which goes on while its caller does other things."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

from reportgen.system.process import Completed, Handle, Hear
from reportgen.typeset.model import InitialState, Manuscript
from reportgen.typeset.run_pass import prepare, run_pass


class FirstPass:
    """A pass of TeX over a manuscript in ``folder``, in a thread of its own; ``heard`` gets what TeX says.

    Nothing happens before ``begin``, so that whoever has it can end it whenever an interrupt comes.
    """

    def __init__(self, manuscript: Manuscript, start: InitialState, epoch: int, folder: Path, heard: Hear) -> None:
        self._manuscript, self._start, self._epoch = manuscript, start, epoch
        self._folder, self._heard = folder, heard
        self._handle = Handle()
        self._ended = Completed(1, b"", b"")
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        """Begin. Raises ``OSError`` where the folder cannot be written."""
        prepare(self._manuscript, self._start, self._folder)
        self._thread.start()

    def result(self) -> Completed:
        """Wait for the end of the pass, and return how it ended."""
        self._thread.join()
        return self._ended

    def end(self) -> None:
        """End the pass if it has not ended."""
        self._handle.end()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        dumped = bool(self._start.format)
        # An interrupt: no program may start any more.
        with contextlib.suppress(KeyboardInterrupt):
            self._ended = run_pass(
                self._manuscript.engine, self._folder, self._epoch, dumped, self._heard, handle=self._handle
            )
