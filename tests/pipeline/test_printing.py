"""What templates print, with the place of each word."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.edits.model import WordPlace
from reportgen.findings.model import collect
from reportgen.pipeline import reviewing
from reportgen.pipeline.printing import Printing

pytestmark = pytest.mark.usefixtures("shared_cache")

CHAPTER = "templates/chapters/bridges.tex.j2"


def printing(project: Path) -> Printing:
    reading = reviewing.read(project, lambda _: None).value
    assert reading is not None
    return Printing(reading.checked, reading.checked.verified, reading.reviewed)


def test_words_of_templates_have_their_places_and_what_calls_print_its_usage(rivers: Path) -> None:
    made = collect(printing(rivers).templates({})).value
    assert made is not None
    (line,) = [p for p in made.printed if p.text.startswith("The Old Bridge cost")]
    text = (rivers / CHAPTER).read_text("utf-8")
    for sign, origin in zip(line.text, line.origins, strict=True):
        if isinstance(origin, WordPlace):
            assert origin.path == CHAPTER
            assert text[origin.begin : origin.end].strip() == sign.strip()
    assert isinstance(line.origins[line.text.index("2.5")], int)


def test_templates_are_printed_as_they_would_become(rivers: Path) -> None:
    text = (rivers / CHAPTER).read_text("utf-8")
    made = collect(printing(rivers).templates({CHAPTER: text.replace("The Old", "Our old")})).value
    assert made is not None
    assert any(p.text.startswith("Our old Bridge cost") for p in made.printed)


def test_a_template_that_compares_its_own_words_is_read_without_marks(rivers: Path) -> None:
    text = "\\BLOCK{ set words }one two\\BLOCK{ endset }\n\\BLOCK{ if 'one two' in words }It is so.\\BLOCK{ endif }\n"
    (rivers / CHAPTER).write_text(text, "utf-8")
    made = collect(printing(rivers).templates({})).value
    assert made is not None
    (line,) = [p for p in made.printed if p.text == "It is so."]
    assert not any(isinstance(origin, WordPlace) for origin in line.origins)
