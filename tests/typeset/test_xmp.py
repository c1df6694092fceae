from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from reportgen.typeset.xmp import NAMESPACE, Metadata, packet

DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DATE = "2020-02-29T00:00:00Z"
FULL = Metadata("A & B", ("Ann", "Bob"), "<s>", ("k", "j"), "en-GB", 0, "CC-BY-4.0", "doi:1")


def read(made: bytes) -> ET.Element:
    return ET.fromstring(made[made.index(b"<x:xmpmeta") : made.index(b"</x:xmpmeta>") + 12])


def said(made: bytes, name: str) -> list[str]:
    return [item.text or "" for part in read(made).iter(name) for item in ([*part.iter(f"{RDF}li")] or [part])]


def test_dublin_core_licence_and_identifier_are_told() -> None:
    made = packet(FULL, "pdfTeX", DATE)
    assert said(made, f"{DC}title") == ["A & B"]
    assert said(made, f"{DC}creator") == ["Ann", "Bob"]
    assert said(made, f"{DC}description") == ["<s>"]
    assert said(made, f"{DC}subject") == ["j", "k"]
    assert said(made, f"{DC}language") == ["en-GB"]
    assert said(made, f"{DC}rights") == ["CC-BY-4.0"]
    assert said(made, f"{DC}identifier") == ["doi:1"]
    statement = "{http://ns.adobe.com/xap/1.0/rights/}WebStatement"
    assert said(made, statement) == ["https://spdx.org/licenses/CC-BY-4.0.html"]


def test_standards_are_named_only_of_what_is_tagged() -> None:
    parts = ("{http://www.aiim.org/pdfua/ns/id/}part", "{http://www.aiim.org/pdfa/ns/id/}part")
    assert [said(packet(FULL, "", DATE, tagged=True), part) for part in parts] == [["1"], ["3"]]
    assert [said(packet(FULL, "", DATE), part) for part in parts] == [[], []]


def test_the_digest_of_the_record_is_told_and_described() -> None:
    made = packet(FULL, "", DATE, "f" * 64)
    assert said(made, f"{{{NAMESPACE}}}record") == ["f" * 64]
    assert NAMESPACE in said(made, "{http://www.aiim.org/pdfa/ns/schema#}namespaceURI")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1))
def test_any_title_is_told_as_it_is(title: str) -> None:
    assert said(packet(Metadata(title, (), "", (), "", 0), "", DATE), f"{DC}title") == [title]
