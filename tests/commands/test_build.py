"""``reportgen build``: what it does with what a session gives it, without one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from commands.said import said
from reportgen.commands import build
from reportgen.findings.model import Diagnostic, Location, Outcome
from reportgen.findings.rules import finding
from reportgen.pipeline.model import Built
from reportgen.store.cache import Step

BUILT = Built({"build/brief.pdf": "1"}, {"brief": 3}, 1, 0, 1, 2, {"exact": 2})
WRONG = finding("NUM001", Location("a.tex.j2", 1), "no figure")
UNTRUSTED = finding("PRJ015", Location("report.toml", 1), "a program")


class FakeSession:
    """Gives outcomes in order: first of ``current``, then of each build."""

    def __init__(self, *outcomes: Outcome[Built | None], equipped: bool = True) -> None:
        self.outcomes, self.equipped = list(outcomes), equipped
        self.steps: list[Step] = []
        self.trouble = ""
        self.trusted = False
        self.say: Any = None

    def current(self) -> Outcome[Built | None]:
        return self.outcomes.pop(0)

    build = current

    def trust_programs(self) -> None:
        self.trusted = True


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each look for tools was to install them; all are there."""
    looked: list[bool] = []

    def obtained(_purpose: str, install: bool) -> int:
        looked.append(install)
        return 0

    monkeypatch.setattr(build, "install_tools", obtained)
    return looked


def opened(monkeypatch: pytest.MonkeyPatch, fake: FakeSession) -> FakeSession:
    @contextmanager
    def session(_options: object) -> Iterator[FakeSession]:
        yield fake

    monkeypatch.setattr(build, "session", session)
    return fake


def failed(*findings: Diagnostic) -> Outcome[Built | None]:
    return Outcome(None, findings)


def test_where_nothing_changed_no_tool_is_looked_for(
    rivers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tools: list[bool]
) -> None:
    opened(monkeypatch, FakeSession(Outcome(BUILT), equipped=False))
    status, out, err = said(capsys, "build", "--project", rivers)
    assert (status, err, tools) == (0, "", [])
    assert out.startswith("build/brief.pdf: 3 pages, 0 tables, 1 chart, 2 citations; passages: 2 exact; no findings; ")


@pytest.mark.parametrize(("options", "looked"), [((), [False]), (("--install",), [True])])
def test_a_first_build_looks_for_tools_and_installs_them_where_it_may(
    rivers: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tools: list[bool],
    options: tuple[str, ...],
    looked: list[bool],
) -> None:
    opened(monkeypatch, FakeSession(failed(), Outcome(BUILT), equipped=False))
    assert said(capsys, "build", *options, "--project", rivers)[0] == 0
    assert tools == looked


def test_missing_tools_end_it_before_anything_is_built(
    rivers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "install_tools", lambda *_: 2)
    fake = opened(monkeypatch, FakeSession(failed(), Outcome(BUILT), equipped=False))
    assert said(capsys, "build", "--project", rivers) == (2, "", "")
    assert len(fake.outcomes) == 1


def test_errors_are_told_with_what_became_of_the_last_brief(
    rivers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tools: list[bool]
) -> None:
    opened(monkeypatch, FakeSession(failed(), failed(WRONG)))
    status, out, err = said(capsys, "build", "--project", rivers)
    assert (status, out, err.splitlines()[-1]) == (1, "", "not built")
    assert "NUM001" in err
    # Tools may be what is lacking where a brief was built before: they are looked for after the failure.
    assert tools == [False]
    (rivers / "build").mkdir()
    (rivers / "build/brief.pdf").write_bytes(b"%PDF")
    opened(monkeypatch, FakeSession(failed(), failed(WRONG)))
    err = said(capsys, "build", "--project", rivers)[2]
    assert err.splitlines()[-1] == "not built; the last good build/brief.pdf is as it was"


def test_why_and_trouble_are_told(
    rivers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tools: list[bool]
) -> None:
    fake = opened(monkeypatch, FakeSession(failed(), Outcome(BUILT)))
    fake.steps = [Step("draft", False, ("a.tex.j2",)), Step("fonts", True, ())]
    fake.trouble = "the disk is full"
    _, out, err = said(capsys, "build", "--why", "--project", rivers)
    assert out.splitlines()[:2] == ["draft  rebuilt: a.tex.j2 changed", "fonts  reused"]
    assert err == "nothing is kept for the next build: the disk is full\n"


@pytest.mark.parametrize(("answer", "status"), [("yes\n", 0), ("\n", 1), ("no\n", 1)])
def test_a_person_at_a_terminal_may_trust_a_program(
    rivers: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tools: list[bool],
    answer: str,
    status: int,
) -> None:
    fake = opened(monkeypatch, FakeSession(failed(), failed(UNTRUSTED), Outcome(BUILT)))
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(build, "shown", lambda _, work: work())
    monkeypatch.setattr(sys.stdin, "readline", lambda: answer, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert said(capsys, "build", "--project", rivers)[0] == status
    assert fake.trusted is (status == 0)


@pytest.mark.parametrize("findings", [(UNTRUSTED,), (UNTRUSTED, WRONG)])
def test_nobody_is_asked_in_a_pipe_or_where_more_is_in_the_way(
    rivers: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tools: list[bool],
    findings: tuple[Diagnostic, ...],
) -> None:
    terminal = len(findings) > 1
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr(build, "shown", lambda _, work: work())
    monkeypatch.setenv("NO_COLOR", "1")
    fake = opened(monkeypatch, FakeSession(failed(), failed(*findings)))
    assert said(capsys, "build", "--project", rivers)[0] == 1
    assert not fake.trusted
