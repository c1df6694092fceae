"""Shows changed parts of a brief while the whole is still being set."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.preview.model import PageRef
from reportgen.project.model import BRIEF
from reportgen.store.fingerprint import of_bytes
from reportgen.typeset.model import InitialState, Manuscript
from reportgen.typeset.part import Excerpt, changed_parts, set_parts

Show = Callable[[tuple[PageRef, ...], frozenset[int], Mapping[str, bytes]], None]
"""Hears the pages of a brief, the positions of those that are provisional, and PDFs by their digests."""


@dataclass(frozen=True)
class FullPreview:
    """The volumes as they were last set in full: their pages, and what the brief is of."""

    volumes: Mapping[str, tuple[PageRef, ...]] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def pages(self) -> tuple[PageRef, ...]:
        """The pages of the brief."""
        return self.volumes.get(BRIEF, ())


class PartialPreview:
    """Sets changed parts alone, in a thread, while TeX works on the whole."""

    def __init__(self, run: Callable[[Callable[[], None]], Future[None]], show: Show) -> None:
        self._run = run
        self._show = show
        self._whole = FullPreview()
        self._lock = threading.Lock()
        self._turn = 0
        self._future: Future[None] | None = None

    def begin(self, manuscript: Manuscript, start: InitialState, epoch: int) -> None:
        """Begin to set what differs from the last brief."""
        whole, turn = self._whole, self._turn
        if manuscript.engine != "pdflatex":
            return
        wanted = changed_parts(manuscript, whole.contents) if whole.pages else set()
        if not wanted or not start.auxiliary:
            return

        def work() -> None:
            with tempfile.TemporaryDirectory(prefix=f"reportgen-{os.getpid()}-") as name:
                excerpt = set_parts(manuscript, wanted, start, Path(name), epoch, len(whole.pages))
            if excerpt is not None:
                self._publish(excerpt, whole, turn)

        self._future = self._run(work)

    def drop(self) -> None:
        """Let what is being set count no more: the build has failed, and nothing may be shown over that."""
        with self._lock:
            self._turn += 1

    def settle(self, whole: FullPreview) -> None:
        """Take the whole, now that it is there; what was set before counts no more."""
        with self._lock:
            self._turn += 1
            self._whole = whole

    def _publish(self, excerpt: Excerpt, whole: FullPreview, turn: int) -> None:
        digest = of_bytes(excerpt.pdf)
        pages: list[PageRef] = []
        provisional: set[int] = set()
        for volume, known in whole.volumes.items():
            at = 0
            for first, end, begin, behind in excerpt.pages if volume == BRIEF else ():
                pages += known[at:first]
                last = behind if behind >= 0 else begin + (end - first)
                provisional |= set(range(len(pages), len(pages) + last - begin))
                pages += [PageRef(digest, index) for index in range(begin, last)]
                at = end
            pages += known[at:]
        with self._lock:
            if turn == self._turn:
                self._show(tuple(pages), frozenset(provisional), {digest: excerpt.pdf})
