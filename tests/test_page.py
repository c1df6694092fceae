"""The page itself: nothing of a table, heading or note is lost, and nothing is cut off."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from reportgen import pipeline
from reportgen.findings.model import Outcome

pytestmark = [pytest.mark.tex, pytest.mark.usefixtures("shared_cache")]

CHAPTER = "templates/chapters/bridges.tex.j2"
ROWS = "data/bridges.csv"
TALL = " ".join(f"S{number:04d} word word." for number in range(600))


def build(folder: Path) -> Outcome[pipeline.Built | None]:
    return pipeline.build(folder, lambda _: None)


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")


def pages(folder: Path) -> list[str]:
    document = pypdfium2.PdfDocument(folder / "build/brief.pdf")
    # What stands off the paper counts as not printed.
    return [page.get_textpage().get_text_bounded() for page in document]


def shown(folder: Path) -> list[str]:
    return re.findall(r"S\d{4}", " ".join(pages(folder)))


def codes(outcome: Outcome[pipeline.Built | None]) -> list[str]:
    return [finding.code for finding in outcome.findings]


@pytest.mark.parametrize("options", ["{ }", '{ group = "river" }', "{ long = true }"])
def test_a_row_taller_than_a_page_goes_on_overleaf(rivers: Path, options: str) -> None:
    replace(rivers, ROWS, "New & Long Bridge", f"{TALL}")
    replace(rivers, "report.toml", '{ group = "river" }', options)
    replace(rivers, "report.toml", '"opened", "length"', '"length"')
    replace(rivers, CHAPTER, r'\VAR{ chart("costs") }', "")
    text = (rivers / "report.toml").read_text("utf-8")
    (rivers / "report.toml").write_text(text[: text.index("[exhibits.costs]")], "utf-8")
    replace(rivers, CHAPTER, r'\VAR{ row["name"] } opened', "It opened")
    outcome = build(rivers)
    assert outcome.value is not None, [str(f) for f in outcome.findings]
    assert shown(rivers) == TALL.replace(" word word.", "").split()
    assert sum("Length" in page for page in pages(rivers)) >= 3
    assert "88.25" in " ".join(pages(rivers))


def test_a_heading_of_rows_taller_than_a_page_goes_on_overleaf(rivers: Path) -> None:
    replace(rivers, "data/rivers.csv", "Elbe", TALL)
    outcome = build(rivers)
    assert outcome.value is not None, [str(f) for f in outcome.findings]
    assert shown(rivers) == TALL.replace(" word word.", "").split()


def test_a_table_that_may_not_break_and_is_too_high_is_an_error(rivers: Path) -> None:
    replace(rivers, "data/rivers.csv", "Elbe", TALL)
    replace(rivers, "report.toml", '{ group = "river" }', '{ group = "river", long = false }')
    outcome = build(rivers)
    assert outcome.value is None
    assert "TEX012" in codes(outcome)
    assert next(f for f in outcome.findings if f.code == "TEX012").location.path == "report.toml"


@pytest.mark.parametrize("long", ["true", "false"])
def test_a_note_longer_than_a_page_is_printed_or_refused(rivers: Path, long: str) -> None:
    replace(rivers, "report.toml", 'title = "Bridges by river"', f'title = "Bridges by river"\nnote = "{TALL}"')
    replace(rivers, "report.toml", '{ group = "river" }', f"{{ long = {long} }}")
    rule = '[[rules]]\ncode = "NUM005"\nseverity = "ignore"\nreason = "no matter here"\n'
    replace(rivers, "report.toml", "[units]", f"{rule}\n[units]")
    outcome = build(rivers)
    if long == "true":
        assert outcome.value is not None, [str(f) for f in outcome.findings]
        assert shown(rivers) == TALL.replace(" word word.", "").split()
    else:
        assert "TEX012" in codes(outcome)


def test_a_wide_table_stands_on_the_paper(rivers: Path) -> None:
    replace(rivers, "report.toml", '"opened", "length"', ", ".join(['"opened"'] * 12))
    outcome = build(rivers)
    assert outcome.value is not None, [str(f) for f in outcome.findings]
    assert codes(outcome) == ["EXH008"]


@pytest.mark.parametrize("style", ["", "chicago-notes-bibliography", "ieee", "nature"])
def test_a_citation_may_stand_wherever_text_does(rivers: Path, style: str) -> None:
    passage = r'\VAR{ cite("guide-old") }'
    chapter = rf"""\section{{Heading words{passage}}}
Words\footnote{{Words of a footnote{passage}.}} and more{passage}.

\begin{{figure}}[h]\rule{{3cm}}{{2cm}}\caption{{Words of a caption{passage}.}}\end{{figure}}

\begin{{tabular}}{{ll}}Cell & words{passage}.\\\end{{tabular}}

\VAR{{ table("bridges") }}
\VAR{{ chart("costs") }}
"""
    (rivers / CHAPTER).write_text(chapter, "utf-8")
    contents = r"\briefcontents{\listofchapters\listoffigures}"
    replace(rivers, "templates/brief.tex.j2", r"\BLOCK{ for", contents + "\n" + r"\BLOCK{ for")
    if style:
        replace(rivers, "report.toml", "[[chapters]]", f'style = "{style}"\n\n[[chapters]]')
    outcome = build(rivers)
    assert outcome.value is not None, [str(f) for f in outcome.findings]
    said = " ".join(" ".join(pages(rivers)).split())
    for words in ("Heading words", "Words of a footnote", "Words of a caption", "Cell words"):
        assert words in said
    if style == "chicago-notes-bibliography":
        for words in ("Words of a footnote (", "Words of a caption (", "Cell words ("):
            assert words in said
    bookmarks = [item.get_title() for item in pypdfium2.PdfDocument(rivers / "build/brief.pdf").get_toc()]
    assert any(title.startswith("Heading words") for title in bookmarks)


@pytest.mark.parametrize(
    "text",
    [r"\rule{30cm}{1pt}Words", r"\parbox{5cm}{" + r"Words\\" * 90 + "}", "Words" + "x" * 200],
)
def test_what_is_beyond_the_paper_is_an_error(rivers: Path, text: str) -> None:
    replace(rivers, CHAPTER, "The Old Bridge cost", f"{text} cost")
    outcome = build(rivers)
    assert outcome.value is None
    assert [str(f.location) for f in outcome.findings if f.code == "TEX012"] == [CHAPTER]
