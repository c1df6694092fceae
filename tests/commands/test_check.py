"""``reportgen check``: findings in the form that is asked for, what was verified, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.said import said


def test_a_sound_project_tells_how_its_passages_are_verified(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "check", "--project", rivers) == (0, "passages: 3 exact; no findings\n", "")
    assert not (rivers / "build/brief.pdf").exists()


def test_an_error_says_what_was_not_looked_at(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (rivers / "data/rivers.csv").unlink()
    status, out, err = said(capsys, "check", "--project", rivers)
    assert status == 1
    assert err.startswith("data/rivers.csv: error DAT001 ")
    assert out == "1 error; not looked at: templates, and what data and evidence say of each other\n"


def test_a_form_for_programs_has_no_closing_line(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (rivers / "data/rivers.csv").unlink()
    status, out, err = said(capsys, "check", "--format", "json", "--project", rivers)
    assert (status, err) == (1, "")
    assert [found["code"] for found in json.loads(out)["findings"]] == ["DAT001"]


def test_strict_takes_what_is_unverified_for_an_error(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (rivers / "bib/texts").iterdir():
        path.unlink()
    status, out, _ = said(capsys, "check", "--project", rivers)
    assert (status, out) == (0, "passages: 3 unverified; 1 warning\n")
    status, out, err = said(capsys, "check", "--strict", "--project", rivers)
    assert status == 1
    assert "error EVI012" in err
