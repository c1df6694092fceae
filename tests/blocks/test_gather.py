from __future__ import annotations

from pathlib import Path

from blocks.making import Text
from review.conftest import judge_all
from webpage.making import made
from webpage.reading import parsed


def test_a_second_reader_s_verdict_stands_with_what_it_is_about(rivers: Path) -> None:
    judge_all(rivers, verdict="partly")
    root = parsed(made(rivers, charts=False).html)
    assert {link.attributes.get("data-verdict") for link in root.all("a", kind="traced")} == {"partly"}
    assert "(supported in part)" in root.all("main")[0].text


def test_an_edition_knows_what_its_passages_are_from_and_how_sure_they_are(rivers_text: Text) -> None:
    edition = rivers_text.edition
    assert edition.verified.keys() == edition.sources.keys()
    assert set(edition.verified.values()) <= {"exact", "fuzzy", "locked", "unverified"}
    assert {work.key for work in edition.works} & set(edition.sources.values())
    assert edition.words["Table"] == "Table"
    assert [use.evidence for use in edition.uses if use.evidence]
