"""Processes that do one kind of work over and over, so that what they need is imported once.

A worker is a program that serves a function (``serve``): it reads tasks, pickled, each behind its length, and writes
answers: the lengths of a head and of a body (8 bytes each), the head as JSON, and the body. Answers are not pickled,
since a program of a project's may write them, and reading a pickle can run code. A worker ends when its input ends,
so that it never outlives the process that it works for.
It works in an empty folder of its own, with modules of the installation only: nothing of a project or of the current
folder is imported.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import queue
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any, BinaryIO, Final

from reportgen.system import isolation, sandbox
from reportgen.system.serve import LENGTH, Answer

if sys.platform != "win32":
    pass

SECONDS: Final = 60.0
"""How long one task may take."""

_MOST: Final = (8_000_000, 40_000_000)
"""Bytes of the head and of the body of an answer."""
_LONGEST: Final = 300
"""Characters of a reason that are told."""
_LOOK: Final = 0.2
"""Seconds between looks at whether a worker that says nothing is still there."""
_WARNED: Final = 0.9
"""Part of its time after which a task is asked to end, which can still tell where it was."""
_PASSED_ON: Final = ("PATH", "HOME", "SYSTEMROOT")
_FOLDERS: Final = ("MPLCONFIGDIR", "XDG_CACHE_HOME")
_OWN: Final[Mapping[str, str]] = {
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    # Settings of matplotlib's shall not count, wherever they lie, and no window shall open.
    "MATPLOTLIBRC": os.devnull,
    "MPLBACKEND": "agg",
    "OPENBLAS_NUM_THREADS": "1",
}
_BEGIN: Final = (
    "import runpy, sys; home, module = sys.argv[1:]; home in sys.path or sys.path.insert(0, home); "
    "runpy.run_module(module, run_name='__main__', alter_sys=True)"
)


class WorkerError(Exception):
    """A worker ended before its task was done; ``limit``: since it took more time or memory than it may."""

    def __init__(self, message: str, limit: bool = False) -> None:
        super().__init__(message)
        self.limit = limit


class Workers:
    """Some workers of one kind; each is started with the first task that finds no idle one."""

    def __init__(self, module: str, most: int = 0, home: str = "", project: Path | None = None) -> None:
        """``module`` serves; it lies in ``home``, if not beside reportgen. Nothing in ``project`` is relied on."""
        self._module = module
        self._home = home or isolation.home()
        self._project = project
        self._most = most or os.cpu_count() or 1
        self._tasks: queue.SimpleQueue[tuple[Any, bool, Future[Answer]] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._processes: dict[subprocess.Popen[bytes], str] = {}
        self._closed = False

    def start(self, count: int) -> None:
        """Have at least this many workers, as far as there may be so many; they make themselves ready."""
        while len(self._threads) < min(count, self._most):
            thread = threading.Thread(target=self._work, daemon=True)
            self._threads.append(thread)
            thread.start()

    def submit(self, task: Any, alone: bool = False) -> Future[Answer]:
        """Have a task done; the future fails with ``WorkerError`` where that is not possible.

        ``alone``: it has a process to itself, and what the task has started ends with that (``sandbox.gathered``).
        """
        self.start(1)
        result: Future[Answer] = Future()
        self._tasks.put((task, alone, result))
        return result

    def close(self) -> None:
        """End all workers; tasks that are not done fail."""
        self._closed = True
        for process in list(self._processes):
            _kill(process)
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _process(self, alone: bool = False) -> subprocess.Popen[bytes]:
        """Start a process in a folder of its own, which a task may do anything to. Raises ``OSError``."""
        # Neither the current folder nor packages of the user's own are looked into for modules.
        line = [sys.executable, "-P", "-s", "-c", _BEGIN, self._home, self._module]
        folder = self._own_folder()
        try:
            process = subprocess.Popen(
                sandbox.gathered(line) if alone else line,
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment(folder),
                # Ctrl-C is for the process that they work for; it ends them.
                start_new_session=True,
            )
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._processes[process] = folder
        if self._closed:
            _kill(process)
        return process

    def _own_folder(self) -> str:
        """Make the folder that a worker runs in, which is that for its temporary files too.

        It lies beside the outputs, since a system may have little room for temporary files. What is left behind
        by a process that was killed is found by its name.
        """
        build = self._project / "build" if self._project else None
        if build is not None and build.is_dir() and not build.is_symlink():
            return tempfile.mkdtemp(prefix=f".workers-{os.getpid()}-", dir=build)
        return tempfile.mkdtemp(prefix=f"reportgen-{os.getpid()}-")

    def _environment(self, folder: str) -> dict[str, str]:
        env = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        for name in _FOLDERS:
            place = Path(os.environ.get(name, ""))
            if place.is_absolute() and not (self._project and place.resolve().is_relative_to(self._project)):
                env[name] = str(place)
        env |= {
            "PATH": isolation.programs(env.get("PATH", "")),
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder),
        }
        return {**env, **_OWN}

    def _work(self) -> None:
        process: subprocess.Popen[bytes] | None = None
        with contextlib.suppress(OSError):  # the first task tells of it
            process = self._process()
        while (item := self._tasks.get()) is not None:
            task, alone, result = item
            if not result.set_running_or_notify_cancel():
                continue
            try:
                if alone:
                    answer = self._asked(self._process(alone=True), task, last=True)
                else:
                    process = process or self._process()
                    asked, process = process, None
                    answer = self._asked(asked, task)
                    process = asked
            except WorkerError as error:
                result.set_exception(error)
            except BaseException as error:  # nobody else would hear of it, and who asked would wait for ever
                result.set_exception(WorkerError(f"no process could be had for it: {error}"))
            else:
                result.set_result(answer)
        if process is not None:
            self._end(process)

    def _asked(self, process: subprocess.Popen[bytes], task: Any, last: bool = False) -> Answer:
        """Return the answer of a process, which goes on only if there is one and it was not the ``last``."""
        done = False
        try:
            if self._closed:
                raise WorkerError("it was ended before it was done")
            answer = _ask(process, task)
            done = True
        finally:
            if last or not done:
                self._end(process)
        return answer

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        _kill(process)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()
        shutil.rmtree(self._processes.pop(process), ignore_errors=True)


def _ask(process: subprocess.Popen[bytes], task: Any) -> Answer:
    """Return the answer. Raises ``WorkerError``."""
    assert process.stdin is not None
    seconds = SECONDS
    until = time.monotonic() + seconds
    alarm = threading.Timer(seconds, _kill, (process,))
    alarm.daemon = True
    alarm.start()
    try:
        _send(process.stdin, (task, seconds, until - seconds * (1 - _WARNED)))
        head, body = _heard(process, until)
        said = json.loads(head)
        answer = None if "ended" in said else Answer(said["answer"], body)
    except Exception as error:  # a project's own program may have it answer anything
        if time.monotonic() >= until:
            raise WorkerError(f"it took longer than {seconds:.0f} seconds", limit=True) from error
        raise WorkerError("its process ended before it was done") from error
    finally:
        alarm.cancel()
    if answer is None:
        raise WorkerError(str(said["ended"])[:_LONGEST], limit=True)
    return answer


def _heard(process: subprocess.Popen[bytes], until: float) -> tuple[bytes, bytes]:
    """Read the head and the body of one answer. Raises ``EOFError`` where there is none within its time and limits."""
    lengths = _read(process, 2 * LENGTH, until)
    sizes = [int.from_bytes(lengths[i : i + LENGTH], "big") for i in (0, LENGTH)]
    if any(size > most for size, most in zip(sizes, _MOST, strict=True)):
        raise EOFError
    return _read(process, sizes[0], until), _read(process, sizes[1], until)


def _read(process: subprocess.Popen[bytes], wanted: int, until: float) -> bytes:
    """Read so many bytes. Raises ``EOFError`` when the worker ends, even while what it started keeps the pipe open."""
    assert process.stdout is not None
    pipe = process.stdout.fileno()
    pieces: list[bytes] = []
    while wanted:
        if time.monotonic() >= until:
            raise EOFError
        if os.name == "posix" and not select.select([pipe], [], [], _LOOK)[0]:
            if _gone(process):
                raise EOFError
            continue
        if not (piece := os.read(pipe, min(wanted, 1 << 20))):
            raise EOFError
        pieces.append(piece)
        wanted -= len(piece)
    return b"".join(pieces)


def _gone(process: subprocess.Popen[bytes]) -> bool:
    """Tell whether a process has ended; its number stays its own."""
    if sys.platform == "win32":
        return process.poll() is not None
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a worker with what it has started."""
    # Its number may be another's once it has been waited for.
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)


def _send(stream: BinaryIO | Any, value: Any) -> None:
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(content).to_bytes(LENGTH, "big") + content)
    stream.flush()
