"""Whether a page and a Word file say the same, sign by sign: they are made of the same blocks.

By design they differ in this: a page has the texts of charts, which Word has as pictures; Word has the head and foot of
pages; formulas are markup of either's own; Word marks each note, and behind each citation (the PDF writes 3–5); in Word
the list of notes stands last, with the source before each passage whose mark is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from webpage import parity
from webpage.reading import Element as Tag
from word.reading import W, WordFile, said, style

_BLANKS = re.compile("[ \t\n\N{FIGURE SPACE}\N{PUNCTUATION SPACE}\N{EN SPACE}]+")
"""Blanks that lines and columns make; thin and no-break ones are signs."""
_MARKS = frozenset(("EndnoteReference", "FootnoteReference"))
_APART = frozenset(("footnote-ref", "footnote-back", "apparatus"))


def bare(text: str) -> str:
    """Return a text without blanks that lines make."""
    return _BLANKS.sub("", text)


def on_page(html: str) -> list[str]:
    """Return what each paragraph, heading, cell and caption of a page says."""
    told = (bare(_said(block)) for block in parity.blocks(html) if block.tag != "text")
    return [text for text in told if text]


def _said(block: Tag) -> str:
    """Return the text of a block without the marks of notes and formulas."""
    if block.tag == "math" or (block.tag == "sup" and block.all("a", kind="cited")):
        return ""
    if set(block.attributes.get("class", "").split()) & _APART:
        return ""
    return "".join(part if isinstance(part, str) else _said(part) for part in block.inner)


def in_word(file: WordFile, numbered: bool) -> list[str]:
    """Return what each paragraph of a Word file says; not further evidence, which a page has beside its text.

    ``numbered``: the passages of the volume are called by numbers, which Word counts.
    """
    told = (*_paragraphs(file, "document"), *_paragraphs(file, "footnotes"), *_notes(file, numbered))
    return [bare(text) for text in told if bare(text)]


def _paragraphs(file: WordFile, name: str) -> Iterator[str]:
    apart = False
    for paragraph in file.paragraphs(name):
        links = {id(run) for link in paragraph.iter(f"{W}hyperlink") for run in link}
        index = style(paragraph) == "IndexEntry"
        told = "".join(_run(run) for run in paragraph.iter(f"{W}r") if not (index and id(run) in links))
        if style(paragraph) == "Heading1":
            apart = told in {"Further evidence", "Works"}
        if not apart and style(paragraph) != "Status":
            yield told


def _notes(file: WordFile, numbered: bool) -> Iterator[str]:
    """Yield what each note says: behind the number that Word counts, or without its source."""
    notes = [note for note in file.part("endnotes") if f"{W}type" not in note.attrib]
    for number, note in enumerate(notes, 1):
        runs = list(note.iter(f"{W}r"))
        (mark,) = runs[:1]
        told = "".join(map(_run, runs[1:]))
        printed = "" if mark.find(f"{W}endnoteRef") is None else str(number)
        yield f"{printed or said(mark)}{told}" if numbered else told.partition(", ")[2]


def _run(run: Element) -> str:
    named = run.find(f"{W}rPr/{W}rStyle")
    if named is not None and named.attrib[f"{W}val"] in _MARKS:
        return ""
    return "".join(part.text or "" for part in run.findall(f"{W}t"))


def differences(html: str, file: WordFile, numbered: bool) -> tuple[list[str], list[str]]:
    """Return what only a page says, and what only a Word file says."""
    page, word = on_page(html), in_word(file, numbered)
    all_page, all_word = "\0".join(page), "\0".join(word)
    return [text for text in page if text not in all_word], [text for text in word if text not in all_page]
