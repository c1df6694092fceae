"""Pandoc's blocks and inlines, as its JSON has them (https://hackage.haskell.org/package/pandoc-types)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

Node: TypeAlias = dict[str, Any]
"""A block or inline: its type ``t`` and, for most, its content ``c``."""

API: Final = [1, 23, 1]
SPACE: Final[Node] = {"t": "Space"}
_SPACED: Final = frozenset({"Space", "SoftBreak", "LineBreak"})


def attributes(name: str = "", classes: Sequence[str] = (), **pairs: str) -> list[Any]:
    """Return the attributes of an element: its id, its classes and others; underscores stand for hyphens."""
    return [name, list(classes), [[key.replace("_", "-"), value] for key, value in pairs.items() if value]]


def text(words: str) -> Node:
    """Return a text."""
    return {"t": "Str", "c": words}


def link(inlines: Sequence[Node], target: str, attrs: list[Any] | None = None) -> Node:
    """Return a link."""
    return {"t": "Link", "c": [attrs or attributes(), list(inlines), [target, ""]]}


def span(inlines: Sequence[Node], attrs: list[Any]) -> Node:
    """Return a span."""
    return {"t": "Span", "c": [attrs, list(inlines)]}


def strong(words: str) -> Node:
    """Return a text in bold."""
    return {"t": "Strong", "c": [text(words)]}


def para(inlines: Sequence[Node]) -> Node:
    """Return a paragraph."""
    return {"t": "Para", "c": list(inlines)}


def plain(inlines: Sequence[Node]) -> Node:
    """Return lines that are no paragraph of their own."""
    return {"t": "Plain", "c": list(inlines)}


def div(blocks: Sequence[Node], attrs: list[Any]) -> Node:
    """Return a division."""
    return {"t": "Div", "c": [attrs, list(blocks)]}


def header(level: int, inlines: Sequence[Node], attrs: list[Any]) -> Node:
    """Return a heading."""
    return {"t": "Header", "c": [level, attrs, list(inlines)]}


def html(markup: str) -> Node:
    """Return HTML that we have written ourselves; whatever stands in it was escaped before."""
    return {"t": "RawBlock", "c": ["html", markup]}


def document(blocks: Sequence[Node], **meta: str) -> bytes:
    """Return a document for pandoc to write."""
    said: Mapping[str, Any] = {key: {"t": "MetaInlines", "c": [text(value)]} for key, value in meta.items() if value}
    return json.dumps({"pandoc-api-version": API, "meta": said, "blocks": list(blocks)}, ensure_ascii=False).encode()


def words(nodes: Any) -> str:
    """Return the text of nodes, without notes."""
    if isinstance(nodes, list):
        return "".join(map(words, nodes))
    if not isinstance(nodes, dict):
        return ""
    kind: str = nodes["t"]
    content: Any = nodes.get("c")
    if kind in {"Str", "Code", "Math"}:
        return str(content if kind == "Str" else content[-1])
    if kind in _SPACED:
        return " "
    if kind == "Quoted":
        opening, closing = ("“", "”") if content[0]["t"] == "DoubleQuote" else ("‘", "’")
        return f"{opening}{words(content[1])}{closing}"
    return "" if kind in {"Note", "RawInline", "RawBlock"} else words(content)
