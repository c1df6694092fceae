"""WordprocessingML that we write ourselves (ECMA-376, part 1); whatever stands in it of others is escaped here."""

from __future__ import annotations

import re
from hashlib import sha256
from html import escape
from typing import Final

from reportgen.text.appearance import PAPERS
from reportgen.word.model import Sheet

_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_NO_NAME: Final = re.compile(r"[^A-Za-z0-9_]")
_LONGEST: Final = 40
"""Letters that the name of a bookmark may have."""
_MILLIMETRE: Final = 1440 / 25.4
_EMU: Final = 36_000
_SIZES: Final = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
_HEADS: Final = "".join(f'<w:{end}Reference w:type="default" r:id="own-{end}"/>' for end in ("header", "footer"))
_TOP: Final = 27.0
"""Millimetres above the text, as in the PDF."""


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * _MILLIMETRE)


def emu(millimetres: float) -> int:
    """Return a length in English metric units, which drawings are measured in."""
    return round(millimetres * _EMU)


def sheet(paper: str) -> Sheet:
    """Return the measures of a paper, named as in report.toml."""
    (width, height), block = _SIZES[paper], PAPERS[paper]
    left = (width - block.text_width) / 2
    return Sheet(*map(twips, (width, height, block.text_width, block.text_height, left, _TOP)))


def escaped(words: str) -> str:
    """Return words as they may stand in XML, in texts and attributes."""
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", words))


def bookmark_name(name: str) -> str:
    """Return a name that Word takes for a bookmark; different names stay different."""
    bare = name.replace(":", "_")
    if "_" not in name and len(bare) <= _LONGEST and _NAME.fullmatch(bare):
        return bare
    return f"b{_NO_NAME.sub('_', name)[: _LONGEST - 10]}_{sha256(name.encode()).hexdigest()[:8]}"


def run(words: str, style: str = "", properties: str = "") -> str:
    """Return a run of text in a character style, with further properties."""
    told = f'<w:rStyle w:val="{style}"/>{properties}' if style else properties
    return f'<w:r>{f"<w:rPr>{told}</w:rPr>" if told else ""}<w:t xml:space="preserve">{escaped(words)}</w:t></w:r>'


def field(code: str, result: str, style: str = "") -> str:
    """Return a field of ours with what it shows; ``code`` holds nothing that comes from others."""
    told = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    ends = [f'<w:r>{told}<w:fldChar w:fldCharType="{end}"/></w:r>' for end in ("begin", "separate", "end")]
    instruction = f'<w:r>{told}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{ends[0]}{instruction}{ends[1]}{run(result, style)}{ends[2]}"


def bookmarked(number: int, name: str, inner: str) -> str:
    """Return runs in a bookmark; ``number`` is not that of another one."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def paragraph(style: str, inner: str, more: str = "") -> str:
    """Return a paragraph of runs; ``more`` are properties beside its style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inner}</w:p>'


def section(measures: Sheet, turned: bool = False) -> str:
    """Return how pages are up to here, with their head and foot; ``turned`` lies on its side."""
    wide, high = (measures.height, measures.width) if turned else (measures.width, measures.height)
    right = measures.width - measures.left - measures.text_width
    below = measures.height - measures.top - measures.text_height
    across, down = (measures.left, right), (measures.top, below)
    if turned:
        across, down = down, across
    lies = ' w:orient="landscape"' if turned else ""
    return (
        f'<w:sectPr>{_HEADS}<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{lies}/><w:pgMar w:top="{down[0]}" w:right="{across[1]}"'
        f' w:bottom="{down[1]}" w:left="{across[0]}" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
