"""Marks in the content of pages → marked content, and the elements that it belongs to (ISO 32000-1, 14.6 and 14.7).

The style says where a text stands in the structure (``reportgentags.sty``). Here the marks are taken out, each run of
text gets the tag and the number of its element, and what no mark speaks of (rules, colours, running heads) becomes an
artifact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_STRING: Final = rb"\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*+\))*+\)"
_WORD: Final = rb"\s++|/[^\s()<>\[\]{}/%]*+|[-+.\d][^\s()<>\[\]{}/%]*+"
_OPERAND: Final = _WORD + b"|" + _STRING + rb"|<<|>>|<[0-9A-Fa-f\s]*+>|[\[\]]"
_INSTRUCTION: Final = re.compile(rb"((?:" + _OPERAND + rb")*+)([A-Za-z'\"][A-Za-z0-9*]*+)")
_MARK: Final = re.compile(rb"\s*/rg([^\s()<>\[\]{}/%]+)\s*")
_SHOWS: Final = frozenset({b"Tj", b"TJ", b"'", b'"'})
_PATHS: Final = frozenset({b"m", b"l", b"c", b"v", b"y", b"re", b"h"})
_PAINTS: Final = frozenset({b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"n"})
_RELATIVE: Final = frozenset({b"Td", b"TD"})
_MOVES: Final = _RELATIVE | {b"BT", b"Tm"}
_LINE: Final = 6.0
"""Points that a text stands higher or lower than the one before where it is of another line, and not merely raised."""

_HYPHENS: Final = (b"-", b"\x7f", b"\\177")
_ARTIFACT: Final = "Artifact"
_TYPES: Final = frozenset(
    (
        *("Document", "Sect", "Div", "BlockQuote", "TOC", "TOCI", "P", "H1", "H2", "H3", "H4", "H5", "H6"),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Caption", "Figure", "Link", "Note", "Span", "Title"),
    )
)


@dataclass(eq=False)
class Element:
    """A part of the structure: its type, where in the order of reading it begins, what goes with it, and what it holds.

    ``kids`` are other elements and the numbers of marked content, as (page, number), with their places in the order.
    """

    type: str
    place: int
    more: str = ""
    kids: list[tuple[int, Element | tuple[int, int]]] = field(default_factory=list)


class Tagging:
    """Tags the pages of one PDF in the order in which TeX has set them, and gathers their elements."""

    def __init__(self) -> None:
        self.root = Element("Document", 0)
        self.links: dict[int, Element] = {}
        self.marked: list[list[Element]] = []
        self._elements: dict[int, Element] = {}
        self._here: tuple[Element, int] | None = None
        self._around: list[tuple[Element, int] | None] = []
        self._rest: tuple[Element, int] | None = None
        self._seen: set[int] = set()

    def page(self, content: bytes, blank: str = "") -> bytes:
        """Return the content of the next page with its text tagged; ``marked`` gets the element of each number in it.

        ``blank`` is the page's name of the font that has blanks, which are put where lines end.
        """
        page = len(self.marked)
        self.marked.append([])
        tagged = b"".join(_Page(self, page, blank).tagged(content))
        if self._around:
            # A note that goes on at the foot of the next page.
            self._rest, self._here = self._here, self._around[0]
            self._around.clear()
        return tagged

    def mark(self, said: str) -> None:
        """Follow a mark of the style."""
        if said == "+":
            self._around.append(self._here)
        elif said == "-":
            self._here = self._around.pop() if self._around else self._here
        elif said == "0":
            self._here = None
        elif said == "N":
            if self._rest is not None:
                self._around.append(self._here)
                self._here, self._rest = self._rest, None
        else:
            path, _, place = said.rpartition("=")
            self._here = self._placed(path, int(place))

    def _placed(self, path: str, place: int) -> tuple[Element, int] | None:
        if place in self._seen:
            return None
        self._seen.add(place)
        element = self.root
        for part in path.split("!")[1:]:
            kind, begun, more = f"{part}.".split(".", 2)
            if kind not in _TYPES:
                return None
            known = self._elements.get(int(begun))
            if known is None:
                known = self._elements[int(begun)] = Element(kind, int(begun), more.removesuffix("."))
                element.kids.append((known.place, known))
                if kind == "Link":
                    self.links[known.place] = known
            element = known
        return element, place

    def begun(self, page: int) -> tuple[str, int]:
        """Return tag and number of the text that begins now; the number is -1 for an artifact."""
        if self._here is None:
            return _ARTIFACT, -1
        element, place = self._here
        marked = self.marked[page]
        marked.append(element)
        element.kids.append((place, (page, len(marked) - 1)))
        return element.type, len(marked) - 1

    @property
    def here(self) -> object:
        """What the text belongs to now: the same as long as it does."""
        return self._here

    @property
    def pictured(self) -> bool:
        """Whether a picture here is one that words stand for."""
        return self._here is not None and self._here[0].type == "Figure"


class _Page:
    """Writes the content of one page anew."""

    def __init__(self, tagging: Tagging, page: int, blank: str) -> None:
        self._tagging = tagging
        self._page = page
        self._blank = blank.encode()
        self._open: object = None
        self._is_open = self._in_path = False
        self._font = self._before = b""
        self._height = self._shown = 0.0

    def tagged(self, content: bytes) -> Iterator[bytes]:
        """Yield the pieces of the content; what is open is closed before the text object that it began in ends."""
        done = 0
        for found in _INSTRUCTION.finditer(content):
            operator = found[2]
            if operator == b"MP" and (mark := _MARK.fullmatch(found[1])):
                yield content[done : found.start()]
                done = found.end()
                self._tagging.mark(mark[1].decode("ascii"))
                continue
            before, behind = self._around(operator, found[1])
            if before:
                yield content[done : found.start()] + before + b"\n"
                done = found.start()
            if behind:
                yield content[done : found.end()] + behind
                done = found.end()
        yield content[done:]

    def _around(self, operator: bytes, operands: bytes) -> tuple[bytes, bytes]:
        """Return what has to stand before and behind an operator."""
        if operator in _SHOWS:
            return self._show(operands), b""
        if operator == b"Tf":
            self._font = operands
        elif operator in _MOVES:
            self._move(operator, operands)
        elif operator == b"ET":
            return self._end(), b""
        elif operator in _PATHS and not self._in_path:
            self._in_path = True
            return self._end() + b"\n/Artifact BMC", b""
        elif operator in _PAINTS and self._in_path:
            self._in_path = False
            return b"", b"\nEMC"
        elif operator == b"sh":
            return b"\n/Artifact BMC", b"\nEMC"
        elif operator == b"Do":
            begun = self._begin() if self._tagging.pictured else b"\n/Artifact BMC"
            self._is_open = False
            return begun, b"\nEMC"
        return b"", b""

    def _show(self, operands: bytes) -> bytes:
        begun = b"" if self._is_open and self._open is self._tagging.here else self._end() + self._begin()
        begun += self._line_end()
        self._before = operands
        return begun

    def _move(self, operator: bytes, operands: bytes) -> None:
        """Follow how high on the page the text stands."""
        if operator == b"BT":
            self._height = 0.0
        elif heights := operands.split():
            self._height = float(heights[-1]) + (self._height if operator in _RELATIVE else 0.0)

    def _line_end(self) -> bytes:
        """Return a blank where a line begins: TeX sets one between words only, and what reads would join the two."""
        moved, self._shown = abs(self._height - self._shown), self._height
        if moved < _LINE or not (self._blank and self._font) or self._before.rstrip(b")] \n").endswith(_HYPHENS):
            return b""
        return b"\n/%s 1 Tf ( ) Tj%s Tf\n" % (self._blank, self._font)

    def _begin(self) -> bytes:
        self._open, self._is_open = self._tagging.here, True
        tag, number = self._tagging.begun(self._page)
        return b"\n/%s <</MCID %d>> BDC" % (tag.encode(), number) if number >= 0 else b"\n/Artifact BMC"

    def _end(self) -> bytes:
        was, self._is_open = self._is_open, False
        return b"\nEMC" if was else b""
