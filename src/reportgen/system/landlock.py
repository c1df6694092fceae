"""Walls around a program by Linux itself: Landlock for files, seccomp for the rest; nothing needs to be installed.

Both hold for the thread that asks for them and for what it starts (https://docs.kernel.org/userspace-api/landlock.html,
https://docs.kernel.org/userspace-api/seccomp_filter.html). So a thread is walled in, starts the program, and ends:
that costs less than a millisecond, and needs neither a launcher nor anything between fork and exec.
"""

from __future__ import annotations

import ctypes
import os
import platform
import stat
import struct
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

T = TypeVar("T")

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_BENEATH: Final = 1
_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _DEVICES = 1 << 14, 1 << 15
_READING: Final = _EXECUTE | _READ | _LIST
# All rights of the first version; linking and renaming between folders, truncating, and devices came later.
_ALL: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_LATEST: Final = (1 << 16) - 1
_OF_FILES: Final = _EXECUTE | _WRITE | _READ | _TRUNCATE | _DEVICES
_TCP: Final = 0b11
_SCOPES: Final = 0b11
_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_DENY: Final = 0x00050000 | 1  # SECCOMP_RET_ERRNO, EPERM
_ALLOW: Final = 0x7FFF0000
_X32: Final = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
# The same number everywhere: io_uring (opens what a filter does not see), fchmodat2, setxattrat, removexattrat.
_EVERYWHERE: Final = (425, 452, 463, 466)
# socket ptrace process_vm_writev kill unshare setns bpf perf_event_open add_key keyctl truncate, kernel modules, kexec,
# reboot, swapon, clocks and names of the machine, and what changes owner, rights, times and attributes of files, which
# Landlock does not look at. By the name of the machine: what Linux calls it in a filter, and the numbers.
_GENERIC: Final = (
    *(198, 117, 271, 129, 97, 268, 280, 241, 217, 219, 45, 105, 106, 273, 104, 294, 142, 224, 170, 112, 161, 162),
    *(52, 53, 54, 55, 88, 5, 6, 7, 14, 15, 16),
)
_CALLS: Final = {
    "x86_64": (
        0xC000003E,
        (
            *(41, 101, 311, 62, 272, 308, 321, 298, 248, 250, 76),
            *(175, 176, 313, 246, 320, 169, 167, 164, 227, 170, 171),
            *(90, 91, 268, 92, 93, 94, 260, 132, 235, 261, 280, 188, 189, 190, 197, 198, 199),
        ),
    ),
    "aarch64": (0xC00000B7, _GENERIC),
    "riscv64": (0xC00000F3, _GENERIC),
}


@dataclass(frozen=True)
class Ruleset:
    """What a program sees of the files: what it may read and run, and where it may write too. No network."""

    readable: tuple[Path, ...]
    writable: tuple[Path, ...]


def offered() -> bool:
    """Tell whether this system has Landlock, and we know its machine's numbers of system calls."""
    return sys.platform == "linux" and platform.machine() in _CALLS and _version() > 0


def walled(walls: Ruleset, start: Callable[[], T]) -> T:
    """Call ``start`` within walls, in a thread of its own; what it raises is raised.

    An interrupt waits until it has ended. Raises ``OSError`` where the system refuses to build the walls.
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            _restrict(walls)
            results.append(start())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        thread.join()
    except BaseException:
        thread.join()
        raise
    if errors:
        raise errors[0]
    return results[0]


def _version() -> int:
    return _syscall(_CREATE, None, 0, 1)


def _restrict(walls: Ruleset) -> None:
    version = _version()
    everything = _ALL.get(version, _LATEST)
    attributes = struct.pack("QQQ", everything, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    rules = _checked(_syscall(_CREATE, attributes, len(attributes), 0))
    try:
        _add(rules, walls.readable, _READING)
        _add(rules, walls.writable, everything & ~_EXECUTE & ~_DEVICES)
        _add(rules, [Path("/dev/zero"), Path("/dev/random"), Path("/dev/urandom")], _READ)
        _add(rules, [Path("/dev/null")], everything & (_READ | _WRITE | _TRUNCATE))
        _checked(_library().prctl(_NEW_PRIVILEGES, 1, 0, 0, 0))
        _checked(_syscall(_RESTRICT, rules, 0))
    finally:
        os.close(rules)
    code = _filter()
    kept = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(kept))
    _checked(_library().prctl(_SECCOMP, _FILTER, program, 0, 0))


def _add(rules: int, paths: Iterable[Path], rights: int) -> None:
    """Allow ``rights`` to what lies at and below each path; one that is not there is passed over."""
    for path in paths:
        try:
            opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        try:
            given = rights if stat.S_ISDIR(os.fstat(opened).st_mode) else rights & _OF_FILES
            rule = struct.pack("=Qi", given, opened)
            _checked(_syscall(_ADD, rules, _BENEATH, rule, 0))
        finally:
            os.close(opened)


def _filter() -> bytes:
    """Return a program for seccomp, in classic BPF: refuse the calls above, and all of another kind of machine."""
    name, numbers = _CALLS[platform.machine()]
    denied = sorted({*numbers, *_EVERYWHERE})
    # A jump counts the lines that it passes over. The last two lines are what allows, and what denies.
    end = 4 + len(denied) + 1
    lines = [(_LOAD, 0, 0, 4), (_EQUAL, 0, end - 2, name), (_LOAD, 0, 0, 0), (_AT_LEAST, end - 4, 0, _X32)]
    lines += [(_EQUAL, end - place - 1, 0, number) for place, number in enumerate(denied, start=4)]
    lines += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY)]
    return b"".join(struct.pack("HBBI", code, yes, no, operand) for code, yes, no, operand in lines)


def _syscall(number: int, *values: Any) -> int:
    whole = [ctypes.c_long(value) if isinstance(value, int) else value for value in values]
    return int(_library().syscall(ctypes.c_long(number), *whole))


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
