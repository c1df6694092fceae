"""Comments and what they are about."""

from __future__ import annotations

import pytest

from reportgen.edits.model import Comment, Remark
from reportgen.edits.remarks import reviews_of, spoken, subject
from reportgen.findings.model import Location
from reportgen.inputs.reviews.model import Digests
from reportgen.review.model import Item, ItemKind

DIGESTS = Digests(*("0123456789abcdef",) * 3)
NOW = "2026-01-02T00:00:00Z"


def item(name: str, text: str, kind: ItemKind = "statement") -> Item:
    return Item(name, kind, "c", Location("t", 1), text, DIGESTS)


ITEMS = [
    item("a", "The first one stands here alone."),
    item("b", "A second one follows it."),
    item("h", "Stands", "heading"),
]
TEXT = "The first one stands here alone.12 A second one follows it (Smith 2004)."


@pytest.mark.parametrize(("begin", "found"), [(0, "a"), (33, "a"), (40, "b"), (len(TEXT), "b")])
def test_a_comment_is_about_the_statement_at_which_it_begins(begin: int, found: str) -> None:
    made = subject(TEXT, begin, ITEMS)
    assert made is not None
    assert made.id == found


def test_a_comment_on_a_heading_is_about_it_and_on_other_words_about_nothing() -> None:
    made = subject("1 Stands", 3, ITEMS)
    assert made is not None
    assert made.id == "h"
    assert subject("Nobody has ever said such a thing.", 3, ITEMS) is None


def test_a_comment_on_a_sentence_that_nobody_reviews_is_not_about_the_one_before_it() -> None:
    text = f"{TEXT} This one is not reviewed."
    assert subject(text, text.index("This"), ITEMS[:1]) is None
    made = subject(text, len(TEXT), ITEMS)
    assert made is not None
    assert made.id == "b"
    assert subject(text, text.index("not"), ITEMS) is None


@pytest.mark.parametrize(
    ("text", "verdict", "said"),
    [
        ("Partly: the half of it", "partly", "the half of it"),
        ("Not supported.", "not-supported", ""),
        ("cannot tell – too short", "cannot-tell", "too short"),
        ("Partly so, I think", "remark", "Partly so, I think"),
        ("Supportedness", "remark", "Supportedness"),
    ],
)
def test_a_comment_is_a_verdict_where_it_says_so_alone(text: str, verdict: str, said: str) -> None:
    assert spoken(text) == (verdict, said)


DAY = "2026-01-01T09:00:00Z"


@pytest.mark.parametrize(
    ("date", "kept"),
    [(DAY, DAY), ("", NOW), ("2027-01-01T00:00:00Z", NOW), ("2026-01-01T09:00:00", DAY)],
)
def test_a_remark_has_its_day_or_today(date: str, kept: str) -> None:
    remarks = [
        Remark(Comment(0, 0, "Why?", "Ada", date), Location("t", 1), "a"),
        Remark(Comment(0, 0, "x", "", ""), Location("")),
    ]
    (made,) = reviews_of(remarks, {i.id: i for i in ITEMS}, NOW)
    assert (made.date, made.reader, made.verdict, made.statement) == (kept, "Ada", "remark", "a")
