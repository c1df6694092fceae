"""A Word file to be changed as Word changes it, with where in the templates each change must arrive."""

from __future__ import annotations

import copy
import csv
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_DATE: Final = "2026-11-25T09:30:00Z"
_WORDS: Final = ("careful", "plainly", "steady", "rather", "window", "quietly", "broad & deep", "lasting", "naïve")
_WORD: Final = re.compile(r"[A-Za-z][a-z]+")
_WINDOW: Final = re.compile(r"(?<![\w’'-])(?:[A-Za-z]+ ){3}[A-Za-z]+(?![\w’'-])")

_MOST: Final = 4
"""Edits of words in one paragraph."""

_APART: Final = 12
"""Letters between two edits at the least: those that touch are one change."""


class NoneLeftError(Exception):
    """A document has no more places for a kind of edit."""


@dataclass
class Editing:
    """An edit that was made: ``lines`` are those at one of which it must arrive; ``told``: it must not be applied."""

    kind: str
    reader: str
    old: str
    new: str
    lines: frozenset[tuple[str, int]]
    told: bool = False


@dataclass
class _Paragraph:
    element: Element
    style: str
    cell: bool
    readers: set[str] = field(default_factory=set)


def plain(text: str) -> str:
    """Return a text with one blank between words."""
    return " ".join(text.split())


class Document:
    """A Word file in which edits are made: of words several in a paragraph, apart from each other, else one."""

    def __init__(self, content: bytes, templates: Mapping[str, str], project: Path) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        for _, (prefix, name) in ElementTree.iterparse(io.BytesIO(self._parts["word/document.xml"]), ("start-ns",)):
            ElementTree.register_namespace(prefix, name)
        self._root = ElementTree.fromstring(self._parts["word/document.xml"])
        cells = {id(p) for cell in self._root.iter(f"{_W}tc") for p in cell.iter(f"{_W}p")}
        found = [_Paragraph(p, _style(p), id(p) in cells) for p in self._root.iter(f"{_W}p")]
        self._free = [p for p in found if len(_text(p.element)) >= 4]
        self._used: list[_Paragraph] = []
        self._comments: list[str] = []
        self._parents = {id(child): parent for parent in self._root.iter() for child in parent}
        self._templates = {path: _Collapsed(text) for path, text in templates.items()}
        self._settings = _Collapsed((project / "report.toml").read_text("utf-8"))
        # What is printed and no template says; of reviews nothing is printed, but they repeat what templates say.
        # Braces in titles of works are not printed.
        others = sorted(p for name in ("bib", "data") for p in (project / name).glob("*.[bc]*") if p.stem != "reviews")
        self._others = [self._settings, *(_Collapsed(re.sub("[{}]", "", p.read_text("utf-8"))) for p in others)]
        self._data = {p.relative_to(project).as_posix(): _rows(p) for p in sorted((project / "data").glob("*.csv"))}

    def written(self) -> bytes:
        """Return the file with all edits."""
        parts = dict(self._parts)
        parts["word/document.xml"] = ElementTree.tostring(self._root, "utf-8", xml_declaration=True)
        if self._comments:
            told = "".join(self._comments)
            parts["word/comments.xml"] = f'<w:comments xmlns:w="{_W[1:-1]}">{told}</w:comments>'.encode()
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
            types = parts["[Content_Types].xml"].decode()
            if "/word/comments.xml" not in types:
                own = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'
                parts["[Content_Types].xml"] = types.replace("</Types>", own).encode()
                rels = parts["word/_rels/document.xml.rels"].decode()
                to = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
                own = f'<Relationship Id="tried" Type="{to}" Target="comments.xml"/></Relationships>'
                parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", own).encode()
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return file.getvalue()

    def accepted(self, applied: set[str], left: set[str]) -> Iterator[str]:
        """Yield the paragraphs of which all edits were applied, as they are when these are accepted."""
        for paragraph in self._used:
            if paragraph.readers <= applied and not paragraph.readers & left:
                yield from _text(paragraph.element, accepted=True).split("\n")

    def edit(self, kind: str, reader: str, chance: random.Random) -> Editing:
        """Make an edit of a kind at a place drawn by chance."""
        makers: dict[str, Callable[[str, str, random.Random, _Paragraph], Editing | None]] = {
            "two": self._two,
            "sentence": self._sentence,
            "number": self._number,
            "citation": self._citation,
            "heading": self._heading,
            "caption": self._caption,
            "cell": self._cell,
            "paragraph": self._new,
        }
        chance.shuffle(self._free)
        for paragraph in self._free:
            if paragraph.readers and kind in makers:
                continue
            made = makers.get(kind, self._word)(kind, reader, chance, paragraph)
            if made is not None:
                if not paragraph.readers:
                    self._used.append(paragraph)
                paragraph.readers.add(made.reader if kind != "silent" else "")
                if kind in makers or len(paragraph.readers) == _MOST:
                    self._free.remove(paragraph)
                return made
        if kind == "replace":
            raise NoneLeftError(kind)
        return self.edit("replace", reader, chance)

    def _word(self, kind: str, reader: str, chance: random.Random, p: _Paragraph) -> Editing | None:
        text = _text(p.element)
        if p.cell or "Heading" in p.style or p.style.startswith("Title"):
            return None
        windows = list(_WINDOW.finditer(text))
        chance.shuffle(windows)
        seams = list(_seams(p.element))
        for window in windows:
            at = self._found(window[0])
            if at is None or any(window.start() - _APART <= seam <= window.end() + _APART for seam in seams):
                continue
            path, place = at
            begin = window.start()
            second, third = begin + window[0].index(" ") + 1, begin + window[0].index(" ", window[0].index(" ") + 1)
            word, new = text[second:third], chance.choice(_WORDS)
            template = self._templates[path]
            behind = template.text[place + len(window[0]) :]
            edits = {
                "replace": (second, third, new),
                "silent": (second, third, new),
                "insert": (second, second, f"{new} "),
                "delete": (second, third + 1, ""),
                "start": (begin, begin, "Indeed, "),
                "end": (window.end(), window.end(), f" {new}"),
                "beside": (window.end(), window.end(), f" {new}"),
                "comment": (second, second, ""),
            }
            start, end, typed = edits[kind]
            starts = begin == 0 or text[begin - 2 : begin] == ". "
            ends = re.match(r"(?:\\VAR\{ cite\([^)]*\) \})?\.", behind)
            if (kind == "start" and not starts) or (kind == "end" and not ends):
                continue
            if kind == "beside" and not re.match(r" ?\\VAR\{", behind):
                continue
            line = template.line(place + start - begin)
            if kind == "comment":
                self._remark(p.element, start, f"Is {word} right? ({reader})", reader)
            else:
                _change(p.element, start, end, typed, reader, tracked=kind != "silent")
            # The line of a blank or end may be told as that of the word before or behind.
            lines = {line, template.line(place + end - begin), template.line(place + max(start - begin - 1, 0))}
            return Editing(kind, reader, text[start:end], typed, frozenset((path, n) for n in lines))
        return None

    def _two(self, kind: str, reader: str, chance: random.Random, p: _Paragraph) -> Editing | None:
        first = self._word("replace", reader, chance, p)
        if first is None:
            return None
        second = self._word("insert", reader, chance, p) if len(_text(p.element)) > 200 else None
        lines = first.lines | (second.lines if second else frozenset())
        return Editing(kind, reader, first.old, f"{first.new}|{second.new if second else ''}", lines)

    def _sentence(self, kind: str, reader: str, chance: random.Random, p: _Paragraph) -> Editing | None:
        text = _text(p.element)
        if p.cell:
            return None
        for match in re.finditer(r"(?:(?<=^)|(?<=\. ))[A-Z][^.]{30,}\. ", text):
            window = _WINDOW.match(match[0])
            at = self._found(window[0]) if window else None
            if at is not None:
                _change(p.element, match.start(), match.end(), "", reader)
                line = self._templates[at[0]].line(at[1])
                return Editing(kind, reader, match[0], "", frozenset({(at[0], line)}))
        return None

    def _number(self, kind: str, reader: str, chance: random.Random, p: _Paragraph) -> Editing | None:
        text = _text(p.element)
        if p.cell:
            return None
        for match in re.finditer(r"((?:[A-Za-z]+ ){3})(?<![\w(])(\d[\d.,]*\d|\d)(?= [a-z])", text):
            at = self._found(match[1].rstrip())
            if at is not None:
                changed = str(int(match[2][0]) % 9 + 1) + match[2][1:]
                _change(p.element, match.start(2), match.end(2), changed, reader)
                template = self._templates[at[0]]
                lines = {template.line(at[1] + n) for n in (0, len(match[1]) + 12)}
                return Editing(kind, reader, match[2], changed, frozenset((at[0], n) for n in lines), told=True)
        return None

    def _citation(self, kind: str, reader: str, chance: random.Random, p: _Paragraph) -> Editing | None:
        text = _text(p.element)
        for match in re.finditer(
            r"((?:[A-Za-z]+ ){2}[A-Za-z]+)[.,]?\s?(?:\([A-Z][a-z]+[^()]*sec\. ([A-Z][a-z]+)|(\d+))", text
        ):
            at = self._found(match[1])
            group = 2 if match[2] else 3
            if at is not None and not p.cell:
                new = "Elsewhere" if match[2] else ""
                _change(p.element, match.start(group), match.end(group), new, reader)
                line = self._templates[at[0]].line(at[1])
                return Editing(kind, reader, match[group], new, frozenset({(at[0], line)}), told=True)
        return None

    def _heading(self, kind: str, reader: str, chance: random.Random, p: _Paragraph) -> Editing | None:
        if "Heading" not in p.style:
            return None
        return self._titled(kind, reader, p, self._templates)

    def _caption(self, kind: str, reader: str, chance: random.Random, p: _Paragraph) -> Editing | None:
        if "Caption" not in p.style:
            return None
        return self._titled(kind, reader, p, {})

    def _titled(self, kind: str, reader: str, p: _Paragraph, templates: Mapping[str, _Collapsed]) -> Editing | None:
        text = _text(p.element)
        for match in re.finditer(r"[A-Za-z]+(?: [A-Za-z]+){1,3}", text):
            places = [(path, t, at) for path, t in templates.items() for at in t.find(match[0])]
            told = not places
            places += [("report.toml", self._settings, at) for at in self._settings.find(match[0])]
            if places:
                word = match[0].split()[0]
                _change(p.element, match.start(), match.start() + len(word), "Likewise", reader)
                lines = frozenset((path, t.line(at)) for path, t, at in places)
                return Editing(kind, reader, word, "Likewise", lines, told)
        return None

    def _cell(self, kind: str, reader: str, chance: random.Random, p: _Paragraph) -> Editing | None:
        text = _text(p.element)
        rows = [(path, n) for path, found in self._data.items() for n, row in found if text in row]
        if not p.cell or not rows:
            return None
        _change(p.element, 0, len(text), "Something else", reader)
        return Editing(
            kind, reader, text, "Something else", frozenset([*rows, *((path, 0) for path, _ in rows)]), told=True
        )

    def _new(self, kind: str, reader: str, chance: random.Random, p: _Paragraph) -> Editing | None:
        text = _text(p.element)
        last = list(_WINDOW.finditer(text))
        ends = last and re.fullmatch(r"\.[\s\d,]*", text[last[-1].end() :])
        at = self._found(last[-1][0]) if ends else None
        if p.cell or "Heading" in p.style or at is None:
            return None
        body = self._parents[id(p.element)]
        mark = _new_element("ins", reader)
        properties = p.element.find(f"{_W}pPr")
        if properties is None:
            properties = Element(f"{_W}pPr")
            p.element.insert(0, properties)
        looks = properties.find(f"{_W}rPr")
        if looks is None:
            looks = Element(f"{_W}rPr")
            properties.append(looks)
        looks.insert(0, mark)
        added = Element(f"{_W}p")
        inserted = _new_element("ins", reader)
        inserted.append(_run("A paragraph follows that nobody wrote before."))
        added.append(inserted)
        body.insert(list(body).index(p.element) + 1, added)
        template = self._templates[at[0]]
        lines = frozenset((at[0], template.line(at[1] + n)) for n in (0, len(last[-1][0])))
        return Editing(kind, reader, "", "A paragraph follows that nobody wrote before.", lines)

    def _found(self, words: str) -> tuple[str, int] | None:
        """Return the one place in the templates that has such words, if neither settings nor data have them."""
        if any(other.find(words) for other in self._others):
            return None
        found = [(path, at) for path, template in self._templates.items() for at in template.find(words)]
        return found[0] if len(found) == 1 else None

    def _remark(self, paragraph: Element, begin: int, text: str, reader: str) -> None:
        number = str(900 + len(self._comments))
        runs = _split(paragraph, begin)
        parent, at = runs
        start, end = (Element(f"{_W}commentRange{name}", {f"{_W}id": number}) for name in ("Start", "End"))
        reference = Element(f"{_W}r")
        reference.append(Element(f"{_W}commentReference", {f"{_W}id": number}))
        for offset, element in enumerate((start, end, reference)):
            parent.insert(at + offset, element)
        said = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        self._comments.append(f'<w:comment w:id="{number}" w:author="{reader}" w:date="{_DATE}">{said}</w:comment>')


class _Collapsed:
    """A text with one blank for each run of them, that knows the line of each place."""

    def __init__(self, text: str) -> None:
        parts: list[str] = []
        self._lines: list[int] = []
        line = 1
        for piece in re.finditer(r"\s+|[^\s]+", text):
            said = " " if piece[0].isspace() else piece[0]
            line += piece[0].count("\n")
            parts.append(said)
            self._lines += [line] * len(said)
        self.text = "".join(parts)

    def line(self, at: int) -> int:
        """Return the line of a place."""
        return self._lines[min(max(at, 0), len(self._lines) - 1)]

    def find(self, words: str) -> list[int]:
        """Return where words stand."""
        if words not in self.text:
            return []
        return [m.start() for m in re.finditer(rf"(?<![\w’'-]){re.escape(words)}(?![\w’'-])", self.text)]


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        return [(reader.line_num, row) for row in reader]


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style.get(f"{_W}val", "") if style is not None else ""


def _texts(paragraph: Element, accepted: bool = False) -> Iterator[tuple[Element, Element, Element]]:
    """Yield the texts of a paragraph in their order, with their runs and what these stand in, deleted ones left out."""
    for child in list(paragraph):
        if child.tag == f"{_W}r":
            yield from ((paragraph, child, text) for text in child if text.tag == f"{_W}t")
        elif child.tag in {f"{_W}hyperlink", f"{_W}fldSimple"} or (accepted and child.tag == f"{_W}ins"):
            yield from _texts(child, accepted)


def _seams(paragraph: Element) -> Iterator[int]:
    """Yield where in a paragraph's text it was changed, or a comment begins."""
    at = 0
    for child in paragraph:
        if child.tag in {f"{_W}ins", f"{_W}del", f"{_W}commentRangeStart"}:
            yield at
        elif child.tag == f"{_W}r":
            at += sum(len(text.text or "") for text in child if text.tag == f"{_W}t")
        elif child.tag in {f"{_W}hyperlink", f"{_W}fldSimple"}:
            yield from (at + seam for seam in _seams(child))
            at += len(_text(child))


def _text(paragraph: Element, accepted: bool = False) -> str:
    return "".join(text.text or "" for _, _, text in _texts(paragraph, accepted))


def _split(paragraph: Element, place: int) -> tuple[Element, int]:
    """Have a run begin at a place of a paragraph's text; return what it stands in, and where."""
    at = 0
    last: tuple[Element, int] = (paragraph, len(paragraph))
    for parent, run, text in _texts(paragraph):
        said = text.text or ""
        if place == at:
            return parent, list(parent).index(run)
        if at < place < at + len(said):
            rest = copy.deepcopy(run)
            keep = [t for t in rest if t.tag == f"{_W}t"]
            keep[0].text, text.text = said[place - at :], said[: place - at]
            for each in (keep[0], text):
                each.set(_SPACE, "preserve")
            parent.insert(list(parent).index(run) + 1, rest)
            return parent, list(parent).index(rest)
        at += len(said)
        last = parent, list(parent).index(run) + 1
    return last


def _change(paragraph: Element, begin: int, end: int, typed: str, reader: str, tracked: bool = True) -> None:
    """Take out a part of a paragraph's text, and put in another one there."""
    _split(paragraph, begin)
    _split(paragraph, end)
    at = 0
    gone: list[tuple[Element, Element]] = []
    for parent, run, text in _texts(paragraph):
        if begin <= at < end:
            gone.append((parent, run))
        at += len(text.text or "")
    parent, place = _split(paragraph, begin)
    for holder, run in gone:
        number = list(holder).index(run)
        holder.remove(run)
        if tracked:
            for text in run.iter(f"{_W}t"):
                text.tag = f"{_W}delText"
            mark = _new_element("del", reader)
            mark.append(run)
            holder.insert(number, mark)
    if typed:
        before = gone[0][1] if gone else None
        looks = before.find(f"{_W}rPr") if before is not None else None
        made = _run(typed, looks)
        if tracked:
            mark = _new_element("ins", reader)
            mark.append(made)
            made = mark
        parent.insert(place, made)


def _run(text: str, looks: Element | None = None) -> Element:
    run, said = Element(f"{_W}r"), Element(f"{_W}t", {_SPACE: "preserve"})
    if looks is not None:
        run.append(copy.deepcopy(looks))
    said.text = text
    run.append(said)
    return run


def _new_element(kind: str, reader: str) -> Element:
    return Element(f"{_W}{kind}", {f"{_W}id": "77", f"{_W}author": reader, f"{_W}date": _DATE})
