"""The structure of PDFs of all that templates can place; veraPDF has the last word (trials/pdfcheck.py)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from reportgen import pipeline
from reportgen.text.appearance import PALETTE
from reportgen.typeset.assemble import STYLES
from reportgen.typeset.structure import has_marks, tag

STYLE = STYLES[0]
_NUMBER = re.compile(rb"<</MCID (\d+)>> BDC")


def brightness(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(text: str, paper: str) -> float:
    """Return how much a colour of the palette stands out from a lighter or darker one (WCAG 2.2)."""
    light, dark = sorted((brightness(PALETTE[text]), brightness(PALETTE[paper])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


COLOURS = set(re.findall(r"\\(?:text)?color\{rg(\w+)\}", STYLE.read_text("utf-8")))
ON_BOXES = {"accent": ["paper"], "pale": ["ink", "accent", "muted"]}
"""Text by the colours of the boxes that it stands on."""


@pytest.mark.parametrize("name", sorted(COLOURS - {"rule", "paper"}))
def test_text_stands_out_from_its_paper(name: str) -> None:
    """Rules may be paler, and what has the colour of paper stands on boxes; all else that the style colours is text."""
    assert contrast(name, "paper") >= 4.5


@pytest.mark.parametrize(("box", "name"), [(box, name) for box, names in ON_BOXES.items() for name in names])
def test_text_stands_out_from_its_box(box: str, name: str) -> None:
    assert contrast(name, box) >= 4.5


def test_there_are_no_boxes_of_another_colour() -> None:
    assert set(re.findall(r"\\colorbox\{rg(\w+)\}", STYLE.read_text("utf-8"))) == ON_BOXES.keys()


def marked(content: bytes) -> pikepdf.Pdf:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(100, 100))
    page.obj.Contents = document.make_stream(content)
    return document


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K", pikepdf.Array()))


def types(document: pikepdf.Pdf) -> Counter[str]:
    return Counter(str(element.S)[1:] for element in elements(document.Root.StructTreeRoot.K))


def test_only_what_the_style_has_marked_is_tagged() -> None:
    assert has_marks(marked(b"BT /rg!P.1=2 MP (a) Tj ET"))
    assert not has_marks(marked(b"BT (a) Tj ET"))


def test_headings_begin_with_the_first_level_and_leave_none_out() -> None:
    content = b" ".join(
        b"/rg!%s.%d=%d MP (a) Tj" % (t, 2 * n + 1, 2 * n + 2) for n, t in enumerate((b"H3", b"H4", b"H1", b"H4"))
    )
    document = marked(b"BT " + content + b" ET")
    tag(document, {})
    assert [str(e.S) for e in elements(document.Root.StructTreeRoot.K)][1:] == ["/H1", "/H2", "/H1", "/H2"]


def test_a_figure_has_its_description_and_a_note_its_id() -> None:
    document = marked(b"/rg!Figure.1.rivers=2 MP /X1 Do BT /rg!Note.3=4 MP (n) Tj ET")
    tag(document, {"rivers": "Two rivers"})
    _, figure, note = elements(document.Root.StructTreeRoot.K)
    assert str(figure.Alt) == "Two rivers"
    assert str(note.ID) == "note-00000003"


def test_words_in_another_language_have_its_tag() -> None:
    document = marked(b"BT /rg!P.1!Span.3.de-DE=4 MP (n) Tj ET")
    tag(document, {})
    assert str(list(elements(document.Root.StructTreeRoot.K))[-1].Lang) == "de-DE"


@pytest.mark.tex
def test_every_part_of_a_brief_has_its_element(built_features: Path) -> None:
    with pikepdf.open(built_features / "build" / "annex.pdf") as document:
        found = types(document)
        told = list(elements(document.Root.StructTreeRoot.K))
    assert found["Title"] == 1
    assert found["Table"] == 4
    assert found["Figure"] == 1
    assert found["Note"] == 2
    assert found["Caption"] == 5
    assert min(found[f"H{level}"] for level in (1, 2, 3, 4)) > 0
    assert found["LI"] == found["LBody"] >= found["Lbl"] > 0
    assert {"L", "BlockQuote", "TOC", "TOCI", "Link", "P"} <= found.keys()
    heads = [element for element in told if element.S == pikepdf.Name.TH]
    assert {str(head.A.Scope) for head in heads} == {"/Column", "/Row"}
    assert all(str(element.Alt) for element in told if pikepdf.Name.Figure == element.S)


@pytest.mark.tex
def test_words_of_works_in_another_language_and_those_that_a_template_names_have_its_tag(
    rivers: Path, shared_cache: None
) -> None:
    chapter = rivers / "templates" / "chapters" / "bridges.tex.j2"
    for path, old, new in (
        (
            rivers / "bib" / "sources.bib",
            "A Survey of {Elbe} Crossings},",
            "Blick auf die {Elbe}}, langid = {ngerman},",
        ),
        (rivers / "report.toml", "[[chapters]]", 'outputs = ["pdf", "html"]\n\n[[chapters]]'),
        (chapter, "The Old Bridge cost", "\\section{\\inlanguage{fr}{Mot \\`a mot}}\n\nThe Old Bridge cost"),
    ):
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    outcome = pipeline.build(rivers, lambda _: None)
    assert outcome.findings == ()
    with pikepdf.open(rivers / "build" / "brief.pdf") as document:
        spans = [e for e in elements(document.Root.StructTreeRoot.K) if pikepdf.Name.Span == e.S]
        bookmarks = [str(item.title) for item in document.open_outline().root[0].children]
    # The list of works, and the link to it behind the passage that the work is cited in.
    assert sorted((str(e.Lang), str(e.P.S)) for e in spans) == [("de", "/Link"), ("de", "/P"), ("fr", "/H2")]
    assert bookmarks == ["Mot à mot"]
    page = (rivers / "build" / "brief.html").read_text("utf-8")
    assert '<span lang="fr">Mot à mot</span>' in page
    assert page.count('<span lang="de">Blick auf die Elbe</span>') == 2


@pytest.mark.tex
@pytest.mark.parametrize("volume", ["brief", "annex"])
def test_all_that_is_shown_is_tagged_or_an_artifact(built_features: Path, volume: str) -> None:
    with pikepdf.open(built_features / "build" / f"{volume}.pdf") as document:
        assert str(document.Root.Lang) == "en-GB"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        leaves = dict(zip(*[iter(document.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        for page in document.pages:
            content = page.Contents.read_bytes()
            assert b"/rg" not in re.sub(rb"\([^)]*\)", b"", content)
            depth = 0
            for operation in pikepdf.parse_content_stream(page):
                name = str(operation.operator)
                depth += (name in {"BMC", "BDC"}) - (name == "EMC")
                assert depth or name not in {"Tj", "TJ", "'", "f", "S", "Do", "sh"}
            numbers = [int(number) for number in _NUMBER.findall(content)]
            assert numbers == list(range(len(leaves[int(page.obj.StructParents)])))
            for annotation in page.obj.get("/Annots", pikepdf.Array()):
                assert str(annotation.Contents)
                assert pikepdf.Name.Link == leaves[int(annotation.StructParent)].S
