"""What ``lock`` and ``approve`` write, and leave as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

from reportgen import pipeline

LOCK = "bib/evidence.lock"


def quiet(_: str) -> None:
    pass


def test_an_error_leaves_the_last_lock_as_it_was(rivers: Path) -> None:
    assert pipeline.lock(rivers, quiet).value is not None
    before = (rivers / LOCK).read_bytes()
    evidence = rivers / "bib/evidence.csv"
    evidence.write_text(evidence.read_text("utf-8").replace("after nine years", "after ten years"), "utf-8")
    outcome = pipeline.lock(rivers, quiet)
    assert outcome.value is None
    assert "EVI009" in {found.code for found in outcome.findings}
    assert (rivers / LOCK).read_bytes() == before


def test_what_rests_on_texts_that_are_away_keeps_its_place(rivers: Path) -> None:
    first = pipeline.lock(rivers, quiet).value
    shutil.rmtree(rivers / "bib/texts")
    again = pipeline.lock(rivers, quiet)
    assert first is not None
    assert again.value is not None
    assert again.value.lock.passages == first.lock.passages
    assert [found.code for found in again.findings] == ["EVI012"]


def test_an_approval_of_what_is_not_there_names_what_is_and_writes_nothing(rivers: Path) -> None:
    chapter = rivers / "templates/chapters/bridges.tex.j2"
    told = '\n\\BLOCK{ analysis "dear" rests_on=["guide-new"] }\nIt was dear.\n\\BLOCK{ endanalysis }\n'
    chapter.write_text(chapter.read_text("utf-8") + told, "utf-8")
    approved = pipeline.approve(rivers, quiet, names=["deer"]).value
    assert "dear" in approved.known
    assert not (rivers / LOCK).exists()
    assert pipeline.lock(rivers, quiet).value is not None
    assert pipeline.approve(rivers, quiet, names=["dear"], reader="Ada").value.count == 1
    assert "Ada" in (rivers / LOCK).read_text("utf-8")
