"""Having TeX set a volume: only where it has not set the same before, with what the last run left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportgen.findings.model import Diagnostic, Location, Outcome, collect
from reportgen.findings.rules import finding
from reportgen.pipeline import typesetting
from reportgen.pipeline.jobs import Jobs
from reportgen.pipeline.store import Store
from reportgen.pipeline.typesetting import Typesetting
from reportgen.store.cache import TracedResult
from reportgen.typeset.model import Format, Manuscript, TexFile, Typeset

MAIN = "\\documentclass{report}\n\\usepackage{reportgen}\n\\begin{document}\n%s\n\\end{document}\n"
SET = Typeset(b"%PDF", 3, "log", 2, "pdflatex", {"brief.aux": b"pages"})

Runs = list[Manuscript]


def manuscript(words: str = "Words.", engine: Any = "pdflatex") -> Manuscript:
    return Manuscript({"brief.tex": TexFile("brief.tex", (MAIN % words).encode())}, engine)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "project/build").mkdir(parents=True)
    return tmp_path / "project"


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """What TeX was given, run by run; each time it makes the same of it."""
    given: Runs = []

    def run(_: Typesetting, manuscript: Manuscript, *_rest: object) -> TracedResult[Outcome[Typeset | None]]:
        given.append(manuscript)
        return TracedResult(Outcome(replace(SET, engine=manuscript.engine)), {})

    monkeypatch.setattr(Typesetting, "_run", run)
    return given


def begun(folder: Path, epoch: int = 0, volume: str = "brief") -> Typesetting:
    store = Store(folder)
    store.begin()
    return Typesetting(store, Jobs(folder), lambda _: None, epoch, volume=volume)


def set_of(typesetting: Typesetting, given: Manuscript) -> Outcome[Typeset | None]:
    return collect(typesetting.set(given, None, lambda: True))  # type: ignore[arg-type]  # charts are for TeX's run


def test_the_same_is_set_once(folder: Path, runs: Runs) -> None:
    assert [set_of(begun(folder), manuscript()).value for _ in range(2)] == [SET, SET]
    assert len(runs) == 1


@pytest.mark.parametrize(
    "other",
    [
        lambda folder: set_of(begun(folder), manuscript("Other words.")),
        lambda folder: set_of(begun(folder), manuscript(engine="lualatex")),
        lambda folder: set_of(begun(folder, epoch=1), manuscript()),
        lambda folder: set_of(begun(folder, volume="annex"), manuscript()),
    ],
    ids=["words", "engine", "time", "volume"],
)
def test_something_else_is_set_anew(folder: Path, runs: Runs, other: Callable[[Path], object]) -> None:
    set_of(begun(folder), manuscript())
    other(folder)
    assert len(runs) == 2


def test_another_program_of_the_same_name_sets_it_anew(
    folder: Path, tmp_path: Path, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pdflatex"
    monkeypatch.setattr(typesetting, "which", lambda _: str(path))
    for version in (b"2025", b"2026"):
        path.write_bytes(version)
        set_of(begun(folder), manuscript())
    assert len(runs) == 2


def test_a_run_begins_with_what_the_last_one_of_the_engine_noted(folder: Path, runs: Runs) -> None:
    assert begun(folder).last() == begun(folder).noted(manuscript()) == {}
    set_of(begun(folder), manuscript(engine="lualatex"))
    assert begun(folder).noted(manuscript()) == {}
    assert begun(folder).noted(manuscript("Other.", "lualatex")) == {"brief.aux": b"pages"}
    assert begun(folder).last() == {"brief.aux": b"pages"}
    assert begun(folder, volume="annex").last() == {}


def failing(monkeypatch: pytest.MonkeyPatch, found: Diagnostic) -> list[int]:
    times: list[int] = []

    def run(*_: object) -> TracedResult[Outcome[Typeset | None]]:
        times.append(1)
        return TracedResult(Outcome(None, (found,)), {})

    monkeypatch.setattr(Typesetting, "_run", run)
    return times


@pytest.mark.parametrize(
    ("volume", "path", "told"),
    [
        ("brief", "brief.tex", ("brief.tex", "build/log/brief.log has the details")),
        ("annex", "brief.tex", ("annex.tex", "build/log/annex.log has the details")),
        ("annex", "build/log/brief.log", ("build/log/annex.log", "build/log/annex.log has the details")),
        ("annex", "templates/a.tex.j2", ("templates/a.tex.j2", "build/log/annex.log has the details")),
    ],
)
def test_a_failure_names_the_volume_and_is_not_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, volume: str, path: str, told: tuple[str, str]
) -> None:
    flaw = finding("TEX001", Location(path, 3), "it fails", "build/log/brief.log has the details")
    times = failing(monkeypatch, flaw)
    for _ in range(2):
        outcome = set_of(begun(folder, volume=volume), manuscript())
        assert outcome.value is None
        assert [(f.location, f.hint) for f in outcome.findings] == [(Location(told[0], 3), told[1])]
    assert len(times) == 2
    assert begun(folder, volume=volume).last() == {}


def test_a_preamble_is_loaded_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []

    def dump(given: Manuscript, _folder: Path, _epoch: int) -> Format:
        loaded.append(given.engine)
        return Format(b"memory", (), {})

    monkeypatch.setattr(typesetting, "dump", dump)
    first = begun(folder)._start(manuscript())
    assert first is not None
    assert (first.format, first.auxiliary) == (b"memory", {})
    assert begun(folder)._start(manuscript("Other words, the same preamble.")) == first
    assert loaded == ["pdflatex"]
    assert list((folder / "build").glob(".work-*")) == []


def test_where_tex_was_kept_from_the_preamble_nothing_is_kept_and_a_finding_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "dump", lambda *_: None)
    for _ in range(2):
        outcome = set_of(begun(folder), manuscript())
        assert outcome.value is None
        assert [(f.code, f.message) for f in outcome.findings] == [("TEX001", "TeX could not load the preamble")]
    assert list((folder / "build").glob(".work-*")) == []
