"""Blocks as pandoc read them → blocks as pandoc writes them: what the brief's own commands said becomes structure."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from reportgen.blocks.exhibits import label
from reportgen.blocks.model import Edition, Marked, Shown, Use
from reportgen.blocks.nodes import SPACE, Node, attributes, div, header, link, para, plain, span, strong, text, words

_OURS: Final = "rg:"
_SAFE: Final = re.compile(r"(?:https?://|mailto:|#)[^\x00-\x20]", re.IGNORECASE)
_NAME: Final = re.compile(r"(?!(?:ev|bib|use|exhibit|name):|rg-)[A-Za-z][\w:.-]*")
"""An id that a template may give: none that leads to a passage, a work, a use, an exhibit or a part of the page."""
_RAISED: Final = str.maketrans({"\ue000": "`"})
_MASTHEAD: Final = ("title", "subtitle", "authors", "date", "edition")
_TAG: Final = re.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_LOCAL_PDF: Final = re.compile(r"[a-z0-9-]+\.pdf")


@dataclass
class Marker:
    """Goes through blocks and puts in place what stands in ``rg:`` links and divisions."""

    edition: Edition
    _shown: Mapping[str, Shown] = field(init=False)
    _uses: Mapping[int, Use] = field(init=False)
    _used: Mapping[str, Sequence[Use]] = field(init=False)
    _use: int = field(init=False, default=-1)
    _within: bool = field(init=False, default=False)
    _chapters: int = field(init=False, default=0)
    _sources: int = field(init=False, default=0)
    _headings: list[tuple[int, str, str]] = field(init=False, default_factory=list)
    _named: dict[str, int] = field(init=False, default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        self._shown = {shown.name: shown for shown in self.edition.exhibits}
        self._uses = {use.number: use for use in self.edition.uses}
        used: dict[str, list[Use]] = defaultdict(list)
        for use in self.edition.uses:
            for name in dict.fromkeys(use.evidence):
                used[name].append(use)
        self._used = used
        self._standing: set[int] = set()

    def of(self, blocks: list[Node]) -> Marked:
        """Return the blocks with all in its place."""
        self._standing = {int(n) for n in re.findall(r'"rg:use/(\d+)"', json.dumps(blocks))}
        made = self._walk(blocks)
        if not any(node["t"] == "Div" and "masthead" in node["c"][0][1] for node in made):
            e = self.edition
            made = [self._masthead([e.title, e.subtitle, " · ".join(e.authors), e.shown_date, e.edition]), *made]
        return Marked(made, self._headings)

    def _walk(self, nodes: Any) -> Any:
        if isinstance(nodes, list):
            out: list[Any] = []
            for node in nodes:
                if isinstance(node, dict) and "t" in node:
                    out.extend(self._node(node))
                else:
                    out.append(self._walk(node))
            return out
        return nodes

    def _node(self, node: Node) -> Sequence[Node]:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind in {"RawInline", "RawBlock"}:
            return ()
        if kind == "Image":
            return list(self._walk(content[1]))
        if kind == "Str":
            return (text(content.translate(_RAISED)),)
        if kind == "Link":
            return list(self._link(content))
        if kind == "Header":
            return list(self._header(content))
        if kind == "Div":
            return list(self._division(content))
        if kind in {"Span", "Code", "CodeBlock"}:
            return (node | {"c": [self._attributes(content[0]), *self._walk(content[1:])]},)
        return (node | {"c": self._walk(content)},) if content is not None else (node,)

    def _attributes(self, attrs: list[Any]) -> list[Any]:
        """Return attributes without what might act; a template's labels are ids."""
        return attributes(attrs[0] if _NAME.fullmatch(attrs[0]) else "", [c for c in attrs[1] if c.isalnum()])

    def _link(self, content: list[Any]) -> Iterator[Node]:
        target = content[2][0]
        if target.startswith(_OURS):
            kind, _, rest = target.removeprefix(_OURS).partition("/")
            yield from self._our_link(kind, rest, content[1])
        elif self._within or not (_SAFE.match(target) or _LOCAL_PDF.fullmatch(target)):
            yield from self._walk(content[1])
        else:
            yield link(self._inside(content[1]), target)

    def _inside(self, inlines: list[Node]) -> list[Node]:
        """Return what stands in a link: no link may stand in another."""
        before, self._within = self._within, True
        made: list[Node] = self._walk(inlines)
        self._within = before
        return made

    def _our_link(self, kind: str, rest: str, inlines: list[Node]) -> Iterator[Node]:
        if kind == "use":
            self._use = int(rest)
            yield span((), attributes(f"use:{rest}", ["use"]))
        elif kind in {"traced", "cited"}:
            work, _, named = rest.partition("/") if kind == "cited" else ("", "", rest)
            yield from self._reference(kind, work, [e for e in named.split(",") if e], inlines)
        elif kind == "source":
            yield from self._to(f"#bib:{rest}", inlines, "source")
        elif kind == "unverified":
            yield from self._to(f"#ev:{rest}", inlines, "unverified")
        elif kind == "exhibitref":
            yield from self._exhibit_reference(rest)
        elif kind == "named":
            self._named[rest] += 1
            yield span((), attributes(f"name:{rest}:{self._named[rest]}", ["named"]))
        elif kind == "lang":
            yield span(self._walk(inlines), attributes(lang=rest) if _TAG.fullmatch(rest) else attributes())
        elif kind == "volume":
            volume, _, place = rest.partition("/")
            yield link([text(self.edition.volumes.get(volume, volume))], self._file(volume, place))
        else:
            yield from self._walk(inlines)

    def _to(self, target: str, inlines: list[Node], kind: str) -> Iterator[Node]:
        if self._within:
            yield from self._walk(inlines)
        else:
            yield link(self._inside(inlines), target, attributes("", [kind]))

    def _reference(self, kind: str, work: str, named: list[str], inlines: list[Node]) -> Iterator[Node]:
        """Yield a number or citation that leads to its passages: it takes the id of its use."""
        made = self._inside(inlines)
        own = [n for n in made if n["t"] == "Span" and n["c"][0][1] == ["use"]]
        made = [n for n in made if n not in own]
        use = self._uses.get(self._use)
        evidence = list(use.evidence) if use and kind == "traced" else named
        target = f"#ev:{named[0]}" if named else f"#bib:{work}" if work else ""
        if not target or self._within:
            yield from (*own, *made)
            return
        told = {"ev": " ".join(evidence), "work": work}
        if use and use.verdict:
            told |= {"verdict": use.verdict, "readers": str(use.readers)}
        yield link(made, target, attributes(own[0]["c"][0][0] if own else "", [kind], **told))

    def _exhibit_reference(self, name: str) -> Iterator[Node]:
        if name in self._shown:
            told, target = label(self._shown[name], self.edition), f"#exhibit:{name}"
        elif name in self.edition.elsewhere:
            there = self.edition.elsewhere[name]
            word = self.edition.words["Table" if there.form == "table" else "Figure"]
            told = f"{self.edition.volumes[there.volume]}, {word}\N{NO-BREAK SPACE}{there.number}"
            target = self._file(there.volume, f"exhibit:{name}")
        else:
            return
        yield text(told) if self._within else link([text(told)], target, attributes("", ["exhibitref"]))

    def _file(self, volume: str, place: str = "") -> str:
        return f"{volume}.html#{place}" if place else f"{volume}.html"

    def _header(self, content: list[Any]) -> Iterator[Node]:
        level, attrs, inlines = content
        made = self._inside(inlines)
        said = words(made)
        own = {"rg:further": "Further evidence", "rg:works": "Works"}
        if said in own:
            made = [text(self.edition.words[own[said]])]
            attrs = attributes(said.replace(":", "-"), ["unnumbered", "apparatus"])
        name = self._attributes(attrs)[0] or f"rg-part-{len(self._headings)}"
        numbered = level == 1 and "unnumbered" not in attrs[1]
        self._chapters += numbered
        self._headings.append((level + 1, name, words(made)))
        number = [span([text(str(self._chapters))], attributes("", ["number"])), SPACE] if numbered else []
        kept = [c for c in attrs[1] if c == "apparatus"]
        yield header(level + 1, [*number, *made], attributes(name, kept))

    def _division(self, content: list[Any]) -> Iterator[Node]:
        kind, blocks = (content[0][1] or [""])[0], content[1]
        if kind == "rgmasthead":
            yield self._masthead([words(block) for block in blocks])
        elif kind == "keyfindings":
            items = [self._walk(b["c"][1]) for b in blocks if b["t"] == "Div" and b["c"][0][1] == ["rgfinding"]]
            rest = [b for b in blocks if not (b["t"] == "Div" and b["c"][0][1] == ["rgfinding"])]
            yield from self._walk(rest)
            listed = {"t": "OrderedList", "c": [[1, {"t": "DefaultStyle"}, {"t": "DefaultDelim"}], items]}
            yield div([listed], attributes("", ["findings"]))
        elif kind == "rgsource":
            self._sources += 1
            yield header(3, self._walk(blocks[0]["c"]), attributes(f"rg-source-{self._sources}", ["source"]))
        elif kind == "rgpassage":
            yield from self._passage(blocks)
        elif kind == "rgwork":
            name = blocks[0]["c"][0]["c"][2][0].rpartition("/")[2]
            yield div(self._walk([blocks[0] | {"c": blocks[0]["c"][1:]}]), attributes(f"bib:{name}", ["work"]))
        elif kind == "rgindexed":
            yield from self._indexed(blocks[0])
        elif kind == "rgexhibit":
            inlines = blocks[0]["c"]
            name = inlines[0]["c"][2][0].rpartition("/")[2]
            yield from self._exhibit(self._shown[name], self._walk(inlines[1:]))
        else:
            yield div(self._walk(blocks), self._attributes(content[0]))

    def _indexed(self, block: Node) -> Iterator[Node]:
        """Yield a name of an index with the way to each place where it stands, or nothing where it stands nowhere."""
        first, *told = block["c"]
        name = first["c"][2][0].rpartition("/")[2]
        links: list[Node] = []
        for number in range(1, self._named.get(name, 0) + 1):
            links += [SPACE, link([text(str(number))], f"#name:{name}:{number}", attributes("", ["back"]))]
        if links:
            yield div(
                [plain([*self._walk(told), span(links, attributes("", ["apparatus"]))])], attributes("", ["indexed"])
            )

    def _masthead(self, told: Sequence[str]) -> Node:
        title, *rest = told
        lines = [header(1, [text(title)], attributes("rg-title"))]
        for kind, said in zip(_MASTHEAD[1:], rest, strict=False):
            # A draft is called so below, and has no other edition.
            if said and not (kind == "edition" and self.edition.status == "draft"):
                lines.append(div([para([text(said)])], attributes("", [kind])))
        if self.edition.status == "draft":
            lines.append(div([para([text(self.edition.words["Draft"])])], attributes("", ["status", "apparatus"])))
        return div(lines, attributes("", ["masthead"]))

    def _passage(self, blocks: list[Node]) -> Iterator[Node]:
        first, *told = blocks[0]["c"]
        name = first["c"][2][0].rpartition("/")[2]
        called = strong(words(first["c"][1]))
        said = [para([called, *self._walk(told)]), *self._behind(name)]
        sure, work = self.edition.verified.get(name, ""), self.edition.sources.get(name, "")
        yield div(said, attributes(f"ev:{name}", ["passage"], verified=sure, work=work))

    def _behind(self, name: str) -> Iterator[Node]:
        """Yield what a page says of a passage beyond its words: how sure it is, and the way back to its uses."""
        return iter(())

    def _exhibit(self, shown: Shown, source: list[Node]) -> Iterator[Node]:
        raise NotImplementedError
