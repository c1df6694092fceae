"""``reportgen trace``: what it prints of what the pipeline gives it, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.said import said
from reportgen import pipeline
from reportgen.pipeline.model import TraceReport


def test_without_a_ledger_a_build_is_asked_for(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "trace", "guide", "--project", rivers)
    assert (status, out) == (2, "")
    assert err == "no build/ledger.json of this version; run: reportgen build\n"


def test_a_chain_is_printed_as_text_or_json(
    rivers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "trace", lambda _, what: TraceReport(True, f"text of {what}", f"json of {what}"))
    assert said(capsys, "trace", "guide", "--project", rivers) == (0, "text of guide\n", "")
    assert said(capsys, "trace", "guide", "--json", "--project", rivers) == (0, "json of guide\n", "")


@pytest.mark.parametrize(
    ("nearest", "hint"),
    [
        ('did you mean "guide"?', 'nothing is called "giude"; did you mean "guide"?\n'),
        ("", 'nothing is called "giude"\n'),
    ],
)
def test_what_is_not_in_the_ledger_is_told_with_what_may_be_meant(
    rivers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, nearest: str, hint: str
) -> None:
    monkeypatch.setattr(pipeline, "trace", lambda *_: TraceReport(nearest=nearest))
    assert said(capsys, "trace", "giude", "--project", rivers) == (1, "", hint)
