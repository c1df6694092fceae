"""Which section a quotation stands in, whatever headings the rows name."""

from __future__ import annotations

import pytest

from reportgen.findings.model import Location
from reportgen.inputs.evidence.model import Evidence
from reportgen.inputs.evidence.passages import locate
from reportgen.inputs.texts.read import source_text

FILL = "The towns agreed on many things in those years, and most of them were soon forgotten by all who lived there."
NUMBERED = f"""A Book of Bridges

Contents

1. Introduction ..... 1
2. The Old Bridge ..... 2
2.1 Its Arches ..... 2
3. The New Bridge ..... 3

1. Introduction

Toll was taken from everybody who crossed. {FILL}

Three things count, which are

1. who pays

2. who crosses

3. who builds

The towns have named nothing else. {FILL}

2. The Old Bridge

The old bridge burned down in May. {FILL}

2.1 Its Arches

The arches were made of stone. {FILL}

3. The New Bridge

The new bridge was paid by all. Toll was taken from everybody who crossed. {FILL}
"""
MARKDOWN = (
    NUMBERED.replace("2.1 Its", "## Its").replace("2. The Old B", "# The Old B").replace("3. The New B", "# The New B")
)
UNDERLINED = MARKDOWN.replace("# The Old Bridge\n", "The Old Bridge\n==============\n").replace(
    "# The New Bridge\n", "The New Bridge\n==============\n"
)


def section(text: str, quote: str, stated: str) -> str:
    source = source_text("guide", "0", text.replace("#  ", "# "), [stated])
    row = Evidence("e", "guide", stated, "", "", quote, "", "", Location("bib/evidence.csv", 2, 1))
    found = locate([row], {"guide": source})["e"]
    assert found.match == "exact"
    return found.section


@pytest.mark.parametrize(
    ("quote", "stated", "there"),
    [
        ("old bridge burned down", "The Old Bridge", "The Old Bridge"),
        ("old bridge burned down", "2", "2"),
        ("old bridge burned down", "3", "2. The Old Bridge"),
        ("new bridge was paid", "The Old Bridge", "3. The New Bridge"),
        ("new bridge was paid", "2. The Old Bridge", "3. The New Bridge"),
        ("arches were made of stone", "The Old Bridge", "The Old Bridge"),
        ("arches were made of stone", "2", "2"),
        ("arches were made of stone", "2.1", "2.1"),
        ("arches were made of stone", "The New Bridge", "2.1 Its Arches"),
        ("Toll was taken from everybody", "Introduction", "Introduction"),
        ("Toll was taken from everybody", "The New Bridge", "The New Bridge"),
        ("Toll was taken from everybody", "The Old Bridge", "1. Introduction"),
    ],
)
def test_numbered_headings_count_though_no_row_names_them(quote: str, stated: str, there: str) -> None:
    assert section(NUMBERED, quote, stated) == there


@pytest.mark.parametrize("text", [MARKDOWN, UNDERLINED])
@pytest.mark.parametrize(
    ("quote", "stated", "there"),
    [
        ("old bridge burned down", "The Old Bridge", "The Old Bridge"),
        ("new bridge was paid", "The Old Bridge", "The New Bridge"),
        ("arches were made of stone", "The Old Bridge", "The Old Bridge"),
        ("arches were made of stone", "Its Arches", "Its Arches"),
        ("new bridge was paid", "Its Arches", "The New Bridge"),
    ],
)
def test_headings_that_markdown_marks_count(text: str, quote: str, stated: str, there: str) -> None:
    assert section(text, quote, stated) == there


def test_a_list_is_none_of_headings() -> None:
    for stated in ("Introduction", "The Old Bridge"):
        assert section(NUMBERED, "have named nothing else", stated) in {
            "Introduction",
            "1. Introduction",
            "3. who builds",
        }
