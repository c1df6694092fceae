"""bootstrap.py in a folder of its own, with stand-ins for Python's venv, pip, uv and apt-get: no network."""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCK = """\
alpha==1.0 \\
    --hash=sha256:aa
setuptools==80.0 \\
    --hash=sha256:bb
    # via x
zeta==2.0 \\
    --hash=sha256:cc
"""
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-styles.lock")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "project"
    made.mkdir()
    shutil.copy(ROOT / "bootstrap.py", made)
    (made / "requirements.lock").write_text(LOCK)
    (made / "requirements-dev.lock").write_text(LOCK + "pytest==9.0\n")
    (made / "requirements-styles.lock").write_text("styles==1.0\n")
    (made / "pyproject.toml").write_text("[project]\n")
    return made


def load(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap_of_test", folder / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Commands(list[list[str]]):
    """Stands in for ``subprocess.run``: notes each command, makes .venv's Python, fails where told."""

    def __init__(self) -> None:
        super().__init__()
        self.failing = ""

    def __call__(self, command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        self.append([str(word) for word in command])
        text = " ".join(self[-1])
        if self.failing and self.failing in text:
            stdout = options.get("stdout")
            if hasattr(stdout, "write"):
                stdout.write(b"no route to the server\n")
            return subprocess.CompletedProcess(command, 3, b"no such package\n", b"")
        if " venv " in text:
            binaries = Path(self[-1][-1]) / "bin"
            binaries.mkdir(parents=True)
            for name in ("python", "reportgen"):
                (binaries / name).write_text("#!/bin/sh\n")
                (binaries / name).chmod(0o755)
        return subprocess.CompletedProcess(command, 0, b"", b"")

    def kinds(self) -> list[str]:
        """Say in a word what each command did, and forget them."""
        words = ("update", "installer", "venv", "builder.txt", *LOCKS, "--editable", "uninstall")
        said = [next((w for w in words if any(w == Path(part).name for part in command)), "?") for command in self]
        self.clear()
        return said


@pytest.fixture(autouse=True)
def bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Commands:
    noted = Commands()
    monkeypatch.setattr(subprocess, "run", noted)
    (tmp_path / "path").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    return noted


@pytest.fixture
def became(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that took the place of the set-up."""
    noted: list[list[str]] = []

    def execv(path: str, words: list[str]) -> int:
        noted.append(words)
        return 7

    monkeypatch.setattr(os, "execv", execv)
    return noted


def program(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


EVERYTHING = ["venv", "installer", "builder.txt", "requirements.lock", "--editable", "uninstall"]


def test_the_first_run_installs_the_lock_with_hashes_and_the_second_does_nothing(
    folder: Path, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(folder).main([]) == 0
    for command in commands[2:4]:
        assert {"--require-hashes", "--no-deps", "--no-build-isolation", "--only-binary"} <= set(command)
    assert "--no-index" in commands[4]
    assert commands.kinds() == EVERYTHING
    assert (folder / ".venv/builder.txt").read_text() == "setuptools==80.0 \\\n    --hash=sha256:bb\n    # via x\n"
    out, err = capsys.readouterr()
    assert not out
    assert all(line.startswith("bootstrap: ") for line in err.splitlines())
    assert "ready after" in err.splitlines()[-1]

    assert load(folder).main([]) == 0
    assert commands.kinds() == []
    assert capsys.readouterr() == ("", "")


def test_what_changed_decides_what_is_done_again(folder: Path, commands: Commands, tmp_path: Path) -> None:
    load(folder).main([])
    commands.clear()

    for name in ("requirements.lock", "pyproject.toml", "bootstrap.py"):
        os.utime(folder / name, (4e9, 4e9))
    load(folder).main([])
    assert commands.kinds() == [], "newer, but the same"

    (folder / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    load(folder).main([])
    assert commands.kinds() == ["installer", "--editable"]

    (folder / "requirements.lock").write_text(LOCK.replace("2.0", "2.1"))
    load(folder).main([])
    assert commands.kinds() == EVERYTHING

    moved = tmp_path / "elsewhere"
    shutil.move(folder, moved)
    load(moved).main([])
    assert commands.kinds() == EVERYTHING, "an environment knows its place"

    (moved / ".venv/bin/python").unlink()
    load(moved).main([])
    assert commands.kinds() == EVERYTHING, "its Python went with an upgrade of the system"


def test_another_python_gets_another_environment(
    folder: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(folder).main([])
    commands.clear()
    monkeypatch.setattr(sys, "version_info", (3, 27, 0, "final", 0))
    load(folder).main([])
    assert commands.kinds() == EVERYTHING


@pytest.mark.parametrize("step", ["venv", "installer", "builder.txt", "requirements.lock", "--editable"])
def test_a_failing_step_ends_in_one_clear_line_and_the_next_run_repairs(
    folder: Path, commands: Commands, capsys: pytest.CaptureFixture[str], step: str
) -> None:
    commands.failing = step
    assert load(folder).main(["reportgen"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1].startswith("bootstrap: ")
    assert "failed (exit status 3)" in lines[-1]
    assert lines[-2] == "no route to the server"
    assert not any("Traceback" in line for line in lines)
    assert not (folder / ".venv/.ready").exists()

    commands.failing = ""
    commands.clear()
    (folder / ".venv/half-made").touch()
    assert load(folder).main([]) == 0
    assert commands.kinds() == EVERYTHING
    assert not (folder / ".venv/half-made").exists()


@pytest.mark.parametrize("what", ["file", "link", "folder"])
def test_whatever_stands_in_the_place_of_the_environment_makes_way(
    folder: Path, commands: Commands, tmp_path: Path, what: str
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "kept").touch()
    match what:
        case "file":
            (folder / ".venv").write_text("")
        case "link":
            (folder / ".venv").symlink_to(other)
        case _:
            (folder / ".venv/lib").mkdir(parents=True)
    assert load(folder).main([]) == 0
    assert commands.kinds() == EVERYTHING
    assert (other / "kept").exists()


def test_uv_is_used_where_it_is_on_the_path(folder: Path, commands: Commands, tmp_path: Path) -> None:
    uv = program(tmp_path / "path", "uv")
    assert load(folder).main([]) == 0
    assert all(command[0] == uv for command in commands)
    assert "--use-pep517" not in commands[2]


def test_modules_are_compiled_at_once_where_python_would_not_keep_bytecode(
    folder: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    load(folder).main([])
    assert commands[-1][1:3] == ["-m", "compileall"]
    assert commands[-1][-2:] == [str(folder / ".venv"), str(folder / "src")]


def test_one_set_up_waits_for_another(folder: Path, commands: Commands, capsys: pytest.CaptureFixture[str]) -> None:
    bootstrap = load(folder)
    with bootstrap.alone():
        other = os.open(folder / ".venv.lock", os.O_RDWR)
        assert not bootstrap.claim(other)
    assert bootstrap.claim(other)
    os.close(other)


def test_a_set_up_that_waited_finds_the_work_done(
    folder: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap, other = load(folder), load(folder)
    tries = iter([False, False, True])
    monkeypatch.setattr(bootstrap, "claim", lambda descriptor: next(tries))
    monkeypatch.setattr(bootstrap.time, "sleep", lambda seconds: other.set_up(dev=False))
    assert bootstrap.main([]) == 0
    assert commands.kinds() == EVERYTHING
    assert capsys.readouterr().err.count("waiting for another set-up") == 1


def test_a_command_takes_the_place_of_the_set_up(
    folder: Path, commands: Commands, became: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap = load(folder)
    assert bootstrap.main(["reportgen", "build", "--fast"]) == 7
    assert became == [[str(folder / ".venv/bin/reportgen"), "build", "--fast"]]
    capsys.readouterr()
    assert bootstrap.main(["reprotgen"]) == 2
    assert capsys.readouterr().err == 'bootstrap: there is no command "reprotgen" in .venv/bin\n'


@pytest.mark.parametrize(("option", "status"), [("--help", 0), ("-h", 0), ("--fast", 2)])
def test_options_are_the_commands_business(
    folder: Path, commands: Commands, capsys: pytest.CaptureFixture[str], option: str, status: int
) -> None:
    assert load(folder).main([option]) == status
    assert "python3 bootstrap.py reportgen build" in capsys.readouterr().out
    assert not commands


def test_an_old_python_can_read_it() -> None:
    ast.parse((ROOT / "bootstrap.py").read_text(), feature_version=(3, 8))


def test_an_old_python_says_so_in_one_line(
    folder: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))
    monkeypatch.setattr("platform.python_version", lambda: "3.8.18")
    assert load(folder).main(["reportgen", "build"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == (
        "bootstrap: reportgen needs Python 3.11 or newer; this is Python 3.8.18"
        " and there is no python3.11 … python3.14 on the PATH"
    )
    assert not (folder / ".venv").exists()


def test_an_old_python_hands_over_to_the_newest_that_works(
    folder: Path, commands: Commands, became: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))
    for name in ("python3.13", "python3.12", "python3.11"):
        program(tmp_path / "path", name)
    commands.failing = "python3.13"
    assert load(folder).main(["reportgen", "build"]) == 7
    assert became == [[str(tmp_path / "path/python3.12"), str(folder / "bootstrap.py"), "reportgen", "build"]]


def without_ensurepip(monkeypatch: pytest.MonkeyPatch, user: int) -> str:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    return f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


def test_debians_package_for_venv_is_installed_by_root(
    folder: Path,
    commands: Commands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    program(tmp_path / "path", "apt-get")
    bootstrap = load(folder)
    package = without_ensurepip(monkeypatch, 0)
    assert bootstrap.main([]) == 0
    assert commands[1][-4:] == ["install", "-y", "--no-install-recommends", package]
    assert commands.kinds() == ["update", "?", *EVERYTHING]
    assert f"bootstrap: installing the Debian package {package}" in capsys.readouterr().err


NO_VENV = "bootstrap: Python's venv is not installed: sudo apt-get update && sudo apt-get install PACKAGE"
NO_APT = "bootstrap: this Python came without ensurepip; install your system's package for Python's venv, or uv"
APT_FAILED = "bootstrap: apt-get could not install PACKAGE (exit status 3); the lines above say why"


@pytest.mark.parametrize(
    ("user", "programs", "failing", "status", "last"),
    [
        (1000, ["apt-get"], "", 2, NO_VENV),
        (1000, ["apt-get", "sudo"], "sudo -n true", 2, NO_VENV),
        (0, [], "", 2, NO_APT),
        (0, ["apt-get"], "apt-get", 1, APT_FAILED),
    ],
)
def test_where_debians_package_cannot_be_installed_the_last_line_says_what_to_do(
    folder: Path,
    commands: Commands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    user: int,
    programs: list[str],
    failing: str,
    status: int,
    last: str,
) -> None:
    for name in programs:
        program(tmp_path / "path", name)
    commands.failing = failing
    bootstrap = load(folder)
    package = without_ensurepip(monkeypatch, user)
    assert bootstrap.main([]) == status
    assert capsys.readouterr().err.splitlines()[-1] == last.replace("PACKAGE", package)
    assert "venv" not in commands.kinds()


def test_what_tests_need_is_added_where_it_is_asked_for_and_stays(folder: Path, commands: Commands) -> None:
    assert load(folder).main(["--dev"]) == 0
    assert commands.kinds() == [*EVERYTHING[:-2], "requirements-dev.lock", *EVERYTHING[-2:]]
    for arguments in (["--dev"], []):
        load(folder).main(arguments)
        assert commands.kinds() == []
    (folder / "requirements-dev.lock").write_text(LOCK + "pytest==9.1\n")
    load(folder).main([])
    assert commands.kinds() == ["installer", "requirements-dev.lock"]


def test_what_tests_need_comes_into_an_environment_for_building(
    folder: Path, commands: Commands, became: list[list[str]]
) -> None:
    load(folder).main([])
    assert "requirements-dev.lock" not in commands.kinds()
    assert load(folder).main(["--dev", "reportgen", "--version"]) == 7
    assert commands.kinds() == ["installer", "requirements-dev.lock"]
    assert became == [[str(folder / ".venv/bin/reportgen"), "--version"]]


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ('style = "bridges"\n', True),
        ("title = 'x'\nstyle='bridges' # ours\n", True),
        ('style = "apa"\n', False),
        ('style = "vancouver"\n', False),
        ('style = "styles/bridges.csl"\n', False),
        ("title = 'x'\n[words]\nstyle = \"bridges\"\n", False),
        ("style = [\n", False),
        (None, False),
    ],
)
def test_styles_are_installed_where_the_project_names_one_that_reportgen_does_not_bring(
    folder: Path, commands: Commands, settings: str | None, wanted: bool
) -> None:
    load(folder).main([])
    commands.clear()
    styles = folder / "src/reportgen/citations/styles"
    shutil.copytree(ROOT / "src/reportgen/citations/styles", styles)
    if settings is not None:
        (folder / "report.toml").write_text(settings)
    load(folder).main([])
    assert commands.kinds() == (["installer", "requirements-styles.lock"] if wanted else [])
    load(folder).main([])
    assert commands.kinds() == []
    (folder / "report.toml").write_text("")
    load(folder).main([])
    assert commands.kinds() == [], "what is there too much does no harm"
    load(folder).main(["--dev"])
    assert commands.kinds() == ["installer", "requirements-dev.lock"]


def test_a_slow_step_says_what_the_installer_does(
    folder: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap = load(folder)
    (folder / ".venv").mkdir()
    bootstrap.LOG.write_text("Downloading a large wheel\n")
    monkeypatch.setattr(bootstrap, "SILENCE", 0.01)
    with bootstrap.told_now_and_then():
        time.sleep(0.3)
    assert capsys.readouterr().err == "bootstrap:   Downloading a large wheel\n"


@pytest.mark.parametrize(
    ("name", "extra"),
    [("requirements.lock", "setup"), ("requirements-dev.lock", "dev"), ("requirements-styles.lock", "styles")],
)
def test_a_lock_holds_what_pyproject_asks_for_and_no_address(name: str, extra: str) -> None:
    text = (ROOT / name).read_text()
    blocks = [block for block in text.replace("\\\n", " ").split("\n") if block and block[0] not in "# "]
    locked: dict[str, list[str]] = {}
    for block in blocks:
        assert "--hash=sha256:" in block
        requirement = Requirement(block.split(" --hash")[0].strip())
        locked.setdefault(requirement.name, []).append(str(requirement.specifier).removeprefix("=="))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    own = () if extra == "styles" else project["dependencies"]  # that one is beside the first lock, not instead
    for line in (*own, *project["optional-dependencies"][extra]):
        wanted = Requirement(line)
        assert all(wanted.specifier.contains(version) for version in locked[wanted.name]), f"make lock: {line}"
    assert not any(word in text for word in ("://", "index-url", "find-links", "file:"))


def test_the_locks_agree() -> None:
    """What tests run with is what builds run with."""

    def pinned(name: str) -> set[str]:
        return {line.split()[0] for line in (ROOT / name).read_text().splitlines() if "==" in line.split("#")[0]}

    both = {line.partition("==")[0] for line in pinned("requirements.lock")}
    assert {line for line in pinned("requirements-dev.lock") if line.partition("==")[0] in both} <= pinned(
        "requirements.lock"
    )
    assert pinned("requirements-styles.lock") <= pinned("requirements-dev.lock")
