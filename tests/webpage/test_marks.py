from __future__ import annotations

import json
from collections import Counter

import pytest

from reportgen.blocks.model import Document
from reportgen.blocks.nodes import attributes, header, link, para, span, text, words
from reportgen.webpage.marks import marked
from webpage.making import Page
from webpage.reading import parsed


def put(page: Page, *blocks: object) -> list[object]:
    """Return the blocks behind the masthead."""
    return list(marked(Document(json.dumps(blocks).encode()), page.edition, {}).blocks[1:])


@pytest.mark.parametrize(
    "target",
    [
        *("javascript:alert(1)", "JaVaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "vbscript:x"),
        *("data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "//example.org", "https://\nexample.org"),
        *("../secret.pdf", "\x00https://example.org", "rg:javascript/alert(1)"),
    ],
)
def test_a_link_that_does_something_else_than_lead_to_a_page_is_its_words(rivers_page: Page, target: str) -> None:
    assert put(rivers_page, para([link([text("here")], target)])) == [para([text("here")])]


@pytest.mark.parametrize(
    "target", ["https://example.org/a?b=c#d", "HTTP://example.org", "mailto:a@b.org", "#use:1", "annex.pdf"]
)
def test_other_links_stay(rivers_page: Page, target: str) -> None:
    assert put(rivers_page, para([link([text("here")], target)])) == [para([link([text("here")], target)])]


def test_no_link_stands_in_another(rivers_page: Page) -> None:
    (said,) = put(rivers_page, para([link([link([text("in")], "https://a.org"), text(" out")], "https://b.org")]))
    assert said == para([link([text("in"), text(" out")], "https://b.org")])


def test_attributes_of_a_text_cannot_act(rivers_page: Page) -> None:
    named = attributes('x" onclick="alert(1)', ["ok", 'a" b'], onmouseover="alert(1)", style="x")
    assert put(rivers_page, para([span([text("a")], named)])) == [para([span([text("a")], attributes("", ["ok"]))])]
    raw = {"t": "RawInline", "c": ["html", "<script>alert(1)</script>"]}
    image = {"t": "Image", "c": [attributes(), [text("alt")], ["https://example.org/x.png", ""]]}
    assert put(rivers_page, para([raw, image])) == [para([text("alt")])]


def test_chapters_are_numbered_and_headings_listed(rivers_page: Page) -> None:
    blocks = [header(1, [text("One")], attributes("a")), header(1, [text("Not")], attributes("b", ["unnumbered"]))]
    made = marked(
        Document(json.dumps([*blocks, header(2, [text("Two")], attributes())]).encode()), rivers_page.edition, {}
    )
    assert made.headings == [(2, "a", "One"), (2, "b", "Not"), (3, "rg-part-2", "Two")]
    assert [words(block) for block in made.blocks[1:]] == ["1 One", "Not", "Two"]


def test_every_number_and_citation_leads_to_its_passages_and_these_lead_back(rivers_page: Page) -> None:
    root = parsed(rivers_page.html)
    ids = Counter(e.attributes["id"] for e in root.all() if "id" in e.attributes)
    assert max(ids.values()) == 1
    (main,) = root.all("main")
    numbers, citations = main.all("a", kind="traced"), main.all("a", kind="cited")
    assert len(numbers) == 2
    assert len(citations) >= 4
    for one in (*numbers, *citations):
        assert one.attributes["href"].removeprefix("#") in ids
        assert all(f"ev:{name}" in ids for name in one.attributes.get("data-ev", "").split())
    backs = main.all("a", kind="back")
    assert {back.attributes["href"].removeprefix("#") for back in backs} <= ids.keys()
    assert len(backs) >= len(numbers)
    assert all(e.attributes["href"][1:] in ids for e in root.all("a") if e.attributes["href"].startswith("#"))
