from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.typeset.tags import Element, Tagging


def tagged(*pages: bytes) -> tuple[Tagging, list[str]]:
    tagging = Tagging()
    return tagging, [" ".join(tagging.page(page).decode("latin-1").split()) for page in pages]


def tree(element: Element) -> str:
    kids = sorted(element.kids, key=lambda kid: kid[0])
    return element.type + "".join(f"({tree(kid)})" if isinstance(kid, Element) else f"[{kid[1]}]" for _, kid in kids)


def test_a_text_gets_the_tag_and_number_of_its_element() -> None:
    tagging, (page,) = tagged(b"BT /rg!P.1=2 MP (a) Tj (b) Tj ET")
    assert page == "BT /P <</MCID 0>> BDC (a) Tj (b) Tj EMC ET"
    assert tree(tagging.root) == "Document(P[0])"


def test_what_no_mark_speaks_of_is_an_artifact() -> None:
    _, (page,) = tagged(b"BT (1) Tj ET 0 0 9 9 re f")
    assert page == "BT /Artifact BMC (1) Tj EMC ET /Artifact BMC 0 0 9 9 re f EMC"


def test_the_order_of_reading_is_that_in_which_tex_has_worked() -> None:
    tagging, _ = tagged(b"BT /rg!P.7=8 MP (later) Tj /rg!P.1=2 MP (first) Tj ET")
    assert tree(tagging.root) == "Document(P[1])(P[0])"


def test_an_element_goes_on_behind_what_stands_in_it() -> None:
    tagging, _ = tagged(b"BT /rg!P.1=2 MP (a) Tj /rg!P.1!Link.3=4 MP (b) Tj /rg!P.1=5 MP (c) Tj ET")
    assert tree(tagging.root) == "Document(P[0](Link[1])[2])"
    assert list(tagging.links) == [3]


def test_a_paragraph_goes_on_over_the_page_and_around_its_running_head() -> None:
    tagging, pages = tagged(b"BT /rg!P.1=2 MP (a) Tj ET /rg+ MP /rg0 MP BT (1) Tj ET /rg- MP", b"BT (b) Tj ET")
    assert "/Artifact BMC (1)" in pages[0]
    assert [kid[1] for kid in tagging.root.kids[0][1].kids] == [(0, 0), (1, 0)]  # type: ignore[union-attr]


def test_a_note_that_goes_on_at_the_foot_of_the_next_page_stays_one() -> None:
    first = b"BT /rg!P.1=2 MP (a) Tj /rg+ MP /rg!Note.3=4 MP (n) Tj ET"
    second = b"BT (b) Tj /rgN MP (m) Tj /rg- MP (c) Tj ET"
    tagging, _ = tagged(first, second)
    assert tree(tagging.root) == "Document(P[0][0][2])(Note[1][1])"


def test_unknown_marks_make_no_element() -> None:
    tagging, _ = tagged(b"BT /rg!Script.1=2 MP (a) Tj ET")
    assert tree(tagging.root) == "Document"


@pytest.mark.parametrize(
    ("content", "blank"),
    [
        (b"BT /F1 9 Tf 0 50 Td [(one)]TJ 0 -12 Td [(two)]TJ ET", True),
        (b"BT /F1 9 Tf 0 50 Td [(one-)]TJ 0 -12 Td [(two)]TJ ET", False),
        (b"BT /F1 9 Tf 0 50 Td [(one)]TJ 9 3 Td [(2)]TJ ET", False),
        (b"BT /F1 9 Tf 0 50 Td [(one)]TJ ET BT 90 50 Td [(two)]TJ ET", False),
        (b"BT /F1 9 Tf 0 50 Td [(one)]TJ ET BT 0 38 Td [(two)]TJ ET", True),
    ],
)
def test_a_blank_stands_where_a_line_ends(content: bytes, blank: bool) -> None:
    made = Tagging().page(b"/rg!P.1=2 MP " + content, "F9").partition(b"one")[2]
    assert (b"/F9 1 Tf ( ) Tj /F1 9 Tf" in b" ".join(made.split())) is blank


OPERATIONS = st.sampled_from(
    [
        *(b"BT", b"ET", b"(a\\)b) Tj", b"[(x) -3 (y)] TJ", b"<AB> Tj", b"0 0 m", b"1 1 l", b"S", b"0 0 1 1 re f"),
        *(b"1 0 0 1 0 0 cm", b"q", b"Q", b"/rg!P.1=2 MP", b"/rg!P.1!Link.3=4 MP", b"/rg+ MP", b"/rg- MP", b"/rg0 MP"),
        *(b"/rgN MP", b"/F1 9.5 Tf", b"1 -12 Td", b"0.5 g", b"sh", b"/X1 Do"),
    ]
)  # fmt: skip


@given(st.lists(OPERATIONS))
def test_nothing_but_marks_is_lost_and_what_is_opened_is_closed(operations: list[bytes]) -> None:
    content = b" ".join(operations)
    made = Tagging().page(content)
    without = re.sub(rb"/Artifact BMC|/\w+ <</MCID \d+>> BDC|EMC", b"", made)
    assert without.split() == re.sub(rb"/rg\S+ MP", b"", content).split()
    depth = 0
    for word in made.split():
        depth += (word in {b"BMC", b"BDC"}) - (word == b"EMC")
        assert depth >= 0
