"""Data that are commands: what a brief is made from, taken for TeX, and TeX without a sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen import pipeline, sandbox


@pytest.fixture
def unconfined(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A machine that has no sandbox."""
    monkeypatch.setenv(sandbox.VARIABLE, "none")
    sandbox.kind.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    sandbox.kind.cache_clear()


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")


@pytest.mark.tex
@pytest.mark.parametrize("waived", [False, True])
def test_lualatex_without_a_sandbox_is_refused(rivers: Path, unconfined: pytest.MonkeyPatch, waived: bool) -> None:
    replace(rivers, "data/bridges.csv", "Old Bridge", "Мост")
    if waived:
        with (rivers / "report.toml").open("a", encoding="utf-8") as file:
            file.write('\n[[rules]]\ncode = "TEX017"\nseverity = "ignore"\nreason = "none"\n')
    built = pipeline.build(rivers, lambda _: None)
    assert built.value is None
    assert not (rivers / "build/brief.pdf").exists()
    assert not list((rivers / "build").rglob("*.luc"))
    told = [str(f) for f in built.findings if f.code == "TEX017"]
    message = "brief.tex: error TEX017 no-sandbox: the brief needs LuaLaTeX, and nothing here confines it"
    assert told == ([] if waived else [message])
    unconfined.setenv(sandbox.VARIABLE, "off")
    built = pipeline.build(rivers, lambda _: None)
    assert built.value is not None, built.findings


@pytest.mark.tex
def test_pdflatex_needs_no_sandbox(rivers: Path, unconfined: pytest.MonkeyPatch) -> None:
    assert pipeline.build(rivers, lambda _: None).value is not None
