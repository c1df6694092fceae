"""Styles by name, and what is changed in them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from reportgen.citations.style import find_style, made_ready
from reportgen.diagnostics import collect

CSL = {"c": "http://purl.org/net/xbiblio/csl"}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("chicago-author-date", "chicago-author-date.csl"),
        ("chicago-fullnote-bibliography", "chicago-notes-bibliography.csl"),
        ("vancouver", "nlm-citation-sequence.csl"),
        ("nature-physics", "nature.csl"),
    ],
)
def test_names_lead_to_styles(name: str, file: str) -> None:
    outcome = collect(find_style(name))
    assert outcome.findings == ()
    assert outcome.value is not None
    assert outcome.value.name == file


def test_items_are_not_collapsed() -> None:
    path = collect(find_style("chicago-author-date")).value
    assert path is not None
    before, after = ET.parse(path).getroot(), ET.fromstring(made_ready(path))
    citations = [root.find("c:citation", CSL) for root in (before, after)]
    assert ["collapse" in c.attrib for c in citations if c is not None] == [True, False]
    assert before.attrib == after.attrib
