"""Run a command and measure it: seconds, and the memory of the largest of its processes."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

_TOLD: Final = 15


class Failed(Exception):  # noqa: N818 - it tells what happened to a command
    """A measured command ended with an error, so that there is nothing to measure."""


class Missing(Failed):
    """What is to be measured is not there: a command that this version does not have."""


@dataclass(frozen=True)
class Taken:
    """What one run took: seconds of wall time, and MB of the largest process, children included."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Spread:
    """The median of some runs in seconds, with the fastest and the slowest, and how many there were."""

    median: float
    low: float
    high: float
    runs: int


class Case(Protocol):
    """Something that is measured once in each round."""

    @property
    def name(self) -> str:
        """Name of the case in tables and JSON."""

    def once(self) -> float:
        """Make ready, run once, and give the seconds of the run alone. Raises ``Failed``."""


def take(command: Sequence[str], folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Taken:
    """Run a command to its end. Raises ``Failed`` with the end of its output unless its status is 0."""
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            list(command), cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            told = output.read().decode("utf-8", "replace").splitlines()[-_TOLD:]
            raise Failed("\n".join([f"{' '.join(command)}: exit status {process.returncode}", *told]))
    return Taken(seconds, usage.ru_maxrss / 1024)


def spread(seconds: Sequence[float]) -> Spread:
    """Sum up runs; there is at least one."""
    return Spread(statistics.median(seconds), min(seconds), max(seconds), len(seconds))


def in_rounds(cases: Sequence[Case], rounds: int) -> dict[str, Spread]:
    """Measure all cases in turn, so many rounds, each beginning with another one: noise of the machine meets all."""
    seconds: dict[str, list[float]] = {case.name: [] for case in cases}
    for number in range(rounds):
        begin = number % max(1, len(cases))
        for case in (*cases[begin:], *cases[:begin]):
            seconds[case.name].append(case.once())
    return {name: spread(taken) for name, taken in seconds.items()}
