from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.exhibits.model import STAND_IN
from reportgen.system.process import run
from reportgen.typeset.pages import Sheets
from reportgen.typeset.postprocess import finish
from reportgen.typeset.xmp import Metadata

BRIEF = Metadata("Bridges & <rivers>", ("A. Author", "Ö. Übel"), "A test", ("one", "two"), "en-GB", 1582934400)
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
MAIN = r"""\documentclass{article}\usepackage{graphicx}\usepackage[pdfusetitle]{hyperref}
\begin{document}\section{One}\label{one}See \ref{one} and \href{https://example.org}{this}.
\includegraphics{inner.pdf}\newpage\section{Two}\end{document}
"""


def made(folder: str, identifier: bytes) -> bytes:
    """A PDF of two pages as pdfTeX leaves it: a link, a destination, a bookmark, paths and dates of the machine."""
    pdf = pikepdf.new()
    for _ in range(2):
        pdf.add_blank_page()
    inner = pdf.make_stream(b"0 0 m")
    inner["/Type"], inner["/Subtype"] = pikepdf.Name("/XObject"), pikepdf.Name("/Form")
    inner["/BBox"] = pikepdf.Array([0, 0, 1, 1])
    chart = pdf.make_stream(b"/Inner Do")
    for key, value in dict(inner).items():
        if key != "/Length":
            chart[key] = value
    chart["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Inner=inner))
    for form in (chart, inner):
        form["/PTEX.FileName"] = pikepdf.String(f"{folder}/chart.pdf")
        form["/PTEX.InfoDict"] = pdf.make_indirect(pikepdf.Dictionary(CreationDate=pikepdf.String(folder)))
    first, second = (page.obj for page in pdf.pages)
    first["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Chart=chart))
    goal = pikepdf.Array([second, pikepdf.Name("/Fit")])
    link = pikepdf.Dictionary(Type=pikepdf.Name("/Annot"), Subtype=pikepdf.Name("/Link"), Dest=pikepdf.String("two"))
    link["/Rect"] = pikepdf.Array([0, 0, 9, 9])
    first["/Annots"] = pikepdf.Array([pdf.make_indirect(link)])
    names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("two"), goal]))
    pdf.Root["/Names"] = pikepdf.Dictionary(Dests=names)
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Second", 1))
    info = {"/Producer": "pdfTeX-1.40.24", "/PTEX.Fullbanner": folder, "/CreationDate": "D:20300101000000Z"}
    pdf.trailer["/Info"] = pdf.make_indirect(pikepdf.Dictionary({k: pikepdf.String(v) for k, v in info.items()}))
    pdf.trailer["/ID"] = pikepdf.Array([pikepdf.String(identifier), pikepdf.String(identifier)])
    written = io.BytesIO()
    pdf.save(written, static_id=False)
    return written.getvalue()


def read(pdf: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(pdf))


def xmp(pdf: bytes) -> ET.Element:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return ET.fromstring(document.Root["/Metadata"].read_bytes())


def values(packet: ET.Element, name: str) -> list[str]:
    return [item.text or "" for item in packet.iterfind(f".//{DC}{name}//{RDF}li")]


def test_what_depends_on_the_machine_is_gone() -> None:
    one = finish(made("/home/one", b"1" * 16), BRIEF)
    assert one == finish(made("/srv/another folder", b"2" * 16), BRIEF)
    with pikepdf.open(io.BytesIO(one)) as document:
        written = b"".join(repr(item).encode() for item in document.objects)
    assert b"/home/one" not in written
    assert b"PTEX" not in written


def test_finishing_twice_changes_nothing() -> None:
    once = finish(made("/a", b"1" * 16), BRIEF)
    assert finish(once, BRIEF) == once


def test_the_first_page_can_be_shown_before_the_rest_is_there() -> None:
    with pikepdf.open(io.BytesIO(finish(made("/a", b"1" * 16), BRIEF))) as document:
        assert document.is_linearized


def test_identifiers_follow_from_the_content() -> None:
    def identifier(pdf: bytes) -> object:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            first, second = (bytes(half) for half in document.trailer["/ID"])
        assert first == second
        return first

    made_once = made("/a", b"1" * 16)
    other = Metadata(BRIEF.title, BRIEF.authors, "Another subject", BRIEF.keywords, BRIEF.language, BRIEF.epoch)
    assert identifier(finish(made_once, BRIEF)) != identifier(finish(made_once, other))


def test_pages_links_destinations_and_bookmarks_stay() -> None:
    reader = read(finish(made("/a", b"1" * 16), BRIEF))
    assert len(reader.pages) == 2
    assert reader.named_destinations["two"].page.idnum == reader.pages[1].indirect_reference.idnum
    assert [item.title for item in reader.outline] == ["Second"]
    assert [note.get_object()["/Dest"] for note in reader.pages[0].annotations] == ["two"]


def test_metadata_stand_in_both_places() -> None:
    pdf = finish(made("/a", b"1" * 16), BRIEF)
    reader = read(pdf)
    assert dict(reader.metadata) == {
        "/Title": "Bridges & <rivers>",
        "/Author": "A. Author; Ö. Übel",
        "/Subject": "A test",
        "/Keywords": "one, two",
        "/Creator": "reportgen",
        "/Producer": "pdfTeX-1.40.24",
        "/CreationDate": "D:20200229000000Z",
        "/ModDate": "D:20200229000000Z",
    }
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    packet = xmp(pdf)
    assert values(packet, "title") == ["Bridges & <rivers>"]
    assert values(packet, "creator") == ["A. Author", "Ö. Übel"]
    assert values(packet, "subject") == ["one", "two"]
    assert values(packet, "language") == ["en-GB"]
    assert packet.findtext(".//{http://ns.adobe.com/xap/1.0/}CreateDate") == "2020-02-29T00:00:00Z"
    assert packet.findtext(".//{http://ns.adobe.com/pdf/1.3/}Producer") == "pdfTeX-1.40.24"


@given(st.text(st.characters(codec=None), max_size=40), st.text(max_size=12), st.integers(-(10**15), 10**15))
def test_hostile_metadata_come_out_right(text: str, language: str, epoch: int) -> None:
    pdf = finish(made("/a", b"1" * 16), Metadata(text, [text], text, [text], language, epoch))
    packet = xmp(pdf)
    title = values(packet, "title")
    told = dict(read(pdf).metadata).get("/Title")
    assert title == ([told] if told else [])
    assert len(title) == len(values(packet, "creator"))
    for shown in title:
        assert not any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 for c in shown)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9, 0.98])
def test_what_is_no_whole_pdf_is_refused(share: float) -> None:
    pdf = made("/a", b"1" * 16)
    with pytest.raises(ValueError, match="not a PDF"):
        finish(pdf[: int(len(pdf) * share)], BRIEF)
    with pytest.raises(ValueError, match="not a PDF"):
        finish(b"This is no PDF.", BRIEF)


@pytest.mark.tex
def test_tex_in_two_folders_makes_the_same_bytes(tmp_path: Path) -> None:
    made_of: list[bytes] = []
    for number, name in enumerate(("one", "another, with spaces")):
        folder = tmp_path / name
        folder.mkdir()
        inner = made(str(folder), bytes([number]) * 16)
        (folder / "inner.pdf").write_bytes(inner)
        (folder / "main.tex").write_text(MAIN, "utf-8")
        for _ in range(2):
            done = run(["pdflatex", "-interaction=batchmode", "main.tex"], folder=folder)
            assert done.status == 0
        made_of.append((folder / "main.pdf").read_bytes())
    assert made_of[0] != made_of[1]
    assert finish(made_of[0], BRIEF) == finish(made_of[1], BRIEF)
    assert len(finish(made_of[0], BRIEF)) < len(made_of[0]) * 1.1


def numbered(count: int) -> bytes:
    """A PDF whose pages say their number, in a tree of pages, with a destination on each."""
    pdf = pikepdf.new()
    for number in range(count):
        pdf.add_blank_page()
        pdf.pages[-1].Contents = pdf.make_stream(f"% {number}".encode())
    names = pikepdf.Array()
    for number, page in enumerate(pdf.pages):
        names.extend([pikepdf.String(f"page.{number}"), pikepdf.Array([page.obj, pikepdf.Name("/Fit")])])
    pdf.Root["/Names"] = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=names))
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def contents(document: pikepdf.Pdf) -> list[int]:
    return [int(page.obj["/Contents"].read_bytes().split()[-1]) for page in document.pages]


def test_contents_that_were_set_last_come_to_their_place_and_links_still_lead_there() -> None:
    # A cover, three pages of text, two of contents that belong behind the cover.
    sheets = Sheets(1, 2, ("i", "3", "4", "A-1", "1", "2"))
    pdf = finish(numbered(6), BRIEF, sheets)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [page.Contents.read_bytes().split()[-1] for page in document.pages] == [
            b"0",
            b"4",
            b"5",
            b"1",
            b"2",
            b"3",
        ]
    reader = read(pdf)
    assert reader.page_labels == ["i", "1", "2", "3", "4", "A-1"]
    places = {name: reader.get_destination_page_number(goal) for name, goal in reader.named_destinations.items()}
    assert places == {"page.0": 0, "page.4": 1, "page.5": 2, "page.1": 3, "page.2": 4, "page.3": 5}


def test_pages_that_are_in_order_are_only_numbered() -> None:
    pdf = finish(numbered(3), BRIEF, Sheets(0, 0, ("1", "1", "2")))
    assert read(pdf).page_labels == ["1", "1", "2"]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert contents(document) == [0, 1, 2]


@pytest.mark.parametrize("sheets", [Sheets(0, 0, ("1",)), Sheets(3, 2, ("1", "2", "3")), Sheets(0, 4, ("1", "2", "3"))])
def test_pages_that_the_pdf_does_not_have_are_an_error(sheets: Sheets) -> None:
    with pytest.raises(ValueError, match="other pages"):
        finish(numbered(3), BRIEF, sheets)


def picture(word: bytes, size: int = 1) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(size, size))
    page.Contents = pdf.make_stream(b"% " + word)
    page.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(Half=pikepdf.Dictionary(ca=0.5)))
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def standing_in(name: str) -> bytes:
    with pikepdf.open(io.BytesIO(made("./exhibits", b"1" * 16))) as pdf:
        (form,) = pdf.pages[0].Resources.XObject.values()
        mark = pikepdf.Dictionary(Name=pikepdf.String(name.encode()))
        form.Resources.Properties = pikepdf.Dictionary({f"/{STAND_IN}": mark})
        written = io.BytesIO()
        pdf.save(written)
    return written.getvalue()


def test_pictures_take_the_places_of_their_stand_ins() -> None:
    pdf = finish(standing_in("größe"), BRIEF, None, {"größe": picture(b"drawn", 3)})
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (form,) = document.pages[0].Resources.XObject.values()
        assert form.read_bytes().split() == [b"%", b"drawn"]
        assert [float(number) for number in form.BBox] == [0, 0, 3, 3]
        assert float(form.Resources.ExtGState.Half.ca) == 0.5
        assert "/Properties" not in form.Resources


@pytest.mark.parametrize("pictures", [{}, {"other": b""}, {"größe": b"", "other": b""}])
def test_a_picture_without_a_place_is_an_error_and_so_is_a_stand_in_that_stays(pictures: dict[str, bytes]) -> None:
    with pytest.raises(ValueError, match="other pictures"):
        finish(standing_in("größe"), BRIEF, None, pictures)
