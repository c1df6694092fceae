"""The only runner of other programs: time limits, a clean environment, no shell."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PASSED_ON: Final = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "TEXMFHOME", "TEXMFVAR", "TEXMFCONFIG")


@dataclass(frozen=True)
class Completed:
    """How a program ended: ``status`` is its exit status, or ``None`` when it ran out of time."""

    status: int | None
    stdout: bytes
    stderr: bytes

    @property
    def text(self) -> str:
        """What it wrote to standard output, as text."""
        return self.stdout.decode("utf-8", "replace")


def which(program: str) -> str | None:
    """Give the full path of a program on the PATH, or ``None``."""
    return shutil.which(program)


def run(
    command: Sequence[str],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    seconds: float = 120.0,
) -> Completed:
    """Run a program to its end, without a shell, in a clean environment.

    Of this process's environment only what programs need to find themselves is passed on;
    ``environment`` is added to it, with a fixed locale and time zone. A program that runs
    longer than ``seconds`` is ended together with its children.
    Raises ``FileNotFoundError`` when the program is not there.
    """
    env = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    env |= {"LC_ALL": "C.UTF-8", "TZ": "UTC"} | dict(environment or {})
    with subprocess.Popen(
        list(command),
        cwd=folder,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            out, err = process.communicate(stdin, timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(process)
            out, err = process.communicate()
            return Completed(None, out, err)
        except BaseException:
            _end(process)
            raise
    return Completed(process.returncode, out, err)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and, where the system knows process groups, its children."""
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
