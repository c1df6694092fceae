from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from blocks.making import text_of
from word.making import EPOCH, made, written
from word.reading import STORIES, R, W, WordFile, said, style


def test_a_word_file_has_headings_captions_and_notes_of_word_s_own(rivers: Path) -> None:
    file = WordFile(made(rivers))
    told = [(style(p), " ".join(said(p).split())) for p in file.paragraphs()]
    assert told[0] == ("Title", "Bridges over two rivers")
    assert [text for name, text in told if name == "Heading1"] == ["1 Bridges", "Bibliography", "Evidence"]
    captions = [text for name, text in told if name == "Caption"]
    assert captions == ["Table 1 Bridges by river", "Figure 1 What bridges cost"]
    assert any(text.startswith("The Old Bridge cost $2.5 million (") for _, text in told)
    assert {"SEQ Table \\* ARABIC", "SEQ Figure \\* ARABIC", "PAGE"} <= set(file.codes())
    assert file.part("document").find(f".//{W}lang") is None


def test_every_passage_is_told_once_and_every_mark_leads_to_its_note(features_file: WordFile) -> None:
    document, notes = features_file.part("document"), features_file.part("endnotes")
    ids = [note.attrib[f"{W}id"] for note in notes if f"{W}type" not in note.attrib]
    marks = [mark.attrib[f"{W}id"] for mark in document.iter(f"{W}endnoteReference")]
    assert marks == ids
    assert ids
    told = [said(note) for note in notes]
    listed = [said(p) for p in features_file.paragraphs() if style(p) == "Passage"]
    assert len({*told, *listed}) == len(told) + len(listed) - 1, "two are the lines above notes"
    names = {b.attrib[f"{W}name"] for b in document.iter(f"{W}bookmarkStart")}
    named = [code.split()[1] for code in features_file.codes() if code.split()[0] in {"REF", "NOTEREF"}]
    assert named
    assert set(named) <= names


def test_what_a_part_refers_to_is_there_and_ids_are_single(features_file: WordFile) -> None:
    styles = {s.attrib[f"{W}styleId"] for s in features_file.part("styles").iter(f"{W}style")}
    for name in STORIES:
        part, known = features_file.part(name), features_file.relationships(name)
        asked = {e.attrib[key] for e in part.iter() for key in e.attrib if key.startswith(R)}
        assert asked <= known.keys()
        used = {e.attrib[f"{W}val"] for kind in ("pStyle", "rStyle", "tblStyle") for e in part.iter(f"{W}{kind}")}
        assert used <= styles, (name, used - styles)
    for kind, target, mode in features_file.relationships("document").values():
        assert (f"word/{target}" in features_file.parts) == (mode != "External"), (kind, target)
    starts = [
        (b.attrib[f"{W}id"], b.attrib[f"{W}name"])
        for n in STORIES
        for b in features_file.part(n).iter(f"{W}bookmarkStart")
    ]
    ends = [b.attrib[f"{W}id"] for n in STORIES for b in features_file.part(n).iter(f"{W}bookmarkEnd")]
    assert Counter(ends) == Counter(number for number, _ in starts)
    assert max(Counter(name for _, name in starts).values()) == 1
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for _, name in starts)


def test_every_page_has_a_head_and_a_foot_also_beside_pages_that_lie_on_their_side(features_file: WordFile) -> None:
    sections = list(features_file.part("document").iter(f"{W}sectPr"))
    for section in sections:
        told = [element.tag.removeprefix(W) for element in section]
        assert told == ["headerReference", "footerReference", "endnotePr", "type", "pgSz", "pgMar"]
    lying = [s for s in sections if any(f"{W}orient" in size.attrib for size in s.iter(f"{W}pgSz"))]
    assert len(lying) == (len(sections) > 1)


def test_tables_have_heads_that_repeat_and_charts_are_described(features_file: WordFile) -> None:
    document = features_file.part("document")
    tables = [t for t in document.iter(f"{W}tbl") if t.find(f"{W}tblPr/{W}tblCaption") is not None]
    for table in tables:
        first, *rest = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert not [row for row in rest if row.find(f"{W}trPr/{W}tblHeader") is not None]
        width = sum(int(c.attrib[f"{W}w"]) for c in table.iter(f"{W}gridCol"))
        for row in table.iter(f"{W}tr"):
            assert sum(int(c.attrib[f"{W}w"]) for c in row.iter(f"{W}tcW")) == width
    for picture in document.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
        assert picture.attrib["descr"] == "Bars for what both bridges cost."


def test_the_same_brief_gives_the_same_bytes_with_the_date_of_the_brief(rivers: Path) -> None:
    text = text_of(rivers)
    first = written(text)
    assert written(text) == first
    assert EPOCH == 1_582_934_400
    assert {entry.date_time for entry in WordFile(first).entries} == {(2020, 2, 29, 0, 0, 0)}
    assert WordFile(first).parts["docProps/core.xml"].count(b"2020-02-29T00:00:00Z") == 2
