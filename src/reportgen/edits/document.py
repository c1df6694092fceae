r"""The XML of a document of Word → its paragraphs before anything was changed, with what was changed and said.

Elements are those of WordprocessingML (ECMA-376-1, 17.13.5 on revisions). Pandoc reads them too (``--track-changes``),
but moves blanks out of what was inserted or deleted, and tells neither what was moved nor what only looks otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from reportgen.edits.archive import COMMENTS, PARTS, PROPERTIES, Handler, read
from reportgen.edits.model import Comment, Paper, Revision

LEDGER: Final = "reportgen-ledger"
VOLUME: Final = "reportgen-volume"
"""Names of the properties that say what a document was made from."""

State: TypeAlias = Literal["kept", "inserted", "deleted"]

NOTE: Final = "\ufffc"
"""Stands for a note, picture or formula, which are no text."""

_STATES: Final[Mapping[str, State]] = {
    "ins": "inserted",
    "moveTo": "inserted",
    "del": "deleted",
    "moveFrom": "deleted",
}
_SIGNS: Final = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "sym": NOTE, "drawing": NOTE, "pict": NOTE}
_NOTES: Final = frozenset({"footnoteReference", "endnoteReference"})
_CHANGED_LOOKS: Final = frozenset(
    {"rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "sectPrChange", "numberingChange"}
)


@dataclass(frozen=True)
class _Mark:
    """Who changed something, and how."""

    state: State = "kept"
    author: str = ""
    date: str = ""
    moved: bool = False


_KEPT: Final = _Mark()


@dataclass
class _Raw:
    """A paragraph as it stands in the file: texts with their marks, and that of its end."""

    pieces: list[tuple[str, _Mark]] = field(default_factory=list)
    end: _Mark = _KEPT
    remarks: list[tuple[int, str]] = field(default_factory=list)
    cell: bool = False


class _Body(Handler):
    """Gathers the paragraphs of a part."""

    def __init__(self) -> None:
        self.done: list[_Raw] = []
        self.formatted = 0
        self._open: list[_Raw] = []
        self._marks: list[_Mark] = []
        self._path: list[str] = []
        self._said = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""
        self._path.append(name)
        if name == "p":
            self._open.append(_Raw(cell="tc" in self._path))
            self.done.append(self._open[-1])
        elif name in _STATES:
            told = _Mark(
                _STATES[name], attributes.get("author", ""), attributes.get("date", ""), name.startswith("move")
            )
            if self._path[-3:-1] == ["pPr", "rPr"] and self._open:
                self._open[-1].end = told
            self._marks.append(told)
        elif name in _CHANGED_LOOKS:
            self.formatted += 1
        elif name in {"t", "delText"} or (name == "t" and "oMath" in self._path):
            self._said = ""
        elif self._open and (name in _SIGNS or name in _NOTES) and "pPr" not in self._path and not self._hidden:
            self._say(NOTE if name in _NOTES else _SIGNS[name])
        elif name == "commentRangeStart" and self._open:
            self._open[-1].remarks.append((len(self._open[-1].pieces), attributes.get("id", "")))
        elif name == "commentReference" and self._open:
            self._open[-1].remarks.append((max(len(self._open[-1].pieces) - 1, 0), attributes.get("id", "")))

    def end(self, name: str) -> None:
        """Hear that an element ends."""
        self._path.pop()
        if name == "p":
            self._open.pop()
        elif name in _STATES:
            self._marks.pop()
        elif name in {"t", "delText"} and self._open and not self._hidden:
            self._say(self._said)

    def text(self, text: str) -> None:
        """Hear text."""
        self._said += text

    @property
    def _hidden(self) -> bool:
        """Whether this is the second form of something, for older programs."""
        return "Fallback" in self._path

    def _say(self, text: str) -> None:
        states = [mark for mark in self._marks if mark.state == "deleted"] or self._marks
        # What somebody inserted and somebody deleted again was never there.
        both = {mark.state for mark in self._marks} == {"inserted", "deleted"}
        if text and not both:
            self._open[-1].pieces.append((text.replace("\u00ad", ""), states[-1] if states else _KEPT))


def document(parts: Mapping[str, bytes]) -> Paper:
    """Return what the parts of a document of Word say."""
    said = _comments(parts.get(COMMENTS, b""))
    whole = _Whole()
    formatted = 0
    for part in PARTS:
        if part in parts:
            body = _Body()
            read(parts[part], body)
            whole.add(body.done, said)
            formatted += body.formatted
    found = tuple(whole.texts), tuple(whole.revisions), tuple(whole.comments)
    return Paper(*found, *_properties(parts.get(PROPERTIES, b"")), formatted, frozenset(whole.cells))


class _Whole:
    """Puts together paragraphs as they were before, and what was changed in them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.revisions: list[Revision] = []
        self.comments: list[Comment] = []
        self.cells: set[int] = set()
        self._text: list[str] = []
        self._length = 0
        self._change: list[tuple[str, _Mark]] = []
        self._begun = (0, 0)
        self._told: set[str] = set()

    def add(self, paragraphs: Sequence[_Raw], said: Mapping[str, Comment]) -> None:
        """Add the paragraphs of a part."""
        for raw in paragraphs:
            for number, (text, mark) in enumerate(raw.pieces):
                self._remark(raw, number, said)
                self._add(text, mark)
            self._remark(raw, len(raw.pieces), said)
            if raw.cell:
                self.cells.add(len(self.texts))
            self._add("\n", raw.end)
        self._close()
        if self._length:
            self._add("\n", _KEPT)

    def _add(self, text: str, mark: _Mark) -> None:
        if mark.state == "kept" or (self._change and _parted(self._change[-1][1], mark)):
            self._close()
        if mark.state != "kept":
            if not self._change:
                self._begun = len(self.texts), self._length
            self._change.append((text, mark))
        if mark.state == "inserted":
            return
        if text == "\n":
            self.texts.append("".join(self._text))
            self._text, self._length = [], 0
        else:
            self._text.append(text)
            self._length += len(text)

    def _close(self) -> None:
        if not self._change:
            return
        deleted, inserted = (
            "".join(text for text, mark in self._change if mark.state == state) for state in ("deleted", "inserted")
        )
        last = self._change[-1][1]
        moved = any(mark.moved for _, mark in self._change)
        self.revisions.append(Revision(*self._begun, deleted, inserted, last.author, last.date, moved))
        self._change = []

    def _remark(self, raw: _Raw, number: int, said: Mapping[str, Comment]) -> None:
        for at, name in raw.remarks:
            if at == number and name in said and name not in self._told:
                self._told.add(name)
                told = said[name]
                self.comments.append(replace(told, paragraph=len(self.texts), begin=self._length))


def _parted(one: _Mark, other: _Mark) -> bool:
    """Whether two changes that touch are not of one kind: what was moved stands by itself."""
    return one.moved != other.moved


class _Said(Handler):
    """Gathers comments, and properties of the document, by their ids or names."""

    def __init__(self, element: str, key: str) -> None:
        self.told: dict[str, tuple[Mapping[str, str], list[str]]] = {}
        self._element, self._key = element, key
        self._texts: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""
        if name == self._element:
            self._texts = []
            self.told[attributes.get(self._key, "")] = dict(attributes), self._texts
        elif name in {"p", "br", "tab"}:
            self._texts.append(" ")

    def text(self, text: str) -> None:
        """Hear text."""
        self._texts.append(text)


def _said(content: bytes, element: str, key: str) -> Mapping[str, tuple[Mapping[str, str], str]]:
    said = _Said(element, key)
    if content:
        read(content, said)
    return {name: (about, " ".join("".join(texts).split())) for name, (about, texts) in said.told.items()}


def _comments(content: bytes) -> Mapping[str, Comment]:
    told = _said(content, "comment", "id")
    return {n: Comment(0, 0, text, a.get("author", ""), a.get("date", "")) for n, (a, text) in told.items()}


def _properties(content: bytes) -> tuple[str, str]:
    """Return the digest of the ledger that the document was made with, and its volume."""
    told = _said(content, "property", "name")
    digest, volume = (told[name][1] if name in told else "" for name in (LEDGER, VOLUME))
    return digest, volume
