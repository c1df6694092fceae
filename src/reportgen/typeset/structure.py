"""The structure tree of a tagged PDF, and what PDF/UA-1 (ISO 14289-1) and PDF/A-3b (ISO 19005-3) ask for besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pikepdf

from reportgen.typeset.colour_profile import srgb
from reportgen.typeset.tags import Element, Tagging

_HEADING: Final = re.compile("H[1-6]")
_PRINTED: Final = 4
_KEPT: Final = frozenset({"TH", "TD"})
"""Elements that say something though they are empty: without them columns would not be told apart."""


def has_marks(document: pikepdf.Pdf) -> bool:
    """Whether the style has left marks in the PDF, and no structure was made of them."""
    return "/StructTreeRoot" not in document.Root and any(
        b"/rg!" in page.Contents.read_bytes() for page in document.pages if "/Contents" in page.obj
    )


def tag(document: pikepdf.Pdf, alternatives: Mapping[str, str]) -> None:
    """Make the structure of a PDF from the marks in it; ``alternatives`` say by name what pictures show."""
    tagging = Tagging()
    for page in document.pages:
        page.obj.Contents = document.make_stream(tagging.page(_content(page.obj), _blank(page.obj)))
    _level(tagging.root)
    tree = _Tree(document, tagging, alternatives)
    tree.write()
    root = document.Root
    root["/MarkInfo"] = pikepdf.Dictionary(Marked=True)
    root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
    profile = document.make_stream(srgb())
    profile["/N"] = 3
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name("/OutputIntent"),
        S=pikepdf.Name("/GTS_PDFA1"),
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        DestOutputProfile=profile,
    )
    root["/OutputIntents"] = pikepdf.Array([document.make_indirect(intent)])


def _content(page: pikepdf.Object) -> bytes:
    drawn = page.get("/Contents", pikepdf.Array())
    streams = [drawn] if isinstance(drawn, pikepdf.Stream) else list(drawn)
    return b"\n".join(stream.read_bytes() for stream in streams)


def _blank(page: pikepdf.Object) -> str:
    """Return the page's name of the font of which TeX takes blanks between words; nothing where it sets none."""
    fonts = page.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
    return next(
        (name[1:] for name, font in fonts.items() if str(font.get("/BaseFont", "")).endswith("+DummySpace")), ""
    )


def _level(root: Element) -> None:
    """Let headings begin with the first level and leave none out (ISO 14289-1, 7.4.2)."""
    last = 0
    for element in _in_order(root):
        if _HEADING.fullmatch(element.type):
            last = min(int(element.type[1]), last + 1)
            element.type = f"H{last}"


def _in_order(element: Element) -> Iterator[Element]:
    yield element
    for _, kid in sorted(element.kids, key=lambda kid: kid[0]):
        if isinstance(kid, Element):
            yield from _in_order(kid)


class _Tree:
    """Writes elements into a PDF."""

    def __init__(self, document: pikepdf.Pdf, tagging: Tagging, alternatives: Mapping[str, str]) -> None:
        self._document = document
        self._tagging = tagging
        self._alternatives = alternatives
        self._pages = [page.obj for page in document.pages]
        self._written: dict[int, pikepdf.Object] = {}
        self._notes: list[pikepdf.Object] = []
        self._annotations = self._linked()
        self._next = len(self._pages)

    def _linked(self) -> dict[int, list[tuple[int, pikepdf.Object]]]:
        """Return the annotations by the number of their link, each with its page."""
        found: dict[int, list[tuple[int, pikepdf.Object]]] = {}
        for number, page in enumerate(self._pages):
            for annotation in page.get("/Annots", pikepdf.Array()):
                place = int(annotation.get("/RGLink", 0))
                if "/RGLink" in annotation:
                    del annotation["/RGLink"]
                if place not in self._tagging.links:
                    # In a running head: it is reached from nowhere else.
                    self._tagging.links[place] = link = Element("Link", place)
                    self._tagging.root.kids.append((place, link))
                found.setdefault(place, []).append((number, annotation))
        return found

    def write(self) -> None:
        """Put the tree, and what leads from pages and links to it, into the document."""
        document = self._document
        root = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name("/StructTreeRoot")))
        self._parents: list[pikepdf.Object | int] = []
        whole = self._element(self._tagging.root, root)
        assert whole is not None
        root["/K"] = whole
        for number, (page, marked) in enumerate(zip(self._pages, self._tagging.marked, strict=True)):
            page["/StructParents"] = number
            page["/Tabs"] = pikepdf.Name("/S")
            leaves = document.make_indirect(pikepdf.Array([self._written[id(element)] for element in marked]))
            self._parents[2 * number : 2 * number] = [number, leaves]
        # PDF 2.0 has titles, PDF 1.7 as little as HTML: who knows none reads a paragraph, not a chapter.
        root["/RoleMap"] = pikepdf.Dictionary(Title=pikepdf.Name("/P"))
        root["/ParentTree"] = document.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(self._parents)))
        root["/ParentTreeNextKey"] = self._next
        if self._notes:
            names = pikepdf.Dictionary(Names=pikepdf.Array(self._notes))
            root["/IDTree"] = document.make_indirect(names)
        document.Root["/StructTreeRoot"] = root

    def _element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object | None:
        """Write an element with all that it holds; ``None`` where it holds nothing."""
        made = self._document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name("/StructElem"), S=pikepdf.Name(f"/{element.type}"), P=parent)
        )
        kids: list[pikepdf.Object | int] = []
        page = -1
        for _, kid in sorted(element.kids, key=lambda kid: kid[0]):
            if isinstance(kid, Element):
                inner = self._element(kid, made)
                if inner is not None:
                    kids.append(inner)
                continue
            if page < 0:
                page = kid[0]
                made["/Pg"] = self._pages[page]
            kids.append(kid[1] if kid[0] == page else self._elsewhere(*kid))
        kids += self._objects(element, made)
        if not kids and element.type not in _KEPT:
            return None
        self._written[id(element)] = made
        made["/K"] = pikepdf.Array(kids)
        self._describe(element, made)
        return made

    def _elsewhere(self, page: int, number: int) -> pikepdf.Object:
        return pikepdf.Dictionary(Type=pikepdf.Name("/MCR"), Pg=self._pages[page], MCID=number)

    def _objects(self, element: Element, made: pikepdf.Object) -> Iterator[pikepdf.Object]:
        """Yield references to the annotations of a link, which get a description and lead back to it."""
        if element.type != "Link":
            return
        for page, annotation in self._annotations.get(element.place, ()):
            annotation["/StructParent"] = self._next
            annotation["/F"] = _PRINTED
            annotation["/Contents"] = pikepdf.String(_goal(annotation))
            self._parents += [self._next, made]
            self._next += 1
            yield pikepdf.Dictionary(Type=pikepdf.Name("/OBJR"), Pg=self._pages[page], Obj=annotation)

    def _describe(self, element: Element, made: pikepdf.Object) -> None:
        if element.type == "Figure":
            made["/Alt"] = pikepdf.String(self._alternatives.get(element.more) or element.more or "picture")
        elif element.type == "Span":
            made["/Lang"] = pikepdf.String(element.more)
        elif element.type == "Note":
            name = pikepdf.String(f"note-{element.place:08}")
            made["/ID"] = name
            self._notes += [name, made]
        elif element.type in _KEPT:
            said = pikepdf.Dictionary(O=pikepdf.Name("/Table"))
            if element.type == "TH":
                said["/Scope"] = pikepdf.Name("/Row" if element.more else "/Column")
            if element.more:
                said["/ColSpan"] = int(element.more)
            if len(said) > 1:
                made["/A"] = said


def _goal(annotation: pikepdf.Object) -> str:
    """Say where a link leads: its address, or the name of what it leads to."""
    action = annotation.get("/A", pikepdf.Dictionary())
    goal = action.get("/URI", action.get("/D", annotation.get("/Dest", "")))
    return str(goal) if isinstance(goal, pikepdf.String) else "link"
