"""Blocks as pandoc read them → the blocks of a Word file: headings, captions, notes and references of Word's own."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from reportgen.blocks.exhibits import foot, label
from reportgen.blocks.marks import Marker
from reportgen.blocks.model import Document, Edition, Shown
from reportgen.blocks.nodes import SPACE, Node, attributes, div, header, para, span, strong, text, words
from reportgen.word import markup
from reportgen.word.exhibits import exhibit, reference, turned
from reportgen.word.model import Manuscript, Picture

_FIRST: Final = 1_000_000
"""Number of our first bookmark; pandoc's own are lower."""
_ENDNOTE: Final = 1
"""Number of the first note; those before it are the lines above notes."""
_STYLES: Final = {
    "answer": "Answer",
    "findings": "Key Finding",
    "rgbox": "Box",
    "rgkeynumber": "Key Number",
    "work": "Bibliography",
    "foot": "Exhibit Note",
    "indexed": "Index Entry",
    "passage": "Passage",
}
"""Styles of paragraphs, by the classes of divisions that they stand in."""
_NAMED: Final = frozenset(("Div", "Span", "Header", "Link", "Code", "CodeBlock"))
_MASTHEAD: Final = ("Subtitle", "Author", "Date", "Edition")


def marked(document: Document, edition: Edition, pictures: Mapping[str, Picture]) -> Manuscript:
    """Return what pandoc writes of a volume; ``pictures`` has its charts, by the names of exhibits."""
    return Manuscript(_Word(edition, pictures).manuscript(json.loads(document.blocks)), pictures)


@dataclass
class _Word(Marker):
    """Puts things in place for Word."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    _bookmarks: Iterator[int] = field(init=False, default_factory=lambda: count(_FIRST))
    _passages: dict[str, Node] = field(init=False, default_factory=dict)
    _labels: dict[str, str] = field(init=False, default_factory=dict)
    _works: dict[str, str] = field(init=False, default_factory=dict)
    _endnotes: dict[str, int] = field(init=False, default_factory=dict)
    _counted: dict[str, int] = field(init=False, default_factory=lambda: {"table": 0, "figure": 0, "note": 0})
    _custom: dict[str, str] = field(init=False, default_factory=dict)
    _in_note: bool = field(init=False, default=False)

    def manuscript(self, blocks: list[Node]) -> list[Node]:
        """Return the blocks in Word's order: the list of notes last, and behind it what the notes say."""
        self._look_up(blocks)
        sections = _sections(self.of(blocks).blocks)
        gone = {f"ev:{name}" for name in self._endnotes}
        noted = [section for section in sections if any(_holds(block, gone) for block in section)]
        rest = [section for section in sections if section not in noted]
        kept = [block for section in (*rest, *noted) for block in _kept(section, gone)]
        notes = [block for name in self._endnotes for block in self._endnote(name)]
        return [_finished(block) for block in (*kept, *notes)]

    def _look_up(self, nodes: Any, source: str = "") -> str:
        """Find the passages that are listed, and under which source."""
        for node in nodes if isinstance(nodes, list) else ():
            if not isinstance(node, dict) or node["t"] != "Div":
                continue
            kind = (node["c"][0][1] or [""])[0]
            if kind == "rgsource":
                source = words(node["c"][1])
            elif kind == "rgpassage":
                first = node["c"][1][0]["c"][0]
                name = first["c"][2][0].rpartition("/")[2]
                self._passages[name], self._labels[name], self._works[name] = node, words(first["c"][1]), source
            else:
                source = self._look_up(node["c"][1], source)
        return source

    # --- Text ---------------------------------------------------------------------------------------

    def _node(self, node: Node) -> Sequence[Node]:
        if node["t"] == "Superscript":
            named = [name for inner in node["c"] for name in _cited(inner)]
            if named:
                return self._marks(node["c"], named)
        if node["t"] == "Note":
            before, self._in_note = self._in_note, True
            made = super()._node(node)
            self._in_note = before
            return made
        return super()._node(node)

    def _to(self, target: str, inlines: list[Node], kind: str) -> Iterator[Node]:
        yield from self._inside(inlines)

    def _file(self, volume: str, place: str = "") -> str:
        return f"{volume}.docx#{place}" if place else f"{volume}.docx"

    def _reference(self, kind: str, work: str, named: list[str], inlines: list[Node]) -> Iterator[Node]:
        """Yield a number in the bookmark of its use, or a citation and the marks of its notes."""
        made = self._inside(inlines)
        use = self._uses.get(self._use)
        if kind == "traced" and use:
            yield span(made, attributes(f"use:{use.number}"))
        else:
            yield from made
        if kind == "cited":
            yield from self._mark_all(named)

    def _our_link(self, kind: str, rest: str, inlines: list[Node]) -> Iterator[Node]:
        if kind == "use":
            self._use = int(rest)
        else:
            yield from super()._our_link(kind, rest, inlines)

    def _marks(self, inlines: list[Node], named: list[str]) -> list[Node]:
        """Return the marks of the notes of a citation; where PDF and page name the first and the last, all."""
        for inner in inlines:
            if inner["t"] == "Link" and inner["c"][2][0].startswith("rg:use/"):
                self._use = int(inner["c"][2][0].rpartition("/")[2])
        use = self._uses.get(self._use)
        every = dict.fromkeys((*named, *(use.evidence if use else ())))
        return list(self._mark_all(sorted(every, key=lambda name: (_number(self._labels.get(name, "")), name))))

    def _mark_all(self, named: Sequence[str]) -> Iterator[Node]:
        known = [name for name in named if name in self._passages]
        for number, name in enumerate(known):
            if number:
                yield _raw(markup.run(", ", "EndnoteReference"))
            yield _raw(self._mark(name))

    def _mark(self, name: str) -> str:
        """Return the mark of a note: the note itself where it is named first, later a reference to it."""
        printed = self._labels[name]
        if name in self._endnotes:
            shown = self._custom.get(name, "") or str(self._endnotes[name])
            return markup.field(f"NOTEREF {_note(self._endnotes[name])} \\f \\h", shown, "EndnoteReference")
        if self._in_note:
            # Word has no endnote in a footnote: its number is told, and it stays in the list.
            return markup.run(printed, "EndnoteReference")
        number = self._endnotes[name] = len(self._endnotes) + _ENDNOTE
        own = '<w:endnoteReference w:id="{}"/>'
        if printed.isdecimal() and int(printed) != self._counted["note"] + 1:
            self._custom[name] = printed
            own = f'<w:endnoteReference w:customMarkFollows="1" w:id="{{}}"/><w:t>{printed}</w:t>'
        else:
            self._counted["note"] += 1
        mark = f'<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr>{own.format(number)}</w:r>'
        return markup.bookmarked(next(self._bookmarks), _note(number), mark)

    def _endnote(self, name: str) -> Iterator[Node]:
        """Yield the note of a passage between the two ends of its element."""
        inlines = self._passages[name]["c"][1][0]["c"][1:]
        printed = self._labels[name]
        before: list[Node] = []
        if not printed.isdecimal():
            work = self._works[name]
            before = [{"t": "Emph", "c": [text(work)]}, text(", ")] if work else []
            before += [strong(printed), SPACE]
            inlines = inlines[1:]
        style = '<w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr>'
        custom = self._custom.get(name, "")
        mark = markup.run(custom, "EndnoteReference") if custom else f"<w:r>{style}<w:endnoteRef/></w:r>"
        self._in_note = True
        said = [_raw(mark), *([] if not before else [SPACE]), *before, *self._walk(inlines)]
        yield _block(f'<w:endnote w:id="{self._endnotes[name]}">')
        yield div([para(said)], attributes(f"ev:{name}", custom_style="Endnote Text"))
        yield _block("</w:endnote>")

    # --- Blocks -------------------------------------------------------------------------------------

    def _header(self, content: list[Any]) -> Iterator[Node]:
        """Yield a heading with a bookmark around its words; pandoc's own would be around its section."""
        for made in super()._header(content):
            level, attrs, inlines = made["c"]
            yield header(level - 1, [span(inlines, attributes(attrs[0]))], attributes())

    def _division(self, content: list[Any]) -> Iterator[Node]:
        kind = (content[0][1] or [""])[0]
        if kind == "rgsource":
            yield header(2, self._walk(content[1][0]["c"]), attributes("", ["source"]))
            return
        for made in super()._division(content):
            if made["t"] == "Div":
                name, classes, _ = made["c"][0]
                style = next((_STYLES[known] for known in (*classes, kind) if known in _STYLES), "")
                yield div(made["c"][1], attributes(name, classes, custom_style=style))
            else:
                yield made

    def _masthead(self, told: Sequence[str]) -> Node:
        title, *rest = told
        lines = [div([para([text(title)])], attributes(custom_style="Title"))]
        for style, said in zip(_MASTHEAD, rest, strict=False):
            if said and not (style == "Edition" and self.edition.status == "draft"):
                lines.append(div([para([text(said)])], attributes(custom_style=style)))
        if self.edition.status == "draft":
            lines.append(div([para([text(self.edition.words["Draft"])])], attributes(custom_style="Status")))
        return div(lines, attributes("", ["masthead"]))

    def _passage(self, blocks: list[Node]) -> Iterator[Node]:
        """Yield a passage that no mark leads to; those that have one are taken out in the end."""
        first, *told = blocks[0]["c"]
        name = first["c"][2][0].rpartition("/")[2]
        yield div([para([strong(words(first["c"][1])), *self._walk(told)])], attributes(f"ev:{name}", ["passage"]))

    # --- Exhibits -----------------------------------------------------------------------------------

    def _exhibit_reference(self, name: str) -> Iterator[Node]:
        if name in self._shown:
            shown = self._shown[name]
            yield _raw(markup.field(f"REF {reference(shown)} \\h", label(shown, self.edition)))
        else:
            yield from super()._exhibit_reference(name)

    def _exhibit(self, shown: Shown, source: list[Node]) -> Iterator[Node]:
        expected = self._counted[shown.form] + 1
        self._counted[shown.form] = shown.number
        measures, on_its_side = markup.sheet(self.edition.paper), turned(shown)
        if on_its_side:
            yield _block(f"<w:p><w:pPr>{markup.section(measures)}</w:pPr></w:p>")
        picture = self.pictures.get(shown.name)
        for part in exhibit(shown, self.edition, picture, self._bookmarks, expected, f"chart-{shown.name}"):
            yield _block(part)
        yield from foot(shown, self.edition, source)
        if on_its_side:
            yield _block(f"<w:p><w:pPr>{markup.section(measures, turned=True)}</w:pPr></w:p>")
        else:
            yield _block(markup.paragraph("ExhibitEnd", ""))


def _raw(xml: str) -> Node:
    return {"t": "RawInline", "c": ["openxml", xml]}


def _block(xml: str) -> Node:
    return {"t": "RawBlock", "c": ["openxml", xml]}


def _cited(node: Node) -> list[str]:
    """Return the passages that a link to a citation names."""
    target = node["c"][2][0] if node["t"] == "Link" else ""
    return [name for name in target.rpartition("/")[2].split(",") if name] if target.startswith("rg:cited/") else []


def _note(number: int) -> str:
    return markup.bookmark_name(f"note:{number}")


def _number(printed: str) -> int:
    return int(printed) if printed.isdecimal() else 0


def _sections(blocks: list[Node]) -> list[list[Node]]:
    """Part blocks before each heading of a chapter."""
    parts: list[list[Node]] = [[]]
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] == 1:
            parts.append([])
        parts[-1].append(block)
    return parts


def _holds(block: Node, names: Container[str]) -> bool:
    """Tell whether a division with one of these ids is, or stands in, a block."""
    return block["t"] == "Div" and (block["c"][0][0] in names or any(_holds(b, names) for b in block["c"][1]))


def _kept(blocks: list[Node], gone: Container[str]) -> list[Node]:
    """Return blocks without divisions of these ids, and without headings of sources that nothing is left under."""
    made: list[Node] = []
    for block in blocks:
        if block["t"] != "Div":
            made.append(block)
        elif block["c"][0][0] not in gone:
            made.append(div(_kept(block["c"][1], gone), block["c"][0]))
    following: list[Node | None] = [*made[1:], None]
    return [b for b, after in zip(made, following, strict=False) if not (_is_source(b) and _is_source(after))]


def _is_source(block: Node | None) -> bool:
    """Tell whether the heading of a source is here, or nothing."""
    return block is None or (block["t"] == "Header" and "source" in block["c"][1][1])


def _finished(node: Any) -> Any:
    """Return nodes with names that Word takes, and without classes, some of which would be a change or a comment."""
    if isinstance(node, list):
        return [_finished(inner) for inner in node]
    if not isinstance(node, dict) or "c" not in node:
        return node
    kind, content = node["t"], node["c"]
    if kind == "Str" or kind.startswith("Raw"):
        return node
    if kind == "Link" and content[2][0].startswith("#"):
        content = [*content[:2], [f"#{markup.bookmark_name(content[2][0][1:])}", ""]]
    place = 1 if kind == "Header" else 0
    if kind in _NAMED:
        name, _, pairs = content[place]
        content = [*content[:place], [name and markup.bookmark_name(name), [], pairs], *content[place + 1 :]]
    return {"t": kind, "c": _finished(content)}
