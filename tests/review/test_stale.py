"""A verdict holds for the words, passages and data that it was given on: what changes goes stale, nothing else."""

from __future__ import annotations

import csv
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from reportgen.pipeline.model import ReviewMaterial
from reportgen.review.model import Item
from review.conftest import change, judge_all, read

CHANGES: Final = 100
CHAPTER: Final = "templates/chapters/bridges.tex.j2"

PROSE: Final = r"""
The \VAR{ source("guide") } tells of bridges over both rivers\VAR{ cite("guide-old", "guide-toll") }.
All of them are of stone or steel\VAR{ cite("guide-toll") }.
An eighth of the walkers paid less than the others\VAR{ cite("guide-toll") }.

\BLOCK{ analysis "dear" rests_on=["cost-new", "guide-toll"] }
The newer crossing was the dearer one by far. Nobody would have expected that then.
\BLOCK{ endanalysis }
"""


@pytest.fixture
def larger(rivers: Path) -> Path:
    with (rivers / CHAPTER).open("a", encoding="utf-8") as file:
        file.write(PROSE)
    return rivers


def key(item: Item) -> str:
    """Name an item in a way that stays when its words change."""
    return f"statement {item.number}" if item.kind == "statement" else item.id


def state(reading: ReviewMaterial) -> dict[str, str]:
    return {key(judged.item): judged.state for judged in reading.reviewed.judged}


def resting_on(before: ReviewMaterial, row: str = "", evidence: str = "", source: str = "") -> set[str]:
    """Return what says of itself that it rests on a row, a passage, or a work: no digest is asked."""
    inputs = before.checked.inputs
    named = {evidence} | {name for name, each in inputs.evidence.items() if each.source == source}
    items = [judged.item for judged in before.reviewed.judged]
    return {key(item) for item in items if row in item.rows or not named.isdisjoint(item.evidence)}


def cells(folder: Path, path: str, line: int, column: str, new: Callable[[str], str]) -> str:
    """Change a cell, and give the id of its row."""
    with (folder / path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row = rows[line % len(rows)]
    row[column] = new(row[column])
    with (folder / path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return row["id"]


def changed_word(folder: Path, before: ReviewMaterial, chance: random.Random) -> set[str]:
    """Put a word into one sentence of the chapter that calls print nothing before."""
    word, number = chance.choice(
        [
            ("All of them", 5),
            ("An eighth of", 6),
            ("newer crossing", 7),
            ("Nobody would", 8),
            ("tells of bridges", 4),
            ("times as much", 1),
        ]
    )
    change(folder, CHAPTER, word, f"{word} {chance.choice(['indeed', 'so', 'then', 'also'])}")
    return {f"statement {number}"}


def changed_passage(folder: Path, before: ReviewMaterial, chance: random.Random) -> set[str]:
    column = chance.choice(["quote", "section", "footnote"])
    new = chance.choice(["seven", "eight", "nine"])
    line = chance.randrange(3)
    name = cells(folder, "bib/evidence.csv", line, column, lambda old: f"{old} {new}".strip())
    return resting_on(before, evidence=name)


def changed_value(folder: Path, before: ReviewMaterial, chance: random.Random) -> set[str]:
    path, column = chance.choice(
        [
            ("figures", "value"),
            ("figures", "date"),
            ("figures", "measure"),
            ("bridges", "length"),
            ("bridges", "opened"),
        ]
    )
    new = str(chance.randrange(1, 10))
    name = cells(folder, f"data/{path}.csv", chance.randrange(3), column, lambda old: old[:-1] + new if old else new)
    return resting_on(before, row=f"{path}/{name}") | {f"row:{path}/{name}"}


def changed_source(folder: Path, before: ReviewMaterial, chance: random.Random) -> set[str]:
    change(
        folder, "bib/sources.bib", "A Guide to Bridges", f"A Guide to {chance.choice(['Many', 'Old', 'Two'])} Bridges"
    )
    return resting_on(before, source="guide")


KINDS: Final = (changed_word, changed_passage, changed_value, changed_source)


def seeds() -> Iterator[tuple[int, Callable[[Path, ReviewMaterial, random.Random], set[str]]]]:
    """Draw the changes anew in each run; those of an earlier one are made again with the seed that it printed."""
    first = int(os.environ.get("REVIEW_SEED") or random.SystemRandom().randrange(10**6))
    print(f"REVIEW_SEED={first}")
    for seed in range(first, first + CHANGES):
        yield seed, KINDS[seed % len(KINDS)]


def test_of_a_hundred_changes_each_makes_stale_what_it_touches_and_nothing_else(larger: Path, tmp_path: Path) -> None:
    before = judge_all(larger)
    assert set(state(before).values()) == {"read"}
    silent = 0
    for seed, make in seeds():
        folder = Path(shutil.copytree(larger, tmp_path / "changed", ignore=shutil.ignore_patterns("build")))
        touched = make(folder, before, random.Random(seed))
        same = all(
            (folder / path).read_bytes() == (larger / path).read_bytes()
            for path in (CHAPTER, "bib/evidence.csv", "bib/sources.bib", "data/figures.csv", "data/bridges.csv")
        )
        after = state(read(folder))
        stale = {name for name, found in after.items() if found != "read"}
        assert stale == (set() if same else touched), (seed, make.__name__)
        silent += same
        shutil.rmtree(folder)
    assert silent < CHANGES / 10


def test_what_differs_is_told(reviewed: Path) -> None:
    change(reviewed, CHAPTER, "times as much", "times as much again")
    change(reviewed, "data/bridges.csv", "402.5", "402.6")
    told = [f.message for f in read(reviewed).findings if f.code == "REV002"]
    assert any('its words changed; it was "The new one cost about 16.0 times as much."' in message for message in told)
    assert any("(row:bridges/old), its words changed" in message for message in told)
    assert any("Bridges by river" in message and "the data that it rests on changed" in message for message in told)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CHAPTER, "The new one cost", "The  new\n  one cost"),
        (CHAPTER, "The new one cost", "% a remark\nThe new one cost"),
        ("report.toml", "height = 40", "height = 40 "),
        ("report.toml", 'edition = "Test edition"', 'edition = "Second edition"'),
        ("data/bridges.csv", "\n", "\n\n"),
    ],
)
def test_what_changes_nothing_that_was_read_leaves_verdicts_as_they_are(
    reviewed: Path, path: str, old: str, new: str
) -> None:
    text = (reviewed / path).read_text("utf-8")
    assert old in text
    (reviewed / path).write_text(text.replace(old, new, 1), "utf-8")
    found = read(reviewed)
    assert {judged.state for judged in found.reviewed.judged} == {"read"}
    assert found.reviewed.gone == ()


def test_a_new_statement_is_unread_and_one_taken_out_is_gone(reviewed: Path) -> None:
    with (reviewed / CHAPTER).open("a", encoding="utf-8") as file:
        file.write('\nTolls are rare\\VAR{ cite("guide-toll") }.\n')
    change(reviewed, CHAPTER, 'The Old Bridge cost \\VAR{ figure("cost-old") }\\VAR{ cite("guide-old") }.\n', "")
    found = read(reviewed).reviewed
    assert [judged.item.text for judged in found.judged if judged.state == "unread"] == ["Tolls are rare."]
    assert [review.text for review in found.gone] == ["The Old Bridge cost $2.5 million."]


@pytest.mark.parametrize(
    ("path", "old", "new", "stale"),
    [
        ("data/rivers.csv", "Elbe", "Elba", "row:bridges/old"),
        ("data/datapackage.json", '"unit": "m"', '"unit": "ft"', "row:bridges/old"),
        ("bib/sources.bib", "AUTHOR", "Somebody Else", "statement 1"),
        ("report.toml", 'subtitle = "A test"', 'subtitle = "Another test"', "heading:brief"),
    ],
    ids=["name of a row that is named", "unit of a column", "author of the work that a source passes on", "subtitle"],
)
def test_what_is_shown_of_other_places_is_read_anew(reviewed: Path, path: str, old: str, new: str, stale: str) -> None:
    if old == "AUTHOR":
        text = (reviewed / path).read_text("utf-8")
        old = re.search(r"@\w+\{survey,.*?author\s*=\s*\{([^}]*)\}", text, re.DOTALL)[1]  # type: ignore[index]
    change(reviewed, path, old, new)
    assert state(read(reviewed))[stale] == "changed"
