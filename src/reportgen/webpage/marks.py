"""Blocks as pandoc read them → the blocks of a page for browsers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.blocks.marks import Marker
from reportgen.blocks.model import Document, Edition, Marked, Shown
from reportgen.blocks.nodes import SPACE, Node, attributes, div, link, plain, span, text
from reportgen.webpage.exhibits import on_page


def marked(document: Document, edition: Edition, pictures: Mapping[str, str]) -> Marked:
    """Return the blocks of a page; ``pictures`` has its charts as HTML."""
    return _Page(edition, pictures).of(json.loads(document.blocks))


@dataclass
class _Page(Marker):
    """Puts things in place for a browser."""

    pictures: Mapping[str, str] = field(default_factory=dict)

    def _exhibit(self, shown: Shown, source: list[Node]) -> Iterator[Node]:
        yield from on_page(shown, self.edition, self.pictures.get(shown.name, ""), source)

    def _behind(self, name: str) -> Iterator[Node]:
        word, how = self.edition.words, self.edition.verified.get(name, "")
        told: list[Node] = [span([text(word[how])], attributes("", ["sure"]))] if how in word else []
        uses = [use for use in self._used.get(name, ()) if use.number in self._standing]
        if uses:
            told += [SPACE, text(f"{word['Used']}:")]
        for number, use in enumerate(uses, 1):
            said = f" ({word.get(use.verdict, use.verdict)})" if use.verdict else ""
            told += [SPACE, link([text(f"{number}{said}")], f"#use:{use.number}", attributes("", ["back"]))]
        if told:
            yield div([plain(told)], attributes("", ["apparatus"]))
