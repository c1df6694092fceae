"""How much a volume may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline

VOLUME = '\n[[volumes]]\nid = "brief"\ntitle = "Brief"\nchapters = ["bridges"]\n'


def told(folder: Path, setting: str) -> list[str]:
    path = folder / "report.toml"
    path.write_text(path.read_text("utf-8") + VOLUME + setting, "utf-8")
    found = pipeline.check(folder, lambda _: None).findings
    return [f"{f.code} {f.location}: {f.message}" for f in found if f.code.startswith("VOL")]


def words(folder: Path) -> int:
    checked = pipeline.check(folder, lambda _: None).value
    assert checked is not None
    return sum(len(statement.text.split()) for statement in checked.verified.statements)


@pytest.mark.parametrize("key", ["max_words", "max_chapter_words"])
def test_words_are_counted_up_to_the_limit(rivers: Path, key: str) -> None:
    count = words(rivers)
    before = (rivers / "report.toml").read_text("utf-8")
    assert told(rivers, f"{key} = {count}\n") == []
    (rivers / "report.toml").write_text(before, "utf-8")
    (found,) = told(rivers, f"{key} = {count - 1}\n")
    assert found.startswith("VOL001")
    assert f"has {count} words; the limit is {count - 1}" in found


def test_only_sentences_beyond_the_limit_are_named(rivers: Path) -> None:
    found = told(rivers, "max_sentence_words = 6\n")
    assert [line.split(":")[1] for line in found] == ["2", "5"]
    assert found[1].endswith('"New & Long Bridge opened in 1999." has 7 words; the limit is 6')


def test_citations_are_counted_per_hundred_words(rivers: Path) -> None:
    assert told(rivers, "max_citations = 50.0\n") == []


def test_nothing_is_limited_that_report_toml_does_not_limit(rivers: Path) -> None:
    assert told(rivers, "") == []
