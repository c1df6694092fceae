from __future__ import annotations

from collections.abc import Iterator

import pytest

from blocks.making import Text
from reportgen.blocks.marks import Marker
from reportgen.blocks.model import Shown
from reportgen.blocks.nodes import Node, attributes, link, para, span, text, words


class Bare(Marker):
    """Puts in place what every form has."""

    def _exhibit(self, shown: Shown, source: list[Node]) -> Iterator[Node]:
        yield para([text(shown.title)])


def put(made: Text, *blocks: Node) -> list[Node]:
    """Return the blocks behind the masthead."""
    return Bare(made.edition).of(list(blocks)).blocks[1:]


@pytest.mark.parametrize(("tag", "told"), [("ka", "ka"), ("zh-Hant", "zh-Hant"), ('x" onclick="', ""), ("", "")])
def test_words_in_another_language_say_which(rivers_text: Text, tag: str, told: str) -> None:
    (said,) = put(rivers_text, para([link([text("სახლი")], f"rg:lang/{tag}")]))
    assert said == para([span([text("სახლი")], attributes(lang=told))])


def test_a_reference_names_the_exhibit_and_leads_to_it(rivers_text: Text) -> None:
    (said,) = put(rivers_text, para([link([], "rg:exhibitref/costs")]))
    assert words(said) == "Figure\u00a01"
    assert said["c"][0]["c"][2][0] == "#exhibit:costs"
    assert words(put(rivers_text, para([link([], "rg:exhibitref/none")]))) == ""


def test_a_volume_without_a_front_gets_one(rivers_text: Text) -> None:
    first = Bare(rivers_text.edition).of([para([text("x")])]).blocks[0]
    assert words(first).startswith("Bridges over two riversA test")
