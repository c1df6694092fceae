r"""Text of templates and values put together, so that TeX reads no value into the command before it.

TeX reads on behind a command: letters complete its name, ``plus 5cm`` a length, ``]`` ends an optional argument.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeAlias

from reportgen.draft.marks import VALUE_CLOSE, VALUE_OPEN
from reportgen.draft.model import TOKEN_CLOSE, TOKEN_OPEN

Pieces: TypeAlias = Mapping[int, tuple[int | None, str]]
"""By number of what was printed: the number of its usage (``None``: a problem) and what is set for it."""

Spans: TypeAlias = tuple[tuple[int, int, int], ...]
"""Numbers of usages, each with where in a text it begins and ends."""

Told: TypeAlias = tuple[tuple[int, int], ...]
"""Where what report.toml says begins and ends."""

_PIECE: Final = re.compile(
    f"{TOKEN_OPEN}(?P<token>[0-9]+){TOKEN_CLOSE}"
    f"|{VALUE_OPEN}(?P<told>{VALUE_OPEN})?(?P<value>[^{VALUE_OPEN}{VALUE_CLOSE}]*){VALUE_CLOSE}|[{VALUE_OPEN}{VALUE_CLOSE}]"
)
_BEHIND: Final = 400
"""Characters before a value that are looked at."""

_WORD: Final = re.compile(r"(?<!\\)(?:\\\\)*\\[A-Za-z@]+\Z")
_BACKSLASH: Final = re.compile(r"(?<!\\)(?:\\\\)*\\\Z")
_LETTER: Final = re.compile(rf"[^\W\d_]|[@{TOKEN_OPEN}]")
_NUMBER: Final = r"(?:\d+(?:[.,]\d*)?|[.,]\d+)"
_UNIT: Final = r"(?:pt|mm|cm|in|em|ex|bp|pc|dd|cc|sp|mu|nd|nc|fil{1,3})"
_OPENS: Final = r"plus|minus|width|height|depth|by|to|spread|at|scaled|true"
# A command and what is read as part of its number, length or rule, up to where the value stands.
_MEASURE: Final = re.compile(
    rf"\\[A-Za-z@]+\*?(?:[\s\d.,=+\-\"'`]|%[^\n]*\n|{_UNIT}|{_OPENS}|\\[A-Za-z@]+"
    rf"|{TOKEN_OPEN}\d+{TOKEN_CLOSE})*\Z",
    re.IGNORECASE,
)
_READ_ON: Final = re.compile(rf"\s*[\w.,=+\-{TOKEN_OPEN}]")
_KEYWORD: Final = re.compile(rf"\s*(?:{_OPENS}|fil{{1,3}})(?![^\W\d_])", re.IGNORECASE)
_NUMERIC: Final = re.compile(rf"[\s=+\-]*{_NUMBER}")
_WHOLE: Final = re.compile(rf" ?[-+]?{_NUMBER} ?(?:(?:true ?)?{_UNIT} ?)?\Z", re.IGNORECASE)
_OPTION: Final = re.compile(r"\\(?:[A-Za-z@]+|.)\*?\s*\[(?:[^\[\]{}]*[=,])?\s*\Z", re.DOTALL)
_ENDS_IN_WORD: Final = re.compile(r"\\[A-Za-z@]+\*?(?:\s|%[^\n]*\n)*\Z")
_AWAITS: Final = re.compile(
    rf"(?:[=+-]|{_OPENS}|\\[A-Za-z@]*(?:skip|kern|penalty|indent|hangafter|width|height|depth|sep|margin|[hv]size|stretch"
    r"|char|raise|lower|moveleft|moveright|count|dimen|toks))(?:\s|%[^\n]*\n)*\Z",
    re.IGNORECASE,
)
# Names are read letter by letter: no command may stand in them.
_NAME: Final = re.compile(
    r"\\(?:label|(?:page|name|auto|eq|[cCv])?ref|[a-z]*cite[a-z]*|url|href|path|includegraphics|input|include"
    r"|hyper(?:target|link)|begin|end)\*?\s*(?:\[[^\]]*\]\s*)?\{[^{}]*\Z"
)
# T1 fonts join these pairs into another character, as ``escape`` has it.
_LIGATURE: Final = re.compile(r"([-<>,])\1|[?!][`´]")
_BRACKETS: Final = re.compile(r"\\(?:[A-Za-z@]+|.)|%[^\n]*|[{}\[\]]", re.DOTALL)
_SPLITS: Final = re.compile(rf"[\[\],=]|{TOKEN_OPEN}")


def insert(text: str, pieces: Pieces, parted: bool = True) -> tuple[str, Spans, Told]:
    """Put pieces in the place of their tokens, values in that of their marks; tell where usages and told values stand.

    A value is ``parted`` from the text around it where TeX would read both as one; plain text has no need of it.
    """
    made = _Output(parted)
    spans: list[tuple[int, int, int]] = []
    told: list[tuple[int, int]] = []
    last = 0
    for match in _PIECE.finditer(text):
        made.say(text[last : match.start()])
        last = match.end()
        if match["token"]:
            # What is no token of ours can only be a control character of the data.
            number, piece = pieces.get(int(match["token"]), (None, "\ufffd"))
            span = made.print(piece)
            if number is not None:
                spans.append((number, *span))
        elif match["value"] is not None:
            span = made.print(match["value"])
            told += [span] if match["told"] else []
    made.say(text[last:])
    return made.text, tuple(spans), tuple(told)


class _Output:
    """A text in the making."""

    def __init__(self, parted: bool) -> None:
        self._parted = parted
        self._parts: list[str] = []
        self._length = 0
        self._tail = ""
        self._open: list[str] = []
        self._at_border = False

    @property
    def text(self) -> str:
        """What has been put together."""
        return "".join(self._parts)

    def say(self, text: str) -> None:
        """Add text of a template."""
        if not text:
            return
        if self._at_border and self._parted:
            self._add(_between(self._tail, text))
        self._add(text)
        self._at_border = False
        for sign in _BRACKETS.findall(text):
            if sign in {"{", "["}:
                self._open.append(sign)
            elif sign == "]" and self._open[-1:] == ["["]:
                self._open.pop()
            elif sign == "}" and "{" in self._open:
                while self._open.pop() != "{":
                    pass

    def print(self, piece: str) -> tuple[int, int]:
        """Add a value; tell where it begins and ends."""
        self._at_border = True
        if not piece:
            return self._length, self._length
        if self._parted:
            self._add(_before(self._tail, piece))
        optional = self._parted and self._open[-1:] == ["["]
        braced = optional and _SPLITS.search(piece) and not _WHOLE.match(piece)
        self._add("{" if braced else "")
        begin = self._length
        self._add(piece)
        end = self._length
        self._add("}" if braced else "")
        return begin, end

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._tail = (self._tail + text[-_BEHIND:])[-_BEHIND:]


def _before(tail: str, value: str) -> str:
    """Return what parts a value from the text before it."""
    # Braces about the whole of an argument are taken off before it is read as a length.
    length = _OPTION.search(tail) and _NUMERIC.match(value) and not _WHOLE.match(value)
    if length or ("\\" in tail and _measured(tail, value)):
        return "{}"
    return _between(tail, value)


def _measured(tail: str, value: str) -> bool:
    """Tell whether TeX would read a value as part of a number, length or rule.

    A value that is nothing but a number or length may be what a command waits for.
    """
    if not (_READ_ON.match(value) and _MEASURE.search(tail)):
        return False
    if _KEYWORD.match(value):
        return True
    if _AWAITS.search(tail):
        return bool(_NUMERIC.match(value)) and not _WHOLE.match(value) and not value.startswith(TOKEN_OPEN)
    return not _ENDS_IN_WORD.search(tail)


def _between(tail: str, text: str) -> str:
    """Return what parts a text from a control word, or from a sign that fonts would join with it."""
    if _BACKSLASH.search(tail) or (_LETTER.match(text) and _WORD.search(tail)):
        return " "
    if _LIGATURE.match(tail[-1:] + text[:1]) and not _NAME.search(tail):
        return r"\/"
    return ""
