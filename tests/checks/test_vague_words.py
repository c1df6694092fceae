"""Words for quantities that rest on nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline


@pytest.mark.parametrize(
    ("sentence", "vague"),
    [
        ("Dozens of bridges cross the Elbe", True),
        ("The majority of bridges cross the Elbe", True),
        ("Bridges cross the Elbe", False),
        ("An eighth of all who cross pay", False),
    ],
)
def test_a_vague_quantity_needs_a_number_or_a_passage(rivers: Path, sentence: str, vague: bool) -> None:
    chapter = rivers / "templates/chapters/bridges.tex.j2"
    text = f'{chapter.read_text("utf-8")}\n{sentence}\\VAR{{ cite("guide-old", "guide-toll") }}.\n'
    chapter.write_text(text, "utf-8")
    found = [each.code for each in pipeline.check(rivers, lambda _: None).findings]
    assert ("NUM025" in found) is vague, found
