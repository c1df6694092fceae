"""Processes that do one kind of work over and over, so that what they need is imported once.

A worker is a program that ``serve``s a function: it reads tasks and writes results, pickled, each behind
its length. It ends when its input ends, so that it never outlives the process that it works for. It works in
an empty folder, with modules of the installation only: nothing of a project or of the current folder is imported.
"""

from __future__ import annotations

import contextlib
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
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO, Final

from reportgen.system import isolation

if sys.platform != "win32":
    import resource

SECONDS: Final = 60.0
"""How long one task may take."""

MEMORY: Final = 1_500_000_000
"""Bytes of memory that tasks may need beyond what the worker has once it is ready."""

_LENGTH: Final = 8
_MOST: Final = 200_000_000
"""Bytes of a result."""
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


class TimeUp(BaseException):
    """Raised in the midst of a task whose time is over."""


@dataclass(frozen=True)
class _Ended:
    """What a worker says in place of a result: why it had to end, because of a limit."""

    why: str


class Workers:
    """Some workers of one kind; each is started with the first task that finds no idle one."""

    def __init__(self, module: str, most: int = 0, home: str = "", project: Path | None = None) -> None:
        """``module`` serves; it lies in ``home``, if not beside reportgen. Nothing in ``project`` is relied on."""
        self._module = module
        self._home = home or isolation.home()
        self._project = project
        self._most = most or os.cpu_count() or 1
        self._tasks: queue.SimpleQueue[tuple[Any, bool, Future[Any]] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._folder = ""
        self._closed = False

    def start(self, count: int) -> None:
        """Have at least this many workers, as far as there may be so many; they make themselves ready."""
        while len(self._threads) < min(count, self._most):
            thread = threading.Thread(target=self._work, args=(self._process(),), daemon=True)
            self._threads.append(thread)
            thread.start()

    def submit(self, task: Any, alone: bool = False) -> Future[Any]:
        """Have a task done; the future fails with ``WorkerError`` where that is not possible.

        ``alone``: its process does nothing else afterwards, and whatever the task has started ends with it.
        """
        self.start(1)
        result: Future[Any] = Future()
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
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""

    def _process(self) -> subprocess.Popen[bytes]:
        if not self._folder:
            # What is left behind by a process that was killed is found by this name.
            self._folder = self._own_folder()
        process = subprocess.Popen(
            # Neither the current folder nor packages of the user's own are looked into for modules.
            [sys.executable, "-P", "-s", "-c", _BEGIN, self._home, self._module],
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment(),
            # Ctrl-C is for the process that they work for; it ends them.
            start_new_session=True,
        )
        self._processes.add(process)
        return process

    def _own_folder(self) -> str:
        """Make the folder that workers run in, which is that for their temporary files too.

        It lies beside the outputs, since a system may have little room for temporary files.
        """
        build = self._project / "build" if self._project else None
        if build is not None and build.is_dir() and not build.is_symlink():
            return tempfile.mkdtemp(prefix=f".workers-{os.getpid()}-", dir=build)
        return tempfile.mkdtemp(prefix=f"reportgen-{os.getpid()}-")

    def _environment(self) -> dict[str, str]:
        env = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        for name in _FOLDERS:
            place = Path(os.environ.get(name, ""))
            if place.is_absolute() and not (self._project and place.resolve().is_relative_to(self._project)):
                env[name] = str(place)
        env |= {
            "PATH": isolation.programs(env.get("PATH", "")),
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._folder),
        }
        return {**env, **_OWN}

    def _work(self, ready: subprocess.Popen[bytes]) -> None:
        process: subprocess.Popen[bytes] | None = ready
        while (item := self._tasks.get()) is not None:
            task, alone, result = item
            if self._closed:
                result.set_exception(WorkerError("it was ended before it was done"))
                continue
            if process is None:
                process = self._process()
            done = None
            try:
                done = _ask(process, task)
            except WorkerError as error:
                result.set_exception(error)
            if alone or done is None:
                self._end(process)
                process = None
            if done is not None:
                result.set_result(done[0])
        if process is not None:
            self._end(process)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        _kill(process)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()
        self._processes.discard(process)


def _ask(process: subprocess.Popen[bytes], task: Any) -> tuple[Any]:
    """Return the answer. Raises ``WorkerError``."""
    assert process.stdin is not None
    seconds = SECONDS
    until = time.monotonic() + seconds
    alarm = threading.Timer(seconds, _kill, (process,))
    alarm.daemon = True
    alarm.start()
    try:
        _send(process.stdin, (task, seconds * _WARNED))
        answer = pickle.loads(_heard(process, until))
    except Exception as error:  # a project's own program may have it answer anything
        if time.monotonic() >= until:
            raise WorkerError(f"it took longer than {seconds:.0f} seconds", limit=True) from error
        raise WorkerError("its process ended before it was done") from error
    finally:
        alarm.cancel()
    if isinstance(answer, _Ended):
        raise WorkerError(answer.why, limit=True)
    return (answer,)


def _heard(process: subprocess.Popen[bytes], until: float) -> bytes:
    """Read one answer. Raises ``EOFError`` when the worker ends, even while what it started keeps the pipe open."""
    assert process.stdout is not None
    pipe = process.stdout.fileno()
    content, wanted = b"", _LENGTH
    for part in ("length", "answer"):
        pieces: list[bytes] = []
        while wanted:
            if os.name == "posix" and not select.select([pipe], [], [], _LOOK)[0]:
                if time.monotonic() >= until or _gone(process):
                    raise EOFError
                continue
            if not (piece := os.read(pipe, min(wanted, 1 << 20))):
                raise EOFError
            pieces.append(piece)
            wanted -= len(piece)
        content = b"".join(pieces)
        if part == "length" and (wanted := int.from_bytes(content, "big")) > _MOST:
            raise EOFError
    return content


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
    stream.write(len(content).to_bytes(_LENGTH, "big") + content)
    stream.flush()


def _receive(stream: BinaryIO | Any) -> Any:
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        raise EOFError
    return pickle.loads(stream.read(int.from_bytes(head, "big")))


def serve(function: Callable[[Any], Any], memory: int = MEMORY) -> None:
    """Do tasks of ``function`` until there are no more; what it prints goes nowhere, and there is nothing to read.

    A task whose time is over gets a ``TimeUp``; one that needs more than ``memory`` bytes ends the process.
    """
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    own = os.getpid()
    _bound(memory)
    while True:
        try:
            task, seconds = _receive(source)
        except EOFError:
            return
        answer: Any
        try:
            _alarm(seconds)
            answer = function(task)
        except MemoryError:
            answer = _Ended(f"it needs more than {memory / 1e9:.1f} GB of memory")
        except TimeUp:
            answer = _Ended(f"it took longer than {seconds:.0f} seconds")
        finally:
            _alarm(0)
            if os.getpid() != own:
                os._exit(1)  # a copy that a task has made of this process
        _send(target, answer)
        if isinstance(answer, _Ended):
            return


def _alarm(seconds: float) -> None:
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, _time_up)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _time_up(_number: int, _frame: FrameType | None) -> None:
    raise TimeUp


def _bound(memory: int) -> None:
    """Let this process have no more than so many bytes beyond what it has; where the system can do so (Linux)."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
