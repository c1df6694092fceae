"""What was changed without tracking shows beside the built document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.edits.compare import against, differences
from reportgen.edits.model import Comment, Paper, Revision

TEXT = st.lists(st.sampled_from(["one", "two", "six,", "of", "a."]), max_size=12).map(" ".join)


@given(TEXT, TEXT)
def test_differences_make_of_one_text_the_other(old: str, new: str) -> None:
    made = old
    for begin, end, text in reversed(list(differences(old, new))):
        made = made[:begin] + text + made[end:]
    assert made.split() == new.split()


BUILT = Paper(("The first one stands here.", "The second one follows it.", "And a third one ends it."))


def told(*paragraphs: str) -> list[tuple[int, int, str, str]]:
    made = against(Paper(paragraphs), BUILT)
    assert not any(r.tracked for r in made.revisions)
    return [(r.paragraph, r.begin, r.deleted, r.inserted) for r in made.revisions]


def test_the_same_document_has_no_changes() -> None:
    assert told(*BUILT.paragraphs) == []


def test_a_changed_word_is_found_in_its_place() -> None:
    first, _, third = BUILT.paragraphs
    assert told(first, "The second two follows it.", third) == [(1, 11, "one", "two")]


def test_paragraphs_that_came_and_went_are_found() -> None:
    first, second, third = BUILT.paragraphs
    assert told(first, third) == [(1, 0, f"{second}\n", "")]
    new = "Something else altogether, by nobody."
    assert told(first, new, second, third) == [(0, len(first), "", f"\n{new}")]


def test_a_paragraph_that_stands_elsewhere_was_moved() -> None:
    first, second, third = BUILT.paragraphs
    made = against(Paper((second, third, first)), BUILT)
    assert [(r.paragraph, r.moved) for r in made.revisions] == [(0, True)]


def test_tracked_changes_and_comments_keep_their_places() -> None:
    first, second, third = BUILT.paragraphs
    sent = Paper((third, first, second), (Revision(2, 4, "second", "2nd"),), (Comment(1, 4, "Why?", "Ada", ""),))
    made = against(sent, BUILT)
    assert (made.revisions[0].paragraph, made.revisions[0].begin) == (1, 4)
    assert (made.comments[0].paragraph, made.comments[0].begin) == (0, 4)
