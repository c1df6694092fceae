"""Templates as their authors wrote them → sentences with their calls, to be told apart one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportgen.language.english.sentences import spans

_INSIDE: Final = r"""(?:"[^"]*+"|'[^']*+'|\{[^{}]*+\}|[^{}"'])*+"""
_CALL: Final = re.compile(rf"\\(?P<kind>VAR|BLOCK|\#)\{{{_INSIDE}\}}")
_COMMENT: Final = re.compile(r"^[ \t]*%(?!.*\\(?:VAR|BLOCK)\{).*$", re.MULTILINE)
_NOTE: Final = re.compile(r"\\\#\{.*?\}", re.DOTALL)
_PRINTED, _DONE = "\ue000", "\ue001"
"""Stand for calls that print and for those that do something."""

_ALONE: Final = re.compile(rf"[ \t]*(?:{_DONE}|\\(?:begin|end|chapter|(?:sub)*section|paragraph|caption)\b)")
_OPENS: Final = re.compile(r"[ \t]*\\item\b")


@dataclass(frozen=True)
class TemplateSentence:
    """A sentence, heading or block of a template: its LaTeX and calls on one line, and the lines that it stands on."""

    text: str
    first: int
    last: int


def template_sentences(text: str) -> Iterator[TemplateSentence]:
    """Yield the sentences of a template; comments and the breaks of its lines do not count."""
    text = _COMMENT.sub(_blank, _NOTE.sub(_blank, text))
    masked = _CALL.sub(lambda call: (_DONE if call["kind"] == "BLOCK" else _PRINTED) * len(call[0]), text)
    line, at = 1, 0
    for begin, end in _pieces(masked):
        flat = masked[begin:end].replace("\n", " ")
        for first, last in spans(flat):
            piece = text[begin + first : begin + last]
            bare = piece.strip()
            if bare:
                start = begin + first + piece.index(bare)
                line, at = line + text.count("\n", at, start), start
                yield TemplateSentence(" ".join(bare.split()), line, line + bare.count("\n"))


def _blank(comment: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", comment[0])


def _pieces(masked: str) -> Iterator[tuple[int, int]]:
    """Yield begin and end of paragraphs, and of lines that are no prose."""
    begin = place = 0
    for line in masked.splitlines(keepends=True):
        alone = not line.strip() or _ALONE.match(line)
        if alone or _OPENS.match(line):
            yield begin, place
            begin = place
        place += len(line)
        if alone:
            yield begin, place
            begin = place
    yield begin, place
