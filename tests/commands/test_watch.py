"""``reportgen watch``: what it says of each turn, without a build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from reportgen import cli
from reportgen.commands import watch
from reportgen.findings.model import Location, Outcome
from reportgen.findings.rules import finding
from reportgen.pipeline.model import Built
from reportgen.pipeline.watching import Rebuild

BUILT = Built({"build/brief.pdf": "1"}, {"brief": 3}, 1, 0, 1, 2, {"exact": 2})
WRONG = finding("NUM001", Location("a.tex.j2", 1), "no figure")


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> list[Rebuild]:
    """Turns that a watch gives before somebody ends it."""
    given: list[Rebuild] = []

    def all_of_them() -> Iterator[Rebuild]:
        yield from given
        raise KeyboardInterrupt

    monkeypatch.setattr(watch, "install_tools", lambda *_, **__: 0)
    monkeypatch.setattr(watch, "Watch", lambda *_: SimpleNamespace(turns=all_of_them))
    return given


def test_each_turn_is_told_until_it_is_ended(
    rivers: Path, turns: list[Rebuild], capsys: pytest.CaptureFixture[str]
) -> None:
    turns += [Rebuild(Outcome(BUILT), 1.25, False), Rebuild(Outcome(None, (WRONG,)), 0.5, False)]
    assert cli.main(["watch", "--no-preview", "--project", str(rivers)]) == 0
    said = capsys.readouterr()
    first, built, *_, failed = said.out.splitlines()
    assert first == f"watching {rivers}; Ctrl-C ends"
    assert built.startswith("built in 1.25 s: build/brief.pdf: 3 pages, 0 tables, 1 chart, 2 citations")
    assert failed == "not built in 0.50 s: 1 error"
    assert "NUM001" in said.out + said.err
    assert said.err.splitlines()[-1] == "stopped"


def test_a_port_that_is_taken_is_told(
    rivers: Path, turns: list[Rebuild], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(port: int) -> None:
        raise OSError("Address already in use")

    monkeypatch.setattr(watch, "start_preview", taken)
    assert cli.main(["watch", "--no-open", "--port", "81", "--project", str(rivers)]) == 2
    assert capsys.readouterr().err == "no preview at port 81: Address already in use; choose another with --port\n"
    assert turns == []


def test_without_what_a_build_needs_nothing_is_watched(
    rivers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(watch, "install_tools", lambda *_, **__: 2)
    assert cli.main(["watch", "--project", str(rivers)]) == 2
    assert "watching" not in capsys.readouterr().out
