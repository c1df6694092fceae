"""What a program leaves behind ends with it, where there is no namespace of processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.system import guardian

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="guardians are for Linux")

SLEEPS = "import os, sys, time\nif os.fork() == 0:\n    os.setsid()\n    os.execlp('sleep', 'sleep', sys.argv[1])\n"
RUNS_AWAY = (
    "import os, sys, time\nif os.fork() == 0:\n    os.setsid()\n    end = time.time() + 20\n"
    "    while time.time() < end:\n        if os.fork():\n            os._exit(0)\ntime.sleep(0.3)\n"
)


def begun(source: str, *arguments: str) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-I", "-S", guardian.__file__, sys.executable, "-c", source, *arguments]
    return subprocess.Popen(line, stdout=subprocess.PIPE, start_new_session=True)


def running(sign: str) -> list[str]:
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and sign.encode() in (folder / "cmdline").read_bytes():
                found.append(folder.name)
        except OSError:
            continue
    return found


def gone(sign: str) -> bool:
    until = time.monotonic() + 15
    while running(sign) and time.monotonic() < until:
        time.sleep(0.02)
    return not running(sign)


def sign(number: int) -> str:
    return f"8{os.getpid()}.{number}"


def test_it_says_what_its_program_says_and_ends_as_that_does() -> None:
    process = begun("import sys; print('said', flush=True); sys.exit(7)")
    assert process.communicate(timeout=30)[0] == b"said\n"
    assert process.returncode == 7


def test_what_a_program_leaves_behind_has_ended_when_it_has() -> None:
    with begun(SLEEPS, sign(1)) as process:
        assert process.wait(30) == 0
    assert running(sign(1)) == []


def test_what_runs_away_is_caught() -> None:
    with begun(RUNS_AWAY, sign(2)) as process:
        assert process.wait(30) == 0
    assert running(sign(2)) == []


@pytest.mark.parametrize("where", ["its program", "what it left"])
def test_all_ends_where_the_first_process_is_killed(where: str) -> None:
    mark = sign(3 + (where == "its program"))
    source = (
        f"{SLEEPS}print('ready', flush=True)\ntime.sleep(99)\n"
        if where == "what it left"
        else ("print('ready', flush=True)\nimport time\ntime.sleep(99)\n")
    )
    process = begun(source, mark)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    assert running(mark)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert gone(mark)


def test_a_program_ends_with_its_guardian() -> None:
    source = "import os, time\nprint('ready', flush=True)\nos.kill(os.getppid(), 9)\ntime.sleep(99)\n"
    process = begun(source, sign(5))
    process.wait(30)
    assert gone(sign(5))
    assert process.stdout is not None
    process.stdout.close()


def test_a_program_that_is_not_there_is_told_by_its_status() -> None:
    line = [sys.executable, "-I", "-S", guardian.__file__, "/no/such/program"]
    assert subprocess.run(line, stderr=subprocess.DEVNULL, check=False).returncode == 127
