"""Threads, and processes that draw: begun when they are first needed, and ended together."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from reportgen.pipeline.store import Store
from reportgen.store.cache import Parts

if TYPE_CHECKING:
    from reportgen.system.workers import Workers

T = TypeVar("T")

_THREADS: Final = 4

_PATIENCE: Final = 3.0
"""Seconds that threads get to tidy up."""


class Jobs:
    """The threads and processes that work for one project."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._threads: ThreadPoolExecutor | None = None
        self._running: list[Future[object]] = []
        self._workers: Workers | None = None

    def run(self, work: Callable[[], T]) -> Future[T]:
        """Have something done in a thread."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(_THREADS)
        self._running = [future for future in self._running if not future.done()]
        future = self._threads.submit(work)
        self._running.append(future)  # type: ignore[arg-type]  # Future is invariant, and nobody puts anything into it
        return future

    def workers(self, count: int) -> Workers:
        """Return the processes that draw charts, at least so many; they make themselves ready."""
        from reportgen.system.workers import Workers

        if self._workers is None:
            self._workers = Workers("reportgen.exhibits.worker", project=self._folder)
        self._workers.start(count)
        return self._workers

    def close(self) -> None:
        """End what was begun, programs too."""
        if self._workers is not None:
            from reportgen.publish.publish import sweep_temporary

            self._workers.close()
            sweep_temporary()
        if self._threads is not None:
            from reportgen.system import process

            process.end_all()
            self._threads.shutdown(wait=False, cancel_futures=True)
            # An interrupt can leave Python's lock on imports taken, and a thread that imports would wait forever.
            wait([future for future in self._running if future.running()], timeout=_PATIENCE)
            process.let_start()


class Deferred(Generic[T]):
    """A result that lies in the store, or is being made while other things are."""

    def __init__(self, store: Store, unit: str, parts: Parts, begin: Callable[[], Future[T]]) -> None:
        self._store = store
        self._unit = unit
        self._parts = parts
        self._begin = begin
        self._future = None if store.has(unit, parts) else begin()

    @property
    def waiting(self) -> bool:
        """Whether it is still being made."""
        return self._future is not None and not self._future.done()

    def get(self) -> T:
        """Wait for it, and return it. Call it in the thread of the session."""
        return self._store.memoize(self._unit, self._parts, lambda: (self._future or self._begin()).result())
