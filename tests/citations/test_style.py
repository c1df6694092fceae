"""What is changed in styles."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from reportgen.citations.find import find_style
from reportgen.citations.style import adapted_style
from reportgen.findings.model import collect

CSL = {"c": "http://purl.org/net/xbiblio/csl"}


def test_items_are_not_collapsed() -> None:
    style = collect(find_style("chicago-author-date", Path())).value
    assert style is not None
    before, after = ET.fromstring(style.content), ET.fromstring(adapted_style(style.content))
    citations = [root.find("c:citation", CSL) for root in (before, after)]
    assert ["collapse" in c.attrib for c in citations if c is not None] == [True, False]
    assert before.attrib == after.attrib


def test_a_section_has_one_short_word_in_all_english() -> None:
    for name, own in (("chicago-author-date", 1), ("nlm-citation-sequence", 0)):
        style = collect(find_style(name, Path())).value
        assert style is not None
        british = "c:locale[@{http://www.w3.org/XML/1998/namespace}lang='en-GB']/c:terms/c:term[@name='section']"
        found = ET.fromstring(adapted_style(style.content)).findall(british, CSL)
        assert [[each.text for each in term] for term in found] == [["sec.", "secs."]] * own
