"""What pages print is looked for in what the PDF carries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.findings.model import Location, collect
from reportgen.proof.carried import carried
from reportgen.proof.model import Opened
from reportgen.proof.printed import printed

pytestmark = pytest.mark.tex
HERE = Location("brief.pdf")


def told(opened: Opened, *, text: str = "", link: str = "") -> list[str]:
    """Return what is said where the last page prints more."""
    read = collect(carried(opened, HERE)).value
    assert read is not None
    page = opened.pages[-1]
    links = (*page.links, link) if link else page.links
    pages = (*opened.pages[:-1], replace(page, text=f"{page.text} {text}", links=links))
    return [finding.message for finding in collect(printed(replace(opened, pages=pages), read, HERE)).findings]


def test_a_brief_as_it_was_built_prints_nothing_else(opened: Opened) -> None:
    assert told(opened) == []


@pytest.mark.parametrize("number", ["77.5", "1,234,567", "98765", "$9.75 billion"])
def test_a_number_that_nothing_has_is_told(opened: Opened, number: str) -> None:
    (message,) = told(opened, text=number)
    assert message.startswith('page 2 prints "')


@pytest.mark.parametrize(
    "text", ["2.5", "1,200", "402.5", "2020", "https://example.org/998877", "doi.org/10.5555/99887"]
)
def test_numbers_of_ledger_data_and_works_and_addresses_are_none(opened: Opened, text: str) -> None:
    assert told(opened, text=text) == []


def test_a_citation_of_what_nothing_has_is_told(opened: Opened) -> None:
    assert told(opened, link="ev.elsewhere") == [
        'page 2 cites "elsewhere", which neither evidence nor bibliography has'
    ]


def test_a_quotation_that_no_evidence_has_is_told(opened: Opened) -> None:
    (message,) = told(opened, text="\u201cclosed in June after ten years\u201d")
    assert "closed in June" in message
    assert told(opened, text="\u201copened in May [\u2026] nine years\u201d") == []
    assert told(opened, text="\u201ctwo words\u201d") == []


def test_a_page_that_the_ledger_names_and_that_is_gone_is_told(opened: Opened) -> None:
    read = collect(carried(opened, HERE)).value
    assert read is not None
    left = replace(opened, pages=opened.pages[1:])
    assert any("there is no page 1" in f.message for f in collect(printed(left, read, HERE)).findings)


def parted(opened: Opened, first: str, second: str) -> list[str]:
    """Return what is said where the ledger's first number of page 1 is parted by the end of the page."""
    read = collect(carried(opened, HERE)).value
    assert read is not None
    usages = tuple(
        replace(usage, text="$7.5 billion", pages=("brief/1",)) if usage.kind == "figure" else usage
        for usage in read.ledger.usages
    )
    read = replace(read, ledger=replace(read.ledger, usages=usages))
    one, two = (
        replace(page, text=text)
        for page, text in zip(opened.pages, (f"A head\r\n{first}\r\nDraft 1", f"Table 1\r\n{second}"), strict=False)
    )
    pages = (one, two, *opened.pages[2:])
    told = collect(printed(replace(opened, pages=pages), read, HERE)).findings
    return [finding.message for finding in told if '"$7.5 billion"' in finding.message]


@pytest.mark.parametrize(
    ("first", "second"),
    [("it came to $7.5", "billion, it says"), ("it came to $7.5 bil-", "lion, it says"), ("($7.5 billion)", "")],
)
def test_a_number_may_be_parted_by_the_end_of_a_page(opened: Opened, first: str, second: str) -> None:
    assert parted(opened, first, second) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("it came to $7.6", "billion, it says"),
        ("it came to $17.5", "million, it says"),
        ("it came to $87.5", "billion, it says"),
        ("it came to $7.5, then", "billion, it says"),
    ],
)
def test_what_is_not_the_number_is_not_taken_for_its_parts(opened: Opened, first: str, second: str) -> None:
    assert parted(opened, first, second)
