"""PDF → characters of its pages with their places; the only user of PDFium in this stage.

``serve`` is what the process does that ``pdftext`` starts: PDFium is a large program in C++, and what it reads
comes from strangers. So nothing but text comes out of that process.
"""

from __future__ import annotations

import json
import math
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import byref, c_double, c_float, create_string_buffer
from typing import Any, Final

import pypdfium2.raw as pdfium
from pypdfium2.version import PDFIUM_INFO, PYPDFIUM_INFO

from reportgen.inputs.texts.pdf_lines import sheets_of
from reportgen.inputs.texts.pdf_rows import Char, Row, rows_of

_SMALLEST: Final = 2.0
"""Points; nobody reads smaller type."""

_LOST: Final = "\ufffd"
_MOST_LOST: Final = 0.3
_HYPHENS: Final = frozenset({0x02, 0xFFFE})
# Accents that old fonts of TeX set over a letter as characters of their own, and what combines with a letter.
_ACCENTS: Final = dict(
    zip("´`ˆ˜¨¯˘˙˚˝ˇ¸˛", "\u0301\u0300\u0302\u0303\u0308\u0304\u0306\u0307\u030a\u030b\u030c\u0327\u0328", strict=True)
)
_UNSEEN: Final = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_MOST_OBJECTS: Final = 100_000
_DEEPEST: Final = 8
_TURN: Final = 15

_Box = tuple[float, float, float, float]


class UnreadableError(Exception):
    """The PDF gives no text; the message says why."""


def read(content: bytes, longest: int, most_pages: int) -> dict[str, Any]:
    """Return the pages of a PDF as lines, its page labels where it has some, and what read it."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        raise UnreadableError(_why(pdfium.FPDF_GetLastError()))
    pages: list[Sequence[Row]] = []
    labels: list[str] = []
    count = lost = 0
    if (total := pdfium.FPDF_GetPageCount(document)) > most_pages:
        raise UnreadableError(f"it has {total:,} pages, more than {most_pages:,}")
    for number in range(total):
        chars = list(_page(document, number))
        count += len(chars)
        lost += sum(char.letter == _LOST for char in chars)
        if count > longest:
            raise UnreadableError(f"it has more than {longest // 1_000_000} million characters")
        pages.append(rows_of(chars))
        labels.append(_label(document, number))
    if lost > _MOST_LOST * count:
        raise UnreadableError("its fonts do not say which letters they draw; have its pages read by text recognition")
    return {
        "pages": [(sheet.lines, sheet.foot) for sheet in sheets_of(pages)],
        "labels": [label or str(n) for n, label in enumerate(labels, start=1)] if any(labels) else [],
        "extractor": f"PDFium {PDFIUM_INFO.build} (pypdfium2 {PYPDFIUM_INFO.tag})",
    }


def serve() -> None:
    """Read a PDF from standard input and write what ``read`` gives, or ``{"reason": …}``, as JSON."""
    try:
        answer = read(sys.stdin.buffer.read(), *map(int, sys.argv[1:]))
    except UnreadableError as error:
        answer = {"reason": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _why(error: int) -> str:
    if error == pdfium.FPDF_ERR_PASSWORD:
        return "a password is needed to open it; save a copy that has none"
    if error == pdfium.FPDF_ERR_SECURITY:
        return "it is encrypted in a way that is not known here; save a copy that is not"
    return "it is not a sound PDF"


def _label(document: Any, number: int) -> str:
    size = pdfium.FPDF_GetPageLabel(document, number, None, 0)
    if not 2 < size < 1000:
        return ""
    buffer = create_string_buffer(size)
    pdfium.FPDF_GetPageLabel(document, number, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()


@contextmanager
def _opened(document: Any, number: int) -> Iterator[tuple[Any, Any]]:
    page = pdfium.FPDF_LoadPage(document, number)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        yield page, text
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        if page:
            pdfium.FPDF_ClosePage(page)


def _page(document: Any, number: int) -> Iterator[Char]:
    """Yield the characters of a page that its readers see, turned so that most of its lines are level.

    What is set in another direction, such as a stamp at the side, comes below all the rest.
    """
    with _opened(document, number) as (page, text):
        if not text:
            return
        by_turn: dict[int, list[Char]] = {}
        for turn, char in _characters(text, _Seen(page, text)):
            by_turn.setdefault(turn, []).append(char)
    lowest = 0.0
    for place, group in enumerate(sorted(by_turn.values(), key=len, reverse=True)):
        shift = lowest - 100 - max(char.base for char in group) if place else 0.0
        lowest = min(char.base for char in group) + shift
        yield from (char._replace(base=char.base + shift) for char in group)


class _Seen:
    """Tells what of a page its readers see: what is on the page, and invisible letters only over a picture of them."""

    def __init__(self, page: Any, text: Any) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, byref(box))
        self._page: _Box = (box.left - 1, box.bottom - 1, box.right + 1, box.top + 1)
        self._text = text
        self._left = _MOST_OBJECTS
        self._pictures: list[_Box] = []
        self._unseen = False
        count = pdfium.FPDFPage_CountObjects(page)
        for at in range(count):
            self._look(pdfium.FPDFPage_GetObject(page, at), 0)

    def _look(self, thing: Any, deep: int) -> bool:
        """Note the places of pictures, and whether letters are invisible; say whether there is a picture in it."""
        self._left -= 1
        if self._left < 0:
            return False
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self._unseen = self._unseen or pdfium.FPDFTextObj_GetTextRenderMode(thing) in _UNSEEN
            return False
        picture = bool(kind == pdfium.FPDF_PAGEOBJ_IMAGE)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and deep < _DEEPEST:
            inside = range(pdfium.FPDFFormObj_CountObjects(thing))
            picture = sum(self._look(pdfium.FPDFFormObj_GetObject(thing, at), deep + 1) for at in inside) > 0
        if picture and not deep:
            left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
            pdfium.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
            self._pictures.append((left.value, bottom.value, right.value, top.value))
        return picture

    def at(self, index: int, x: float, y: float) -> bool:
        """Say whether a character is seen."""
        if not _inside(self._page, x, y):
            return False
        if not self._unseen and self._left >= 0:
            return True
        thing = pdfium.FPDFText_GetTextObject(self._text, index)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing) if thing else 0
        return mode not in _UNSEEN or any(_inside(picture, x, y) for picture in self._pictures)


def _inside(box: _Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _characters(text: Any, seen: _Seen) -> Iterator[tuple[int, Char]]:
    """Yield the characters, each with the degrees that its line is turned by."""
    x, y, box, matrix = c_double(), c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    blank, high, accent = False, 0, None
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in {0x20, 0xA0, 0x0D, 0x0A, 0x09}:
            blank = True
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        letter = _letter(code)
        if not _SMALLEST <= size < math.inf or not seen.at(index, x.value, y.value):
            continue
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a)) / _TURN) * _TURN % 360
        start, end, base = _turned(turn, x.value, y.value, box, size)
        char = Char(letter, start, end, base, size, blank)
        if accent is not None:
            composed = _composed(accent, char)
            if composed is None:
                yield turn, accent
            char = composed or char
            accent = None
        blank = False
        if letter in _ACCENTS:
            accent = char
        else:
            yield turn, char
    if accent is not None:
        yield 0, accent


def _letter(code: int) -> str:
    """Return a character, or a mark for one that nobody can tell."""
    if code in _HYPHENS:
        return "-"
    letter = chr(code) if code <= 0x10FFFF else _LOST
    kind = unicodedata.category(letter)
    # Old fonts of TeX have dashes and ligatures where Unicode has controls: to drop these would glue numbers.
    return _LOST if kind in {"Cc", "Co", "Cn", "Cs"} else letter


def _turned(turn: int, x: float, y: float, box: Any, size: float) -> tuple[float, float, float]:
    """Return where a character begins and ends on its line, and where the line is."""
    if turn == 0:
        return x, max(x, box.right), y
    if turn == 90:
        return y, max(y, box.top), -x
    if turn == 180:
        return -x, max(-x, -box.left), -y
    if turn == 270:
        return -y, max(-y, -box.bottom), x
    angle = math.radians(turn)
    start = x * math.cos(angle) + y * math.sin(angle)
    return start, start + size / 2, y * math.cos(angle) - x * math.sin(angle)


def _composed(accent: Char, char: Char) -> Char | None:
    """Put an accent and the letter that it stands over together."""
    over = abs((accent.start + accent.end) - (char.start + char.end)) / 2 < 0.35 * char.size
    if not over or not char.letter.isalpha() or char.start >= accent.end:
        return None
    letter = unicodedata.normalize("NFC", char.letter.replace("ı", "i") + _ACCENTS[accent.letter])
    return char._replace(letter=letter, start=min(char.start, accent.start), blank=accent.blank)
