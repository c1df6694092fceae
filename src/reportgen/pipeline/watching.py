"""Builds a brief again whenever one of its files is saved."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from watchfiles import Change, watch

from reportgen.findings.model import Diagnostic, Outcome
from reportgen.pipeline.model import BUILD, Built, tex_folder
from reportgen.pipeline.partial_preview import FullPreview, PartialPreview
from reportgen.pipeline.session import Session
from reportgen.preview.model import PageRef, View
from reportgen.preview.serve import Preview
from reportgen.project.model import BRIEF
from reportgen.store.fingerprint import of_bytes
from reportgen.system import files

LARGEST: Final = 300_000_000
"""Bytes that a brief may have, as TeX may write."""

STEP: Final = 20
"""Milliseconds without another change after which a build begins."""

LONGEST: Final = 400
"""Milliseconds after which it begins in any case."""

TICK: Final = 200
"""Milliseconds between looks at whether the process is to end."""

_LEFTOVERS: Final = ("~", ".swp", ".swx", ".tmp", ".bak", ".part", "4913")


def start_preview(port: int) -> Preview:
    """Start the preview's server at a port of this machine (0: any). Raises ``OSError`` where that is not free."""
    return Preview.start(port)


@dataclass(frozen=True)
class Rebuild:
    """One build of a watch: what came of it, how long it took in seconds, and whether there is nothing new to tell."""

    outcome: Outcome[Built | None]
    seconds: float
    idle: bool


class Watch:
    """A warm session with, if wanted, a preview; it keeps the last good brief when an edit fails."""

    def __init__(self, session: Session, preview: Preview | None) -> None:
        self._session = session
        self._preview = preview
        self._number = 0
        self._shown = False
        self._good: tuple[PageRef, ...] = ()
        self._findings: tuple[Diagnostic, ...] = ()
        self._partial: PartialPreview | None = None
        if preview is not None:
            self._partial = session.partial_preview = PartialPreview(session.jobs.run, self._show_partial)

    def turns(self) -> Iterator[Rebuild]:
        """Build, then build again after each change, until the process is interrupted."""
        yield self._turn()
        while True:
            folders = self._folders()
            watcher = watch(
                *folders,
                watch_filter=self._concerns,
                debounce=LONGEST,
                step=STEP,
                recursive=False,
                rust_timeout=TICK,
                yield_on_timeout=True,
            )
            for number, changes in enumerate(watcher):
                # What was saved before the watcher stood shows at its first tick.
                if not changes and number:
                    continue
                turn = self._turn()
                if not turn.idle:
                    yield turn
                if self._folders() != folders:
                    break

    def _turn(self) -> Rebuild:
        began = time.monotonic()
        outcome = self._session.build(self._begun)
        good = outcome.value is not None
        idle = outcome.value is not None and outcome.value.current and self._shown
        turn = Rebuild(outcome, time.monotonic() - began, idle)
        if self._preview is not None and not idle:
            self._show(turn, self._preview)
        self._shown = good
        return turn

    def _begun(self) -> None:
        self._number += 1
        if self._preview is not None:
            self._preview.publish(View(self._number, "building", findings=self._findings), {})

    def _show(self, turn: Rebuild, preview: Preview) -> None:
        findings, built = turn.outcome.findings, turn.outcome.value
        self._findings = findings
        if built is None:
            if self._partial is not None:
                self._partial.drop()
            preview.publish(View(self._number, "failed", self._good, findings), {})
            return
        folder = self._session.folder
        pdfs: dict[str, bytes] = {}
        pages: dict[str, tuple[PageRef, ...]] = {}
        for volume, count in built.pages.items():
            pdf = files.read(folder / BUILD / f"{volume}.pdf", within=folder / BUILD, largest=LARGEST)
            digest = of_bytes(pdf)
            pdfs[digest] = pdf
            pages[volume] = tuple(PageRef(digest, index) for index in range(count))
        self._good = tuple(page for own in pages.values() for page in own)
        if self._partial is not None:
            begins = f"{BUILD}/{tex_folder(BRIEF)}/"
            tex = [path for path in built.outputs if path.startswith(begins)]
            contents = {path.removeprefix(begins): files.read(folder / path, within=folder) for path in tex}
            self._partial.settle(FullPreview(pages, contents))
        preview.publish(View(self._number, "built", self._good, findings, "", turn.seconds), pdfs)

    def _show_partial(self, pages: tuple[PageRef, ...], provisional: frozenset[int], pdfs: Mapping[str, bytes]) -> None:
        if self._preview is not None:
            self._preview.publish(View(self._number, "building", pages, self._findings, provisional=provisional), pdfs)

    def _folders(self) -> list[Path]:
        """Return the folders of all files that the last build read or looked for, in the project or among its texts."""
        folder = self._session.folder
        found = {folder}
        for path in self._session.store.watched:
            found.add((folder / path).parent)
        return sorted(place for place in found if place.is_dir())

    def _concerns(self, _change: Change, path: str) -> bool:
        generated = Path(path).is_relative_to(self._session.folder / BUILD)
        return not generated and not Path(path).name.startswith(".") and not path.endswith(_LEFTOVERS)
