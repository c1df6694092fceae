from __future__ import annotations

import json
from dataclasses import replace

import pytest
import yaml

from reportgen.webpage.metadata import citation_file, head, summary
from webpage.making import Page
from webpage.reading import parsed


def tags(page: Page, url: str = "") -> dict[str, list[str]]:
    edition = replace(page.edition, url=url)
    told: dict[str, list[str]] = {}
    for element in parsed(head(edition, summary(edition))).all("meta"):
        name = element.attributes.get("name") or element.attributes["property"]
        told.setdefault(name, []).append(element.attributes["content"])
    return told


def test_a_page_is_found_by_highwire_tags_dublin_core_and_open_graph(rivers_page: Page) -> None:
    told = tags(rivers_page, "https://example.org/briefs/")
    assert told["citation_title"] == told["DCTERMS.title"] == told["og:title"] == ["Bridges over two rivers"]
    assert told["citation_author"] == told["DCTERMS.creator"] == ["The bridge office"]
    assert told["citation_publication_date"] == ["2020/02/29"]
    assert told["DCTERMS.issued"] == told["article:published_time"] == ["2020-02-29"]
    assert told["citation_pdf_url"] == ["https://example.org/briefs/brief.pdf"]
    assert told["og:url"] == ["https://example.org/briefs/brief.html"]
    assert told["og:type"] == ["article"]
    assert told["og:image"] == ["https://example.org/briefs/brief.png"]
    assert "citation_pdf_url" not in tags(rivers_page), "an address that is not known is not made up"


def test_a_page_is_a_report_with_its_citations(rivers_page: Page) -> None:
    (data,) = parsed(head(rivers_page.edition, "x")).all("script")
    told = json.loads(data.text)
    assert (told["@type"], told["name"], told["version"]) == ("Report", "Bridges over two rivers", "Test edition")
    assert told["datePublished"] == "2020-02-29"
    assert {work["name"] for work in told["citation"]} >= {"A Guide to Bridges"}
    assert all(work["@type"] == "CreativeWork" for work in told["citation"])


@pytest.mark.parametrize("title", ["Bridges: a # \"quoted\" 'title'", "- [x]", "yes", "ü\\n"])
def test_the_file_says_how_to_cite_the_brief(rivers_page: Page, title: str) -> None:
    told = yaml.safe_load(citation_file(replace(rivers_page.edition, title=title, url="https://example.org/")))
    assert (told["cff-version"], told["title"]) == ("1.2.0", title)
    assert told["authors"] == [{"name": "The bridge office"}]
    assert told["preferred-citation"]["type"] == "report"
    assert told["preferred-citation"]["year"] == 2020
