"""A program that ends with everything it has started, by Linux itself, where no namespace of processes can be had.

What a process leaves behind becomes a child of the next "subreaper" above it (prctl(2)), which here is a guardian in a
session of its own, so that it outlives what is done to those that it guards. Run as a script, isolated::

    python -I -S guardian.py PROGRAM ARGUMENTS…

The first process waits, and can be killed at any time: the guardian sees its end by that of a pipe.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NoReturn

_SUBREAPER: Final = 36
_DEATH_SIGNAL: Final = 1
_LOOK: Final = 0.05
"""Seconds between looks at whether the program has ended."""
_LONGEST: Final = 10.0
"""Seconds for which what is left is looked for; what starts others faster than it can be killed would have no end."""


def main(command: Sequence[str]) -> int:
    """Run a command under a guardian; give its exit status when nothing of it is left."""
    seen, held = os.pipe()
    guardian = os.fork()
    if not guardian:
        os.close(held)
        _guard(command, seen)
    os.close(seen)
    for stream in (0, 1):  # whoever waits for their end shall not wait for this process
        os.close(stream)
    return _status(os.waitpid(guardian, 0)[1])


def _guard(command: Sequence[str], seen: int) -> NoReturn:
    """Start the program, and end all that comes of it once it or the first process has ended."""
    os.setsid()
    _prctl(_SUBREAPER)
    program = os.fork()
    if not program:
        os.close(seen)
        os.setsid()
        _prctl(_DEATH_SIGNAL, signal.SIGKILL)
        try:
            os.execv(command[0], list(command))
        finally:
            os._exit(127)
    for stream in (0, 1):
        os.close(stream)
    status = 1
    while not select.select([seen], [], [], _LOOK)[0]:
        ended, told = os.waitpid(-1, os.WNOHANG)
        if ended == program:
            status = _status(told)
            break
    until = time.monotonic() + _LONGEST
    while _end(os.getpid()) and time.monotonic() < until:
        time.sleep(0.001)
    os._exit(status)


def _end(own: int) -> bool:
    """Kill all that descend from this process, take leave of its children, and tell whether there may be more."""
    parents = dict(_processes())
    found = {own}
    while more := {number for number, parent in parents.items() if parent in found} - found:
        found |= more
    for number in found - {own}:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(number, signal.SIGKILL)
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def _processes() -> Iterator[tuple[int, int]]:
    """Yield each process with its parent."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                # Behind the name, which may hold anything: state and parent.
                yield int(folder.name), int((folder / "stat").read_bytes().rpartition(b")")[2].split()[1])


def _prctl(option: int, value: int = 1) -> None:
    ctypes.CDLL(None).prctl(option, ctypes.c_ulong(value), 0, 0, 0)


def _status(told: int) -> int:
    code = os.waitstatus_to_exitcode(told)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
