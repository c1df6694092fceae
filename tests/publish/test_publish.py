from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.findings.model import collect
from reportgen.publish.publish import publish, sweep, unchanged

OLD = {"brief.pdf": b"old", "ledger.json": b"old", "build-record.json": b"old", "tex/a.tex": b"old", "tex/x/b.tex": b""}
NEW = {"brief.pdf": b"new", "ledger.json": b"new", "build-record.json": b"new", "tex/a.tex": b"new"}


def files(build: Path) -> dict[str, bytes]:
    return {p.relative_to(build).as_posix(): p.read_bytes() for p in build.rglob("*") if p.is_file()}


def test_outputs_are_exchanged_as_a_whole(tmp_path: Path) -> None:
    assert collect(publish(tmp_path, OLD)).value
    assert files(tmp_path) == OLD
    (tmp_path / "mine.txt").write_bytes(b"mine")
    assert collect(publish(tmp_path, NEW)).value
    assert files(tmp_path) == {**NEW, "mine.txt": b"mine"}


@pytest.mark.parametrize("name", ["brief.pdf", "ledger.json"])
def test_a_folder_in_the_place_of_a_file_is_told_and_left(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "mine.txt").write_bytes(b"mine")
    outcome = collect(publish(tmp_path, NEW))
    assert [(f.code, f.location.path) for f in outcome.findings] == [("BUN007", f"{tmp_path.name}/{name}")]
    assert outcome.value is False
    assert files(tmp_path) == {f"{name}/mine.txt": b"mine"}


def test_a_link_to_a_folder_in_the_place_of_a_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "build/brief.pdf").symlink_to(tmp_path / "outside", target_is_directory=True)
    assert collect(publish(tmp_path / "build", NEW)).value
    assert files(tmp_path / "build") == NEW


def test_modes_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        collect(publish(tmp_path, NEW))
    finally:
        os.umask(before)
    assert (tmp_path / "brief.pdf").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "tex").stat().st_mode & 0o777 == 0o755


def test_whatever_step_is_the_last_nothing_lies_beside_another_ones_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    real = Path.replace
    for last in range(9):
        build = tmp_path / str(last)
        build.mkdir()
        collect(publish(build, OLD))
        steps = iter(range(last))

        def step(path: Path, target: Path, steps: Iterator[int] = steps) -> Path:
            if next(steps, None) is None:
                raise Killed
            return real(path, target)

        monkeypatch.setattr(Path, "replace", step)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("shutil.rmtree", lambda *_, **__: None)
            try:
                whole = collect(publish(build, NEW)).value
            except Killed:
                whole = False
        monkeypatch.setattr(Path, "replace", real)
        shown = {path: content for path, content in files(build).items() if not path.startswith(".")}
        states = [OLD, NEW]
        fitting = [state for state in states if all(state.get(path) == content for path, content in shown.items())]
        assert len(fitting) == 1, f"after {last} steps: {shown}"
        assert "brief.pdf" in shown
        if "build-record.json" in shown:
            assert shown == fitting[0], f"after {last} steps the record is not the last"
        if whole:
            assert shown == NEW
        sweep(build)
        assert not [path for path in build.iterdir() if path.name.startswith(".")]


def test_a_full_disk_leaves_the_last_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collect(publish(tmp_path, OLD))

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    outcome = collect(publish(tmp_path, NEW))
    assert outcome.value is False
    assert [f.code for f in outcome.findings] == ["BUN007"]
    assert "No space left" in outcome.findings[0].message
    assert files(tmp_path) == OLD


def test_an_exchange_that_fails_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collect(publish(tmp_path, OLD))
    real = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "brief.pdf":
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    assert [f.code for f in collect(publish(tmp_path, NEW)).findings] == ["BUN007"]
    assert files(tmp_path) == OLD


def test_an_input_that_changed_meanwhile_is_a_finding(tmp_path: Path) -> None:
    for name in ("same", "other"):
        (tmp_path / name).write_bytes(b"then")
    digests = dict.fromkeys(("same", "other", "gone"), hashlib.sha256(b"then").hexdigest())
    (tmp_path / "other").write_bytes(b"now")
    outcome = collect(unchanged(tmp_path, digests))
    assert outcome.value is False
    assert [(f.code, f.location.path) for f in outcome.findings] == [("BUN008", "other"), ("BUN008", "gone")]
    assert collect(unchanged(tmp_path, {"same": digests["same"]})).value is True


def test_a_sweep_removes_temporary_files_of_processes_that_are_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    gone, living = f"reportgen-{process.pid}-fonts-x", f"reportgen-{os.getpid()}-fonts-x"
    for name in (gone, living, "reportgen-notes", "other"):
        (tmp_path / name).mkdir()
    sweep(tmp_path / "build")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([living, "reportgen-notes", "other"])


def test_a_sweep_removes_what_was_left_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".work-abc/deep").mkdir(parents=True)
    (tmp_path / ".brief.pdf-x1").write_bytes(b"")
    (tmp_path / ".cache").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/kept").write_bytes(b"")
    (tmp_path / ".old-link").symlink_to(tmp_path / "outside", target_is_directory=True)
    sweep(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".cache", "outside"]
    assert (tmp_path / "outside/kept").exists()
