"""The wheel, installed into an environment of its own, builds the brief elsewhere to the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import pytest

from trials.project import RIVERS, ROOT, Copy, digests

pytestmark = pytest.mark.tex


def done(command: Sequence[str | Path], folder: Path, **environment: str) -> str:
    """Run a command and give what it said; without the paths by which this Python finds its packages."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    ended = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env=kept | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout
    return ended.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of the wheel, in an environment that has reportgen from there only, and the packages of this one."""
    base = tmp_path_factory.mktemp("wheel")
    done([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", base], ROOT)
    (wheel,) = base.glob("*.whl")
    venv = base / "venv"
    done([sys.executable, "-m", "venv", venv], base)
    binaries = venv / ("Scripts" if sys.platform == "win32" else "bin")
    done([binaries / "python", "-m", "pip", "install", "--no-deps", "--no-index", wheel], base)
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own = Path(done([binaries / "python", "-c", asked], base).strip())
    # Links that begin an import (.pth) are not followed there, so that the sources of this folder stay out of sight.
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return binaries / "reportgen"


def test_it_has_what_the_tool_reads(installed: Path, tmp_path: Path) -> None:
    code = "import reportgen, pathlib; print(pathlib.Path(reportgen.__file__).parent)"
    package = Path(done([installed.with_name("python"), "-c", code], tmp_path).strip())
    assert package.is_relative_to(installed.parents[1])
    ours = {path for path in digests(ROOT / "src/reportgen") if "__pycache__" not in path}
    assert ours <= set(digests(package))


def test_it_builds_the_brief_elsewhere_to_the_same_bytes(installed: Path, tmp_path: Path) -> None:
    here, there = Copy(ROOT, tmp_path / "here"), Copy(ROOT, tmp_path / "there", "another folder")
    ended = here.run()
    assert ended.status == 0, ended.said
    done([installed, "build"], there.folder, HOME=str(there.home), TMPDIR=str(there.temporary))
    first, other = here.outputs(), there.outputs()
    assert "brief.pdf" in first
    assert [name for name in sorted({*first, *other}) if first.get(name) != other.get(name)] == []


@pytest.mark.parametrize("style", ["american-chemical-society", "own.csl"])
def test_it_takes_a_style_of_the_extra_or_of_the_project_and_sets_the_same_bytes(
    installed: Path, tmp_path: Path, style: str
) -> None:
    made = []
    for copy in (Copy(RIVERS, tmp_path / "here"), Copy(RIVERS, tmp_path / "there", "another folder")):
        shutil.copy(ROOT / "src/reportgen/citations/styles/nature.csl", copy.folder / "own.csl")
        settings = copy.folder / "report.toml"
        told = settings.read_text("utf-8").replace("[[chapters]]", f'style = "{style}"\n[[chapters]]', 1)
        settings.write_text(told, "utf-8")
        made.append(copy)
    here, there = made
    ended = here.run()
    assert ended.status == 0, ended.said
    done([installed, "build"], there.folder, HOME=str(there.home), TMPDIR=str(there.temporary))
    first, other = here.outputs(), there.outputs()
    assert first == other
    assert "brief.pdf" in first
