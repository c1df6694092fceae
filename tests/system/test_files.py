"""Links, pipes, devices and sizes: what is not a plain file of the project is neither opened nor changed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen import pipeline
from reportgen.publish.build_lock import build_lock, owner
from reportgen.store.cache import Cache
from reportgen.store.fingerprint import of_file, unread
from reportgen.system import files

TEXT = "templates/chapters/bridges.tex.j2"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of the user's beside the project, none of which may change."""
    folder = tmp_path / "home"
    (folder / "inner").mkdir(parents=True)
    (folder / "letter.txt").write_text("SECRET")
    (folder / "inner/diary.txt").write_text("SECRET")
    return folder


def state(folder: Path) -> list[tuple[str, bytes, int]]:
    return [
        (p.as_posix(), p.read_bytes() if p.is_file() else b"", p.stat().st_mtime_ns) for p in sorted(folder.rglob("*"))
    ]


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def loop(path: Path) -> None:
    path.symlink_to(path)


def folder(path: Path) -> None:
    path.mkdir()


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000_000)


def listening(path: Path) -> None:
    # The name of a socket may have 108 bytes only.
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)


SPECIAL = [pipe, endless, loop, folder, huge, listening]


@pytest.mark.parametrize("make", SPECIAL)
def test_only_plain_files_are_read(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "x")
    with pytest.raises(files.RefusedError) as caught:
        files.read(tmp_path / "x", within=tmp_path)
    assert caught.value.strerror
    if make is not huge:
        assert of_file(tmp_path / "x", within=tmp_path) == unread(caught.value.strerror)
    assert files.is_plain(tmp_path / "x", within=tmp_path) == (make is huge)


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"a" * 3_000_000)
    assert files.read(tmp_path / "x", largest=3_000_000) == b"a" * 3_000_000
    with pytest.raises(files.RefusedError, match="larger than 2 MB"):
        files.read(tmp_path / "x", largest=2_999_999)


def test_what_the_system_says_has_no_size_is_bounded_too() -> None:
    assert files.read(Path("/proc/self/status"))
    with pytest.raises(files.RefusedError, match="larger"):
        files.read(Path("/proc/self/status"), largest=10)


def test_links_within_the_folder_are_followed_only_where_they_may_be(tmp_path: Path, home: Path) -> None:
    (tmp_path / "here").write_text("x")
    (tmp_path / "link").symlink_to("here")
    assert files.read(tmp_path / "link", within=tmp_path) == b"x"
    for path in ("link", "to/diary.txt"):
        with contextlink(tmp_path / "to", home / "inner"), pytest.raises(files.RefusedError, match="symbolic link"):
            files.read(tmp_path / path, within=tmp_path, links=False)
    (tmp_path / "project").mkdir()
    (tmp_path / "project/link").symlink_to(home / "letter.txt")
    with pytest.raises(files.OutsideError):
        files.read(tmp_path / "project/link", within=tmp_path / "project")


class contextlink:  # noqa: N801
    """A link for the time of a test."""

    def __init__(self, path: Path, to: Path) -> None:
        self._path, self._to = path, to

    def __enter__(self) -> None:
        self._path.symlink_to(self._to)

    def __exit__(self, *_: object) -> None:
        self._path.unlink()


@given(st.text(max_size=400))
def test_a_name_without_flaw_can_be_looked_for(name: str) -> None:
    if not files.flaw(name):
        assert files.is_plain(Path("/nowhere/at/all") / name) is False


@given(st.text(max_size=40), st.text(max_size=40))
@example("a", "a\0b")
@example("\ud800", "a")
def test_what_no_file_can_be_named_is_not_written(name: str, written: str) -> None:
    assert files.overwritten(Path("/nowhere/at/all"), name, written) in {True, False}
    assert not files.overwritten(Path("/nowhere/at/all"), name, f"{name}\0")


@pytest.mark.parametrize("name", ["", " ", ".", "/", "a/..", "a\0b", "a\nb", "x" * 256, "ж" * 128, "a/" * 600 + "b"])
def test_names_that_no_file_has(name: str) -> None:
    assert files.flaw(name)
    assert files.shown(name).isprintable()
    assert len(files.shown(name)) <= 101


@pytest.mark.parametrize("make", SPECIAL)
@pytest.mark.parametrize(
    "path", ["report.toml", "data/datapackage.json", "data/bridges.csv", "bib/sources.bib", "bib/evidence.csv", TEXT]
)
def test_inputs_that_are_no_plain_files_are_findings(rivers: Path, path: str, make: Callable[[Path], None]) -> None:
    (rivers / path).unlink()
    make(rivers / path)
    begun = time.monotonic()
    found = pipeline.check(rivers, lambda _: None).findings
    assert time.monotonic() - begun < 10
    assert {f.code for f in found if f.severity == "error"} & {"PRJ010", "PRJ004"}
    assert any(path in str(f) for f in found)


@pytest.mark.parametrize("make", SPECIAL)
def test_a_lock_that_is_no_plain_file_is_a_finding(rivers: Path, make: Callable[[Path], None]) -> None:
    (rivers / "bib/evidence.lock").unlink(missing_ok=True)
    make(rivers / "bib/evidence.lock")
    assert "PRJ010" in {f.code for f in pipeline.check(rivers, lambda _: None).findings}


@pytest.mark.parametrize("make", [pipe, huge, listening])
def test_a_text_that_is_no_plain_file_is_a_finding(rivers: Path, tmp_path: Path, make: Callable[[Path], None]) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    bib = (rivers / "bib/sources.bib").read_text("utf-8")
    key = bib.index("title")
    (rivers / "bib/sources.bib").write_text(bib[:key] + "file = {guide.txt},\n  " + bib[key:], "utf-8")
    make(texts / "guide.txt")
    found = pipeline.check(rivers, lambda _: None, [texts]).findings
    assert any(f.code == "EVI012" and "guide.txt" in f.message and "cannot be read: it is" in f.message for f in found)


def test_a_template_that_includes_a_pipe_is_a_finding(rivers: Path) -> None:
    pipe(rivers / "templates/pipe.j2")
    text = (rivers / TEXT).read_text("utf-8")
    (rivers / TEXT).write_text(r"\BLOCK{ include 'templates/pipe.j2' }" + text, "utf-8")
    assert [f.code for f in pipeline.check(rivers, lambda _: None).findings] == ["PRJ010"]


def _fill(cache: Path, home: Path) -> None:
    cache.mkdir(parents=True)
    (cache / "ab").symlink_to(home)
    (cache / "cd").mkdir()
    (cache / "cd/entry").symlink_to(home / "letter.txt")
    (cache / "cd/folder").symlink_to(home / "inner")
    pipe(cache / "cd/pipe")
    for name in ("".join((a, b)) for a in "0123456789abcdef" for b in "0123456789abcdef"):
        if not os.path.lexists(cache / name):
            (cache / name).symlink_to(home / "inner")


def test_the_cache_follows_no_link(tmp_path: Path, home: Path) -> None:
    _fill(tmp_path / "cache", home)
    before = state(home)
    cache = Cache(tmp_path / "cache", largest=1)
    cache.begin("x")
    for number in range(20):
        assert cache.memoize("unit", {"n": str(number)}, lambda number=number: number) == number  # type: ignore[misc]
    cache.end("x")
    assert state(home) == before


def test_a_build_folder_full_of_links_harms_nothing(rivers: Path, home: Path) -> None:
    build = rivers / "build"
    _fill(build / ".cache", home)
    for name in (".claim", "brief.pdf", "ledger.json", ".work-x", ".next-x", ".old-x"):
        (build / name).symlink_to(home / ("letter.txt" if name.endswith(("m", "f", "n")) else "inner"))
    before = state(home)
    pipeline.check(rivers, lambda _: None)
    pipeline.trace(rivers, "x")
    from reportgen.publish.publish import sweep

    with build_lock(build) as refused:
        assert refused is None
        sweep(build)
    assert pipeline.clean(rivers).value
    assert not os.path.lexists(build)
    assert state(home) == before


def test_a_claim_that_is_a_hard_link_or_a_pipe_changes_nothing_else(tmp_path: Path, home: Path) -> None:
    before = state(home)
    (tmp_path / "build").mkdir()
    (tmp_path / "build/.claim").hardlink_to(home / "letter.txt")
    with build_lock(tmp_path / "build") as refused:
        assert refused is None
    (tmp_path / "build/.claim").unlink()
    pipe(tmp_path / "build/.claim")
    assert owner(tmp_path / "build") is None
    with build_lock(tmp_path / "build") as refused:
        assert refused is None
    assert [entry[:2] for entry in state(home)] == [entry[:2] for entry in before]


def test_a_lock_that_cannot_be_written_is_a_finding(rivers: Path) -> None:
    assert not pipeline.lock(rivers, lambda _: None).failed
    (rivers / "bib/evidence.lock").unlink()
    (rivers / "bib/evidence.lock").symlink_to("evidence.csv")
    kept = (rivers / "bib/evidence.csv").read_bytes()
    pipeline.lock(rivers, lambda _: None)
    assert (rivers / "bib/evidence.csv").read_bytes() == kept
    assert not list((rivers / "bib").glob(".lock-*"))


@pytest.mark.tex
@pytest.mark.parametrize(
    "name", ["brief.pdf", "ledger.json", "build-record.json", "tex", "tex/brief.tex", "log/brief.log"]
)
@pytest.mark.parametrize("make", [pipe, "link"])
def test_outputs_that_are_pipes_or_links_are_replaced(
    built_rivers: Path, tmp_path: Path, home: Path, name: str, make: Callable[[Path], None] | str
) -> None:
    rivers = Path(shutil.copytree(built_rivers, tmp_path / "rivers"))
    before = state(home)
    path = rivers / "build" / name
    files.remove(path)
    if callable(make):
        make(path)
    else:
        path.symlink_to(home)
    replaced = name.partition("/")[0] in {"brief.pdf", "ledger.json", "build-record.json", "tex"}
    outcome = pipeline.build(rivers, lambda _: None)
    if outcome.value is None:
        assert {f.code for f in outcome.findings} == {"PRJ004"}
    elif replaced:
        assert path.is_file() or path.is_dir()
        assert not path.is_symlink()
    assert state(home) == before


WATCHED = """
import os, sys, traceback
from pathlib import Path
folder = sys.argv[1]
seen = []
def heard(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)) and os.fsdecode(args[0]).startswith(folder):
        names = [frame.filename for frame in traceback.extract_stack()[:-1]]
        if not any(name.endswith(("reportgen/system/files.py",)) for name in names):
            seen.append(f"{os.fsdecode(args[0])} by {[n for n in names if 'reportgen' in n][-1:]}")
from reportgen import pipeline
sys.addaudithook(heard)
pipeline.check(Path(folder), lambda _: None, [Path(folder) / "texts"])
for one in seen:
    if "/build/" not in one:
        print(one)
"""


def test_whatever_opens_a_file_of_a_project_does_so_through_one_function(rivers: Path) -> None:
    (rivers / "texts").mkdir()
    said = subprocess.run(
        [sys.executable, "-c", WATCHED, str(rivers)], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout == ""
