"""What a finished PDF prints wrongly: characters that its fonts have no glyph for, and text beyond the paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, TypeAlias

import pikepdf
from fontTools import agl
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import finding

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Box: TypeAlias = tuple[float, float, float, float]
Found: TypeAlias = tuple[Literal["notdef", "off"], str]

SLACK: Final = 1.5
"""Points by which text may stick out of the paper, as accents and rounding do."""

_SHOWS: Final = frozenset({"TJ", "Tj", "'", '"'})
_SETTINGS: Final = {"Tc": "spacing", "Tw": "words", "Tz": "scale", "TL": "leading", "Ts": "rise"}
_OPERATORS: Final = " ".join((*_SHOWS, *_SETTINGS, "Td", "TD", "T*", "Tm", "BT", "Tf", "q", "Q", "cm", "Do"))
_SHOWN: Final = 40
_UNIT: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# What a Type 1 font program calls its outlines, once it is decrypted (Adobe Type 1 Font Format, 2.4 and 7.3).
_OUTLINES: Final = re.compile(rb"/([^\s/(){}\[\]<>%]+)\s+\d+\s+(?:RD|-\|)\s")
_EEXEC: Final = 55665


@dataclass(frozen=True)
class PrintDefect:
    """What is wrong on a page of a PDF, with the text that it is about as far as that can be told.

    ``page`` is the page's place, from 0, ``label`` the number that it is called by.
    """

    page: int
    label: str
    kind: Literal["notdef", "off"]
    text: str


@dataclass
class _Font:
    """What is known of a font: by code, widths in thousandths of its size, names of glyphs, and what has no glyph."""

    size: int
    widths: Mapping[int, float]
    default: float
    names: Mapping[int, str] = field(default_factory=dict)
    gone: frozenset[int] | None = None
    there: frozenset[int] | None = None
    _known: dict[bytes, tuple[float, int, int, bool]] = field(default_factory=dict)

    def measured(self, text: bytes) -> tuple[float, int, int, bool]:
        """Return of a text its width, how many characters and blanks it has, and whether it lacks a glyph."""
        if text not in self._known:
            codes = self._codes(text)
            wide = sum(self.widths.get(code, self.default) for code in codes) / 1000
            blanks = codes.count(32) if self.size == 1 else 0
            self._known[text] = wide, len(codes), blanks, any(map(self._lacks, codes))
        return self._known[text]

    def said(self, text: bytes) -> str:
        """Return a text in characters, as far as the names of its glyphs tell them."""
        return "".join(agl.toUnicode(self.names[code]) if code in self.names else "?" for code in self._codes(text))

    def _codes(self, text: bytes) -> list[int]:
        return [int.from_bytes(text[n : n + self.size]) for n in range(0, len(text) - self.size + 1, self.size)]

    def _lacks(self, code: int) -> bool:
        return code in self.gone if self.gone is not None else self.there is not None and code not in self.there


@dataclass
class _State:
    """What the operators of a content stream have set (ISO 32000-1, 9.3 and 9.4): ``here`` is where text goes on."""

    matrix: Matrix
    font: _Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    words: float = 0.0
    scale: float = 1.0
    rise: float = 0.0
    leading: float = 0.0
    line: Matrix = _UNIT
    here: Matrix = _UNIT

    def follow(self, operator: str, operands: Any) -> None:
        """Carry out an operator that sets something or moves on."""
        if operator in _SETTINGS:
            setattr(self, _SETTINGS[operator], float(operands[0]) / (100 if operator == "Tz" else 1))
        elif operator == "cm":
            self.matrix = _product(_numbers(operands), self.matrix)
        else:
            if operator == "TD":
                self.leading = -float(operands[1])
            self.here = self.line = self._begun(operator, operands)

    def _begun(self, operator: str, operands: Any) -> Matrix:
        if operator in {"Td", "TD"}:
            return _moved(self.line, float(operands[0]), float(operands[1]))
        if operator in {"T*", "'", '"'}:
            return _moved(self.line, 0, -self.leading)
        return _numbers(operands) if operator == "Tm" else _UNIT


def flaws(pdf: bytes) -> Iterator[PrintDefect]:
    """Find what pages of a PDF print wrongly, each kind once for a page.

    A glyph counts as lacking where veraPDF says so (ISO 14289-1, 7.21.8): the code leads to ``.notdef``, or the
    embedded font has no such glyph.
    """
    fonts: dict[tuple[int, int], _Font] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            left, bottom, right, top = map(float, page.mediabox)
            box = (left - SLACK, bottom - SLACK, right + SLACK, top + SLACK)
            seen: set[str] = set()
            for kind, text in _Reader(fonts, box).read(page.obj, _UNIT):
                if kind not in seen:
                    seen.add(kind)
                    yield PrintDefect(number, str(page.label), kind, text)


class _Reader:
    """Follows the operators that show text (ISO 32000-1, 9.4) through a page and the forms that it draws."""

    def __init__(self, fonts: dict[tuple[int, int], _Font], box: Box) -> None:
        self._fonts = fonts
        self._box = box

    def read(self, owner: pikepdf.Object, matrix: Matrix) -> Iterator[Found]:
        """Yield what is wrong with the texts that a page or form shows."""
        resources: Any = owner.get("/Resources", pikepdf.Dictionary())
        fonts: Any = resources.get("/Font", pikepdf.Dictionary())
        state, kept = _State(matrix), list[_State]()
        for instruction in pikepdf.parse_content_stream(owner, _OPERATORS):
            operands: Any = instruction.operands
            name = str(instruction.operator)
            if name in _SHOWS:
                if name in {"'", '"'}:
                    state.follow(name, ())
                yield from self._show(operands[-1] if name == "TJ" else operands[-1:], state)
            elif name == "Tf":
                font = fonts.get(str(operands[0]))
                state.font, state.size = None if font is None else self._font(font), float(operands[1])
            elif name == "q":
                kept.append(replace(state))
            elif name == "Q":
                state = kept.pop() if kept else state
            elif name == "Do":
                yield from self._draw(resources, str(operands[0]), state)
            else:
                state.follow(name, operands)

    def _draw(self, resources: Any, name: str, state: _State) -> Iterator[Found]:
        form = resources.get("/XObject", pikepdf.Dictionary()).get(name)
        if form is not None and form.get("/Subtype") == "/Form":
            own = _numbers(form.Matrix) if "/Matrix" in form else _UNIT
            yield from self.read(form, _product(own, state.matrix))

    def _show(self, pieces: Any, state: _State) -> Iterator[Found]:
        """Set pieces of text, and give what is wrong with them."""
        font = state.font
        if font is None:
            return
        texts: list[bytes] = []
        run, lacks = 0.0, False
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                text = bytes(piece)
                wide, count, blanks, gone = font.measured(text)
                run += wide * state.size + state.spacing * count + state.words * blanks
                lacks = lacks or gone
                texts.append(text)
            else:
                run -= float(piece) / 1000 * state.size
        begun, state.here = state.here, _moved(state.here, run * state.scale, 0)
        if lacks:
            yield "notdef", font.said(b"".join(texts))
        if texts and (self._outside(begun, state) or self._outside(state.here, state)):
            yield "off", font.said(b"".join(texts))

    def _outside(self, at: Matrix, state: _State) -> bool:
        """Tell whether a place on the line of a text, in its own coordinates, lies beyond the paper."""
        x, y = at[4] + state.rise * at[2], at[5] + state.rise * at[3]
        a, b, c, d, e, f = state.matrix
        box = self._box
        return not (box[0] <= x * a + y * c + e <= box[2] and box[1] <= x * b + y * d + f <= box[3])

    def _font(self, font: pikepdf.Object) -> _Font:
        if font.objgen not in self._fonts or font.objgen == (0, 0):
            self._fonts[font.objgen] = _composite(font) if font.get("/Subtype") == "/Type0" else _simple(font)
        return self._fonts[font.objgen]


def _numbers(operands: Any) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _moved(matrix: Matrix, x: float, y: float) -> Matrix:
    a, b, c, d, e, f = matrix
    return a, b, c, d, e + x * a + y * c, f + x * b + y * d


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    x = outer
    return (
        *(a * x[0] + b * x[2], a * x[1] + b * x[3]),
        *(c * x[0] + d * x[2], c * x[1] + d * x[3]),
        *(e * x[0] + f * x[2] + x[4], e * x[1] + f * x[3] + x[5]),
    )


def _simple(font: Any) -> _Font:
    """Read a font of one byte a character. Whether it lacks a glyph is known of Type 1 fonts with an encoding."""
    first = int(font.get("/FirstChar", 0))
    widths = {first + n: float(width) for n, width in enumerate(font.get("/Widths", ()))}
    names = _names(font.get("/Encoding"))
    descriptor = font.get("/FontDescriptor", {})
    gone = None
    if names and "/FontFile" in descriptor:
        outlines = _outlines(descriptor.FontFile)
        gone = frozenset(code for code, name in names.items() if name == ".notdef" or name not in outlines)
    scale = 1.0 if font.get("/Subtype") != "/Type3" else 1000 * float(font.FontMatrix[0])
    return _Font(1, {code: width * scale for code, width in widths.items()}, 0.0, names, gone)


def _names(encoding: Any) -> Mapping[int, str]:
    """Return the names of glyphs by code that the ``Differences`` of an encoding tell."""
    if not isinstance(encoding, pikepdf.Dictionary):
        return {}
    names: dict[int, str] = {}
    code = 0
    for item in encoding.get("/Differences", ()):
        if isinstance(item, pikepdf.Name):
            names[code] = str(item).removeprefix("/")
            code += 1
        else:
            code = int(item)
    return names


def _outlines(program: Any) -> frozenset[str]:
    """Return the names of the glyphs of a Type 1 font program."""
    content = program.read_bytes()
    key, plain = _EEXEC, bytearray()
    for byte in content[int(program.Length1) :]:
        plain.append(byte ^ key >> 8)
        key = (byte + key) * 52845 + 22719 & 0xFFFF
    return frozenset(name.decode("latin-1") for name in _OUTLINES.findall(plain))


def _composite(font: Any) -> _Font:
    """Read a font of two bytes a character."""
    inner = font.DescendantFonts[0]
    widths: dict[int, float] = {}
    told = list(inner.get("/W", ()))
    while told:
        first, second = int(told.pop(0)), told.pop(0)
        if isinstance(second, pikepdf.Array):
            widths |= {first + n: float(width) for n, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(told.pop(0)))
    return _Font(2, widths, float(inner.get("/DW", 1000)), there=_glyphs(inner))


def _glyphs(inner: Any) -> frozenset[int] | None:
    """Return the codes of a composite font that lead to a glyph; ``None`` where that cannot be told."""
    descriptor = inner.get("/FontDescriptor", {})
    if "/FontFile2" in descriptor:
        count = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()), lazy=True)["maxp"].numGlyphs
        table = inner.get("/CIDToGIDMap")
        if not isinstance(table, pikepdf.Stream):
            return frozenset(range(1, count))
        content = table.read_bytes()
        leads = ((n // 2, int.from_bytes(content[n : n + 2])) for n in range(2, len(content) - 1, 2))
        return frozenset(code for code, glyph in leads if 0 < glyph < count)
    if "/FontFile3" in descriptor and descriptor.FontFile3.get("/Subtype") == "/CIDFontType0C":
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
        top = fonts[0]
        if not hasattr(top, "ROS"):
            return frozenset(range(1, len(top.charset)))
        return frozenset(int(name.removeprefix("cid")) for name in top.charset[1:])
    return None


def report(pdf: bytes, parts: Mapping[int, Location], pictures: Mapping[Location, bytes]) -> Iterator[Diagnostic]:
    """Report what a PDF prints wrongly, at the part that begins on its page or before, or at the picture.

    ``parts`` has where the parts come from by the place of their first pages, ``pictures`` the PDFs of charts.
    """
    found = list(flaws(pdf))
    drawn = {flaw.kind: place for place, content in pictures.items() if found for flaw in flaws(content)}
    for flaw in found:
        begun = [first for first in parts if first <= flaw.page]
        place = drawn.get(flaw.kind) or (parts[max(begun)] if begun else Location("brief.tex"))
        text = f'"{flaw.text[:_SHOWN]}"' if flaw.text.strip("?") else "a character"
        if flaw.kind == "notdef":
            message = f"page {flaw.label}: the font has no glyph for {text}, and prints an empty box or nothing"
            yield finding("TEX011", place, message, "use another character, or another font")
        else:
            message = f"page {flaw.label}: {text} is printed beyond the edge of the paper"
            yield finding("TEX012", place, message, "make it smaller, or let lines and pages break in it")
