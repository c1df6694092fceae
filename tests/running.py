"""Which programs run, without a program that tells: a bare system has no ``ps`` (and macOS no /proc: none is seen)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path


def command_lines() -> list[str]:
    """Return the command lines of all processes, words divided by blanks."""
    return [line for _, line in _processes()]


def at_work_in(folder: Path) -> list[str]:
    """Return the command lines of the processes that name a folder, or that run in it or below it."""
    return [line for cwd, line in _processes() if str(folder) in line or f"{cwd}/".startswith(f"{folder}/")]


def begins_in(folder: Path, seconds: float = 10.0) -> bool:
    """Wait until a process is at work in a folder; tell whether one ever was."""
    until = time.monotonic() + seconds
    while not at_work_in(folder) and time.monotonic() < until:
        time.sleep(0.01)
    return bool(at_work_in(folder))


def _processes() -> Iterator[tuple[str, str]]:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            # A folder that was removed under a process is still told, with a remark behind it.
            yield str((process / "cwd").readlink()).removesuffix(" (deleted)"), line
        except OSError:  # it has ended meanwhile, or is another user's
            continue
