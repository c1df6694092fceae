r"""What of a draft reaches the page: chapters whole, and of the main template what stands between ``\begin{document}``
and ``\end{document}``, with what its preamble gives to commands that print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from reportgen.checks.macros import DEFINED
from reportgen.draft.model import Draft, DraftFile

_CHAPTERS: Final = "chapters/"
"""Where the draft has the files of chapters."""

_BEGIN: Final = re.compile(r"\\begin\s*\{document\}")
_END: Final = re.compile(r"\\end\s*\{document\}")
_PRINTED: Final = re.compile(
    r"\\(?:(?:sub)?title|author|date|publishers|(?:fancy)(?:head|foot|hf)|[lcrioe]{1,2}(?:head|foot)|markboth|markright"
    r"|hypersetup|At(?:Begin|End)Document)(?![A-Za-z@])\*?(?:\s*\[[^\[\]]*\])?"
)
"""Commands of a preamble whose arguments are printed, or stand in the PDF's properties."""

_CALLED: Final = re.compile(r"\\begin\s*\{([^{}]*)\}|\\([A-Za-z@]+)")
_OWN: Final = re.compile(r"\w*name\Z")
"""Words of LaTeX's own that a preamble may replace: ``\\contentsname``."""

_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_NEXT: Final = re.compile(r"\s*(?:\[[^\[\]]*\]\s*)*\{")


def is_chapter(file: DraftFile) -> bool:
    """Tell whether a file of the draft is a chapter, of which all is printed."""
    return file.path.startswith(_CHAPTERS)


def printed_files(draft: Draft) -> Iterator[DraftFile]:
    """Yield the files of a draft in reading order, with blanks in the place of what prints nothing."""
    body = {file.path: _BEGIN.search(file.text) for file in draft.files if not is_chapter(file)}
    called = set()
    for file in draft.files:
        begin = body.get(file.path)
        called |= _called(file.text[begin.end() :] if begin else file.text)
    for file in draft.files:
        begin = body.get(file.path)
        yield replace(file, text=_without_preamble(file.text, begin, called)) if begin else file


def _without_preamble(text: str, begin: re.Match[str], called: set[str]) -> str:
    """Blank what stands before and behind the document, but for what is printed of it."""
    preamble = text[: begin.start()]
    kept = [(match.start(), _groups_end(text, match.end())) for match in _PRINTED.finditer(preamble)]
    defined = [(m, m.start(), _groups_end(text, m.end() - 1)) for m in DEFINED.finditer(preamble)]
    known = set(called)
    while (
        new := {
            name
            for match, first, last in defined
            if match["name"] in known or match["environment"] in known or _OWN.match(match["name"] or "")
            for name in _called(text[first + len(match[0]) : last])
        }
        - known
    ):
        known |= new
    for match, first, last in defined:
        name = match["name"] or match["environment"]
        if name in known or _OWN.match(name):
            kept.append((first, last))
    end = _END.search(text, begin.end())
    kept.append((begin.end(), end.start() if end else len(text)))
    parts, at = [], 0
    for first, last in sorted(kept):
        if first >= at:
            parts += [_blank(text[at:first]), text[first:last]]
            at = last
    return "".join((*parts, _blank(text[at:])))


def _called(text: str) -> set[str]:
    return {environment or command for environment, command in _CALLED.findall(text)}


def _groups_end(text: str, position: int) -> int:
    """Return where the groups end that follow each other from a place on."""
    while group := _NEXT.match(text, position):
        depth, position = 1, group.end()
        while depth and (brace := _BRACE.search(text, position)):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            position = brace.end()
        if depth:
            return len(text)
    return position


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
