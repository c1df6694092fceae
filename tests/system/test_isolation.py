"""A stranger's folder with modules and programs of well-known names: none of them is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from exhibits.test_draw_jobs import sketch
from reportgen.exhibits import serialization
from reportgen.exhibits.model import DrawJob, DrawnChart
from reportgen.system import isolation, process, programs
from reportgen.system.workers import Workers

REPORTGEN = Path(sys.executable).with_name("reportgen")
MODULES = ("contextlib", "numpy", "pandas", "matplotlib", "pydantic", "jinja2", "rich", "pypandoc", "sitecustomize")
PROGRAMS = ("pandoc", "pdflatex", "lualatex", "kpsewhich", "bwrap", "unshare", "dpkg-query", "tlmgr", "sh")


def poisoned(folder: Path, *modules: str) -> Path:
    """Lay modules and programs that leave a trace when they run into a folder; give the place of the trace."""
    trace = folder / "run"
    code = f"import os\nos.close(os.open({str(trace)!r}, os.O_CREAT | os.O_WRONLY))\nraise SystemExit(99)\n"
    for name in modules:
        (folder / f"{name}.py").write_text(code, "utf-8")
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "__init__.py").write_text(code, "utf-8")
    for name in PROGRAMS:
        (folder / name).write_text(f"#!/bin/sh\necho {name} >> '{trace}'\nexit 99\n", "utf-8")
        (folder / name).chmod(0o755)
    (folder / "matplotlibrc").write_text("backend: module://evil\n", "utf-8")
    return trace


def test_a_worker_imports_nothing_of_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trace = poisoned(tmp_path, *MODULES, "reportgen", "encodings", "runpy", "usercustomize")
    monkeypatch.chdir(tmp_path)
    for name in ("PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE", "MPLCONFIGDIR", "MATPLOTLIBRC", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "numpy.py"))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib")
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    team = Workers("reportgen.exhibits.worker", most=1, project=tmp_path)
    before = set(tmp_path.iterdir())
    try:
        job = DrawJob(sketch(), {})
        assert isinstance(serialization.load_result(team.submit(job).result(60), job), DrawnChart)
    finally:
        team.close()
    assert not trace.exists()
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("start", [[str(REPORTGEN)], [sys.executable, "-m", "reportgen"]], ids=["command", "module"])
def test_a_command_runs_nothing_of_the_folder_it_is_run_in(rivers: Path, start: list[str]) -> None:
    # What Python itself needs for -m it looks for in the folder before anything of ours runs.
    trace = poisoned(rivers, *(name for name in MODULES if name != "contextlib" or "-m" not in start))
    env = {**os.environ, "PATH": f".{os.pathsep}{os.pathsep}{os.environ['PATH']}"}
    env.pop("PYTHONPATH", None)
    for command in (["check"], ["doctor"], ["explain", "EXH012"]):
        done = subprocess.run([*start, *command], cwd=rivers, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (command, done)
        assert not trace.exists(), command


@pytest.mark.tex
def test_a_build_runs_nothing_of_the_folder_it_is_run_in(rivers: Path) -> None:
    trace = poisoned(rivers, *MODULES, "reportgen", "encodings")
    env = {**os.environ, "PATH": f".{os.pathsep}{os.pathsep}{os.environ['PATH']}"}
    env.pop("PYTHONPATH", None)
    done = subprocess.run([REPORTGEN, "build"], cwd=rivers, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done
    assert not trace.exists()


def test_entries_of_pythonpath_in_the_current_folder_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here/lib").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    here, inner, elsewhere = (str(tmp_path / name) for name in ("here", "here/lib", "elsewhere"))
    monkeypatch.chdir(here)
    path = [here, inner, elsewhere, isolation.home(), "/usr/lib/python3"]
    assert isolation.modules(path, os.pathsep.join(["", "lib", elsewhere])) == path[2:]
    assert isolation.modules(path, inner) == path[2:]
    assert isolation.modules(path, elsewhere) == path[1:], "an installation may lie in the folder"
    monkeypatch.chdir(isolation.home())
    assert isolation.home() in isolation.modules([isolation.home()], "")


def test_only_full_paths_lead_to_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poisoned(tmp_path)
    shutil.copy(tmp_path / "tlmgr", tmp_path / "no-such-program")
    monkeypatch.chdir(tmp_path)
    for given in ("", ".", "::", "bin", f".{os.pathsep}bin{os.pathsep}"):
        assert isolation.programs(given) == os.defpath
        monkeypatch.setenv("PATH", given)
        assert programs.which("no-such-program") is None
        assert process.run(["sh", "-c", "exit 3"]).status == 3
    assert isolation.programs(f".{os.pathsep}/opt/bin{os.pathsep}") == "/opt/bin"
    assert shutil.which("no-such-program", path=".")
