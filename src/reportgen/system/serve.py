"""The side of a worker: tasks come in by standard input, answers go out by standard output (see ``workers``)."""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO, Final

if sys.platform != "win32":
    import resource

MEMORY: Final = 1_500_000_000
"""Bytes of memory that tasks may need beyond what the worker has once it is ready."""

FILE: Final = 100_000_000
"""Bytes that a task may write to one file; its answer goes through a pipe."""

LENGTH: Final = 8
"""Bytes of a length."""


class TimeLimitExceeded(BaseException):
    """Raised in the midst of a task whose time is over."""


@dataclass(frozen=True)
class Answer:
    """What a worker answers: a head of what JSON can hold, and bytes.

    A program of a project's may have put anything in its place, so that who asked looks at it before use.
    """

    head: Any
    body: bytes = b""


@dataclass(frozen=True)
class _LimitReached:
    """What a worker says in place of an answer: why it had to end, because of a limit."""

    why: str


def serve(function: Callable[[Any], Answer], memory: int = MEMORY) -> None:
    """Do tasks of ``function`` until there are no more; what it prints goes nowhere, and there is nothing to read.

    A task whose time is over gets a ``TimeLimitExceeded``; one that needs more than ``memory`` bytes ends the process.
    """
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    own = os.getpid()
    left = _bound(memory)
    while True:
        try:
            task, seconds, warned = _receive(source)
        except EOFError:
            return
        answer: Answer | _LimitReached
        try:
            # The clock is the same for all processes; some of the time has gone while this one made itself ready.
            _alarm(max(0.01, warned - time.monotonic()))
            answer = function(task)
        except MemoryError:
            told = "; no more is left of what this process may have (ulimit -v)" if left < memory else ""
            answer = _LimitReached(f"it needs more than {left / 1e9:.1f} GB of memory{told}")
        except TimeLimitExceeded:
            answer = _LimitReached(f"it took longer than {seconds:.0f} seconds")
        finally:
            _alarm(0)
            if os.getpid() != own:
                os._exit(1)  # a copy that a task has made of this process
        _tell(target, answer)
        if isinstance(answer, _LimitReached):
            return


def _alarm(seconds: float) -> None:
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, _time_up)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _time_up(_number: int, _frame: FrameType | None) -> None:
    raise TimeLimitExceeded


def _bound(memory: int) -> int:
    """Let this process have no more than so many bytes beyond what it has, where the system can do so (Linux).

    Returns how many that are: fewer where a limit that it has inherited is lower.
    """
    if sys.platform != "win32":
        most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        file = FILE if most == resource.RLIM_INFINITY else min(FILE, most)
        resource.setrlimit(resource.RLIMIT_FSIZE, (file, file))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        taken = pages * resource.getpagesize()
        most = taken + memory
        inherited = resource.getrlimit(resource.RLIMIT_AS)[1]
        if inherited != resource.RLIM_INFINITY:
            most = min(most, inherited)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        memory = max(most - taken, 0)
    return memory


def _tell(stream: BinaryIO | Any, answer: Answer | _LimitReached) -> None:
    head = json.dumps({"ended": answer.why} if isinstance(answer, _LimitReached) else {"answer": answer.head}).encode()
    body = b"" if isinstance(answer, _LimitReached) else answer.body
    stream.write(b"".join(len(part).to_bytes(LENGTH, "big") for part in (head, body)) + head + body)
    stream.flush()


def _receive(stream: BinaryIO | Any) -> Any:
    head = stream.read(LENGTH)
    if len(head) < LENGTH:
        raise EOFError
    return pickle.loads(stream.read(int.from_bytes(head, "big")))
