"""What `make bare` reads: pip's settings of this machine, lines of the README, counts of tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from trials import bare


@pytest.mark.parametrize(
    ("status", "said", "verdict"),
    [
        (0, "building\n2 passed, 1 skipped in 3.20s (0:00:03)\n", "well (2 passed, 1 skipped)"),
        (2, "FAILED x\n16 failed, 2311 passed in 160s\nmake: *** Error 1", "**status 2** (16 failed, 2311 passed)"),
        (1, "1 passed, 1 error in 1s\n", "**status 1** (1 passed, 1 error)"),
        (0, "build/brief.pdf: 82 pages", "well"),
    ],
)
def test_the_verdict_has_the_counts_of_tests(status: int, said: str, verdict: str) -> None:
    assert bare.Ran(status, 1.0, said).verdict == verdict


def test_the_lines_that_root_types_are_those_of_the_readme() -> None:
    for purpose, last in (("build", "texlive-luatex"), ("test", "chromium")):
        line = bare.typed(purpose)
        assert line.startswith("apt-get update && apt-get install --no-install-recommends bubblewrap ")
        assert last in line
    assert "chromium" not in bare.typed("build")


def test_what_pip_is_told_here_is_told_it_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index/simple").mkdir(parents=True)
    (tmp_path / "ca.pem").touch()
    for name in list(os.environ):
        if name.startswith("PIP_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    said = f"""global.cert='{tmp_path}/ca.pem'
global.extra-index-url='file://{tmp_path}/index/simple https://more.example/simple'
install.constraint='/not/there.txt'
"""
    told = subprocess.CompletedProcess([], 0, said, "")
    monkeypatch.setattr(subprocess, "run", lambda command, **_: told)
    passed, places = bare.settings()
    assert passed["PIP_CERT"] == f"{tmp_path}/ca.pem"
    assert passed["PIP_EXTRA_INDEX_URL"].endswith("/simple https://more.example/simple")
    assert passed["HTTPS_PROXY"] == "http://proxy.example:3128"
    assert f"{tmp_path}/ca.pem" in places
    assert f"{tmp_path}/index" in places
    assert "/not/there.txt" not in places


def test_what_was_downloaded_is_counted(tmp_path: Path) -> None:
    (tmp_path / "x-1-py3-none-any.whl").write_bytes(b"x" * 1000)
    said = f"Downloading a-1.whl (1.5 MB)\nDownloading b-1.whl (200 kB)\nProcessing {tmp_path}/x-1-py3-none-any.whl\n"
    assert bare.downloaded(said) == 1_701_000


def test_without_root_it_says_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(sys, "argv", ["bare.py"])
    assert bare.main() == 2
    assert "root" in capsys.readouterr().err
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", "/nowhere")
    assert bare.main() == 2
    assert "debootstrap" in capsys.readouterr().err
