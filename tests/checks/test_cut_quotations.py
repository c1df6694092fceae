"""Quotations that leave out what negates them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline

CHAPTER = "templates/chapters/bridges.tex.j2"
OLD = r'\VAR{ cite("guide-old") }'
TOLD = """Not one delegate objected to the plan. It was not the first time that a king paid. The mayor said that it is
not true that the bridge fell. Few towns had asked for it. He came to the town, which he had not seen for
years, and stayed there. The delegates agreed to nothing. It was not only cheap but also strong. A few towns
wanted more of it. The tolls cannot be raised by the council. Nobody paid because the bridge was old. Without
the bridge the town would have starved. The council did not in any way oppose the work. The council, not the
king, gave the stones. Since then it has carried every"""


def told(folder: Path, said: str, langid: str = "") -> list[str]:
    """Return what is told of a sentence beside a text that negates much."""
    text = folder / "bib/texts/guide.txt"
    if "delegate" not in text.read_text("utf-8"):
        text.write_text(text.read_text("utf-8").replace("Since then it has carried every", TOLD), "utf-8")
    works = folder / "bib/sources.bib"
    works.write_text(
        works.read_text("utf-8").replace("{Guide},", "{Guide}," + (f" langid={{{langid}}}," if langid else ""))
    )
    (folder / CHAPTER).write_text(f"{said}{OLD}.\n\n" + (folder / CHAPTER).read_text("utf-8"), "utf-8")
    found = pipeline.check(folder, lambda _: None).findings
    return [f.message for f in found if f.code in {"EVI018", "EVI028"}]


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("It says “one delegate objected to the plan”", "Not one delegate objected to the plan"),
        ("It says “[O]ne delegate objected”", "Not One delegate objected"),
        ("It says “It was [also] the first time that a king paid”", "not the first time that a king paid"),
        ("It says “It was … the first time that a king paid”", "not the first time that a king paid"),
        ("It says “the bridge fell”", "not true that the bridge fell"),
        ("It says “towns had asked for it”", "Few towns had asked for it"),
        ("It says “The delegates agreed to”", "The delegates agreed to nothing."),
        ("It says “be raised by the council”", "cannot be raised by the council"),
        ("It says “The council did … oppose the work”", "The council did not in"),
    ],
)
def test_a_quotation_without_its_negation_is_evi028(rivers: Path, said: str, source: str) -> None:
    (message,) = told(rivers, said)
    assert message.endswith(f'leaves out what negates it: the source has "{source}"')


@pytest.mark.parametrize(
    "said",
    [
        "It says “Not one delegate objected to the plan”",
        "Not even “one delegate objected to the plan”",
        "The guide denies that “the bridge fell”",
        "It is not true that “the bridge fell”",
        "It says “The council did not […] oppose the work”",
        "It says “He came to the town … and stayed there”",
        "It says “It was not only cheap but also strong”",
        "It says “cheap but also strong”",
        "It says “towns wanted more of it”",
        "It says “the bridge was old”",
        "It says “the town would have starved”",
        "It says “The council … gave the stones”",
        "It says “opened in May after nine years”",
        "It was “the first that did not burn”",
    ],
)
def test_a_quotation_that_says_what_its_source_does_passes(rivers: Path, said: str) -> None:
    assert told(rivers, said) == []


def test_words_that_negate_are_those_of_the_source(rivers: Path) -> None:
    assert told(rivers, "It says “one delegate objected to the plan”", "german") == []
