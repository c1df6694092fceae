"""Processes that do one kind of work over and over, so that what they need is imported once.

A worker is a program that ``serve``s a function: it reads tasks and writes results, pickled, each behind
its length. It ends when its input ends, so that it never outlives the process that it works for.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, BinaryIO, Final

SECONDS: Final = 60.0
"""How long one task may take."""

_LENGTH: Final = 8


class WorkerError(Exception):
    """A worker ended, or took too long, before its task was done."""


class Workers:
    """Some workers of one kind; each is started with the first task that finds no idle one."""

    def __init__(self, module: str, most: int = 0) -> None:
        self._module = module
        self._most = most or os.cpu_count() or 1
        self._tasks: queue.SimpleQueue[tuple[Any, Future[Any]] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._processes: list[subprocess.Popen[bytes]] = []
        self._closed = False

    def start(self, count: int) -> None:
        """Have at least this many workers, as far as there may be so many; they make themselves ready."""
        while len(self._threads) < min(count, self._most):
            thread = threading.Thread(target=self._work, args=(self._process(),), daemon=True)
            self._threads.append(thread)
            thread.start()

    def submit(self, task: Any) -> Future[Any]:
        """Have a task done; the future fails with ``WorkerError`` where that is not possible."""
        self.start(1)
        result: Future[Any] = Future()
        self._tasks.put((task, result))
        return result

    def close(self) -> None:
        """End all workers; tasks that are not done fail."""
        self._closed = True
        for process in self._processes:
            process.kill()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._processes.clear()

    def _process(self) -> subprocess.Popen[bytes]:
        home = str(Path(__file__).parents[1])
        path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
        kept = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "MPLCONFIGDIR", "XDG_CACHE_HOME")
        env = {name: os.environ[name] for name in kept if name in os.environ}
        env |= {"PYTHONPATH": path, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        process = subprocess.Popen(
            [sys.executable, "-m", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env,
            # Ctrl-C is for the process that they work for; it ends them.
            start_new_session=True,
        )
        self._processes.append(process)
        return process

    def _work(self, process: subprocess.Popen[bytes]) -> None:
        while (item := self._tasks.get()) is not None:
            task, result = item
            if self._closed:
                result.set_exception(WorkerError("it was ended before it was done"))
                continue
            try:
                result.set_result(_ask(process, task))
            except (OSError, EOFError, ValueError, pickle.PickleError) as error:
                result.set_exception(WorkerError(str(error) or "it ended before it was done"))
                _end(process)
                if not self._closed:
                    process = self._process()
        with contextlib.suppress(OSError):
            _end(process)


def _ask(process: subprocess.Popen[bytes], task: Any) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    alarm = threading.Timer(SECONDS, process.kill)
    alarm.daemon = True
    alarm.start()
    try:
        _send(process.stdin, task)
        return _receive(process.stdout)
    finally:
        alarm.cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    process.wait()


def _send(stream: BinaryIO | Any, value: Any) -> None:
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(content).to_bytes(_LENGTH, "big") + content)
    stream.flush()


def _receive(stream: BinaryIO | Any) -> Any:
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        raise EOFError
    return pickle.loads(stream.read(int.from_bytes(head, "big")))


def serve(function: Callable[[Any], Any]) -> None:
    """Do tasks of ``function`` until there are no more; what it prints goes nowhere."""
    source = sys.stdin.buffer
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    while True:
        try:
            task = _receive(source)
        except EOFError:
            return
        _send(target, function(task))
