"""Templates' own words → the same with a mark before each, by which they are known again in what is printed.

The marks are characters of the private planes of Unicode: TeX's rules give them no meaning and pandoc passes them on.
Only words that stand as text are marked, not names of commands, of files, lengths, mathematics or calls; what is not
marked has no place in the templates, and is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from reportgen.draft.model import TOKEN_CLOSE, TOKEN_OPEN, Draft, DraftFile
from reportgen.edits.model import WordPlace

FIRST: Final = 0xF0000
MOST: Final = 0xFFFD
"""Words that are marked of all templates; those of a book of 200 pages."""

USE: Final = 0x100000
USES: Final = 0xFFF0
CLOSE: Final = chr(0x10FFFC)
BEHIND: Final = chr(0x10FFFD)
"""Ends what a usage prints; stands before the mark of a sign that stands before it, not behind."""

MARKS: Final = f"{chr(FIRST)}-{chr(FIRST + MOST)}"

_TAKES_NAMES: Final = (
    r"begin|end|label|[cCv]?ref|(?:page|name|auto|eq|exhibit|volume)ref|input|include|includegraphics|url|href|path"
    r"|[hv]space|setlength|addtolength|setcounter|addtocounter|counterwithin|(?:this)?pagestyle|pagenumbering|enlargethispage"
    r"|[a-z]*cite[a-z]*|usepackage|documentclass|color|textcolor|colorbox|definecolor|selectlanguage|foreignlanguage"
    r"|hypersetup|hyper(?:target|link)|parbox|fontsize|rule|raisebox|[a-z]*column|named|index|briefpart|twocolumn|vskip|hskip"
)
_GROUP: Final = r"\{[^{}\\]*\}"
_TOKEN: Final = re.compile(
    r"(?P<call>\\(?:VAR|BLOCK|#)\{)"
    r"|(?P<skipped>(?<!\\)%[^\n]*"
    r"|\\(?:(?:re|provide)?newcommand|DeclareRobustCommand|(?:re)?newenvironment|def|let|new(?:length|counter|if))\b[^\n]*"
    rf"|\\begin\s*\{{(?:tabular[*xy]?|longtable|minipage|multicols|array)\*?\}}(?:\s*\[[^\]]*\])*(?:\s*{_GROUP})*"
    r"|\\(?:v|h)skip\s*[-\d.]+\s*\w+"
    rf"|\\(?:{_TAKES_NAMES})(?![A-Za-z@])\*?(?:\s*\[[^\]]*\])*(?:\s*{_GROUP})?"
    r"|\\[A-Za-z@]+\*?(?:\s*\[[^\]\n]*\])?"
    r"|\\\(.*?\\\)|\\\[.*?\\\]|(?<!\\)\$[^$]*\$|\\\\(?:\[[^\]]*\])?)"
    r"|(?P<word>[^\W_]+(?:['’\-‑][^\W_]+)*)"
    r"|(?P<sign>---?|``|''|\\[&%$#_{}]|~|[.,;:!?()“”‘’„«»…–—/\"'`-])"
    r"|\\.",
    re.DOTALL,
)
_STRING: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[{}]", re.DOTALL)
_STOP: Final = re.compile(rf"({TOKEN_OPEN}\d+{TOKEN_CLOSE})([{MARKS}])([.,;:!?])")


class Marker:
    """Marks the words of templates, and knows the place of each mark."""

    def __init__(self) -> None:
        self.places: list[WordPlace] = []
        self.texts: dict[str, str] = {}
        self.calls: dict[str, list[tuple[int, int]]] = {}

    def mark(self, path: str, text: str) -> str:
        """Return a template with a mark before each of its own words and signs."""
        self.texts[path] = text
        calls = self.calls[path] = []
        parts: list[str] = []
        last = 0
        for begin, end, call in _words(text):
            if call:
                calls.append((begin, end))
            elif len(self.places) < MOST:
                parts += [text[last:begin], chr(FIRST + len(self.places))]
                self.places.append(WordPlace(path, begin, end))
                last = begin
        return "".join([*parts, text[last:]])


def _words(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where words and signs of a template begin and end, and calls, for which the third value is true."""
    at = text.index(r"\begin{document}") if r"\begin{document}" in text else 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        if match["call"]:
            at = _end_of_call(text, match)
            yield match.start(), at, True
        elif match["word"] or match["sign"]:
            yield *match.span(), False


def _end_of_call(text: str, match: re.Match[str]) -> int:
    if match["call"] == r"\#{":
        return text.find("}", match.end()) + 1 or len(text)
    depth = 1
    for sign in _STRING.finditer(text, match.end()):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if not depth:
            return sign.end()
    return len(text)


def with_uses(draft: Draft) -> Draft:
    """Return a draft of marked templates with marks around what its calls print, too.

    The mark of a sign that ends a sentence behind a citation stands behind it: the two change places in print.
    """
    return replace(draft, files=tuple(replace(file, text=_with_uses(file)) for file in draft.files))


def _with_uses(file: DraftFile) -> str:
    parts: list[str] = []
    last = 0
    for number, begin, end in file.spans:
        printed = file.text[begin:end]
        if begin >= last and number < USES and not printed.startswith(TOKEN_OPEN):
            parts += [file.text[last:begin], chr(USE + number), printed, CLOSE]
            last = end
    return _STOP.sub(rf"\1\3{BEHIND}\2", "".join([*parts, file.text[last:]]))
