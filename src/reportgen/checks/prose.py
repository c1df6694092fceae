"""LaTeX of a draft's file → plain text, each character with its place in the file.

Written for this purpose and not on pylatexenc: its ``latex2text`` gives no positions, and its walker wants
to know every command. A draft is LaTeX for prose: one regular expression for the pieces and a stack of open
groups read it in one pass, and what they do not know they take for prose.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from reportgen.checks import commands
from reportgen.draft.model import TOKEN_CLOSE, TOKEN_OPEN, DraftFile

BREAK: Final = "\n"
"""Stands in plain text where a sentence ends whatever its punctuation: behind a head, before an item of a list."""

UNKNOWN: Final = "\ufffc"
"""Stands in plain text for a number that is known only later."""

NO_MACROS: Final[Mapping[str, str]] = {}
Kind: TypeAlias = Literal["prose", "heading", "aside"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text.

    ``places`` and ``offsets`` say, run by run, where in ``text`` and where in the file's text its characters stand.
    ``tokens`` are the usages that wait for a later stage: (place in ``text`` before which it stands, number). A
    ``heading`` (of a section, a caption) is no prose; an ``aside`` is a note in the paragraph before it.
    """

    text: str
    places: tuple[int, ...] = field(repr=False)
    offsets: tuple[int, ...] = field(repr=False)
    tokens: tuple[tuple[int, int], ...]
    kind: Kind = "prose"

    def offset(self, place: int) -> int:
        """Return where in the file's text a character of ``text`` stands."""
        run = max(0, bisect_right(self.places, place) - 1)
        return self.offsets[run] + place - self.places[run]

    def find(self, begin: int, end: int) -> int | None:
        """Return the first character of ``text`` that stands in a part of the file's text, if there is one."""
        run = bisect_right(self.offsets, begin) - 1
        ends = (*self.places[run + 1 : run + 2], len(self.text))[0]
        if run >= 0 and self.offsets[run] + ends - self.places[run] > begin:
            return self.places[run] + begin - self.offsets[run]
        return self.places[run + 1] if run + 1 < len(self.offsets) and self.offsets[run + 1] < end else None


def paragraphs(
    file: DraftFile, numbers: Container[int] = (), macros: Mapping[str, str] = NO_MACROS
) -> tuple[Paragraph, ...]:
    """Return the paragraphs, headings and notes of a draft's file in their order.

    ``numbers`` are the usages whose tokens print a number; ``UNKNOWN`` stands for each. ``macros`` are what commands
    of the draft itself print, by their names.
    """
    return _Reader(file.text, numbers, macros).read()


class Lines:
    """Lines of a text by offset."""

    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def at(self, offset: int) -> int:
        """Return the line, from 1, that a character stands in."""
        return bisect_left(self._ends, offset) + 1


_PIECE: Final = re.compile(
    rf"{TOKEN_OPEN}(?P<token>[0-9]+){TOKEN_CLOSE}"
    r"|(?P<comment>%[^\n]*(?:\n[ \t]*|$))"
    r"|(?P<blank>[ \t]*\n(?P<end>[ \t]*\n)?\s*|\t[ \t]*)"
    r"|\\(?P<length>(?:[vh]skip|[mh]?kern|penalty|(?:par|base|left|right)(?:skip|indent|lineskip))"
    r"[ \t]*=?[ \t]*[-+]?[.,\d]+[ \t]*(?:[a-z]{2})?(?:[ \t]*(?:plus|minus)[ \t]*[.\d]+[a-z]{2,4})*)"
    r"|\\(?P<command>[A-Za-z@]+)\*?(?:[ \t]+|[ \t]*\n(?![ \t]*\n)[ \t]*)?"
    r"|\\(?P<symbol>[^A-Za-z@]|$)"
    r"|(?P<open>\{)|(?P<close>\})"
    r"|(?P<mark>---?|``|''|,,|<<|>>|[~`'&$^_])"
    rf"|(?P<text>(?:[^\\{{}}%\t\n~`'&$^_\-,<>{TOKEN_OPEN}]+|,(?!,)|<(?!<)|>(?!>))+|.)",
    re.DOTALL,
)
_MARKS: Final = {
    "--": "–",
    "---": "—",
    "``": "“",
    "''": "”",
    ",,": "„",
    "<<": "«",
    ">>": "»",
    "~": " ",
    "`": "‘",
    "'": "’",
    "&": "; ",
}
_AROUND: Final = {"quoted": "“”", "bracketed": "[]"}
"""What stands around groups of a kind."""

_NAME: Final = re.compile(r"\s*\{([^{}]*)\}")
_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_DEFINED: Final = re.compile(r"\s*(?:\{[^{}]*\}|\\[A-Za-z@]+)(?:\s*\[[^\[\]]*\])*")
_GROUP: Final = re.compile(r"\s*\{")
_OPTION: Final = re.compile(r"\[[^\[\]{}]*(?:\{[^{}]*\}[^\[\]{}]*)*\]")
_GOES_ON: Final = re.compile(r"(?:[,;]|[,; ](?:and|or|but|as well as|und|oder|et|ou|y|o|e|и|или))\s*\Z")
"""Ends an item of a list that is part of a sentence."""

_LAST_PARTS: Final = 8
_RUN: Final = re.compile(r" (?= )|(?:[^ ]| (?! ))+")


@dataclass
class _Flow:
    """A paragraph in the making."""

    kind: Kind
    parts: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    tokens: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    def put(self, text: str, offset: int) -> None:
        """Add a run of text; blanks that follow blanks are left out."""
        for run in _RUN.finditer(text):
            begin, end = run.span()
            if text[begin] == " " and (not self.length or self.parts[-1][-1] in (" ", BREAK)):
                begin += 1
            if begin < end:
                self.parts.append(text[begin:end])
                self.places.append(self.length)
                self.offsets.append(offset + begin)
                self.length += end - begin

    def close(self, mark: str, offset: int) -> None:
        """Add a mark that closes what stands there, without the blank of the line end before it."""
        if self.parts and self.parts[-1] == " ":
            self.length -= 1
            del self.parts[-1], self.places[-1], self.offsets[-1]
        self.put(mark, offset)

    def done(self) -> Paragraph:
        return Paragraph("".join(self.parts), tuple(self.places), tuple(self.offsets), tuple(self.tokens), self.kind)


class _Reader:
    """Reads LaTeX piece by piece; ``_groups`` holds what each open brace is, and what the groups behind it are."""

    def __init__(self, text: str, numbers: Container[int], macros: Mapping[str, str]) -> None:
        self._text = text
        self._numbers = numbers
        self._macros = macros
        self._flows = [_Flow("prose")]
        self._groups: list[tuple[str, ...]] = []
        self._read: list[Paragraph] = []
        self._notes: list[Paragraph] = []
        self._accent = ""
        self._first_item = False
        self._tables = 0

    def read(self) -> tuple[Paragraph, ...]:
        position = 0
        while match := _PIECE.match(self._text, position):
            kind = str(match.lastgroup)
            position = self._piece(kind if kind != "end" else "blank", match)
        while self._flows:
            self._end()
            self._flows.pop()
        return tuple(self._read)

    def _piece(self, kind: str, match: re.Match[str]) -> int:
        """Read a piece; give where the next one begins."""
        piece, begin, end = match[kind], match.start(), match.end()
        if kind == "text":
            self._put(piece, begin)
        elif kind == "token":
            self._token(int(piece), begin)
        elif kind == "blank":
            self._end() if match["end"] is not None else self._put(" ", begin)
        elif kind == "mark":
            self._put(_MARKS.get(piece, ""), begin)
        elif kind == "command":
            return self._command(piece, begin, end)
        elif kind == "symbol":
            return self._symbol(piece, begin, end)
        elif kind == "open":
            self._groups.append(("plain",))
        elif kind == "close" and self._groups:
            return self._close(self._groups.pop(), begin, end)
        return end

    def _put(self, text: str, offset: int) -> None:
        if self._accent and text.strip():
            accented = unicodedata.normalize("NFC", text[0].replace("ı", "i") + self._accent)
            self._accent = ""
            self._flows[-1].put(accented[0], offset)
            text, offset = text[1:], offset + 1
        self._flows[-1].put(text, offset)

    def _token(self, number: int, offset: int) -> None:
        flow = self._flows[-1]
        flow.tokens.append((flow.length, number))
        if number in self._numbers:
            flow.put(UNKNOWN, offset)

    def _end(self, kind: Kind = "prose") -> None:
        """End the paragraph; the next one is of a kind, or of that of the note that it stands in."""
        flow = self._flows[-1]
        inner: Kind = "aside" if len(self._flows) > 1 else "prose"
        if flow.length or flow.tokens:
            (self._notes if inner == "aside" else self._read).append(flow.done())
        if inner == "prose":
            self._read += self._notes
            self._notes.clear()
        self._flows[-1] = _Flow(inner if kind == "prose" else kind)

    def _symbol(self, piece: str, begin: int, end: int) -> int:
        if piece in commands.ACCENTS and self._text[end : end + 1].strip():
            self._accent = commands.ACCENTS[piece]
        else:
            ends_row = piece == "\\" and self._tables
            self._put(BREAK if ends_row else commands.SYMBOLS.get(piece, piece), begin)
        return self._past_option(end) if piece == "\\" else end

    def _command(self, name: str, begin: int, end: int) -> int:
        if name in commands.CHARACTERS:
            self._put(commands.CHARACTERS[name], begin)
        elif name in commands.ACCENTS:
            self._accent = commands.ACCENTS[name]
        elif name == "par":
            self._end()
        elif name == "item":
            self._item(begin)
        elif name in {"begin", "end"}:
            return self._environment(name, begin, end)
        else:
            return self._call(name, begin, end)
        return end

    def _call(self, name: str, begin: int, end: int) -> int:
        """Read a command with its arguments; those of a command that is not known are prose."""
        for text in (*commands.PRINTED.get(name, ()), *self._macros.get(name, "")):
            self._put(text, begin)
        if name in commands.DEFINITIONS:
            defined = _DEFINED.match(self._text, end)
            end = defined.end() if defined else end
            for _ in range(commands.DEFINITIONS[name]):
                end = self._past_group(end)
            return end
        past = self._past_options if name in commands.BOXES or name in commands.QUOTED else self._past_option
        end = past(end)
        for _ in range(commands.SKIPPED.get(name, 0)):
            end = self._past_group(end)
        if name in commands.QUOTED:
            end = past(end)
        return self._enter(commands.GROUPS.get(name, ()), end)

    def _environment(self, name: str, begin: int, end: int) -> int:
        named = _NAME.match(self._text, end)
        if named is None:
            return end
        end, environment = named.end(), named[1].rstrip("*")
        if environment in commands.TABLES:
            self._tables = max(0, self._tables + (1 if name == "begin" else -1))
        if name == "begin" and environment in commands.LISTS:
            self._first_item = True
        else:
            if name == "end" and environment in commands.QUOTATIONS:
                self._flows[-1].close("”", begin)
            self._end()
            if name == "begin" and environment in commands.QUOTATIONS:
                self._put("“", begin)
        if name == "begin" and environment in commands.NOT_PROSE:
            closing = self._text.find(rf"\end{{{named[1]}}}", end)
            return closing if closing >= 0 else len(self._text)
        if name == "begin":
            for text in self._macros.get(f"begin {named[1]}", ""):
                self._put(text, begin)
            end = end if environment in commands.WITHOUT_OPTIONS else self._past_options(end)
            for _ in range(commands.ENVIRONMENTS.get(environment, 0)):
                end = self._past_options(self._past_group(end))
        return end

    def _item(self, begin: int) -> None:
        """The first item of a list goes on with the paragraph that leads to it; the others begin one.

        Behind a comma, a semicolon or a joining word an item goes on with the sentence of the one before it.
        """
        if not self._first_item and _GOES_ON.search("".join(self._flows[-1].parts[-_LAST_PARTS:])):
            self._put(" ", begin)
        elif not self._first_item:
            self._end()
        elif self._flows[-1].length:
            self._put(BREAK, begin)
        self._first_item = False

    def _enter(self, kinds: Sequence[str], position: int) -> int:
        """Open the group that follows, if one does, as the first of some kinds."""
        group = _GROUP.match(self._text, position) if kinds else None
        if group is None:
            return position
        self._groups.append(tuple(kinds))
        if kinds[0] == "heading":
            self._end("heading")
        elif kinds[0] == "head":
            self._end()
        elif kinds[0] == "aside":
            self._flows.append(_Flow("aside"))
        elif kinds[0] in _AROUND:
            self._put(_AROUND[kinds[0]][0], position)
        return group.end()

    def _close(self, kinds: tuple[str, ...], begin: int, end: int) -> int:
        if kinds[0] == "heading":
            self._end()
        elif kinds[0] == "aside" and len(self._flows) > 1:
            self._end()
            self._flows.pop()
        elif kinds[0] == "head":
            self._put(BREAK, begin)
        elif kinds[0] in _AROUND:
            self._put(_AROUND[kinds[0]][1], begin)
        return self._enter(kinds[1:], end)

    def _past_option(self, position: int) -> int:
        option = _OPTION.match(self._text, position)
        return option.end() if option else position

    def _past_options(self, position: int) -> int:
        while (end := self._past_option(position)) != position:
            position = end
        return position

    def _past_group(self, position: int) -> int:
        group = _GROUP.match(self._text, position)
        depth, position = (1, group.end()) if group else (0, position)
        while depth and (brace := _BRACE.search(self._text, position)):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            position = brace.end()
        return position
