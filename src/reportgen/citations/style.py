"""What is changed in a citation style so that it gives what a brief needs of it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Final

SEPARATOR: Final = "\U0010fffd"
_KINDS: Final = (
    *("book", "chapter", "column", "figure", "issue", "line", "note", "number", "page", "paragraph", "part"),
    *("section", "sub-verbo", "verse", "volume"),
)
LABELS: Final = {kind: f"x{kind.replace('-', '')}x" for kind in _KINDS}
"""Kinds of locator, and the word that names each in any language to a style made ready."""

AS_TYPED: Final = "xtypedx"
"""A kind of locator without a word of its own: what is typed says it all."""

PROBE_LABEL: Final = "xprobex"
PROBED_TERMS: Final = ("note", "page", "section")
"""Terms that a citation with ``PROBE_LABEL`` gives, in this order, a ``SEPARATOR`` before each and one at the end."""

ENGLISH_TERMS: Final = ("and", "accessed")
"""Terms that it gives behind these, and that are so in English alone."""

_PROBE_LOCATOR: Final = "opus"
_BARE_LOCATOR: Final = "folio"
NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_GROUPING: Final = ("collapse", "cite-group-delimiter", "year-suffix-delimiter", "after-collapse-delimiter")


def adapted_style(style: bytes, *, given_names: bool = True) -> bytes:
    """Return a style, XML as its file has it, as one in which every item cited stays visible on its own.

    Items are not collapsed ("[1]–[3]" would hide the second, and its link). Locators have names
    that hold in every language. A locator of the kind ``PROBE_LABEL`` gives the style's terms.
    Without ``given_names`` no authors are told apart by their given names, as some styles do in the whole brief:
    where no two authors share a family name that changes nothing, but takes pandoc 10 s for 900 works.
    """
    root = ET.fromstring(style)
    citation = root.find(_tag("citation"))
    layout = citation.find(_tag("layout")) if citation is not None else None
    if citation is None or layout is None:
        return style
    for attribute in _GROUPING:
        citation.attrib.pop(attribute, None)
    if not given_names and citation.get("givenname-disambiguation-rule", "by-cite") != "by-cite":
        citation.attrib.pop("disambiguate-add-givenname", None)
    terms = ET.SubElement(ET.SubElement(root, _tag("locale")), _tag("terms"))
    for locator, word in {**LABELS, _PROBE_LOCATOR: PROBE_LABEL}.items():
        # The form is one that locators are never printed in: the words serve for reading them only.
        ET.SubElement(terms, _tag("term"), {"name": locator, "form": "verb"}).text = word
    ET.SubElement(terms, _tag("term"), {"name": _BARE_LOCATOR, "form": "verb"}).text = AS_TYPED
    for form in ("long", "short", "symbol"):
        bare = ET.SubElement(terms, _tag("term"), {"name": _BARE_LOCATOR, "form": form})
        for number in ("single", "multiple"):
            ET.SubElement(bare, _tag(number)).text = ""
    if root.find(f".//{_tag('term')}[@name='section'][@form='short']") is None:
        # British English has "sect." and "sects" in CSL's locales, beside "sec." and "secs." everywhere else.
        british = ET.SubElement(root, _tag("locale"), {f"{{{_XML}}}lang": "en-GB"})
        term = ET.SubElement(ET.SubElement(british, _tag("terms")), _tag("term"), {"name": "section", "form": "short"})
        ET.SubElement(term, _tag("single")).text = "sec."
        ET.SubElement(term, _tag("multiple")).text = "secs."
    _add_probe(layout)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add_probe(layout: ET.Element) -> None:
    own = list(layout)
    for element in own:
        layout.remove(element)
    choose = ET.SubElement(layout, _tag("choose"))
    probe = ET.SubElement(choose, _tag("if"), {"locator": _PROBE_LOCATOR})
    group = ET.SubElement(probe, _tag("group"), {"delimiter": SEPARATOR, "suffix": SEPARATOR})
    # The first word may be capitalised, so that it is none of the terms.
    ET.SubElement(group, _tag("text"), {"value": "x"})
    for term in (*PROBED_TERMS, *ENGLISH_TERMS):
        ET.SubElement(group, _tag("text"), {"term": term, "form": "short"})
    ET.SubElement(choose, _tag("else")).extend(own)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
