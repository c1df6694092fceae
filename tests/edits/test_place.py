"""Edits, placed: what the import of a whole document (tests/pipeline/test_editing.py) does not show."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.edits.model import Comment, Edit, Paper, Printed, Revision, Templates, WordPlace
from reportgen.edits.place import NOWHERE, Placer
from reportgen.pipeline import reviewing

pytestmark = pytest.mark.usefixtures("shared_cache")

TEXT = "The words of a template stand here, and others follow them."


def templates(*, repeated: bool = False) -> Templates:
    origins = tuple(WordPlace("t", n, n + 1) for n in range(len(TEXT)))
    return Templates({"t": TEXT}, (Printed(TEXT, origins),), {"t": ()}, frozenset(origins) if repeated else frozenset())


def placer(rivers: Path, paper: Paper, printed: Templates) -> Placer:
    reading = reviewing.read(rivers, lambda _: None).value
    assert reading is not None
    checked = reading.checked
    return Placer(paper, printed, checked.draft, checked.inputs, checked.project.settings)


def edits(rivers: Path, *revisions: Revision, repeated: bool = False) -> list[Edit]:
    return list(placer(rivers, Paper((TEXT,), revisions), templates(repeated=repeated)).edits())


def test_two_edits_of_the_same_words_are_not_both_applied(rivers: Path) -> None:
    found = edits(rivers, Revision(0, 4, "words", "signs"), Revision(0, 4, "words of", "marks of"))
    assert [e.outcome for e in found] == ["applied", "told"]
    assert "another edit" in found[1].why


def test_what_was_moved_or_is_printed_twice_is_told(rivers: Path) -> None:
    assert edits(rivers, Revision(0, 4, "words", "", moved=True))[0].why == "it was moved"
    assert "more than once" in edits(rivers, Revision(0, 4, "words", "signs"), repeated=True)[0].why


def test_blanks_alone_are_no_edit(rivers: Path) -> None:
    assert edits(rivers, Revision(0, 3, "", " ")) == []


def test_what_was_changed_for_the_same_is_trimmed_to_words(rivers: Path) -> None:
    (edit,) = edits(rivers, Revision(0, 4, "words of a", "words of my"))
    assert (edit.revision.deleted, edit.revision.inserted) == ("a", "my")
    assert edit.splices[0].place == WordPlace("t", 13, 14)


def test_a_comment_on_strange_words_has_no_line(rivers: Path) -> None:
    paper = Paper(("Nobody has written this.", TEXT))
    made = placer(rivers, paper, templates())
    assert made.location(Comment(0, 3, "Why?", "Ada", "")) == NOWHERE
    assert str(made.location(Comment(1, 4, "Why?", "Ada", ""))) == "t:1:5"
