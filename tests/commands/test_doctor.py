"""``reportgen doctor``: each tool in a line, what confines programs, and a status that says whether all is there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from commands.said import said
from reportgen import pipeline
from reportgen.findings.model import Location, Outcome
from reportgen.findings.rules import finding
from reportgen.pipeline.model import Machine

KEPT = {"sandbox": "bubblewrap", "files": "nothing outside", "network": "none"}


def state(name: str, found: bool, version: str = "", install: str = "", recommended: bool = False) -> Any:
    tool = SimpleNamespace(name=name, why=f"{name} does it", recommended=recommended)
    return SimpleNamespace(tool=tool, found=found, version=version, install=install)


def machine(monkeypatch: pytest.MonkeyPatch, *states: Any, kept: dict[str, str] = KEPT, starts: str = "") -> None:
    found = Machine(states, kept, frozenset(starts.split()))
    monkeypatch.setattr(pipeline, "examine", lambda _: found)


def test_each_tool_has_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    machine(monkeypatch, state("pandoc", True, "3.1"), state("a font", True), state("bwrap", False, recommended=True))
    status, out, err = said(capsys, "doctor")
    assert (status, err) == (0, "")
    assert [" ".join(line.split()) for line in out.splitlines()] == [
        "pandoc 3.1 pandoc does it",
        "a font found a font does it",
        "bwrap recommended bwrap does it",
        "sandbox bubblewrap nothing outside; network: none",
    ]


def test_what_is_missing_is_told_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine(monkeypatch, state("pandoc", False, install="apt-get install pandoc"))
    status, out, _ = said(capsys, "doctor")
    assert status == 2
    assert "MISSING" in out.splitlines()[0]
    assert out.splitlines()[1].strip() == "install: apt-get install pandoc"


def test_without_bubblewrap_each_engine_is_told_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine(monkeypatch, state("pandoc", True), kept={**KEPT, "sandbox": "none"}, starts="pdflatex")
    assert said(capsys, "doctor")[1].splitlines()[-1].strip() == (
        "pdfLaTeX runs; LuaLaTeX is refused (TEX017); bubblewrap confines more"
    )


def test_what_cannot_be_installed_is_a_finding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []

    def obtain(purpose: str, say: Any) -> Outcome[None]:
        asked.append((purpose, say is not None))
        return Outcome(None, (finding("TEX006", Location("report.toml"), "pandoc is missing"),))

    monkeypatch.setattr(pipeline, "obtain", obtain)
    status, _, err = said(capsys, "doctor", "--install", "--for", "test")
    assert status == 2
    assert "TEX006" in err
    assert asked == [("test", True)]
