"""Checking a draft against a store: once, and again only where something changed."""

from __future__ import annotations

from pathlib import Path

from pipeline.drafted import change, draft
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
