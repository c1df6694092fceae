"""Folders with odd names, disks without room, environments that lack what programs expect."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.tex, pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX")]

# What shells, TeX and kpathsea take for signs of theirs: variables, homes, lists, choices, comments, options.
SIGNS = b"-$HOME ~{b,c};a:b!!'\"`\\%#^&_*?[x]\n (\xd0\xb6"
NAMES = {
    "all signs": SIGNS,
    "bytes": b"a\xff\xfe\x80b",
    "a dollar": b"a$TEXMFHOME${x}",
    "a home": b"~root",
    "braces": b"{a,b}",
    "a list": b"a:b;c",
    "an option": b"--help",
    "lines": b"a\nb\r",
    "blanks": b"  a  ",
    "long": b"x" * 200,
}


def build(project: Path, environment: dict[bytes, bytes] | None = None) -> tuple[int, str]:
    """Build in the project's folder with just these variables; give the status and what was said."""
    command = [sys.executable, "-m", "reportgen", "build"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, check=False)
    told = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in told
    return done.returncode, told


def placed(rivers: Path, name: bytes, engine: str = "auto") -> Path:
    """Put the project into a folder of this name."""
    text = (rivers / "report.toml").read_text()
    (rivers / "report.toml").write_text(f'engine = "{engine}"\n{text}')
    folder = rivers.parent / os.fsdecode(name)
    try:
        return Path(shutil.move(rivers, folder))
    except OSError:
        pytest.skip("this disk has no such names")


@pytest.mark.parametrize("name", NAMES)
def test_a_brief_is_built_in_a_folder_of_any_name(rivers: Path, name: str) -> None:
    project = placed(rivers, NAMES[name])
    status, told = build(project)
    assert status == 0, told
    assert (project / "build/brief.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_folders_of_the_user_may_have_any_name(rivers: Path, engine: str) -> None:
    project = placed(rivers, SIGNS, engine)
    given = dict(os.environb)
    given.pop(b"XDG_STATE_HOME", None)
    for name in ("HOME", "TMPDIR"):
        folder = project.parent / os.fsdecode(SIGNS + name.encode())
        folder.mkdir()
        given[name.encode()] = os.fsencode(folder)
    status, told = build(project, given)
    assert status == 0, told


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
@pytest.mark.parametrize(
    "given",
    [
        {},
        {b"PATH": b""},
        {b"PATH": b"/usr/bin:/bin", b"HOME": b"/dev/null/x", b"TMPDIR": b"/dev/null/y"},
        {b"PATH": b"/usr/bin:/bin", b"HOME": b"", b"TMPDIR": b""},
    ],
    ids=["nothing", "an empty path", "no such folders", "empty names"],
)
def test_a_brief_is_built_without_the_usual_variables(rivers: Path, engine: str, given: dict[bytes, bytes]) -> None:
    if not all(shutil.which(program, path=os.defpath) for program in ("pdflatex", "lualatex")):
        pytest.skip("TeX lies elsewhere")
    status, told = build(placed(rivers, b"project", engine), given)
    assert status == 0, told


def test_a_path_that_leads_nowhere_is_one_finding(rivers: Path) -> None:
    status, told = build(rivers, {b"PATH": b"/no-such-folder"})
    assert status == 2
    assert told.count("error TEX006 missing-tool") == 1


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
@pytest.mark.parametrize("size", ["64k", "1m"])
def test_a_small_disk_for_the_outputs_is_one_finding(rivers: Path, engine: str, size: str) -> None:
    project = placed(rivers, b"project", engine)
    (project / "build").mkdir()
    status, told = on_a_disk(project, project / "build", size)
    assert status == 1, told
    assert told.count("error ") == 1
    assert "build/: error BUN007 unwritable-output: cannot write: No space left on device" in told


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_a_small_disk_for_temporary_files_is_no_hindrance(rivers: Path, engine: str) -> None:
    project = placed(rivers, b"project", engine)
    folder = project.parent / "temporary"
    folder.mkdir()
    status, told = on_a_disk(project, folder, "1m", f"TMPDIR={folder}")
    assert status == 0, told


def test_a_disk_that_holds_no_temporary_file_is_no_hindrance(rivers: Path) -> None:
    project = placed(rivers, b"project")
    folder = project.parent / "temporary"
    folder.mkdir()
    status, told = on_a_disk(project, folder, "4k", f"TMPDIR={folder}")
    assert status == 0, told


def on_a_disk(project: Path, place: Path, size: str, *variables: str) -> tuple[int, str]:
    """Build with a disk of this size mounted at ``place``, which nobody else sees."""
    script = 'mount -t tmpfs -o size="$1" none "$2" || exit 77; shift 2; exec "$@"'
    build_it = ["env", *variables, sys.executable, "-m", "reportgen", "build", "--project", str(project)]
    base = ["unshare", "--mount", "--map-root-user", "--propagation=private"]
    if shutil.which("unshare") is None:
        pytest.skip("no unshare here")
    command = [*base, "sh", "-c", script, "sh", size, str(place), *build_it]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("no disk may be mounted here")
    told = done.stdout + done.stderr
    assert "Traceback" not in told
    return done.returncode, told
