"""Checking a draft against a store: once, and again only where something changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.drafted import change, draft
from reportgen import pipeline
from reportgen.pipeline.checking import Checking
from reportgen.pipeline.store import Store

CHAPTER = "templates/chapters/bridges.tex.j2"


def checked(folder: Path) -> tuple[list[str], list[str], list[str]]:
    """Check a project with a store of its own; return codes, what was said, and the units that were made."""
    store, said = Store(folder), list[str]()
    store.begin()
    value, _ = draft(store)
    assert value is not None
    checking = Checking(store, said.append, value)
    first = checking.verify()
    assert checking.verify() is first
    store.end()
    units = [step.unit for step in store.steps if step.unit.startswith("checks") and not step.reused]
    return [f.code for f in first.findings], said, units


def test_a_draft_is_checked_once(rivers: Path) -> None:
    codes, said, units = checked(rivers)
    assert codes == []
    assert said == ["checking passages and data", "checking statements"]
    assert units == ["checks of data", "checks of text"]


def test_of_another_word_only_the_text_is_checked_again(rivers: Path) -> None:
    checked(rivers)
    change(rivers, CHAPTER, "The new one", "That one")
    assert checked(rivers)[2] == ["checks of text"]


def test_what_is_wrong_in_data_and_text_is_told_and_told_again_from_the_store(rivers: Path) -> None:
    change(rivers, "data/figures.csv", ",40,", ",41,")
    change(rivers, CHAPTER, "The Old Bridge cost", "Nobody paid. The Old Bridge cost 9 times")
    codes, _, units = checked(rivers)
    assert {"NUM003", "NUM005"} <= set(codes)
    assert units
    assert checked(rivers)[::2] == (codes, [])


def test_how_much_a_draft_states_is_known_before_it_is_checked(rivers: Path) -> None:
    value, _ = draft(Store(rivers))
    assert value is not None
    stated = Checking(Store(rivers), lambda _: None, value).stated
    assert set(stated.passages.values()) == {"exact"}
    assert len(stated.statements) >= 4


TEXT = "bib/texts/guide.txt"


def told(folder: Path) -> list[str]:
    """Check as the command does, with what was kept of the last time."""
    return [finding.message for finding in pipeline.check(folder, lambda _: None).findings]


@pytest.mark.parametrize(
    ("put", "why"),
    [
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "byte 0xff in line 1 is not UTF-8"),
        (os.mkfifo, "it is a pipe, not a plain file"),
    ],
)
def test_a_text_that_goes_and_one_that_cannot_be_read_are_told_as_they_are_now(
    rivers: Path, put: Callable[[Path], object], why: str
) -> None:
    text = rivers / TEXT
    text.unlink()
    for _ in range(2):
        [message] = told(rivers)
        assert "is not at hand" in message
        put(text)
        assert told(rivers) == told(rivers) == [f'the text of "guide", guide.txt, cannot be read: {why}']
        text.unlink()


def test_a_link_that_leads_to_another_text_is_followed(rivers: Path) -> None:
    text = rivers / TEXT
    texts = text.parent
    (texts / "other.txt").write_text(text.read_text("utf-8").replace("opened in May", "was sold in June"), "utf-8")
    text.rename(texts / "first.txt")
    text.symlink_to("first.txt")
    assert told(rivers) == []
    text.unlink()
    text.symlink_to("other.txt")
    [message] = told(rivers)
    assert "is not in the text" in message
    (texts / "other.txt").write_bytes((texts / "first.txt").read_bytes())
    assert told(rivers) == []


def test_a_lock_that_cannot_be_read_is_told_where_there_was_none(rivers: Path) -> None:
    assert told(rivers) == []
    os.mkfifo(rivers / "bib/evidence.lock")
    assert told(rivers) == ["the file is a pipe, not a plain file"]
    (rivers / "bib/evidence.lock").unlink()
    assert told(rivers) == []
