"""Lock, approve, and what the lock stands in for when the texts are away."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdf
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


def test_the_lock_is_stable_and_holds_no_more_of_a_source_than_quotations(locked: Path) -> None:
    path = locked / "bib/evidence.lock"
    text = path.read_text("utf-8")
    assert '"date": "2020-09-13"' in text
    assert "three of its arches" not in text
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


def lines(folder: Path) -> list[str]:
    return (folder / "bib/evidence.lock").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CHAPTER, "The Old Bridge cost", "The old crossing cost"),
        (CHAPTER, "The new one cost", "After nine years the new one cost"),
        ("data/figures.csv", "1851,2.5", "1851,2.6"),
        ("data/figures.csv", "cost-old,cost,old,1851,2.5", "dear-old,cost,old,1851,2.5"),
        ("bib/evidence.csv", "after nine years", "after ten years"),
        ("bib/evidence.csv", "guide-toll,", "guide-tolls,"),
    ],
)
def test_a_lock_without_texts_keeps_what_was_verified(
    locked: Path, path: str, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(lines(locked))
    text = (locked / path).read_text("utf-8")
    (locked / "bib/texts").rename(locked / "elsewhere")
    replace(locked, path, old, new)
    changed = found(locked)
    status = run("lock", folder=locked)
    told = capsys.readouterr()
    assert before <= set(lines(locked))
    assert found(locked) == changed
    if status == 0:
        assert 'the text of "guide" is not at hand: what the lock has of it is kept' in told.err
    (locked / path).write_text(text, "utf-8")
    assert found(locked) == []


def test_a_lock_with_the_texts_drops_what_is_no_more(locked: Path) -> None:
    before = lines(locked)
    replace(locked, CHAPTER, "The Old Bridge cost", "The old crossing cost")
    assert run("lock", folder=locked) == 0
    after = lines(locked)
    assert len(after) == len(before)
    assert after != before


def test_words_may_be_changed_without_texts_and_numbers_may_not(locked: Path) -> None:
    shutil.rmtree(locked / "bib/texts")
    replace(locked, CHAPTER, "The Old Bridge cost", "The old crossing cost")
    assert found(locked) == [("EVI012", f"{CHAPTER}:1"), ("EVI023", f"{CHAPTER}:1")]
    assert run("approve", "statement:", folder=locked) == 0
    assert found(locked) == [("EVI012", f"{CHAPTER}:1")]
    assert run("check", folder=locked) == 0
    assert run("check", "--strict", folder=locked) == 1
    replace(locked, CHAPTER, "The new one cost", "After nine years the new one cost")
    reworded = [("EVI012", f"{CHAPTER}:1"), ("EVI023", f"{CHAPTER}:2"), ("NUM008", f"{CHAPTER}:2")]
    assert found(locked) == reworded
    assert run("check", folder=locked) == 1


def test_strict_refuses_what_is_unverified_whatever_the_project_says(rivers: Path) -> None:
    assert run("check", "--strict", folder=rivers) == 0
    shutil.rmtree(rivers / "bib/texts")
    with (rivers / "report.toml").open("a", encoding="utf-8") as file:
        file.write('[[rules]]\ncode = "EVI012"\nseverity = "ignore"\nreason = "a draft"\n')
    assert found(rivers) == []
    assert run("check", "--strict", folder=rivers) == 1
    assert run("check", folder=rivers) == 0


@pytest.mark.tex
def test_what_is_unverified_is_marked_and_counted_in_the_pdf(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def printed() -> list[str]:
        assert run("build", folder=locked) == 0
        return [page.extract_text() for page in pypdf.PdfReader(locked / "build/brief.pdf").pages]

    assert not any("not verified" in page or "that no text" in page for page in printed())
    shutil.rmtree(locked / "bib/texts")
    assert "that no text" not in printed()[-1]
    replace(locked, CHAPTER, "The Old Bridge cost", "The old crossing cost")
    pages = printed()
    assert "Sentences changed since they were verified: 1." in pages[-1]
    assert "Passages" not in pages[-1]
    assert sum(page.count("?") - page.count("2005?") for page in pages) == 2
    (locked / "bib/evidence.lock").unlink()
    pages = printed()
    assert "Passages that no text verified: 3." in pages[-1]
    assert sum(page.count("not verified") for page in pages) == 3
    capsys.readouterr()
    assert run("build", "--strict", folder=locked) == 1
    assert "the last good build/brief.pdf is as it was" in capsys.readouterr().err
