from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.publish.build_lock import FILE, Owner, build_lock, owner

HOLD = """
import sys, time
from pathlib import Path
from reportgen.publish.build_lock import build_lock
with build_lock(Path(sys.argv[1]), seconds=0) as refused:
    print(refused or "taken", flush=True)
    if refused is None:
        sys.stdin.read()
"""
COUNT = """
import sys, time
from pathlib import Path
from reportgen.publish.build_lock import build_lock
count = Path(sys.argv[2])
for _ in range(20):
    with build_lock(Path(sys.argv[1]), seconds=60) as refused:
        assert refused is None, refused
        number = int(count.read_text())
        time.sleep(0.001)
        count.write_text(str(number + 1))
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """A process of its own that claims a folder until its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "taken\n"
    return process


def test_a_claim_names_its_owner_and_ends(tmp_path: Path) -> None:
    build = tmp_path / "build"
    with build_lock(build) as refused:
        assert refused is None
        found = owner(build)
        assert found is not None
        assert found.pid == os.getpid()
    assert owner(build) is None
    with build_lock(build, seconds=0) as refused:
        assert refused is None


def test_a_second_process_is_told_who_builds(tmp_path: Path) -> None:
    said: list[str] = []
    with holder(tmp_path) as first:
        with build_lock(tmp_path, said.append, seconds=0.3) as refused:
            assert refused is not None
            assert refused.code == "BUN006"
            assert f"process {first.pid}, since 2" in refused.message
        first.communicate("")
    assert said
    assert f"process {first.pid}" in said[0]


def test_a_claim_is_taken_over_from_a_process_that_was_killed(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert owner(tmp_path) is not None
        with build_lock(tmp_path, seconds=0) as refused:
            assert refused is None
            assert owner(tmp_path) == Owner(os.getpid(), *_here(tmp_path))


def _here(folder: Path) -> tuple[str, str]:
    found = owner(folder)
    assert found is not None
    return found.host, found.since


def test_whoever_waits_gets_it_when_the_first_ends(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        begun = time.monotonic()

        def end(_: str) -> None:
            if time.monotonic() - begun > 0.2 and first.stdin and not first.stdin.closed:
                first.stdin.close()

        with build_lock(tmp_path, end, seconds=20) as refused:
            assert refused is None
    assert 0.2 < time.monotonic() - begun < 20


def test_no_two_processes_ever_hold_it_together(tmp_path: Path) -> None:
    count = tmp_path / "count"
    count.write_text("0")
    command = [sys.executable, "-c", COUNT, str(tmp_path / "build"), str(count)]
    processes = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert count.read_text() == "60"


def test_a_folder_that_is_removed_while_one_waits_is_claimed_anew(tmp_path: Path) -> None:
    build = tmp_path / "build"
    with build_lock(build) as refused:
        assert refused is None
        (build / FILE).unlink()
        with holder(build) as second:
            second.communicate("")
        assert second.returncode == 0


@pytest.mark.parametrize("content", [b"", b"pid 1", b"\xff" * 4000, b"pid 99999999999999\nhost x\nsince y\n"])
def test_a_damaged_file_stands_in_nobodys_way(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with build_lock(tmp_path, seconds=0) as refused:
        assert refused is None


def test_a_folder_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file")
    with build_lock(tmp_path / "build", seconds=0) as refused:
        assert refused is not None
        assert refused.code == "BUN007"


@pytest.mark.parametrize(
    ("pid", "host", "free"),
    [("gone", "here", True), ("living", "here", False), ("gone", "elsewhere", False)],
)
def test_without_locks_the_process_in_the_file_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pid: str, host: str, free: bool
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    number = done.pid if pid == "gone" else os.getppid()
    name = socket.gethostname() if host == "here" else "elsewhere"
    (tmp_path / FILE).write_text(f"pid {number}\nhost {name}\nsince 2020-02-29T00:00:00Z\n")
    with build_lock(tmp_path, seconds=0) as refused:
        assert (refused is None) == free


def test_a_folder_in_the_place_of_the_claim_gives_way(tmp_path: Path) -> None:
    (tmp_path / FILE / "inner").mkdir(parents=True)
    with build_lock(tmp_path) as refused:
        assert refused is None
        assert (tmp_path / FILE).is_file()


@pytest.mark.parametrize("target", ["nowhere", "folder"])
def test_a_link_in_the_place_of_the_claim_is_not_followed(tmp_path: Path, target: str) -> None:
    build = tmp_path / "build"
    build.mkdir()
    (tmp_path / "folder").mkdir()
    (build / FILE).symlink_to(tmp_path / target)
    with build_lock(build, seconds=0) as refused:
        assert refused is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "folder"]
    assert not (build / FILE).is_symlink()
