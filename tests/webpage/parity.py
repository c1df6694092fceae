"""Whether a PDF and a page say the same: sentence by sentence, and number by number."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import pypdfium2

from webpage.reading import Element, parsed

LINES = frozenset(("p", "li", "td", "th", "h2", "h3", "h4", "h5", "h6"))
INLINES = frozenset(("b", "span", "text"))
BLOCKS = LINES | INLINES | {"h1", "dt", "dd", "figcaption"}
_LEFT_OUT = re.compile(r"[\s\-\N{SOFT HYPHEN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\ufffe\u0002]")
_BESIDE = frozenset(("apparatus", "footnote-back"))
_MARKS = re.compile(r"1(?:,?2(?:,?[3-9])*)(?=[;)])")
"""Behind a citation of several passages a PDF has a mark for each, 1 2 3, which a page does not need."""
_ENDS = re.compile(r"(?<=[.?!])[\d, ]*\s+(?=[A-Z“‘])")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def squashed(text: str) -> str:
    """Return a text without what lines, hyphens and ligatures make of it."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text).replace("\N{HORIZONTAL BAR}", "\N{EM DASH}"))


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page, as PDFium reads it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def sentences(html: str) -> Iterator[str]:
    """Yield the sentences of a page, its headings, cells and captions; not what only a page says.

    Paragraphs with formulas are left out, which a PDF says sign by sign in the order in which they were set.
    """
    for block in blocks(html):
        if not block.all("math"):
            yield from (said for said in _ENDS.split(" ".join(text(block).split())) if said.strip())


def text(element: Element, left_out: Collection[str] = _BESIDE) -> str:
    """Return the text of an element without what stands beside it on a page, by classes."""
    if set(element.attributes.get("class", "").split()) & set(left_out):
        return ""
    return "".join(part if isinstance(part, str) else text(part, left_out) for part in element.inner)


def blocks(html: str) -> Iterator[Element]:
    """Yield the paragraphs, headings, cells and captions of a page; not what only a page says."""
    (main,) = parsed(html).all("main")
    yield from _innermost(main)


def _innermost(element: Element) -> Iterator[Element]:
    if _BESIDE & set(element.attributes.get("class", "").split()) or element.tag in {"desc", "title"}:
        return
    if "indexed" in element.attributes.get("class", "").split():
        yield element
        return
    if element.tag in LINES and not element.all("p", "li", "td"):
        yield element
        return
    inner = INLINES if element.tag in INLINES else BLOCKS - INLINES
    if element.tag in BLOCKS and not element.all(*inner):
        yield element
        return
    for part in element.inner:
        if isinstance(part, Element):
            yield from _innermost(part)


def missing(html: str, pdf: bytes) -> list[str]:
    """Return the sentences of a page that its PDF does not say, on one of its pages or from one to the next."""
    texts = [_MARKS.sub("", squashed(text)) for text in pages(pdf)]
    whole = "\0".join(texts)
    said = ((sentence, _MARKS.sub("", squashed(sentence))) for sentence in sentences(html))
    return [sentence for sentence, bare in said if bare not in whole and not _broken(bare, texts)]


def _broken(said: str, texts: Sequence[str]) -> bool:
    """Tell whether a sentence begins on one page and ends on one of the next two; figures may fill one between."""
    for number, here in enumerate(texts):
        most = next((cut for cut in range(len(said) - 1, 0, -1) if said[:cut] in here), 0)
        if any(said[cut:] in there for cut in range(most, 0, -1) for there in texts[number + 1 : number + 3]):
            return True
    return False


def numbers(text: str) -> Counter[str]:
    """Return how often a text says each number."""
    return Counter(_NUMBER.findall(text))
