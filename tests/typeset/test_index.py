"""The index of a table's names: the pages on which they stand, linked, in the same run."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from reportgen import pipeline
from reportgen.findings.model import Outcome
from reportgen.pipeline.model import Built

pytestmark = pytest.mark.usefixtures("shared_cache")

INDEX = r"""
\unnumberedchapter{Index}{Index}
\VAR{ index("bridges") }
\end{document}"""


def build(folder: Path) -> Outcome[Built | None]:
    outcome = pipeline.build(folder, lambda _: None)
    assert outcome.value is not None, outcome.findings
    return outcome


def pages(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def indexed(folder: Path, index: str = INDEX, text: str = "") -> Path:
    """Return the project with an index at the end of its template, and a text at the end of its chapter."""
    template = folder / "templates/brief.tex.j2"
    template.write_text(template.read_text("utf-8").replace("\n\\end{document}", index), "utf-8")
    chapter = folder / "templates/chapters/bridges.tex.j2"
    chapter.write_text(chapter.read_text("utf-8") + text, "utf-8")
    return folder


def test_names_in_text_and_tables_are_listed_with_their_pages(rivers: Path) -> None:
    stands = "\n\\clearpage\n{} stands\\VAR{{ cite('guide-old') }}.\n"
    text = stands.format("The Old Bridge") + stands.format("It") + stands.format("Again the Old Bridge")
    folder = indexed(rivers, text=text)
    build(folder)
    *before, last = pages(folder / "build/brief.pdf")
    assert "Index" in last
    entries = last.removesuffix(re.findall(r"\d+$", last)[0]).split("Index ", 1)[1]
    assert entries.split() == ["New", "&", "Long", "Bridge", "1", "Old", "Bridge", "1–2,", "4", "Toll", "Bridge", "1"]
    # The cover is a sheet of its own, without a number.
    assert [n for n, page in enumerate(before) if "Old Bridge stands" in page] == [2, 4]
    with pikepdf.open(folder / "build/brief.pdf") as pdf:
        links = [repr(note) for note in pdf.pages[-1].get("/Annots", [])]
    assert sum("page." in link for link in links) >= 5
    first = (folder / "build/brief.pdf").read_bytes()
    build(folder)
    assert (folder / "build/brief.pdf").read_bytes() == first


def test_names_within_other_names_commands_and_arguments_are_not_marked(rivers: Path) -> None:
    text = "\n\\section{The Old Bridge}\nNo Old Bridges\\VAR{ cite('guide-old') }.\n"
    folder = indexed(rivers, text=text)
    build(folder)
    tex = (folder / "build/tex/chapters/bridges.tex").read_text("utf-8")
    assert r"\section{The Old Bridge}" in tex
    assert "No Old Bridges" in tex
    assert r"\named{old}Old Bridge cost" in tex


def test_names_are_found_however_they_are_typed(rivers: Path) -> None:
    data = rivers / "data/bridges.csv"
    data.write_text(data.read_text("utf-8").replace("Toll Bridge", "Élysée Bridge"), "utf-8")
    cited = "\\VAR{ cite('guide-old') }.\n\n"
    typed = [
        "The Old\nBridge stands",
        "the Old~Bridge stands",
        r"the \'Elys\'ee Bridge stands",
        "the Old Bridge’s arch",
    ]
    folder = indexed(rivers, text="\n" + "".join(text + cited for text in typed))
    pipeline.build(folder, lambda _: None)
    (tex,) = [path.read_text("utf-8") for path in (folder / "build").rglob("chapters/bridges.tex")]
    for marked in ("The \\named{old}Old\nBridge", r"the \named{old}Old~Bridge", r"the \named{old}Old Bridge’s"):
        assert marked in tex
    assert r"the \named{toll}\'Elys\'ee Bridge" in tex


def test_names_that_two_rows_share_are_not_guessed(rivers: Path) -> None:
    data = rivers / "data/bridges.csv"
    data.write_text(data.read_text("utf-8").replace("Toll Bridge", "Old Bridge"), "utf-8")
    folder = indexed(rivers)
    pipeline.build(folder, lambda _: None)
    for made in (folder / "build").rglob("bridges.tex"):
        assert r"\named{old}" not in made.read_text("utf-8")
        assert r"\named{toll}" not in made.read_text("utf-8")
