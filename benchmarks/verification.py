"""How long a check takes, and how much memory, as a project grows: passages, claims, statements.

Each size runs in a process of its own. Times are told as ratios to ``python -c "import pandas,
matplotlib.pyplot"`` measured in the same run, since machines differ and are noisy.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from generate import TEXTS, Size, write_project

FULL = Size()
SHARES = (16, 4, 1)


def peak(command: list[str]) -> tuple[float, float]:
    """Run a command; give seconds and peak memory in MB."""
    began = time.perf_counter()
    process = os.posix_spawnp(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, 1, 0)]
    )
    _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def main() -> None:
    """Print a line for each size."""
    unit = statistics.median(peak([sys.executable, "-c", "import pandas, matplotlib.pyplot"])[0] for _ in range(5))
    print(f"unit: {unit:.2f} s")
    print("evidence  words      statements  rows    seconds  units  MB")
    for share in SHARES:
        size = Size(*(getattr(FULL, n) // (1 if n == "sources" else share) for n in Size.__dataclass_fields__))
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_project(folder, size)
            command = [sys.executable, "-m", "reportgen", "check", "--project", name, "--texts", str(folder / TEXTS)]
            taken, memory = peak(command)
        print(
            f"{size.evidence:<9} {size.words:<10} {size.statements:<11} {size.rows:<7} "
            f"{taken:<8.1f} {taken / unit:<6.1f} {memory:.0f}"
        )


if __name__ == "__main__":
    main()
