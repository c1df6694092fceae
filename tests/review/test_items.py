"""What a reader is asked about: headings and labels too, and of each thing what stands above it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.findings.model import Location
from reportgen.inputs.reviews.model import Digests
from reportgen.review.model import Item, asked
from review.conftest import change, judge_all, read

CHAPTER = "templates/chapters/bridges.tex.j2"


@pytest.fixture
def parted(rivers: Path) -> Path:
    """The small project, with two sections; nothing in the second rests on anything."""
    change(rivers, CHAPTER, "The new one", "\\section{What the new one cost}\nThe new one")
    with (rivers / CHAPTER).open("a", encoding="utf-8") as file:
        file.write("\n\\section{About these bridges}\n")
    return rivers


def headings(folder: Path) -> dict[str, Item]:
    items = [judged.item for judged in read(folder).reviewed.judged]
    return {item.text: item for item in items if item.kind == "heading"}


def test_headings_rest_on_what_stands_below_them(parted: Path) -> None:
    found = headings(parted)
    assert list(found) == ["What the new one cost", "Bridges", "Bridges over two rivers – A test"]
    section, chapter, brief = found.values()
    assert (brief.id, brief.below) == ("heading:brief", ("Bridges",))
    assert section.below[0] == "The new one cost about 16.0 times as much."
    assert set(section.evidence) >= {"guide-new", "guide-toll"}
    assert "guide-old" in chapter.evidence
    assert "Bridges by river" in chapter.below
    assert section.location.path == CHAPTER
    assert chapter.location.path == "report.toml"


def test_what_stands_under_a_heading_says_so(parted: Path) -> None:
    items = {judged.item.text: judged.item for judged in read(parted).reviewed.judged}
    assert items["The Old Bridge cost $2.5 million."].above == ""
    assert items["The new one cost about 16.0 times as much."].above == "What the new one cost"


def test_a_heading_with_other_words_is_to_be_read_anew(parted: Path) -> None:
    judge_all(parted)
    change(parted, CHAPTER, "What the new one cost", "What the new one did cost")
    change(parted, "report.toml", 'title = "Bridges"', 'title = "All bridges"')
    found = {j.item.text: j.state for j in read(parted).reviewed.judged if j.state != "read"}
    assert found == {"What the new one did cost": "changed", "All bridges": "changed"}


def test_labels_of_exhibits_are_shown_and_their_change_is_told(parted: Path) -> None:
    judge_all(parted)
    labels = {j.item.id: dict(j.item.further).get("labels") for j in read(parted).reviewed.judged}
    assert labels["exhibit:costs"] == "million dollars"
    assert len((labels["exhibit:bridges"] or "").split("; ")) == 3
    change(parted, "report.toml", 'unit = "million dollars"', 'unit = "million euros"')
    assert [j.item.id for j in read(parted).reviewed.judged if j.state == "changed"] == ["exhibit:costs"]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Why did it cost more?", "It is a question: do the passages say what it takes for granted?"),
        ("It cost more.", "Do the passages say this?"),
    ],
)
def test_of_a_question_is_asked_what_it_takes_for_granted(text: str, question: str) -> None:
    assert asked(Item("x", "statement", "a", Location("a"), text, Digests("", "", ""))) == question
