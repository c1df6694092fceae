"""A Word file as a program takes it apart that knows no more than ECMA-376 says."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
STORIES = ("document", "footnotes", "endnotes", "header", "footer")


class WordFile:
    """The parts of a Word file."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            self.entries = archive.infolist()
            self.parts = {entry.filename: archive.read(entry) for entry in self.entries}

    def part(self, name: str) -> Element:
        """Return a part of the text by its name: document, endnotes, styles."""
        return ElementTree.fromstring(self.parts[f"word/{name}.xml"])

    def relationships(self, name: str) -> dict[str, tuple[str, str, str]]:
        """Return kind, target and mode of the relationships of a part, by their ids."""
        path = f"word/_rels/{name}.xml.rels"
        if path not in self.parts:
            return {}
        return {
            r.attrib["Id"]: (posixpath.basename(r.attrib["Type"]), r.attrib["Target"], r.attrib.get("TargetMode", ""))
            for r in ElementTree.fromstring(self.parts[path]).iter(_RELATIONSHIP)
        }

    def paragraphs(self, name: str = "document") -> Iterator[Element]:
        """Yield the paragraphs of a part, in tables too."""
        yield from self.part(name).iter(f"{W}p")

    def codes(self) -> list[str]:
        """Return the instructions of all fields."""
        return [(i.text or "").strip() for name in STORIES for i in self.part(name).iter(f"{W}instrText")]


def style(paragraph: Element) -> str:
    """Return the style of a paragraph."""
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else named.attrib[f"{W}val"]


def said(element: Element) -> str:
    """Return the text of a paragraph or cell, without the codes of fields."""
    return "".join(t.text or "" for t in element.iter(f"{W}t"))
