"""Several volumes of one brief: each with its own chapters, citations, notes and lists; one ledger for all."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pikepdf
import pytest

from pdfs import read_words
from reportgen import pipeline
from reportgen.pipeline.model import Built

RIVERS = Path(__file__).parent / "projects/rivers"
VOLUMES = """
[[chapters]]
id = "tolls"
title = "Tolls"
template = "templates/chapters/tolls.tex.j2"

[[volumes]]
id = "brief"
title = "Brief"
chapters = ["bridges"]
template = "templates/short.tex.j2"
citations = "notes"

[[volumes]]
id = "annex"
title = "Annex"
chapters = ["tolls"]

[exhibits.tolls]
kind = "table"
title = "Costs again"
table = "figures"
where = { unit = "USD" }
columns = ["bridge", "date"]
"""
SHORT = r"""\documentclass[11pt,oneside]{report}
\usepackage{reportgen}
\input{setup}
\begin{document}
\BLOCK{ for chapter in chapters }
\chapter{\VAR{ chapter.title }}
\VAR{ chapter.body }
\BLOCK{ endfor }
\unnumberedchapter{Notes}{Notes}
\VAR{ notes() }
\end{document}
"""
TOLLS = r"""The toll of the Old Bridge was low for some\VAR{ cite("guide-toll") }; see \exhibitref{costs}.

\VAR{ table("tolls") }
"""


def with_annex(rivers: Path) -> Path:
    """Give the project a second volume, which the first one names a table of."""
    (rivers / "report.toml").write_text((rivers / "report.toml").read_text("utf-8") + VOLUMES, "utf-8")
    (rivers / "templates/short.tex.j2").write_text(SHORT, "utf-8")
    (rivers / "templates/chapters/tolls.tex.j2").write_text(TOLLS, "utf-8")
    chapter = rivers / "templates/chapters/bridges.tex.j2"
    chapter.write_text(
        chapter.read_text("utf-8") + '\\VAR{ "See" } \\exhibitref{tolls} in the \\volumeref{annex}'
        '\\VAR{ cite("guide-old") }.\n',
        "utf-8",
    )
    return rivers


@pytest.fixture
def two(rivers: Path) -> Path:
    return with_annex(rivers)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """The project of two volumes, built once: not to be changed."""
    folder = with_annex(Path(shutil.copytree(RIVERS, tmp_path_factory.mktemp("volumes") / "rivers")))
    return folder, build(folder)


@pytest.fixture
def built(first: tuple[Path, Built], tmp_path: Path) -> Path:
    """A copy of it with all that its build left."""
    return Path(shutil.copytree(first[0], tmp_path / "rivers"))


def build(folder: Path) -> Built:
    outcome = pipeline.build(folder, lambda _: None)
    assert outcome.value is not None, outcome.findings
    return outcome.value


@pytest.mark.tex
def test_each_volume_is_a_pdf_and_one_ledger_tells_of_both(first: tuple[Path, Built]) -> None:
    two, built = first
    assert list(built.pages) == ["brief", "annex"]
    brief, annex = (" ".join(read_words((two / f"build/{name}.pdf").read_bytes())) for name in ("brief", "annex"))
    assert "The Old Bridge cost $2.5 million. 1" in brief
    assert "Notes" in brief
    assert "after nine years" in brief
    assert "Bibliography" not in brief
    assert "Bibliography" in annex
    assert "cross pay" in annex
    assert re.search(r"See Annex, Table 1, p\. \d in the Annex", brief)
    assert re.search(r"Brief, Figure 1, p\. \d", annex)
    assert (two / "build/tex/brief.tex").is_file()
    assert (two / "build/tex-annex/brief.tex").is_file()
    assert not (two / "build/tex/exhibits/tolls.tex").exists()
    ledger = json.loads((two / "build/ledger.json").read_text("utf-8"))
    assert ledger["exhibits"]["tolls"]["pages"][0].startswith("annex/")
    assert ledger["exhibits"]["costs"]["pages"][0].isdecimal()
    assert any(page.startswith("annex/") for page in ledger["evidence"]["guide-toll"]["used_on"])


@pytest.mark.tex
def test_a_page_of_the_annex_is_traced(first: tuple[Path, Built]) -> None:
    two, _ = first
    ledger = json.loads((two / "build/ledger.json").read_text("utf-8"))
    traced = pipeline.trace(two, ledger["exhibits"]["tolls"]["pages"][0])
    assert traced is not None
    assert "templates/chapters/tolls.tex.j2" in traced.as_text


@pytest.mark.tex
def test_links_between_volumes_lead_to_named_places_of_the_other_file(first: tuple[Path, Built]) -> None:
    two, _ = first
    with pikepdf.open(two / "build/brief.pdf") as brief, pikepdf.open(two / "build/annex.pdf") as annex:
        links = [note.A for page in brief.pages for note in page.get("/Annots", []) if "/F" in note.get("/A", {})]
        named = {str(link.D) for link in links if link.S == "/GoToR" and isinstance(link.D, pikepdf.String)}
        assert {str(link.F) for link in links} == {"annex.pdf"}
        destinations = pikepdf.NameTree(annex.Root.Names.Dests)
        assert named
        assert all(name in destinations for name in named)


@pytest.mark.tex
def test_a_change_in_one_volume_sets_only_that(built: Path) -> None:
    path = built / "templates/chapters/tolls.tex.j2"
    path.write_text(path.read_text("utf-8").replace("was low", "was very low"), "utf-8")
    with pipeline.Session(built) as session:
        assert session.build().value is not None
        made = {step.unit for step in session.steps if not step.reused}
    assert "pages of annex" in made
    assert "pages" not in made


@pytest.mark.tex
def test_volumes_that_are_no_more_leave_nothing_behind(built: Path) -> None:
    (built / "build/notes.pdf").write_bytes(b"of the reader's own")
    chapter = built / "templates/chapters/bridges.tex.j2"
    chapter.write_text(chapter.read_text("utf-8").replace("in the \\volumeref{annex}", ""), "utf-8")
    settings = (built / "report.toml").read_text("utf-8")
    (built / "report.toml").write_text(re.sub(r"(?s)\[\[volumes\]\].*?(?=\[exhibits\.tolls\])", "", settings), "utf-8")
    assert list(build(built).pages) == ["brief"]
    assert not (built / "build/annex.pdf").exists()
    assert not (built / "build/tex-annex").exists()
    assert (built / "build/notes.pdf").read_bytes() == b"of the reader's own"


@pytest.mark.tex
def test_the_same_bytes_in_another_folder(first: tuple[Path, Built], two: Path, tmp_path: Path) -> None:
    other = two.rename(tmp_path / "elsewhere")
    build(other)
    for name in ("brief.pdf", "annex.pdf", "ledger.json"):
        assert (other / f"build/{name}").read_bytes() == (first[0] / f"build/{name}").read_bytes(), name


@pytest.mark.tex
def test_a_failure_in_the_second_volume_names_it_and_keeps_both(built: Path) -> None:
    before = [(built / f"build/{name}.pdf").read_bytes() for name in ("brief", "annex")]
    path = built / "templates/chapters/tolls.tex.j2"
    path.write_text(path.read_text("utf-8") + "\n\\unheardof\n", "utf-8")
    outcome = pipeline.build(built, lambda _: None)
    assert outcome.value is None
    (found,) = [f for f in outcome.findings if f.code == "TEX001"]
    assert found.location.path == "templates/chapters/tolls.tex.j2"
    assert (built / "build/log/annex.log").is_file()
    assert before == [(built / f"build/{name}.pdf").read_bytes() for name in ("brief", "annex")]


def test_a_volume_that_is_not_there_is_no_reference(two: Path) -> None:
    path = two / "templates/chapters/bridges.tex.j2"
    path.write_text(path.read_text("utf-8").replace("volumeref{annex}", "volumeref{anex}"), "utf-8")
    found = [f for f in pipeline.check(two, lambda _: None).findings if f.code == "TPL013"]
    assert [(f.message, f.hint) for f in found] == [
        ('nothing in the brief is labelled "volume:anex"', 'did you mean "annex"?')
    ]


@pytest.mark.tex
def test_a_reference_leads_to_a_label_of_another_volume(two: Path) -> None:
    chapter = two / "templates/chapters/bridges.tex.j2"
    chapter.write_text(
        chapter.read_text("utf-8").replace("\\volumeref{annex}", "\\volumeref[sec:of-tolls]{annex}"), "utf-8"
    )
    there = two / "templates/chapters/tolls.tex.j2"
    there.write_text("\\section{Of tolls}\\label{sec:of-tolls}\n" + there.read_text("utf-8"), "utf-8")
    build(two)
    brief = (two / "build/brief.pdf").read_bytes()
    assert re.search(r"in the Annex, p\. \d", " ".join(read_words(brief)))
    with pikepdf.open(two / "build/brief.pdf") as pdf, pikepdf.open(two / "build/annex.pdf") as annex:
        actions = [note.A for page in pdf.pages for note in page.get("/Annots", ()) if "/A" in note]
        to = [str(a.D) for a in actions if str(a.get("/F", "")) == "annex.pdf" and "/D" in a]
        known = {str(name) for name, _ in pikepdf.NameTree(annex.Root.Names.Dests).items()}
    assert any(name.startswith("section") for name in to)
    assert set(to) <= known


@pytest.mark.parametrize(
    ("named", "message", "hint"),
    [
        ("[sec:tols]{annex}", 'nothing in the volume "annex" is labelled "sec:tols"', 'did you mean "sec:tolls"?'),
        ("[sec:tolls]{anex}", 'no other volume is "anex"', 'did you mean "annex"?'),
    ],
)
def test_a_label_that_another_volume_does_not_have_is_no_reference(
    two: Path, named: str, message: str, hint: str
) -> None:
    path = two / "templates/chapters/bridges.tex.j2"
    path.write_text(path.read_text("utf-8").replace("\\volumeref{annex}", f"\\volumeref{named}"), "utf-8")
    there = two / "templates/chapters/tolls.tex.j2"
    there.write_text("\\section{Of tolls}\\label{sec:tolls}\n" + there.read_text("utf-8"), "utf-8")
    found = [f for f in pipeline.check(two, lambda _: None).findings if f.code == "TPL013"]
    assert [(f.message, f.hint) for f in found] == [(message, hint)]


def test_a_limit_below_nothing_is_none(two: Path) -> None:
    path = two / "report.toml"
    path.write_text(
        path.read_text("utf-8").replace('citations = "notes"', 'citations = "notes"\nmax_words = -3'), "utf-8"
    )
    assert "PRJ004" in {f.code for f in pipeline.check(two, lambda _: None).findings}
