"""Programs that a project brings: nothing but a build runs them, and only one that was told to trust them."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen import cli, pipeline
from reportgen.findings.model import collect
from reportgen.pipeline.session import Session
from reportgen.pipeline.trust import programs

SOURCE = "import pathlib\ndef draw(figure, chart):\n    figure.text(0.5, 0.5, 'OWN')\n"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "reportgen" / "trusted"


@pytest.fixture
def trace(rivers: Path, state: Path) -> Path:
    """Gives the project a kind of its own, and the place of a file that is there once that has run."""
    trace = rivers.parent / "run"
    (rivers / "own.py").write_text(f"open({str(trace)!r}, 'w')\n{SOURCE}", "utf-8")
    replace(rivers, "report.toml", 'kind = "bars"', 'kind = "own"')
    replace(rivers, "report.toml", "[units]", '[kinds]\nown = "own.py"\n\n[units]')
    return trace


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")


def trusted(folder: Path, trust: bool = False) -> tuple[list[str], list[str]]:
    """Return the codes of findings, and the kinds that may be drawn."""
    with Session(folder) as session:
        project = session.look().value
    assert project is not None
    outcome = collect(programs(project.project, trust))
    return [f.code for f in outcome.findings], sorted(outcome.value)


def test_a_program_is_trusted_by_its_contents(rivers: Path, trace: Path, state: Path) -> None:
    assert trusted(rivers) == (["PRJ015"], [])
    assert not state.exists()
    assert trusted(rivers, trust=True) == ([], ["own"])
    assert trusted(rivers) == ([], ["own"])
    assert len(list(state.iterdir())) == 1
    (rivers / "own.py").write_text(SOURCE + "# changed\n", "utf-8")
    assert trusted(rivers) == (["PRJ015"], [])
    assert not trace.exists()


def test_trust_is_never_kept_in_the_project(
    rivers: Path, trace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for given in (str(rivers), str(rivers / "build"), "relative", ""):
        monkeypatch.setenv("XDG_STATE_HOME", given)
        inside = Path(given).is_absolute()
        assert trusted(rivers, trust=True) == (["PRJ016"] if inside else [], ["own"])
        assert trusted(rivers)[0] == (["PRJ015"] if inside else [])
    monkeypatch.delenv("HOME")
    assert trusted(rivers, trust=True) == (["PRJ016"], ["own"])
    assert not [path for path in rivers.rglob("*") if "trusted" in path.name]


def test_only_a_build_runs_a_program(rivers: Path, trace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trusted(rivers, trust=True)
    for command in (["check"], ["lock"], ["approve", "--all"], ["trace", "x"], ["ledger", "--as", "prov-json"]):
        cli.main([*command, "--project", str(rivers)])
        assert not trace.exists(), command
    cli.main(["verify", str(rivers / "build")])
    assert not trace.exists()


def test_a_file_that_never_ends_does_not_delay_a_check(rivers: Path, trace: Path) -> None:
    (rivers / "own.py").write_text("while True:\n    pass\n\n\ndef draw(figure, chart): pass\n", "utf-8")
    assert pipeline.check(rivers, lambda _: None).findings == ()


@pytest.mark.parametrize(
    ("place", "old", "new", "code"),
    [
        ("report.toml", 'kind = "own"', 'kind = "own.py"', "EXH004"),
        ("report.toml", 'kind = "own"', 'kind = "os:system"', "EXH004"),
        ("report.toml", 'own = "own.py"', 'own = "../own.py"', "PRJ004"),
        ("report.toml", 'own = "own.py"', 'own = ""', "PRJ004"),
        ("templates/chapters/bridges.tex.j2", "\n\n", '\n\n\\VAR{ chart("own.py") }\n\n', "EXH002"),
        ("templates/chapters/bridges.tex.j2", "\n\n", '\n\n\\VAR{ chart("costs", kind="own") }\n\n', "TPL005"),
        ("templates/chapters/bridges.tex.j2", "\n\n", "\n\n\\VAR{ chart.__globals__ }\n\n", "TPL005"),
    ],
)
def test_nothing_else_names_a_program(rivers: Path, trace: Path, place: str, old: str, new: str, code: str) -> None:
    replace(rivers, place, old, new)
    assert code in {f.code for f in pipeline.check(rivers, lambda _: None).findings}
    assert not trace.exists()


@pytest.mark.tex
def test_a_build_refuses_until_told_to_trust(rivers: Path, trace: Path) -> None:
    command = [sys.executable, "-m", "reportgen", "build", "--project", str(rivers)]
    settings = (rivers / "report.toml").read_text("utf-8")
    hushed = settings + '\n[[rules]]\ncode = "PRJ015"\nseverity = "ignore"\nreason = "hush"\n'
    (rivers / "report.toml").write_text(hushed, "utf-8")
    silenced = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert silenced.returncode == 1
    assert "error PRJ007 firm-rule: PRJ015" in silenced.stderr
    (rivers / "report.toml").write_text(settings, "utf-8")
    refused = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert refused.returncode == 1
    assert 'error PRJ015 untrusted-program: "own.py" is a Python program' in refused.stderr
    assert "reportgen build --trust" in refused.stderr
    assert not trace.exists()
    for options in (["--trust"], []):
        done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done
        assert trace.exists()
    trace.unlink()
    (rivers / "own.py").write_text(f"open({str(trace)!r}, 'w')\n{SOURCE}\n# changed\n", "utf-8")
    assert subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL).returncode == 1
    assert not trace.exists()


@pytest.mark.tex
@pytest.mark.parametrize(("answer", "status"), [("n", 1), ("", 1), ("y", 0)])
def test_at_a_terminal_it_asks(rivers: Path, trace: Path, answer: str, status: int) -> None:
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "reportgen", "build", "--project", str(rivers)]
    with subprocess.Popen(command, stdin=child, stdout=child, stderr=child) as process:
        os.close(child)
        said, until = b"", time.monotonic() + 60
        while b"[y/N]" not in said and time.monotonic() < until:
            if select.select([parent], [], [], 0.5)[0]:
                said += os.read(parent, 65536)
        assert b"untrusted-program" in said
        assert not trace.exists()
        os.write(parent, f"{answer}\n".encode())
        while process.poll() is None and time.monotonic() < until:
            try:
                if select.select([parent], [], [], 0.5)[0]:
                    os.read(parent, 65536)
            except OSError:
                break
        assert process.wait(60) == status
    os.close(parent)
    assert trace.exists() == (status == 0)


@pytest.mark.tex
@pytest.mark.parametrize("ending", ["return 1 / 0", "raise SystemExit", "import os; os._exit(0)"])
def test_a_build_tells_where_a_program_failed(rivers: Path, trace: Path, ending: str) -> None:
    (rivers / "own.py").write_text(f"x = 1\ndef draw(figure, chart): {ending}\n", "utf-8")
    outcome = pipeline.build(rivers, lambda _: None, trust=True)
    assert outcome.value is None
    assert [(f.code, str(f.location)) for f in outcome.findings] == [("EXH012", "own.py:2")]
    assert outcome.findings[0].message.startswith('chart "costs": ')
