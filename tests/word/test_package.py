from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from blocks.making import text_of
from blocks.poison import POISON, poisoned
from reportgen.text.appearance import PALETTE
from word.making import written
from word.reading import STORIES, W, WordFile, said

CODES = re.compile(r"PAGE|SEQ (?:Table|Figure) \\\* ARABIC(?: \\r \d+)?|(?:REF|NOTEREF) \w+(?: \\f)? \\h")
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


@pytest.fixture(scope="module")
def poisoned_file(tmp_path_factory: pytest.TempPathFactory) -> WordFile:
    """The file of a project in whose every text stands what would act in Word."""
    folder = poisoned(tmp_path_factory.mktemp("poisoned"))
    return WordFile(written(text_of(folder)))


def test_no_field_of_any_file_becomes_a_field_a_macro_or_something_that_loads(poisoned_file: WordFile) -> None:
    text = " ".join(said(p) for name in STORIES for p in poisoned_file.paragraphs(name))
    assert text.count("DDEAUTO") >= 10
    assert all(CODES.fullmatch(code) for code in poisoned_file.codes())
    for name in STORIES:
        for kind, target, mode in poisoned_file.relationships(name).values():
            assert kind == "hyperlink" if mode == "External" else not re.match(r"\w+:|//|/|\.\.", target), target
            assert mode != "External" or re.match(r"https?://|mailto:|[a-z-]+\.docx", target), target
        tags = {element.tag.rpartition("}")[2] for element in poisoned_file.part(name).iter()}
        assert not tags & {"fldSimple", "object", "control", "altChunk", "ins", "del", "comment", "OLEObject", "pict"}
    assert not [path for path in poisoned_file.parts if re.search(r"\.bin|vba|embeddings|customXml|oleObject", path)]
    assert b"attachedTemplate" not in poisoned_file.parts["word/settings.xml"]


def test_every_part_is_well_formed_and_has_a_type(poisoned_file: WordFile) -> None:
    types = ElementTree.fromstring(poisoned_file.parts["[Content_Types].xml"])
    named = {element.attrib["PartName"][1:] for element in types.iter(f"{TYPES}Override")}
    endings = {element.attrib["Extension"] for element in types.iter(f"{TYPES}Default")}
    for path, content in poisoned_file.parts.items():
        assert path in named or path.rpartition(".")[2] in endings
        if path.endswith((".xml", ".rels")):
            ElementTree.fromstring(content)
    assert named <= poisoned_file.parts.keys()
    assert next(iter(poisoned_file.parts)) == "[Content_Types].xml"


def test_colours_are_those_of_the_brief_and_nothing_is_left_to_fill_in(poisoned_file: WordFile) -> None:
    styles = poisoned_file.parts["word/styles.xml"].decode()
    assert "@" not in re.sub(r"<!--.*?-->", "", styles, flags=re.DOTALL)
    colours = set(re.findall(r'w:(?:color|fill)="([0-9A-Fa-f]{6})"', styles)) | set(
        re.findall(r'<w:color w:val="([0-9A-Fa-f]{6})"', styles)
    )
    assert {f"#{colour}" for colour in colours} <= set(PALETTE.values())


def test_paper_and_language_are_those_of_the_brief(rivers: Path) -> None:
    text = text_of(rivers, charts=False)
    file = WordFile(written(replace(text, edition=replace(text.edition, paper="letter", language="de"))))
    (size,) = file.part("document").iter(f"{W}pgSz")
    assert (size.attrib[f"{W}w"], size.attrib[f"{W}h"]) == ("12240", "15840")
    (language,) = file.part("styles").iter(f"{W}lang")
    assert language.attrib[f"{W}val"] == "de"
    assert POISON
