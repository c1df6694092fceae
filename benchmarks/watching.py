"""``reportgen watch`` as a case: from just before a file is saved until the build, or its preview, is there."""

from __future__ import annotations

import contextlib
import json
import queue
import re
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from cases import reportgen
from measure import Failed, Missing
from projects import Change

_SECONDS: Final = 120.0
_USAGE: Final = 2
_PREVIEW: Final = re.compile(r"preview:\s+(http://\S+)")
_BUILT: Final = re.compile(r"built in [\d.,]+ s")


@dataclass(frozen=True)
class View:
    """What the preview shows: the build's number and state, and the pages as (path of the picture, provisional)."""

    number: int
    state: str
    pages: tuple[tuple[str, bool], ...]

    def changed(self, before: View) -> str:
        """Return the picture of the first changed page once there is one: provisional, or of a newer build; else ""."""
        known = {path for path, _ in before.pages}
        quick = [path for path, provisional in self.pages if provisional and path not in known]
        full = [path for path, _ in self.pages if path not in known]
        newer = self.state == "built" and self.number > before.number
        return next(iter(quick or (full if newer else [])), "")


def read_view(answer: Any) -> View:
    """Read the answer to ``GET /view.json``."""
    pages = tuple((f"page/{page['pdf']}/{page['index']}.png", bool(page["provisional"])) for page in answer["pages"])
    return View(int(answer["number"]), str(answer["state"]), pages)


class Watch:
    """A running ``reportgen watch``; its lines are read as they come."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], log: Path) -> None:
        with log.open("wb") as errors:
            self._process = subprocess.Popen(
                list(command),
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self._log = log
        self._lines: queue.Queue[str | None] = queue.Queue()
        assert self._process.stdout is not None
        threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True).start()

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def line(self, wanted: re.Pattern[str]) -> re.Match[str]:
        """Wait for a line; others are passed over. Raises ``Failed`` for "not built", at the end, and after long."""
        end = time.monotonic() + _SECONDS
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                raise Failed(f"watch: no line like {wanted.pattern} within {_SECONDS:.0f} s") from None
            if line is None:
                raise self._ended()
            if line.startswith("not built"):
                raise Failed(f"watch: {line}")
            if found := wanted.search(line):
                return found

    def _ended(self) -> Failed:
        status = self._process.wait()
        told = self._log.read_text("utf-8", "replace").strip().splitlines()
        kind = Missing if status == _USAGE else Failed
        return kind(f"watch ended with status {status}: {told[-1] if told else 'it said nothing'}")

    def forget(self) -> None:
        """Pass over lines that have come, so that what is measured waits for its own."""
        while not self._lines.empty():
            if self._lines.get() is None:
                raise self._ended()

    def close(self) -> None:
        """End the program."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextlib.contextmanager
def watching(command: Sequence[str], environment: dict[str, str], log: Path) -> Iterator[Watch]:
    """Run ``reportgen watch`` until its first build is done, and end it in the end."""
    watch = Watch(command, environment, log)
    try:
        yield watch
    finally:
        watch.close()


@dataclass(frozen=True)
class Watched:
    """A change until the line that says that it is built."""

    name: str
    watch: Watch
    change: Callable[[], Change]

    def once(self) -> float:
        """Save a change and wait for the line."""
        change = self.change()
        self.watch.forget()
        began = time.perf_counter()
        change.save()
        self.watch.line(_BUILT)
        return time.perf_counter() - began


@dataclass(frozen=True)
class Previewed:
    """A change until the preview has a new view and gives the image of its first changed page."""

    name: str
    watch: Watch
    change: Callable[[], Change]
    address: str

    def once(self) -> float:
        """Save a change, wait as a browser does for a changed page, fetch it; then let the build come to its end."""
        change = self.change()
        self.watch.forget()
        with self._open("events") as events:
            before = self._view()
            began = time.perf_counter()
            change.save()
            for line in events:
                if not line.startswith(b"data:"):
                    continue
                view = self._view()
                if view.state == "failed":
                    raise Failed("preview: the build failed")
                if picture := view.changed(before):
                    self._fetch(picture)
                    break
            taken = time.perf_counter() - began
        self.watch.line(_BUILT)
        return taken

    def _view(self) -> View:
        return read_view(json.loads(self._fetch("view.json")))

    def _fetch(self, path: str) -> bytes:
        with self._open(path) as answer:
            return bytes(answer.read())

    def _open(self, path: str) -> Any:
        try:
            return urllib.request.urlopen(f"{self.address}/{path}", timeout=_SECONDS)
        except OSError as error:
            raise Failed(f"preview: {path}: {error}") from None


def command(project: Path, options: Sequence[str]) -> list[str]:
    """Return the command that watches a project."""
    return reportgen("watch", "--project", str(project), *options)


def preview_address(watch: Watch) -> str:
    """Wait for the line that says where the preview is."""
    return watch.line(_PREVIEW)[1].rstrip("/")


def first_build(watch: Watch) -> None:
    """Wait for the first build, which is not measured."""
    watch.line(_BUILT)
