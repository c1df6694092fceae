from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from reportgen.system import process, sandbox
from reportgen.system.process import Completed, Limits
from running import command_lines

LIMITS = Limits(cpu=2, memory=2_000_000_000, file=1_000_000, output=100_000)
SHELL = "/bin/sh"
# Links to the programs that tests may find (conftest.py) lie among temporary files, which a sandbox hides.
PROGRAMS = [Path(folder) for folder in os.environ["PATH"].split(os.pathsep) if folder.startswith(tempfile.gettempdir())]


def run(command: Sequence[str], **options: Any) -> Completed:
    """Run a program that may call those of the PATH."""
    return process.run(command, readable=PROGRAMS, **options)


@pytest.fixture(params=["bubblewrap", "landlock", "unshare", "none"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Each kind of sandbox in turn; no other takes its place where it is lacking."""
    monkeypatch.setenv(sandbox.VARIABLE, request.param)
    sandbox.kind.cache_clear()
    try:
        found = sandbox.kind()
        if found != request.param:
            trial = subprocess.run(["unshare", "--map-root-user", "true"], capture_output=True, check=False)
            assert trial.returncode, f"not {request.param} but {found}: reportgen doctor --install --for test"
            pytest.skip(f"this machine permits no namespaces, which {request.param} needs")
        yield found
    finally:
        monkeypatch.undo()
        sandbox.kind.cache_clear()


def test_a_program_gets_its_input_and_a_clean_environment(kind: str, tmp_path: Path) -> None:
    script = 'cat; echo "$SECRET|$LC_ALL|$MINE"; pwd; echo wrong >&2; exit 3'
    os.environ["SECRET"] = "x"
    try:
        command = [SHELL, "-c", script]
        done = run(
            command, folder=tmp_path, environment={"MINE": "1"}, stdin=b"in ", limits=LIMITS, writable=[tmp_path]
        )
    finally:
        del os.environ["SECRET"]
    assert done.text == f"in |C.UTF-8|1\n{os.path.realpath(tmp_path)}\n"
    assert (done.status, done.stderr, done.stopped) == (3, b"wrong\n", "")


def test_the_build_record_says_what_was_in_force(kind: str) -> None:
    told = process.protection()
    assert told["sandbox"] == kind
    assert told["network"] == ("not cut off" if kind == "none" else "none")
    assert "processor time, file size, memory" in told["limits"]


def test_a_confined_program_writes_only_where_it_may(kind: str, tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    mine.mkdir()
    other.mkdir()
    (other / "secret").write_text("secret")
    script = f"echo x > made; echo x > {other}/made; cat {other}/secret; echo x > /usr/made-by-a-test"
    if kind in {"unshare", "none"}:
        script = "echo x > made"
    done = run([SHELL, "-c", script], folder=mine, limits=LIMITS, writable=[mine])
    assert (mine / "made").read_text() == "x\n"
    assert b"secret" not in done.stdout
    assert not (other / "made").exists()
    assert not Path("/usr/made-by-a-test").exists()


def test_a_confined_program_has_no_network(kind: str, tmp_path: Path) -> None:
    code = "import socket; print([name for _, name in socket.if_nameindex()])"
    done = run([sys.executable, "-c", code], folder=tmp_path, limits=LIMITS, writable=[tmp_path])
    refused = kind == "landlock" and b"PermissionError" in done.stderr
    assert refused or done.status == 0, done.stderr
    assert refused or kind == "none" or done.text.strip() in ("['lo']", "[]")


CALLS = {
    "a socket": "import socket; socket.socket(socket.AF_UNIX)",
    "rights": "import os; os.chmod(OUT, 0o777)",
    "times": "import os; os.utime(OUT, (1, 1))",
    "owner": "import os; os.chown(OUT, 1, 1)",
    "attributes": "import os; os.setxattr(OUT, 'user.x', b'1')",
    "length": "import os; os.truncate(OUT, 0)",
    "a name": "import os; os.link(OUT, 'made')",
    "a signal": "import os; os.kill(PARENT, 0)",
    "another's memory": "open('/proc/PARENT/mem', 'rb')",
    "another's environment": "open('/proc/PARENT/environ', 'rb').read(1).decode() or 1/0",
    "a listing": "import os; os.listdir(FOLDER)",
    "its end": "import os; os.unlink(OUT)",
    "another place": "import os; os.rename(OUT, 'made')",
    "a device": "import os; os.mknod('made', 0o060600, os.makedev(8, 0)); open('made', 'rb').read(1)",
}


@pytest.mark.parametrize("call", CALLS)
def test_a_confined_program_is_refused_what_reaches_beyond_its_folder(kind: str, tmp_path: Path, call: str) -> None:
    if kind in {"unshare", "none"}:
        pytest.skip("files are not out of reach")
    mine, other = tmp_path / "mine", tmp_path / "other"
    mine.mkdir()
    other.mkdir()
    (other / "file").write_text("content")
    before = (other / "file").stat()
    code = CALLS[call].replace("OUT", repr(str(other / "file"))).replace("FOLDER", repr(str(other)))
    code = code.replace("PARENT", str(os.getpid())) + "; print('DONE')"
    done = run([sys.executable, "-c", code], folder=mine, limits=LIMITS, writable=[mine])
    # In a network and with processes of its own a socket, or a signal, reaches nobody else.
    own = kind == "bubblewrap" and call in {"a socket", "a signal"}
    assert own or b"DONE" not in done.stdout, done.stderr
    after = (other / "file").stat()
    assert (after.st_mode, after.st_mtime, after.st_uid, after.st_size) == (
        (before.st_mode, before.st_mtime, before.st_uid, before.st_size)
    )
    assert after.st_nlink == 1


@pytest.mark.parametrize(
    ("script", "status", "stopped"),
    [
        ("exec yes", -9, "output"),
        ("exec cat /dev/zero > big", None, "file size"),
        ("while :; do :; done", None, "time"),
    ],
)
def test_a_program_that_goes_beyond_a_limit_is_ended(
    kind: str, tmp_path: Path, script: str, status: int | None, stopped: str
) -> None:
    done = run([SHELL, "-c", script], folder=tmp_path, limits=LIMITS, writable=[tmp_path])
    assert done.stopped == stopped
    assert done.status == status or stopped == "file size"
    assert len(done.stdout) <= LIMITS.output
    assert all(path.stat().st_size <= LIMITS.file for path in tmp_path.iterdir())


def test_memory_is_bounded(tmp_path: Path) -> None:
    done = run([sys.executable, "-c", "bytearray(3 * 10**9)"], folder=tmp_path, limits=LIMITS, writable=[tmp_path])
    assert b"MemoryError" in done.stderr


def test_time_is_up_for_children_too(kind: str, tmp_path: Path) -> None:
    script = "(sleep 3; echo x > late) & sleep 3"
    begun = time.monotonic()
    done = run([SHELL, "-c", script], folder=tmp_path, seconds=0.3, limits=LIMITS, writable=[tmp_path])
    assert (done.status, done.stopped) == (None, "time")
    assert time.monotonic() - begun < 2
    time.sleep(0.1)
    assert not _alive("sleep 3; echo x > late")


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run(["no-such-program-here"], folder=tmp_path, writable=[tmp_path])


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_signal_ends_all_programs_and_cleans_up(name: str, tmp_path: Path) -> None:
    code = f"""
import tempfile, threading
from pathlib import Path
from reportgen.system.interrupts import Interrupted, install_handlers
from reportgen.system.process import end_all, run
install_handlers()
try:
    with tempfile.TemporaryDirectory(dir={str(tmp_path)!r}) as folder:
        threading.Thread(target=run, args=(["sleep", "31.4159"],)).start()
        print("ready", flush=True)
        run(["sleep", "31.4159"], folder=Path(folder), writable=[Path(folder)])
except Interrupted as stopped:
    end_all()
    raise SystemExit(stopped.status)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(0.3)
        child.send_signal(getattr(signal, name))
        assert child.wait(10) == 128 + getattr(signal, name)
    assert list(tmp_path.iterdir()) == []
    time.sleep(0.1)
    assert not _alive("31.4159")


def _alive(words: str) -> bool:
    """Tell whether a program with these words in its command line runs (where the system has /proc)."""
    return any(words in line and "pytest" not in line and "import tempfile" not in line for line in command_lines())


def test_a_handle_ends_a_program_before_its_time(tmp_path: Path) -> None:
    handle = process.Handle()
    timer = threading.Timer(0.3, handle.end)
    timer.start()
    began = time.monotonic()
    done = run([SHELL, "-c", "sleep 60 & wait"], folder=tmp_path, seconds=50.0, handle=handle)
    assert time.monotonic() - began < 20
    assert (done.status is None, done.stopped) == (False, "")


def test_a_handle_that_was_used_before_the_program_began_ends_it_too(tmp_path: Path) -> None:
    handle = process.Handle()
    handle.end()
    began = time.monotonic()
    assert run([SHELL, "-c", "sleep 60"], folder=tmp_path, seconds=50.0, handle=handle).status
    assert time.monotonic() - began < 20
