from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.system import workers
from reportgen.system.workers import WorkerError, Workers

PROGRAM = """
import os, sys, time
from reportgen.system.serve import Answer, serve

def work(task):
    if task == "die":
        os._exit(1)
    if task == "hang":
        time.sleep(600)
    print("this goes nowhere")
    return Answer([task, os.getpid()])

serve(work)
"""


MODULE = "work_of_a_test"


@pytest.fixture
def home(tmp_path: Path) -> str:
    (tmp_path / f"{MODULE}.py").write_text(PROGRAM, "utf-8")
    return str(tmp_path)


@pytest.fixture
def team(home: str) -> Iterator[Workers]:
    made = Workers(MODULE, most=2, home=home)
    yield made
    made.close()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text("ascii").split()[2] != "Z"


def test_tasks_are_done_by_few_processes(team: Workers) -> None:
    team.start(5)
    futures = [team.submit(n) for n in range(20)]
    done = [future.result(30).head for future in futures]
    assert [task for task, _ in done] == list(range(20))
    assert 1 <= len({pid for _, pid in done}) <= 2


def test_a_worker_that_ends_fails_its_task_alone(team: Workers) -> None:
    with pytest.raises(WorkerError):
        team.submit("die").result(30)
    assert team.submit("next").result(30).head[0] == "next"


def test_a_task_has_its_time(team: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    team.submit("ready").result(30)
    monkeypatch.setattr(workers, "SECONDS", 0.3)
    with pytest.raises(WorkerError):
        team.submit("hang").result(30)


def test_close_ends_them(team: Workers) -> None:
    _, pid = team.submit(1).result(30).head
    team.close()
    assert not alive(pid)


def test_they_do_not_outlive_the_process_they_work_for(home: str) -> None:
    code = (
        f"import time; from reportgen.system.workers import Workers; w = Workers({MODULE!r}, home={home!r});"
        "print(w.submit(1).result().head[1], flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        pid = int(owner.stdout.readline())
        assert alive(pid)
        owner.send_signal(signal.SIGKILL)
        owner.wait()
    end = time.monotonic() + 10
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not alive(pid)
