"""Commands whose standard streams are closed, or that may have few files or little memory."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from commands.said import said
from reportgen import __main__
from reportgen.system import inherited

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="streams and limits of POSIX")

if sys.platform != "win32":
    import resource

KIND = '[kinds]\nown = "kind.py"\n\n[[chapters]]'


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell, in which "$@" is the program."""
    command = ["sh", "-c", script, "sh", sys.executable, "-m", "reportgen"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["check", "explain TPL030", "doctor"])
def test_streams_may_be_closed(rivers: Path, command: str, closed: str) -> None:
    whole = run(f'"$@" {command}', rivers)
    told = run(f'"$@" {command} {closed}', rivers)
    assert "Traceback" not in told.stderr
    assert told.returncode == whole.returncode
    assert told.stdout == ("" if ">&-" in closed.split() else whole.stdout)


@pytest.mark.tex
def test_a_brief_is_built_with_all_streams_closed(rivers: Path) -> None:
    before = {path: path.read_bytes() for path in rivers.rglob("*") if path.is_file()}
    assert run('"$@" build <&- >&- 2>&-', rivers).returncode == 0
    assert (rivers / "build/brief.pdf").read_bytes().startswith(b"%PDF")
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("-n 9", "this process may have 9 open files, and needs 64; raise the limit (ulimit -n) and try again\n"),
        ("-n 40", "this process may have 40 open files, and needs 64; raise the limit (ulimit -n) and try again\n"),
        ("-v 600000", "this process may have 614 MB of memory, and needs 1000; raise the limit (ulimit -v)"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check", "doctor"])
def test_a_limit_that_leaves_too_little_is_told_in_one_line(
    rivers: Path, command: str, limit: str, message: str
) -> None:
    told = run(f'ulimit {limit} && "$@" {command}', rivers)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith(message)
    assert told.stderr.count("\n") == 1


@pytest.mark.tex
@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
def test_charts_are_drawn_within_a_limit_that_is_lower_than_their_own(rivers: Path) -> None:
    told = run('ulimit -v 1200000 && ulimit -f 100000 && "$@" build', rivers)
    assert told.returncode == 0, told.stderr


@pytest.mark.tex
@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
def test_a_chart_that_needs_more_than_such_a_limit_leaves_names_it(rivers: Path) -> None:
    path = rivers / "report.toml"
    text = path.read_text("utf-8").replace('kind = "bars"', 'kind = "own"').replace("[[chapters]]", KIND)
    path.write_text(text.replace('options = { unit = "million dollars" }', ""), "utf-8")
    (rivers / "kind.py").write_text("def draw(figure, chart):\n    bytearray(14 * 10**8)\n", "utf-8")
    told = run('ulimit -v 1200000 && "$@" build --trust', rivers)
    assert told.returncode == 1
    assert 'kind.py:1: error EXH012 failed-kind: chart "costs": it needs more than ' in told.stderr
    assert "no more is left of what this process may have (ulimit -v)" in told.stderr


def test_few_processes_are_told_to_whom_the_limit_holds_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda which: (20, 20) if which == resource.RLIMIT_NPROC else (-1, -1))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert inherited.shortage().startswith("this process may have 20 processes and threads, and needs 32; raise")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert inherited.shortage() == ""


def test_a_thread_that_cannot_be_started_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> int:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("reportgen.cli.main", fail)
    assert __main__._run_command() == 2
    assert capsys.readouterr().err.startswith("no process or thread can be started; end others")


def test_a_limit_that_may_be_raised_is(rivers: Path) -> None:
    assert run('ulimit -Sn 20 && "$@" check', rivers).returncode == 0


@pytest.mark.parametrize("command", ["build", "check --project /", "explain"])
def test_a_folder_that_is_gone_is_told_in_one_line(tmp_path: Path, command: str) -> None:
    told = run(f'mkdir gone && cd gone && rmdir ../gone && "$@" {command}', tmp_path)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("the folder that this is run in cannot be found")
    assert told.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
@pytest.mark.parametrize("command", ["check", "build", "lock", "review status", "impact guide"])
def test_a_build_folder_of_another_user_is_told_as_such(
    rivers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Looking into such a folder fails, which is simulated: tests may be run by root."""
    real = Path.stat

    def stat(path: Path, **given: bool) -> os.stat_result:
        if path.parent.name == "build":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, **given)

    (rivers / "build").mkdir()
    monkeypatch.setattr(Path, "stat", stat)
    words = command.split()
    status, out, err = said(capsys, words[0], "--project", rivers, *words[1:])
    assert status == (1 if command == "build" else 0), err
    assert "BUN007" in err if command == "build" else "Permission denied" not in out + err
