"""The short forms of `make faults` and `make reproduce`, and what they would see."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from trials.project import ROOT, Tally, odds
from trials.reproduce import differences, worlds


def state(content: bytes) -> dict[str, bytes]:
    """Outputs that belong together."""
    digests = {"build/brief.pdf": content, "build/tex/a.tex": content}
    record = {"outputs": {path: hashlib.sha256(given).hexdigest() for path, given in digests.items()}}
    return {
        "brief.pdf": content,
        "tex/a.tex": content,
        "ledger.json": content,
        "build-record.json": json.dumps(record).encode(),
    }


def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH", ""))))
    command = [sys.executable, str(ROOT / "trials" / name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path})


@pytest.mark.tex
def test_a_few_faults_of_each_common_kind_are_survived() -> None:
    done = run("faults.py", "--quick")
    assert done.returncode == 0, done.stdout + done.stderr
    counts = re.search(r"^all +(\d+) +(\d+) +0$", done.stdout, re.MULTILINE)
    assert counts, done.stdout
    assert int(counts[1]) == int(counts[2]) >= 3


@pytest.mark.tex
def test_two_worlds_give_the_same_bytes() -> None:
    done = run("reproduce.py", "--quick")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "tried 2, survived 2, lost 0" in done.stdout


def test_what_belongs_to_one_state_or_is_withdrawn_is_well() -> None:
    old, new = state(b"old"), state(b"new")
    for shown in ({}, old, new, {"brief.pdf": b"old"}, {"brief.pdf": b"new", "ledger.json": b"new"}):
        assert odds(shown, [old, new]) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"brief.pdf": b"new"}, "mixture"),
        ({"ledger.json": b"new"}, "mixture"),
        ({"brief.pdf": b"ol"}, "mixture"),
        ({"brief.docx": b""}, "unknown"),
    ],
)
def test_a_mixture_is_seen(change: dict[str, bytes], said: str) -> None:
    assert said in odds({**state(b"old"), **change}, [state(b"old"), state(b"new")])


def test_a_record_without_its_files_is_seen() -> None:
    shown = {name: content for name, content in state(b"old").items() if name != "tex/a.tex"}
    assert odds(shown, [state(b"old")]) == "the record stands beside another build/tex/a.tex"


def test_the_first_byte_that_differs_is_told() -> None:
    told = differences({"a": b"same", "b": b"12345", "c": b""}, {"a": b"same", "b": b"12x45"})
    assert len(told) == 2
    assert told[0].startswith("b: from byte 2 on")
    assert told[1] == "c: is only in one of them"


def test_losses_are_counted_and_told() -> None:
    said: list[str] = []
    tally = Tally(said.append)
    tally.add("kill", "")
    tally.add("kill", "half a PDF")
    tally.leave_out("disk full", "not permitted")
    assert tally.failed
    assert said == ["LOST kill: half a PDF"]
    lines = [line.split() for line in tally.table().splitlines()]
    assert lines[1:] == [
        ["kill", "2", "1", "1"],
        ["disk", "full", "not", "tried:", "not", "permitted"],
        ["all", "2", "1", "1"],
    ]


def test_the_trials_are_commands(tmp_path: Path) -> None:
    for name in ("faults.py", "reproduce.py"):
        assert run(name, "--help").returncode == 0


@pytest.mark.parametrize(
    ("trial", "arguments", "package"),
    [
        ("faults.py", ("--quick",), "texlive-latex-base"),
        ("faults.py", ("--only", "clock"), "faketime"),
        ("faults.py", ("--only", "read-only"), "util-linux"),
        ("reproduce.py", (), "disorderfs"),
        ("reproduce.py", ("--quick",), "texlive-latex-base"),
        ("cases.py", (), "texlive-luatex"),
        ("fuzz.py", (), "texlive-luatex"),
    ],
)
def test_a_trial_names_the_package_of_a_program_that_is_missing(
    trial: str, arguments: Sequence[str], package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run(trial, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(rf"make \w+ needs .* \(sudo apt-get install [^)]*\b{package}\b[^)]*\).*\n", done.stderr)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="make bare asks for root first")
def test_make_bare_names_what_makes_a_debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run("bare.py")
    assert done.returncode == 2
    assert "sudo apt-get install apt debootstrap git util-linux" in done.stderr


def test_worlds_can_be_left_out_where_their_programs_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    possible, left_out = worlds(tmp_path)
    assert "clock in 2037" not in [world.name for world in possible]
    assert left_out["clock in 2037"] == "it needs faketime (sudo apt-get install faketime)"
