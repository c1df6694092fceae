"""A project's own program for a kind of chart may do anything: what comes of it is a chart or a finding."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exhibits.test_draw_jobs import sketch
from reportgen.exhibits.model import DrawError, DrawJob, DrawnChart
from reportgen.pipeline.charts import draw
from reportgen.system import workers
from reportgen.system.workers import Workers

DRAW = "def draw(figure, chart):\n"
SECONDS = 15.0
DAEMON = (
    "import subprocess, sys\n" + DRAW + "    subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)'])\n"
)
FLOOD = (
    DRAW + "    import os\n    for number in range(3, 64):\n        try:\n"
    "            os.write(number, b'\\x00' * 3 + b'\\xff' * 5000)\n        except OSError:\n            pass\n"
)
ENDS = {
    "raises": (DRAW + "    x = 1\n    return 1 / 0\n", 3, "ZeroDivisionError: division by zero"),
    "raises when loaded": ("x = 1\nraise KeyError('no')\n", 2, "KeyError: 'no'"),
    "raises in what it calls": ("def f(x):\n    return int(x)\n" + DRAW + "    f('x')\n", 2, "ValueError: invalid"),
    "is no Python": ("x = 1\nx = (\n", 2, "SyntaxError: '(' was never closed"),
    "has a byte 0": ("x = 1\0\n", 1, "null"),
    "has no draw": ("x = 1\n", 1, "kind.py has no function draw(figure, chart)"),
    "exits": ("import sys\n" + DRAW + "    sys.exit(0)\n", 3, "SystemExit: 0"),
    "exits when loaded": ("raise SystemExit\n", 1, "SystemExit"),
    "interrupts": (DRAW + "    raise KeyboardInterrupt\n", 2, "KeyboardInterrupt"),
    "ends the process": ("import os\n" + DRAW + "    os._exit(0)\n", 2, "its process ended before it was done"),
    "kills its group": ("import os\n" + DRAW + "    os.killpg(0, 9)\n", 2, "its process ended before it was done"),
    "forks": ("import os\n" + DRAW + "    os.fork()\n", 3, "PermissionError: a kind of chart may not fork"),
    "never ends": (DRAW + "    while True: pass\n", 2, "it did not end in time"),
    "never ends when loaded": ("while True: pass\n", 1, "it did not end in time"),
    "does not let itself be ended": (
        DRAW + "    while True:\n        try:\n            while True:\n                pass\n"
        "        except BaseException:\n            pass\n",
        1,
        "it took longer than 8 seconds",
    ),
    "fills the memory": (DRAW + "    x = [bytearray(10**8) for _ in range(99)]\n", 1, "it needs more than 1.5 GB"),
    "fails in what cannot speak": (
        "class E(Exception):\n    def __str__(self):\n        raise self\n" + DRAW + "    raise E\n",
        5,
        "E",
    ),
    "leaves what fails": (
        DRAW + "    def fail(*_): raise OSError('late')\n    figure.draw = fail\n",
        2,
        "OSError: late",
    ),
    "disturbs the answers": (FLOOD, 1, "its process ended before it was done"),
}


@pytest.fixture(scope="module")
def team() -> Iterator[Workers]:
    made = Workers("reportgen.exhibits.worker", most=1)
    yield made
    made.close()


def order(source: str) -> DrawJob:
    return DrawJob(replace(sketch(), kind="own"), {}, "/somewhere/kind.py", source.encode())


@pytest.mark.parametrize("name", ENDS)
def test_a_program_that_fails_is_a_flaw_with_its_line(
    team: Workers, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, line, message = ENDS[name]
    if name.startswith(("never", "does not")):
        monkeypatch.setattr(workers, "SECONDS", 8.0)
    flaw = draw(team, order(source)).result(SECONDS * 3)
    assert isinstance(flaw, DrawError)
    assert (flaw.fault, flaw.line) == ("program", line)
    assert message in flaw.message
    monkeypatch.undo()
    assert isinstance(draw(team, DrawJob(sketch(), {})).result(60), DrawnChart), "the next chart is drawn"


@pytest.mark.parametrize(
    "source",
    [
        DRAW + "    print('x' * 100_000, flush=True)\n    import sys; sys.stderr.write('x' * 100_000)\n",
        "import os\n" + DRAW + "    os.write(1, b'x' * 100_000); os.write(2, b'x' * 100_000)\n",
        DRAW + "    import sys\n    assert sys.stdin.read() == ''\n",
        DRAW + "    import matplotlib\n    matplotlib.rcParams['font.size'] = 99\n    matplotlib.axes = None\n",
        DRAW + "    import os\n    assert os.listdir() == []\n",
        DRAW + "    import threading, time\n    threading.Thread(target=time.sleep, args=(99,)).start()\n",
    ],
)
def test_what_it_says_reads_and_changes_disturbs_nothing(team: Workers, source: str) -> None:
    alone = draw(team, DrawJob(sketch(), {})).result(60)
    begun = time.monotonic()
    assert isinstance(draw(team, order(source)).result(SECONDS * 3), DrawnChart)
    assert time.monotonic() - begun < SECONDS * 3
    assert draw(team, DrawJob(sketch(), {})).result(60) == alone


def test_what_it_starts_ends_with_it(team: Workers, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    source = DAEMON.replace("'])\n", f"']).pid\n    open({str(note)!r}, 'w').write(str(p))\n").replace(
        "    subprocess", "    p = subprocess"
    )
    assert isinstance(draw(team, order(source)).result(SECONDS * 3), DrawnChart)
    state = Path(f"/proc/{note.read_text()}/stat")
    until = time.monotonic() + 10
    while state.exists() and state.read_text().split()[2] != "Z" and time.monotonic() < until:
        time.sleep(0.05)
    assert not state.exists() or state.read_text().split()[2] == "Z"
