"""What is said while work goes on, where nobody sits at a terminal."""

from __future__ import annotations

import io
import time

import pytest

from reportgen import pipeline
from reportgen.commands import runner, terminal
from reportgen.findings.model import Outcome


class Pipe(io.StringIO):
    """Notes what had come through when it was flushed."""

    through = ""

    def flush(self) -> None:
        self.through = self.getvalue()


def test_in_a_pipe_a_line_now_and_then_says_what_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    pipe = Pipe()
    say = terminal.in_a_pipe(pipe)
    for now, what in ((101.0, "early"), (111.0, "TeX, pass 1"), (112.0, "soon after"), (122.0, "TeX, pass 2")):  # noqa: B007
        say(what)
    assert pipe.through == "TeX, pass 1\nTeX, pass 2\n"


def test_what_is_installed_is_told_before_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def obtain(purpose: str, say: pipeline.Say) -> Outcome[None]:
        say("installing much")
        assert capsys.readouterr() == ("", "installing much\n"), "at once, and not where a program may read findings"
        return Outcome(None, ())

    monkeypatch.setattr(pipeline, "obtain", obtain)
    assert runner.install_tools("build", install=True) == 0
