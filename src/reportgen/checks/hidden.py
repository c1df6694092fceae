"""LaTeX that prints but stands in no sentence: bodies of macros, counters, listings, words in drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_COMMENT: Final = re.compile(r"\\(?:url|href|nolinkurl|path)\s*\{[^{}\n]*\}|(?<!\\)%[^\n]*")
_PARAMETER: Final = re.compile(r"#+\d")
_SILENT: Final = re.compile(r"\\(?:setcounter|addtocounter)\s*\{(?:tocdepth|secnumdepth|page)\}")
"""Counters that decide what is numbered, and are printed nowhere."""

_CALL: Final = re.compile(
    r"\\(?:(?P<macro>(?:re)?newcommand|providecommand|DeclareRobustCommand|(?P<spec>(?:New|Renew|Provide)DocumentCommand)"
    r"|[egx]?def)\*?\s*(?:\{\\[A-Za-z@]+\}|\\[A-Za-z@]+)"
    r"|(?P<environment>(?:re)?newenvironment)\*?\s*\{[^{}]*\}"
    r"|(?:setcounter|addtocounter)\s*\{[^{}]*\}|addcontentsline\s*\{[^{}]*\}\s*\{[^{}]*\})(?:\s*\[\d\]|[#\d]+)?"
    r"(?P<default>\s*\[[^\[\]]*\])?"
)
_PRINTED: Final = re.compile(
    r"\\begin\{(?P<name>[vV]erbatim|lstlisting)\*?\}(?P<body>.*?)\\end\{(?P=name)\*?\}"
    # of what stands in a line the prose has what is before a percent sign
    r"|\\(?:verb|lstinline)\*?(?P<bar>[^\w\s*{\[])[^\n]*?(?P<rest>%[^\n]*?)(?P=bar)",
    re.DOTALL,
)
_OPTION: Final = re.compile(
    r"\\(?:part|chapter|(?:sub)*section|(?:sub)?paragraph|caption|twocolumn)\*?\s*\[(?P<short>[^\[\]]*)\]"
    r"|\\includegraphics\*?\s*\[[^\[\]]*?\balt\s*=\s*(?P<alt>\{[^{}]*\}|[^,\[\]{}]*)"
    r"|\bpdf(?:title|subject|keywords|author)\s*=\s*(?P<property>\{[^{}]*\}|[^,{}]*)"
)
"""Titles for the contents, what is read out in the place of pictures, and the PDF's properties."""

_DRAWING: Final = re.compile(r"\\begin\{tikzpicture\}(?P<body>.*?)\\end\{tikzpicture\}", re.DOTALL)
_COORDINATES: Final = re.compile(r"\([^()\s]*[,:][^()]*\)")
_WORDS: Final = re.compile(r"(?<!in)(?<!in )(?<!\\begin)(?<!\\foreach)(?<!\\usetikzlibrary)\{(?P<body>[^{}]*)\}")


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a file that print and are no prose: where each begins, and its LaTeX.

    Parameters of macros and comments are blank in it, so that every character keeps its place.
    """
    plain = without_comments(text)
    for call in _CALL.finditer(plain):
        if _SILENT.match(call[0]):
            continue
        if call["default"]:
            yield call.start("default"), _PARAMETER.sub(_blank, call["default"].replace("[", " ").replace("]", " "))
        position = call.end()
        if call["spec"]:
            position = _group(plain, position)[1]
        for _ in range(2 if call["environment"] else 1):
            begin, position = _group(plain, position)
            yield begin, _PARAMETER.sub(_blank, plain[begin : max(begin, position - 1)])
    for listing in _PRINTED.finditer(text):
        # what a listing prints as it stands is neither a command nor a comment
        group = "body" if listing["name"] else "rest"
        yield listing.start(group), re.sub(r"[\\{}%$&^_#~]", " ", listing[group])
    for option in _OPTION.finditer(plain):
        group = next(name for name, text in option.groupdict().items() if text is not None)
        yield option.start(group), option[group]
    for drawing in _DRAWING.finditer(plain):
        for words in _WORDS.finditer(plain, drawing.start("body"), drawing.end("body")):
            yield words.start("body"), _COORDINATES.sub(_blank, words["body"])


def without_comments(text: str) -> str:
    """Return a text with blanks in the place of its comments."""
    return _COMMENT.sub(_blank, text)


def _group(text: str, position: int) -> tuple[int, int]:
    """Return where the content of the group that follows begins, and where the group ends."""
    while position < len(text) and text[position].isspace():
        position += 1
    if text[position : position + 1] != "{":
        return position, position + 1
    begin, depth = position + 1, 1
    position = begin
    while depth and (brace := _BRACE.search(text, position)):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        position = brace.end()
    return begin, position


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
