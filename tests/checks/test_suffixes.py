"""Words behind numbers that are no known unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline


def found(folder: Path, suffix: str, measure: str = "share") -> list[str]:
    for path, old, new in (
        ("report.toml", "[units]\n", f'[units]\npeople = {{ suffix = "{suffix}" }}\n'),
        (
            "bib/texts/guide.txt",
            "Boats pass free",
            "The bridge has 7,500 users a day. Soldiers are rare. Boats pass free",
        ),
        ("bib/evidence.csv", "guide-toll,", "guide-users,guide,Tolls,,The bridge has,,\nguide-toll,"),
        ("data/figures.csv", "share-toll,", f"users,{measure},toll,,7500,people,1,,guide-users\nshare-toll,"),
    ):
        text = (folder / path).read_text("utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), "utf-8")
    return [f.message for f in pipeline.check(folder, lambda _: None).findings if f.code == "NUM013"]


@pytest.mark.parametrize("suffix", [" users", " daily users", " users of all kinds", "", " per day"])
def test_words_that_the_passage_has(rivers: Path, suffix: str) -> None:
    assert found(rivers, suffix) == []


@pytest.mark.parametrize("suffix", [" soldiers", " consumers", " thousand cows"])
def test_words_that_stand_in_no_sentence_that_is_quoted(rivers: Path, suffix: str) -> None:
    (told,) = found(rivers, suffix)
    assert told.endswith('and the passage "guide-users" does not speak of that')


def test_words_that_the_measure_has(rivers: Path) -> None:
    assert found(rivers, " pedestrians", "daily pedestrians") == []


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ('prefix = "about $"', True),
        ('suffix = " dollars or more"', True),
        ('suffix = " dollars"', False),
        ('prefix = "more than "', True),
    ],
)
def test_a_unit_says_nothing_of_how_exact_numbers_are(rivers: Path, unit: str, told: bool) -> None:
    toml = rivers / "report.toml"
    toml.write_text(toml.read_text("utf-8").replace('USD = { prefix = "$" }', f"USD = {{ {unit} }}"), "utf-8")
    found = [f for f in pipeline.check(rivers, lambda _: None).findings if f.location.path == "report.toml"]
    assert ("NUM018" in {f.code for f in found}) is told
