"""Lock, approve, and what the lock stands in for when the texts are away."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen import cli, pipeline

CHAPTER = "templates/chapters/bridges.tex.j2"
ANALYSIS = """
\\BLOCK{ analysis "dear" rests_on=["guide-new", "cost-new"] }
The new bridge was dear.
\\BLOCK{ endanalysis }
"""


def run(*arguments: str, folder: Path) -> int:
    return cli.main([*arguments, "--project", str(folder)])


def found(folder: Path) -> list[tuple[str, str]]:
    findings = pipeline.check(folder, lambda _: None).findings
    return [(f.code, str(f.location)) for f in findings]


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def locked(rivers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The small project, with an analysis, locked and approved."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    with (rivers / CHAPTER).open("a", encoding="utf-8") as file:
        file.write(ANALYSIS)
    assert run("lock", folder=rivers) == 0
    assert run("approve", "--all", folder=rivers) == 0
    capsys.readouterr()
    assert found(rivers) == []
    return rivers


def test_the_lock_is_small_stable_and_holds_no_words(locked: Path) -> None:
    path = locked / "bib/evidence.lock"
    text = path.read_text("utf-8")
    assert '"date": "2020-09-13"' in text
    assert "nine years" not in text
    assert text.count('"passage"') == 3
    assert text.count('"approved"') == 1
    assert run("lock", folder=locked) == 0
    assert path.read_text("utf-8") == text


def test_without_texts_the_lock_stands_in(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(locked / "bib/texts")
    assert run("check", folder=locked) == 0
    assert capsys.readouterr().out == "passages: 3 locked; no findings\n"


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "place"),
    [
        ("bib/evidence.csv", "after nine years", "after ten years", "EVI011", "bib/evidence.csv:2:5"),
        ("bib/evidence.csv", ",Tolls,", ",The Tolls,", "EVI011", "bib/evidence.csv:4:5"),
        ("data/figures.csv", "1851,2.5", "1851,2.6", "NUM008", "data/figures.csv:2"),
        ("data/bridges.csv", "1851-05", "1851-06", "NUM008", "data/bridges.csv:2"),
    ],
)
def test_what_changed_since_the_lock_is_told_without_texts(
    locked: Path, path: str, old: str, new: str, code: str, place: str
) -> None:
    shutil.rmtree(locked / "bib/texts")
    replace(locked, path, old, new)
    assert any(c == code and p.startswith(place) for c, p in found(locked)), found(locked)


def test_another_text_than_the_locked_one_is_told(locked: Path) -> None:
    with (locked / "bib/texts/guide.txt").open("a", encoding="utf-8") as file:
        file.write("\nA line more.\n")
    assert "EVI010" in [code for code, _ in found(locked)]
    assert run("lock", folder=locked) == 0
    assert found(locked) == []


def test_neither_text_nor_lock_is_one_warning(rivers: Path) -> None:
    shutil.rmtree(rivers / "bib/texts")
    assert [code for code, _ in found(rivers)] == ["EVI012"]


def test_a_quote_that_is_not_in_the_text_is_an_error_and_keeps_the_lock(locked: Path) -> None:
    before = (locked / "bib/evidence.lock").read_bytes()
    replace(locked, "bib/evidence.csv", "opened in May after nine years", "closed for ever by a flood")
    assert ("EVI005", "bib/evidence.csv:2:5") in found(locked)
    assert run("lock", folder=locked) == 1
    assert (locked / "bib/evidence.lock").read_bytes() == before


def test_an_unapproved_analysis_is_a_warning(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (rivers / CHAPTER).open("a", encoding="utf-8") as file:
        file.write(ANALYSIS)
    assert [code for code, _ in found(rivers)] == ["STM003"]
    assert run("approve", "daer", folder=rivers) == 2
    assert 'did you mean "dear"?' in capsys.readouterr().err
    assert run("approve", folder=rivers) == 2


def test_an_analysis_is_stale_when_what_it_rests_on_changes(locked: Path) -> None:
    replace(locked, "data/figures.csv", "1999,40,", "1999,41,")
    replace(locked, "bib/texts/guide.txt", "forty million", "forty-one million")
    replace(locked, "bib/evidence.csv", "forty million", "forty-one million")
    stale = [f for f in pipeline.check(locked, lambda _: None).findings if f.code == "STM002"]
    assert len(stale) == 1
    assert "cost-new" in stale[0].message
    assert run("lock", folder=locked) == 0
    assert [code for code, _ in found(locked)] == ["STM002"]
    assert run("approve", "dear", folder=locked) == 0
    assert found(locked) == []
