from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from blocks.poison import POISON, poison
from reportgen.blocks.model import Document
from reportgen.findings.model import collect
from reportgen.webpage.page import page
from webpage.making import Page, made
from webpage.reading import Element, parsed

ACTIVE = frozenset(
    (*("script", "style", "iframe", "object", "embed", "form", "img"), *("video", "audio", "base", "template"))
)


@pytest.fixture(scope="module")
def root(rivers_page: Page) -> Element:
    return parsed(rivers_page.html)


def test_a_page_says_what_the_brief_says_in_headings_sentences_tables_and_pictures(
    rivers_page: Page, root: Element
) -> None:
    assert rivers_page.told == ()
    (main,) = root.all("main")
    assert [h.text for h in main.all("h1")] == ["Bridges over two rivers"]
    assert [h.text for h in main.all("h2")] == ["1 Bridges", "Evidence", "Bibliography"]
    said = " ".join(main.text.split())
    assert "The Old Bridge cost $2.5 million (Bridge" in said
    table, figure = main.all("figure")
    assert table.all("figcaption")[0].text == "Table\N{NO-BREAK SPACE}1 Bridges by river"
    assert [head.text for head in table.all("thead")[0].all("th")] == ["Bridge", "Opened", "Length (m)"]
    assert [cell.attributes["colspan"] for cell in table.all("th") if "colspan" in cell.attributes] == ["3", "3"]
    (picture,) = figure.all("svg")
    assert picture.all("title")[0].text == "What bridges cost"
    assert "Old Bridge" in " ".join(t.text for t in picture.all("text"))


def test_nothing_runs_or_loads_but_the_page_s_own_style_and_script(rivers_page: Page, root: Element) -> None:
    (policy,) = [e.attributes["content"] for e in root.all("meta") if "http-equiv" in e.attributes]
    told = dict(part.split(" ", 1) for part in policy.split("; "))
    assert told["default-src"] == "'none'"
    for tag in ("style", "script"):
        (own,) = [e.text for e in root.all(tag) if "type" not in e.attributes]
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert told[f"{tag}-src"] == f"'sha256-{digest}'"
    assert not [e for e in root.all() if "style" in e.attributes or "src" in e.attributes]


def test_a_picture_that_is_more_than_shapes_and_texts_does_not_stand_in_a_page(rivers_page: Page) -> None:
    picture = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><image href="https://example.org/x.png"/></svg>'
    )
    outcome = collect(page(Document(b"[]"), rivers_page.edition, {"costs": picture}))
    (told,) = outcome.findings
    assert str(told).startswith("report.toml:")
    assert told.code == "WEB003"
    assert "an element 'image'" in told.message


def test_the_same_brief_gives_the_same_bytes(rivers: Path, rivers_page: Page) -> None:
    assert made(rivers).html == rivers_page.html


def test_no_field_of_any_file_becomes_a_script_an_attribute_or_a_link(rivers: Path) -> None:
    poison(rivers)
    root = parsed(made(rivers).html)
    assert root.all("main")[0].text.count("<script>alert(1)</script>") >= 10
    assert [(e.tag, e.attributes.get("type", "")) for e in root.all("script")] == [
        ("script", "application/ld+json"),
        ("script", ""),
    ]
    for element in root.all():
        assert element.tag not in ACTIVE - {"script", "style", "form"}, element
        assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
        for name in ("href", "xlink:href", "src", "action", "formaction"):
            target = element.attributes.get(name, "#")
            assert urlsplit(target).scheme in {"", "https", "http", "data"}, target
            assert not target.startswith("data:") or target.startswith("data:text/csv;")
    # only one of each: what is poisoned adds no element to the head
    assert len(root.all("style")) == len(root.all("title")) - len(root.all("svg")) == 1
    (data,) = [e.text for e in root.all("script") if e.attributes.get("type")]
    assert json.loads(data)["name"].endswith(POISON)
