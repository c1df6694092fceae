"""Of the folder for fonts only what a run of this user's left is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.typeset.environment import CACHE, tex_ended, tex_writable
from reportgen.typeset.font_cache import RECORD


def used(folder: Path) -> dict[str, bytes]:
    tex_writable(folder, "lualatex")
    cache = folder.parent / CACHE
    return {
        p.relative_to(cache).as_posix(): p.read_bytes() for p in cache.rglob("*") if p.is_file() and p.name != RECORD
    }


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "tex"
    folder.mkdir()
    tex_writable(folder, "lualatex")
    (tmp_path / CACHE / "names").mkdir()
    (tmp_path / CACHE / "names/fonts.lua").write_bytes(b"return 1")
    tex_ended(folder, "lualatex")
    return folder


def test_what_a_run_left_stays(work: Path) -> None:
    assert used(work) == used(work) == {"names/fonts.lua": b"return 1"}


def test_what_somebody_else_put_there_is_removed(work: Path) -> None:
    cache = work.parent / CACHE
    (cache / "other.lua").write_bytes(b"return 2")
    assert used(work) == {"names/fonts.lua": b"return 1"}
    (cache / "names/fonts.lua").write_bytes(b"return 3")
    assert used(work) == {}


def test_a_record_that_another_made_counts_for_nothing(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as other:
        other.setattr("reportgen.store.seal.key", lambda: b"x" * 32)
        tex_ended(work, "lualatex")
    assert used(work) == {}


def test_a_record_that_is_none_counts_for_nothing(work: Path) -> None:
    (work.parent / CACHE / RECORD).write_bytes(b"x" * 40)
    assert used(work) == {}
