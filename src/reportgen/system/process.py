"""The only runner of other programs: time limits, a clean environment, and a sandbox where there is one."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, TypeAlias

from reportgen.system import isolation, landlock, sandbox
from reportgen.system.programs import which

_PASSED_ON: Final = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT")
_SIGNS: Final = re.compile(r"[$~{},;:!\n]")
"""What kpathsea takes for signs of its own in the name of a home folder; a variable named in itself has no end."""
_NOWHERE: Final = "/no-such-folder"
Hear: TypeAlias = Callable[[bytes], None]
"""Hears what a program says, piece by piece."""

NOT_STARTED: Final = 127
"""Status of a program that could not be started, as shells have it."""

_CHUNK: Final = 65536
_XCPU: Final = 24
_XFSZ: Final = 25


@dataclass(frozen=True)
class Limits:
    """What a program may use: seconds of processor time, bytes of memory, bytes in one file, processes at a time.

    ``output`` is how many bytes it may write to standard output and standard error, each. Memory and
    processes are bounded only where the system can do so (see ``sandbox.command``).
    """

    cpu: int = 120
    memory: int = 4_000_000_000
    file: int = 500_000_000
    processes: int = 64
    output: int = 50_000_000


@dataclass(frozen=True)
class Completed:
    """How a program ended: ``status`` is its exit status, or ``None`` when it ran out of time.

    ``stopped`` names the limit that ended it, where one did: "time", "file size" or "output".
    """

    status: int | None
    stdout: bytes
    stderr: bytes
    stopped: str = ""

    @property
    def broken(self) -> bool:
        """Whether it did not come to its own end: it was never there, was killed, or ran out of time."""
        return self.status is None or self.status < 0 or self.status >= NOT_STARTED

    @property
    def text(self) -> str:
        """What it wrote to standard output, as text."""
        return self.stdout.decode("utf-8", "replace")


class Handle:
    """Ends one program that ``run`` was given this for: before its time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def end(self) -> None:
        """End the program with its children, also if it has not begun."""
        with self._lock:
            self._ended = True
            if self._process is not None:
                _kill(self._process)

    def take(self, process: subprocess.Popen[bytes]) -> None:
        """Take a program that has begun."""
        with self._lock:
            self._process = process
            if self._ended:
                _kill(process)


def run(
    command: Sequence[str],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    seconds: float = 120.0,
    limits: Limits | None = None,
    writable: Sequence[Path] = (),
    readable: Sequence[Path] = (),
    heard: Hear | None = None,
    handle: Handle | None = None,
) -> Completed:
    """Run a program to its end in a clean environment; safe to call from several threads.

    Of this process's environment only what programs need to find themselves is passed on;
    ``environment`` is added to it, with a fixed locale and time zone. A program that runs
    longer than ``seconds`` is ended together with its children. ``limits`` bounds what it uses.
    A program for which ``writable`` names folders is confined as far as the system can do so
    (``protection`` says how far): it writes only there, has no network, and of home folders and
    temporary files it sees only those folders, itself, and what ``readable`` names.
    ``heard`` gets what it writes to standard output as it comes, in another thread; ``handle`` can end it.
    Raises ``FileNotFoundError`` when the program is not there.
    """
    if not which(command[0]):
        raise FileNotFoundError(2, os.strerror(2), command[0])
    env = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    if os.name == "posix" and _SIGNS.search(env.get("HOME", "")):
        env["HOME"] = _NOWHERE
    env |= {"PATH": isolation.programs(env.get("PATH", "")), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    env |= dict(environment or {})
    ceilings = sandbox.Ceilings(limits.cpu, limits.memory, limits.file, limits.processes) if limits else None
    line = sandbox.wrapped(command, ceilings, folder or Path.cwd(), writable, readable)
    walls = sandbox.walls(command, writable, readable)
    if walls:
        env["TMPDIR"] = str(writable[0])
    # In its own folder, since the one for temporary files may be full; nothing else needs that.
    with tempfile.TemporaryFile(dir=folder) if stdin else contextlib.nullcontext() as given:
        if given is not None:
            given.write(stdin)
            given.seek(0)

        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                line,
                cwd=folder,
                env=env,
                stdin=subprocess.DEVNULL if given is None else given,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )

        with _children.starting():
            process = landlock.walled(walls, start) if walls else start()
            _children.add(process)
        if handle is not None:
            handle.take(process)
        try:
            return _watch(process, seconds, limits.output if limits else sys.maxsize, heard)
        finally:
            _end(process)
            _children.remove(process)


def ask(command: Sequence[str], seconds: float = 120.0) -> Completed:
    """Run a program for what it says; where it cannot be run (damaged, or made for another machine) it says nothing."""
    try:
        return run(command, seconds=seconds)
    except OSError as error:
        return Completed(NOT_STARTED, b"", (error.strerror or str(error)).encode())


def protection() -> Mapping[str, str]:
    """Tell what confines TeX and pandoc on this machine, for the build record."""
    return sandbox.protection()


def end_all() -> None:
    """End every program that ``run`` started and that still runs, with its children; no other may start."""
    _children.end()


def let_start() -> None:
    """Let ``run`` start programs again after ``end_all``."""
    _children.closed = False


@dataclass
class _Children:
    """The programs that run at this moment."""

    closed: bool = False
    _running: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)
    # Re-entrant, since a signal handler may run in the midst of a start in its own thread.
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @contextlib.contextmanager
    def starting(self) -> Iterator[None]:
        with self._lock:
            if self.closed:
                raise KeyboardInterrupt
            yield

    def add(self, process: subprocess.Popen[bytes]) -> None:
        self._running[process.pid] = process

    def remove(self, process: subprocess.Popen[bytes]) -> None:
        self._running.pop(process.pid, None)

    def end(self) -> None:
        with self._lock:
            self.closed = True
            for process in list(self._running.values()):
                _kill(process)


_children = _Children()


class _Reader(threading.Thread):
    """Reads a pipe to its end and keeps no more than ``most`` bytes of it."""

    def __init__(self, pipe: IO[bytes], most: int, process: subprocess.Popen[bytes], heard: Hear | None = None) -> None:
        super().__init__(daemon=True)
        self._pipe, self._most, self._process = pipe, most, process
        self._heard = heard
        self._kept: list[bytes] = []
        self.size = 0
        self.start()

    def run(self) -> None:
        with self._pipe:
            while chunk := os.read(self._pipe.fileno(), _CHUNK):
                if self.size < self._most:
                    self._kept.append(chunk[: self._most - self.size])
                self.size += len(chunk)
                if self._heard is not None:
                    self._heard(chunk)
                if self.size > self._most:
                    _kill(self._process)

    @property
    def content(self) -> bytes:
        return b"".join(self._kept)


def _watch(process: subprocess.Popen[bytes], seconds: float, most: int, heard: Hear | None) -> Completed:
    """Read what a program says until it ends, or until it has gone beyond its time or its output."""
    assert process.stdout is not None
    assert process.stderr is not None
    readers = (_Reader(process.stdout, most, process, heard), _Reader(process.stderr, most, process))
    until = time.monotonic() + seconds
    for reader in readers:
        reader.join(max(0.0, until - time.monotonic()))
    late = any(reader.is_alive() for reader in readers)
    if not late:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            late = True
    if late:
        _kill(process)
        for reader in readers:
            reader.join()
    status = process.wait()
    out, err = (reader.content for reader in readers)
    if late:
        return Completed(None, out, err, "time")
    if any(reader.size > most for reader in readers):
        return Completed(status, out, err, "output")
    # A shell or sandbox between us tells of a signal by adding 128 to its number.
    number = -status if status < 0 else status - 128
    if number == _XCPU:
        return Completed(None, out, err, "time")
    return Completed(status, out, err, "file size" if number == _XFSZ else "")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and, where the system knows process groups, its children."""
    # Its number may be another's once it has been waited for.
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave nothing of a program behind, however its run ended."""
    if process.returncode is None:
        _kill(process)
        process.wait()
