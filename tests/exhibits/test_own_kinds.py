"""A project's own program for a kind of chart may do anything: what comes of it is a chart or a finding."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from exhibits.test_draw_jobs import sketch
from reportgen.exhibits.model import DrawError, DrawJob, DrawnChart
from reportgen.pipeline.charts import draw
from reportgen.system import sandbox, workers
from reportgen.system.workers import Workers

DRAW = "def draw(figure, chart):\n"
SECONDS = 15.0
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
    "never comes back from one call": (
        DRAW + "    ('a' * 10**6).rfind('a' * 250000 + 'b' + 'a' * 250000)\n",
        1,
        "it took longer than 8 seconds",
    ),
    "fills the memory": (DRAW + "    x = [bytearray(10**8) for _ in range(99)]\n", 1, "it needs more than 1.5 GB"),
    "fills the disk": (
        DRAW + "    f = open('x', 'wb')\n    while True: f.write(bytes(10**7))\n",
        3,
        "OSError: [Errno 27]",
    ),
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


def running(sign: str) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                if sign.encode() in (folder / "cmdline").read_bytes():
                    found.append(int(folder.name))
    return found


STARTS = {
    "in its session": "subprocess.Popen(['sleep', SIGN])",
    "in a session of its own": "subprocess.Popen(['sleep', SIGN], start_new_session=True)",
    "by another that ends": "subprocess.run(['sh', '-c', f'setsid sleep {SIGN} & exit 0'], check=True)",
    "by a fork that Python does not see": (
        "libc = ctypes.CDLL(None)\n    if libc.fork() == 0:\n        libc.setsid()\n"
        "        libc.execlp(b'sleep', b'sleep', SIGN.encode(), None)"
    ),
}


@pytest.mark.parametrize("way", STARTS)
@pytest.mark.parametrize("prefix", ["bubblewrap", "unshare", "none"])
def test_what_it_starts_ends_with_it(way: str, prefix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(sandbox.VARIABLE, prefix)
    sandbox._gathering.cache_clear()
    if (prefix == "none") != (sandbox.gathered([])[0] == sys.executable):
        pytest.skip("this system lets nobody make a namespace")
    sign = f"9{os.getpid()}.{list(STARTS).index(way)}"
    source = f"import ctypes, subprocess\nSIGN = {sign!r}\n" + DRAW + f"    {STARTS[way]}\n"
    team = Workers("reportgen.exhibits.worker", most=1)
    try:
        assert isinstance(draw(team, order(source)).result(SECONDS * 3), DrawnChart)
        until = time.monotonic() + 10
        while running(sign) and time.monotonic() < until:
            time.sleep(0.05)
        assert running(sign) == []
    finally:
        team.close()
        sandbox._gathering.cache_clear()


FORGED = {
    "runs code": ("pickled(pickle.dumps(X()))", "its process ended"),
    "runs code behind our lengths": ("raw(pickle.dumps(X()))", "its process ended"),
    "is of 8 exabytes": ("b'\\x7f' * 16", "its process ended"),
    "is none": ("frame(None)", "what its process answered is no chart"),
    "is a text": ("frame('hello')", "what its process answered is no chart"),
    "is of wrong types": (
        "frame({'message': 1, 'line': 'x', 'column': None, 'more': 3, 'fault': []})",
        "what its process answered is no chart",
    ),
    "is nested without end": ("raw(b'[' * 100000)", "its process ended"),
    "is no JSON": ("raw(b'\\xff')", "its process ended"),
    "has no answer": ("raw(b'{}')", "its process ended"),
    "is a picture of nothing": ("frame({'drawn': 7}, b'garbage')", "its picture of 7 bytes is no PDF that can be"),
}
FORGE = (
    "import json, os, pickle, sys, time\n"
    "class X:\n    def __reduce__(self): return (os._exit, (0,))\n"
    "def raw(head, body=b''):\n"
    "    return len(head).to_bytes(8, 'big') + len(body).to_bytes(8, 'big') + head + body\n"
    "def frame(head, body=b''): return raw(json.dumps({'answer': head}).encode(), body)\n"
    "def pickled(content): return len(content).to_bytes(8, 'big') + content\n"
)


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_answer_is_a_flaw_and_runs_nothing(team: Workers, name: str) -> None:
    answer, message = FORGED[name]
    send = f"    answer = {answer}\n    for n in range(3, 30):\n        try:\n            os.write(n, answer)\n"
    source = FORGE + DRAW + send + "        except OSError:\n            pass\n    os._exit(0)\n"
    flaw = draw(team, order(source)).result(SECONDS * 3)
    assert isinstance(flaw, DrawError)
    assert (flaw.fault, flaw.message[: len(message)]) == ("program", message)
    assert flaw.line == source.splitlines().index(DRAW.strip()) + 1


@pytest.mark.parametrize(
    ("saved", "message"),
    [
        ("None", "its picture of 0 bytes is no PDF"),
        ("to.write(b'not a pdf')", "its picture of 9 bytes is no PDF"),
        ("(figure.set_size_inches(50, 50), kept(to, **given))", "its picture is 1270 mm wide and 1270 mm high"),
        ("two(to)", "its picture has 2 pages; it has to be one"),
    ],
)
def test_a_picture_that_is_not_what_was_asked_is_a_flaw(team: Workers, saved: str, message: str) -> None:
    source = (
        "import pikepdf\ndef two(to):\n    pdf = pikepdf.new()\n    pdf.add_blank_page()\n    pdf.add_blank_page()\n"
        "    pdf.save(to)\n" + DRAW + f"    kept = figure.savefig\n    figure.savefig = lambda to, **given: {saved}\n"
    )
    flaw = draw(team, order(source)).result(SECONDS * 3)
    assert isinstance(flaw, DrawError)
    assert (flaw.fault, flaw.message[: len(message)]) == ("program", message)


def test_each_process_has_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    team = Workers("reportgen.exhibits.worker", most=2, project=tmp_path)
    source = "import os, shutil\n" + DRAW + "    shutil.rmtree(os.getcwd())\n"
    try:
        charts = [draw(team, order(source)) for _ in range(3)] + [draw(team, DrawJob(sketch(), {})) for _ in range(3)]
        assert all(isinstance(chart.result(SECONDS * 6), DrawnChart) for chart in charts)
    finally:
        team.close()
    assert list((tmp_path / "build").iterdir()) == [], "nothing stays behind"


def test_nobody_waits_for_a_process_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", fail)
    team = Workers("reportgen.exhibits.worker", most=2)
    try:
        for asked in (order(DRAW + "    pass\n"), DrawJob(sketch(), {})):
            flaw = draw(team, asked).result(SECONDS)
            assert isinstance(flaw, DrawError)
            assert "Resource temporarily unavailable" in flaw.message
    finally:
        team.close()
