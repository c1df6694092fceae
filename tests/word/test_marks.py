from __future__ import annotations

import json
import re
from typing import Any

import pytest

from reportgen.blocks.model import Document
from reportgen.blocks.nodes import Node, attributes, div, header, link, para, span, text, words
from reportgen.word.marks import marked
from word.making import edition


def put(*blocks: Node) -> list[Node]:
    """Return the blocks behind the front."""
    return marked(Document(json.dumps(blocks).encode()), edition(), {}).blocks[1:]


def raw(nodes: Any) -> list[str]:
    """Return the WordprocessingML in blocks."""
    return re.findall(r'\["openxml", ("(?:[^"\\]|\\.)*")\]', json.dumps(nodes))


@pytest.mark.parametrize("kind", ["insertion", "deletion", "comment-start", "paragraph-insertion", "underline"])
def test_no_class_of_a_text_becomes_a_change_or_a_comment(kind: str) -> None:
    named = attributes("", [kind], author="x", custom_style="Title", **{"custom-style": "Title"})
    assert put(para([span([text("a")], named)])) == [para([span([text("a")], attributes())])]


@pytest.mark.parametrize("target", ["javascript:x", "file:///c:/x", "//host/share", "\\\\host\\x", "ms-word:ofe|u|x"])
def test_a_link_that_opens_something_else_than_a_page_is_its_words(target: str) -> None:
    assert put(para([link([text("here")], target)])) == [para([text("here")])]


def test_raw_markup_and_pictures_of_a_text_are_dropped() -> None:
    field = '<w:instrText>DDEAUTO c:\\\\x "y"</w:instrText>'
    nodes: list[Node] = [{"t": "RawInline", "c": ["openxml", field]}]
    nodes.append({"t": "Image", "c": [attributes(), [text("alt")], ["https://example.org/x.png", ""]]})
    assert put({"t": "RawBlock", "c": ["openxml", field]}, para(nodes)) == [para([text("alt")])]


def passage(name: str, label: str) -> Node:
    first = link([text(label)], f"rg:passage/{name}")
    return div([para([first, text(" sec. 1. “words”")])], attributes("", ["rgpassage"]))


def cited(*names: tuple[str, str]) -> Node:
    marks = [link([text(label)], f"rg:cited/guide/{name}") for name, label in names]
    return {"t": "Superscript", "c": marks}


def test_a_passage_is_a_note_where_it_is_first_named_and_then_referred_to() -> None:
    notes = div([passage("a", "1"), passage("b", "2"), passage("c", "3")], attributes("", ["notelist"]))
    made = put(
        para([text("x"), cited(("a", "1"), ("b", "2")), cited(("a", "1"))]),
        header(1, [text("Notes")], attributes("", ["unnumbered"])),
        notes,
        header(1, [text("Works")], attributes("", ["unnumbered"])),
        para([text("w")]),
    )
    told = raw(made)
    assert [re.findall(r"endnoteReference w:id=\\\"(\d)", xml) for xml in told if "endnoteReference " in xml] == [
        ["1"],
        ["2"],
    ]
    assert sum("NOTEREF note_1 " in xml for xml in told) == 1
    assert [words(block) for block in made if block["t"] == "Header"] == ["Works", "Notes"]
    assert sum("“words”" in words(block) for block in made) == 3, "two notes, and the passage without a mark"


def test_a_number_that_word_would_not_count_is_given_with_its_mark() -> None:
    made = put(para([cited(("c", "3")), cited(("a", "1"))]), div([passage("a", "1"), passage("c", "3")], attributes()))
    first, second = (xml for xml in raw(made) if "endnoteReference " in xml)
    assert "customMarkFollows" in first
    assert "<w:t>3</w:t>" in first
    assert "customMarkFollows" not in second


def test_a_footnote_holds_no_endnote() -> None:
    note: Node = {"t": "Note", "c": [para([text("n"), cited(("a", "1"))])]}
    made = put(para([text("x"), note]), div([passage("a", "1")], attributes()))
    assert not [xml for xml in raw(made) if "endnoteReference " in xml]
    assert "“words”" in words(made)


def test_a_word_in_another_language_is_marked() -> None:
    (said,) = put(para([link([text("Wort")], "rg:lang/de")]))
    assert said["c"][0]["c"][0] == attributes(lang="de")
