"""``reportgen bundle``: what it prints of what the pipeline gives it, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.said import said
from reportgen import pipeline
from reportgen.bundle.model import Bundled
from reportgen.commands import bundle
from reportgen.findings.model import Location, Outcome
from reportgen.findings.rules import finding


@pytest.fixture(autouse=True)
def every_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "install_tools", lambda *_: 0)


@pytest.mark.parametrize("draft", [False, True])
def test_it_says_what_was_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, draft: bool
) -> None:
    asked: list[object] = []

    def made(folder: Path, **options: object) -> Outcome[Bundled | None]:
        asked.append(options["draft"])
        return Outcome(Bundled("dist/a.zip", 1_500_000, 3, "ab"))

    monkeypatch.setattr(pipeline, "bundle", made)
    status, out, _ = said(capsys, "bundle", "--project", tmp_path, *["--draft"] * draft)
    assert (status, asked) == (0, [draft])
    assert out.startswith("dist/a.zip: 3 files, 1.5 MB; ")
    assert out.endswith("\nSHA-256: ab\n")


def test_it_fails_where_nothing_was_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = finding("CRT001", Location("report.toml", 1), "the brief is called a draft")
    monkeypatch.setattr(pipeline, "bundle", lambda *_, **__: Outcome(None, (found,)))
    status, _, err = said(capsys, "bundle", "--project", tmp_path)
    assert status == 1
    assert "CRT001" in err
    assert "not bundled; what is in dist/ is as it was" in err


def test_only_a_bundle_is_made_again_from_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = said(capsys, "verify", tmp_path / "brief.pdf", "--rebuild")
    assert (status, err) == (2, "say --rebuild DIR: only a bundle holds a project of its own\n")


def test_an_unpacked_bundle_is_told_from_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "SHA256SUMS").touch()
    status, _, err = said(capsys, "verify", tmp_path)
    assert status == 2
    assert "verify the zip" in err
