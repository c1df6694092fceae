"""Pandoc's inline elements → LaTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final, TypeAlias

from reportgen.text.latex import Latex, address, command, escape, joined

Inline: TypeAlias = Mapping[str, Any]
"""One inline element as in pandoc's JSON: its type ``t`` and, for most, its content ``c``.

One type more than pandoc has: ``Latex``, whose content is of that type: pandoc cannot make one, as JSON has none.
"""

_COMMANDS: Final = {
    "Emph": "emph",
    "Strong": "textbf",
    "Underline": "underline",
    "SmallCaps": "textsc",
    "Superscript": "textsuperscript",
    "Subscript": "textsubscript",
}
# A place such as "6 f." ends the sentence with its own full stop.
_STOPS: Final = re.compile(r"(?<!\.)\.(\}*)\.(?=[\s}]|$)")
_BLANKS: Final = frozenset({"Space", "SoftBreak", "LineBreak"})
_QUOTES: Final = (("“", "”"), ("‘", "’"))
# Types whose text is one of several parts of their content; its number.
_PART: Final = {"Cite": 1, "Span": 1, "Image": 1, "Code": 1, "Math": 1, "RawInline": 1}
# What else begins a link would start a program or open a file (``run:``, ``file:``, or nothing at all).
_ADDRESS: Final = re.compile(r"(?:https?|mailto|doi):", re.IGNORECASE)


@dataclass(frozen=True)
class InlineWriter:
    r"""Writes inline elements as LaTeX on one line.

    ``stand_ins`` maps characters (by code point) to the text that they stand for. ``links``:
    whether URLs become links; where the text around is a link already, they must not.
    An element of a type that is not known is written as its text. Raw elements are text too:
    nothing from a bibliography reaches TeX unescaped.
    """

    stand_ins: Mapping[int, str] = field(default_factory=dict)
    links: bool = True

    def write(self, inlines: Sequence[Inline]) -> Latex:
        """Return the LaTeX of inline elements."""
        # Neighbouring texts are joined before they are escaped, for what TeX makes of two characters in a row.
        runs = groupby(self._pieces(inlines), key=lambda piece: isinstance(piece, Latex))
        return Latex(_STOPS.sub(r".\1", joined(_set(list(run)) for _, run in runs)))

    def _pieces(self, content: object) -> list[str]:
        """Return the texts and the ``Latex`` that elements consist of; descends into all that it does not know."""
        if isinstance(content, str):
            return [content.translate(self.stand_ins)]
        if isinstance(content, Mapping):
            return self._element(content)
        if isinstance(content, Sequence):
            return [piece for part in content for piece in self._pieces(part)]
        return []

    def _element(self, inline: Inline) -> list[str]:
        kind, content = str(inline.get("t", "")), inline.get("c", [])
        if kind in _BLANKS:
            return [" "]
        if kind in _COMMANDS:
            return [command(_COMMANDS[kind], self.write(content))]
        if isinstance(content, Latex):
            return [content]
        if kind == "Link":
            return [self._link(content[1], content[2][0])]
        if kind == "Note":
            return [command("footnote", self.write(content))]
        if kind == "Quoted":
            opening, closing = _QUOTES[content[0]["t"] == "SingleQuote"]
            return [opening, *self._pieces(content[1]), closing]
        if kind == "Span" and "csl-left-margin" in content[0][1]:
            return ["".join(self._pieces(content[1])).rstrip(), "\u00a0"]
        return self._pieces(content[_PART[kind]] if kind in _PART else content)

    def _link(self, inlines: Sequence[Inline], target: str) -> Latex:
        text = self.write(inlines)
        if not _ADDRESS.match(target):
            return text
        url = address(target)
        shown = "".join(self._pieces(inlines)) == target
        if self.links:
            return command("url", url) if shown else command("href", url, text)
        return command("nolinkurl", url) if shown else text


def _set(run: Sequence[str]) -> Latex:
    """Return pieces that are all LaTeX, or all text."""
    ready = [piece for piece in run if isinstance(piece, Latex)]
    return joined(ready) if ready else escape("".join(run))
