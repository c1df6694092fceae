"""``reportgen clean``: the build folder and nothing else, unless a build is at work in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from commands.said import said
from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import finding
from reportgen.publish import build_lock


def test_the_build_folder_goes_and_nothing_else(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = set(rivers.rglob("*"))
    (rivers / "build/tex").mkdir(parents=True)
    (rivers / "build/brief.pdf").write_bytes(b"%PDF")
    assert said(capsys, "clean", "--project", rivers) == (0, "removed build/\n", "")
    assert set(rivers.rglob("*")) == before
    assert said(capsys, "clean", "--project", rivers) == (0, "nothing to remove\n", "")


def test_a_link_is_not_followed(rivers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other"
    (other / "tex").mkdir(parents=True)
    (rivers / "build").symlink_to(other)
    said(capsys, "clean", "--project", rivers)
    assert (other / "tex").is_dir()


def test_where_a_build_is_at_work_it_stays(
    rivers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def claimed(_folder: Path, _say: object) -> Iterator[Diagnostic]:
        yield finding("BUN006", Location("build/"), "another process builds in it")

    monkeypatch.setattr(build_lock, "build_lock", claimed)
    (rivers / "build").mkdir()
    (rivers / "build/brief.pdf").write_bytes(b"%PDF")
    status, out, err = said(capsys, "clean", "--project", rivers)
    assert (status, out) == (1, "")
    assert "BUN006" in err
    assert (rivers / "build/brief.pdf").is_file()
