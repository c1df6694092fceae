"""``reportgen lock``: what was locked, what has no place in the lock, and that errors leave it as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commands.said import said


def test_what_is_locked_is_counted(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "lock", "--project", rivers)
    assert (status, err) == (0, "")
    assert out.splitlines()[-1].startswith("locked: 3 passages of 1 text, ")
    assert (rivers / "bib/evidence.lock").is_file()


def test_passages_whose_text_is_away_are_counted_with_what_to_do(
    rivers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(rivers / "bib/texts")
    status, out, err = said(capsys, "lock", "--project", rivers)
    assert status == 0
    assert out.splitlines()[-1].startswith("3 passages unverified: no text at hand; put the texts into bib/texts/")
    assert "warning EVI012" in err


def test_errors_leave_the_last_lock(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "lock", "--project", rivers)[0] == 0
    before = (rivers / "bib/evidence.lock").read_bytes()
    (rivers / "data/rivers.csv").unlink()
    status, out, err = said(capsys, "lock", "--project", rivers)
    assert (status, out) == (1, "")
    assert err.splitlines()[-1] == "not locked; the last lock is as it was"
    assert (rivers / "bib/evidence.lock").read_bytes() == before


def test_a_lock_of_an_older_format_is_said_to_be_taken_over(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "lock", "--project", rivers)
    path = rivers / "bib/evidence.lock"
    path.write_text(path.read_text("utf-8").replace('"lock": 2', '"lock": 1'), "utf-8")
    status, out, _ = said(capsys, "lock", "--project", rivers)
    assert status == 0
    assert out.splitlines()[0] == "the lock was of format 1, and now holds what the brief says as it stands"


def test_a_form_for_programs_has_no_closing_lines(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "lock", "--format", "github", "--project", rivers)
    assert (status, out) == (0, "")
