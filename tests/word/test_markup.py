from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.text.appearance import PAPERS
from reportgen.word.markup import bookmark_name, escaped, run, section, sheet

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@given(st.text(st.characters(exclude_categories=[]), max_size=60))
def test_any_words_are_a_text_and_nothing_else(words: str) -> None:
    (element,) = ElementTree.fromstring(f'<w xmlns:w="{W}">{run(words)}</w>')
    assert [part.tag for part in element] == [f"{{{W}}}t"]
    told = element[0].text or ""
    assert len(told) == len(words)
    assert all(a == b or b == "\N{REPLACEMENT CHARACTER}" or a == "\r" for a, b in zip(words, told, strict=True))
    assert ElementTree.fromstring(f'<a b="{escaped(words)}"/>').keys() == ["b"]


@given(st.lists(st.text("ab1_:-.é", max_size=50), unique=True, min_size=2, max_size=2))
def test_bookmarks_have_names_that_word_takes_and_each_its_own(names: list[str]) -> None:
    made = [bookmark_name(name) for name in names]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in made)
    assert made[0] != made[1] or names[0].replace(":", "_") == names[1].replace(":", "_")


def test_a_use_is_named_as_in_the_ledger() -> None:
    assert bookmark_name("use:12") == "use_12"


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_has_the_block_of_text_that_it_has_in_the_pdf(paper: str) -> None:
    measures = sheet(paper)
    assert measures.text_width / 1440 * 25.4 == pytest.approx(PAPERS[paper].text_width, abs=0.02)
    for turned in (False, True):
        told = section(measures, turned)
        (wide, high) = map(int, re.findall(r'w:[wh]="(\d+)"', told))
        edges = {name: int(value) for name, value in re.findall(r'w:(top|right|bottom|left)="(\d+)"', told)}
        block = (wide - edges["left"] - edges["right"], high - edges["top"] - edges["bottom"])
        assert block == (
            (measures.text_height, measures.text_width) if turned else (measures.text_width, measures.text_height)
        )
