r"""What the citation processor made of a citation, with every item put into ``\cited``."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.citations.inlines import Inline, InlineWriter
from reportgen.text.latex import Latex, anchor, command, identifier, joined

_REFERENCE: Final = "#ref-"
_PLAIN_WRAPPERS: Final = frozenset({"Emph", "Strong", "Underline", "SmallCaps", "Superscript", "Subscript"})
_ATTRIBUTED_WRAPPERS: Final = frozenset({"Cite", "Span"})


@dataclass(frozen=True)
class Part:
    """One work as the processor sees it: its id there, its key, its anchor in the brief, its place."""

    ref: str
    key: str
    target: str = ""
    locator: str = ""


Group = Sequence[Part]
"""The parts of one item: the work cited, after the one that it was cited by way of, if any."""


@dataclass(frozen=True)
class Layout:
    """Arranges formatted citations; ``via`` are the words between a work and the one that cites it."""

    writer: InlineWriter
    via: str

    def citation(self, inlines: Sequence[Inline], groups: Sequence[Group], *, bare: bool) -> Latex:
        """Return a citation's LaTeX; ``bare`` leaves out what surrounds its items (brackets, footnote)."""
        arranged = self._arranged(inlines, groups, bare=bare)
        if arranged is None:  # The style prints no item that can be told apart.
            parts = [part for group in groups for part in group]
            arranged = [*inlines, *(self._cited(part, []) for part in parts)]
        return self.writer.write(arranged)

    def _arranged(self, inlines: Sequence[Inline], groups: Sequence[Group], *, bare: bool) -> list[Inline] | None:
        """Return inlines with the items wrapped, or ``None`` if there are none."""
        at = [i for i, inline in enumerate(inlines) if _reference(inline)]
        if at:
            between = inlines[at[0] + 1 : at[1]] if len(at) > 1 else [_text("; ")]
            items = _joined(self._items([(i, inlines[i]) for i in at], groups), between)
            return items if bare else [*inlines[: at[0]], *items, *inlines[at[-1] + 1 :]]
        for i, inline in enumerate(inlines):
            inside = self._arranged(_content(inline), groups, bare=bare)
            if inside is not None:
                return inside if bare else [*inlines[:i], _with_content(inline, inside), *inlines[i + 1 :]]
        return None

    def _items(self, links: Iterable[tuple[int, Inline]], groups: Sequence[Group]) -> list[list[Inline]]:
        """Return the items in the order in which the style has put their first parts.

        A style may sort parts, and thereby part a work from the one that it was cited by way of.
        """
        waiting: defaultdict[str, deque[tuple[int, Inline]]] = defaultdict(deque)
        for index, link in links:
            waiting[_reference(link)].append((index, link))
        items: list[tuple[float, list[Inline]]] = []
        for group in groups:
            found = [waiting[part.ref].popleft() if waiting[part.ref] else None for part in group]
            place = next((float(f[0]) for f in found if f), float("inf"))
            cited = [[self._cited(part, f[1]["c"][1] if f else [])] for part, f in zip(group, found, strict=True)]
            items.append((place, _joined(cited, [_text(f", {self.via} ")])))
        return [item for _, item in sorted(items, key=lambda placed: placed[0])]

    def _cited(self, part: Part, inlines: Sequence[Inline]) -> Inline:
        # Targets are anchors already.
        targets = joined(map(identifier, filter(None, part.target.split(","))), Latex(","))
        return {"t": "Latex", "c": command("cited", anchor(part.key), targets, self.writer.write(inlines))}


def _text(text: str) -> Inline:
    return {"t": "Str", "c": text}


def _joined(items: Sequence[Sequence[Inline]], between: Sequence[Inline]) -> list[Inline]:
    return [inline for i, item in enumerate(items) for inline in ([*between, *item] if i else item)]


def _reference(inline: Inline) -> str:
    """Return the id of the work that an inline links to; empty if it is no such link."""
    if inline["t"] != "Link":
        return ""
    target = str(inline["c"][2][0])
    return target.removeprefix(_REFERENCE) if target.startswith(_REFERENCE) else ""


def _content(inline: Inline) -> list[Inline]:
    """Return the inlines within an inline."""
    if inline["t"] in _PLAIN_WRAPPERS:
        return list(inline["c"])
    if inline["t"] in _ATTRIBUTED_WRAPPERS:
        return list(inline["c"][1])
    if inline["t"] == "Note":
        return [inner for block in inline["c"] for inner in block["c"]]
    return []


def _with_content(inline: Inline, content: list[Inline]) -> Inline:
    if inline["t"] in _ATTRIBUTED_WRAPPERS:
        return {"t": inline["t"], "c": [inline["c"][0], content]}
    return {"t": inline["t"], "c": content}
