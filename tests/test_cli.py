from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen import cli
from reportgen.typeset import doctor, toolchain

COMMANDS = ("build", "check", "clean", "doctor", "explain")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a program of its own."""
    command = [sys.executable, "-m", "reportgen", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_shows_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main([*([command] if command else []), "--help"])
    assert stop.value.code == 0
    assert "example" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["bild"], ["build", "--fast"], ["explain", "XYZ999"]])
def test_wrong_usage_has_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = cli.main(arguments)
    except SystemExit as stop:
        status = int(str(stop.code))
    assert status == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("zone", ["Foo/Bar", "../../etc/passwd", "/etc/passwd", "EST5EDT,M3.2.0", ":", "\x01", ""])
def test_a_time_zone_that_is_none_changes_nothing(rivers: Path, zone: str) -> None:
    ended = run("check", "--project", str(rivers), TZ=zone)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "passages: 3 exact; no findings\n", "")


def test_check_tells_what_it_found(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--project", str(rivers)]) == 0
    assert capsys.readouterr().out == "passages: 3 exact; no findings\n"
    (rivers / "data/rivers.csv").unlink()
    assert cli.main(["check", "--project", str(rivers)]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("data/rivers.csv: error DAT001 missing-table: ")
    assert said.out == "1 error; not looked at: templates, and what data and evidence say of each other\n"


@pytest.mark.parametrize("command", ["check", "build", "lock", "watch", "approve"])
@pytest.mark.parametrize("how", ["--texts", "REPORTGEN_TEXTS"])
@pytest.mark.parametrize("name", ["nowhere", "bib/sources.bib"])
def test_a_folder_of_texts_that_is_not_there_is_wrong_usage(
    command: str, how: str, name: str, rivers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [command, "--project", str(rivers)]
    folder = str(rivers / name)
    if how == "--texts":
        options += ["--texts", str(rivers), how, folder]
    else:
        monkeypatch.setenv(how, folder)
    assert cli.main(options) == 2
    assert capsys.readouterr().err == f'{how} names "{folder}", which is no folder; correct it or leave it out\n'
    assert not (rivers / "build").exists()


def test_check_knows_the_style(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = rivers / "report.toml"
    path.write_text(path.read_text("utf-8").replace("[[chapters]]", 'style = "chicgo"\n[[chapters]]', 1), "utf-8")
    assert cli.main(["check", "--project", str(rivers)]) == 1
    assert "error CIT002 unknown-style" in capsys.readouterr().err


def test_clean_removes_build(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (rivers / "build/log").mkdir(parents=True)
    assert cli.main(["clean", "--project", str(rivers)]) == 0
    assert not (rivers / "build").exists()
    assert cli.main(["clean", "--project", str(rivers)]) == 0
    assert capsys.readouterr().out == "removed build/\nnothing to remove\n"


def test_explain_tells_one_code_or_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "cit001"]) == 0
    assert "A citation names evidence that does not exist." in capsys.readouterr().out
    assert cli.main(["explain"]) == 0
    assert "DAT005" in capsys.readouterr().out


def test_a_missing_tool_ends_with_status_2_and_the_line_to_type(
    rivers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(toolchain, "probe", lambda tools: tuple(t for t in tools if t.name == "booktabs.sty"))
    monkeypatch.setattr(toolchain, "system", lambda: "debian")
    monkeypatch.setattr(doctor, "probe", toolchain.probe)
    monkeypatch.setattr(doctor, "system", toolchain.system)
    assert cli.main(["build", "--project", str(rivers)]) == 2
    said = capsys.readouterr().err
    assert "TEX006 missing-tool: not installed: booktabs.sty" in said
    assert "sudo apt-get install --no-install-recommends texlive-latex-recommended" in said
    assert cli.main(["doctor"]) == 2
    assert "booktabs.sty" in capsys.readouterr().out


def test_a_pipe_gets_plain_text_without_progress(rivers: Path) -> None:
    (rivers / "data/rivers.csv").unlink()
    done = run("check", "--project", str(rivers), FORCE_COLOR="")
    assert done.returncode == 1
    assert "\x1b" not in done.stderr + done.stdout
    assert "reading" not in done.stderr + done.stdout


def test_a_check_loads_neither_matplotlib_nor_pylatex(rivers: Path) -> None:
    code = (
        "import sys; from reportgen import cli; status = cli.main(['check', '--project', sys.argv[1]]);"
        "print(status, sorted({'matplotlib', 'pylatex'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(rivers)], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "0 []", done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [["explain"], ["--version"], ["explain", "PRJ001"]])
def test_an_output_that_cannot_be_written_is_a_failure_and_no_traceback(arguments: list[str]) -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "reportgen", *arguments]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=env, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
