"""How commands have work done: which texts they name, what they ask, and who asks."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from reportgen import pipeline
from reportgen.commands import runner
from reportgen.findings.model import Location, Outcome
from reportgen.findings.rules import finding


def stage(folder: Path, *, say: pipeline.Say, texts: Sequence[Path]) -> Outcome[tuple[Path, list[Path]]]:
    say("at work")
    return Outcome((folder, list(texts)))


@pytest.mark.parametrize(("given", "added"), [("", []), ("/t/more", [Path("/t/more")])])
def test_folders_of_texts_come_from_options_first_then_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, given: str, added: list[Path]
) -> None:
    monkeypatch.setenv("REPORTGEN_TEXTS", given)
    options = argparse.Namespace(project=Path("/p"), texts=[Path("/t/own")])
    assert runner.run_stage(stage, options).value == (Path("/p"), [Path("/t/own"), *added])


@pytest.mark.parametrize("asks", [False, True])
def test_in_a_pipe_what_goes_on_is_not_told_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], asks: bool
) -> None:
    monkeypatch.delenv("REPORTGEN_TEXTS", raising=False)
    options = argparse.Namespace(project=Path("/p"), texts=[])
    assert runner.run_stage(stage, options, asks=asks).value == (Path("/p"), [])
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("answer", "meant"),
    [("y", True), ("YES", True), (" Yes ", True), ("", False), ("no", False), ("yess", False), ("j", False)],
)
def test_only_yes_is_yes(monkeypatch: pytest.MonkeyPatch, answer: str, meant: bool) -> None:
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert runner.confirmed("?") is meant


@pytest.mark.parametrize("error", [EOFError(), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid")])
def test_no_answer_is_no(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def ask(_: str) -> NoReturn:
        raise error

    monkeypatch.setattr("builtins.input", ask)
    assert runner.confirmed("?") is False


@pytest.mark.parametrize("error", [OSError(), KeyError("uid")])
def test_who_has_no_name_on_this_machine_is_unknown(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ada")
    assert runner.user() == "ada"

    def nobody() -> NoReturn:
        raise error

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert runner.user() == "unknown"


@pytest.mark.parametrize("install", [False, True])
def test_missing_tools_are_told_and_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], install: bool
) -> None:
    def obtain(_: str, say: Callable[[str], None] | None) -> Outcome[None]:
        if say is not None:
            say("installing")
        return Outcome(None, (finding("TEX006", Location("report.toml"), "pandoc is missing"),))

    monkeypatch.setattr(pipeline, "obtain", obtain)
    assert runner.install_tools("build", install) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("installing\n") is install
    assert "TEX006" in err


def test_work_of_a_session_is_handed_back_and_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    session = argparse.Namespace(say=None)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    assert runner.shown(session, lambda: 7) == 7  # type: ignore[arg-type]  # all that is used of a session
    assert callable(session.say)
