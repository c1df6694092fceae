"""All that may be read of a draft, and how what readers said of it lasts."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.drafted import change, draft
from reportgen.pipeline import reviewing
from reportgen.pipeline.checking import Checking
from reportgen.pipeline.reviewed import review
from reportgen.pipeline.store import Store
from reportgen.review.model import Reviewed

CHAPTER = "templates/chapters/bridges.tex.j2"


def reviewed(folder: Path) -> Reviewed:
    store = Store(folder)
    store.begin()
    value, _ = draft(store)
    assert value is not None
    return review(value, Checking(store, lambda _: None, value).stated)


def test_sentences_rows_and_exhibits_may_be_read_and_each_has_its_own_name(rivers: Path) -> None:
    judged = reviewed(rivers).judged
    names = [each.item.id for each in judged]
    assert len(set(names)) == len(names)
    assert {each.item.kind for each in judged} >= {"statement", "row"}
    assert {each.state for each in judged} == {"unread"}


@pytest.mark.parametrize(
    ("path", "old", "new", "state"),
    [
        (CHAPTER, "The Old Bridge cost", "The Old Bridge cost", "read"),
        (CHAPTER, "times as much", "times more than that", "read"),
        ("bib/evidence.csv", "opened in May after nine years", "opened in May after nine", "changed"),
        ("data/figures.csv", "1851,2.5,", "1852,2.5,", "changed"),
    ],
)
def test_a_verdict_lasts_while_the_sentence_its_passages_and_its_data_do(
    rivers: Path, path: str, old: str, new: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    reading = reviewing.read(rivers, lambda _: None).value
    assert reading is not None
    text = "The Old Bridge cost $2.5 million."
    (item,) = [judged.item for judged in reading.reviewed.judged if judged.item.text == text]
    assert reviewing.record(reading, item, "supported", "", "Ada").value == 1
    change(rivers, path, old, new)
    found = {judged.item.id: judged for judged in reviewed(rivers).judged}
    assert found[item.id].state == state
