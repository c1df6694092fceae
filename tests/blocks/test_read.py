from __future__ import annotations

from pathlib import Path

import pytest

from review.conftest import change
from webpage.making import made


def test_a_command_that_the_page_does_not_know_is_told_at_its_line(rivers: Path) -> None:
    change(rivers, "templates/chapters/bridges.tex.j2", "The new one", r"\reflectbox{x} The new one")
    (told,) = made(rivers, charts=False).told
    assert str(told).startswith("templates/chapters/bridges.tex.j2:2: warning WEB001 unknown-command:")
    assert r"\reflectbox{x}" in told.message


@pytest.mark.parametrize("said", [r"\vspace{1cm}", r"\pagebreak", r"\label{here}", "", r"\noindent"])
def test_what_prints_nothing_is_not_missed(rivers: Path, said: str) -> None:
    change(rivers, "templates/chapters/bridges.tex.j2", "The new one", f"{said} The new one")
    assert made(rivers, charts=False).told == ()


def test_a_command_of_the_volume_holds_for_its_page(rivers: Path) -> None:
    change(rivers, "templates/brief.tex.j2", r"\begin{document}", "\\newcommand{\\name}[1]{<#1>}\n\\begin{document}")
    change(rivers, "templates/chapters/bridges.tex.j2", "The new one", r"\name{This} The new one")
    page = made(rivers, charts=False)
    assert page.told == ()
    assert "&lt;This&gt; The new one" in page.html


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (r"\begin{itemize}\item[No] x\end{itemize}", r"\item[No]"),
        (r"\begin{enumerate}\item[A] x\end{enumerate}", r"\item[A]"),
        (r"\begin{tabular}{ll}a & b\\ \cline{2-2} c & d\end{tabular}", r"\cline"),
        (r"x\footnote[7]{seven}", r"\footnote"),
        (r"See \eqref{sum}. \begin{equation}\label{sum} a=b\end{equation}", r"\eqref{sum}"),
        (r"\appendix\chapter{More}", r"\appendix"),
        (r"\begin{table}\caption{Cap}\begin{tabular}{l}a\end{tabular}\end{table}", r"\caption"),
        (r"\includegraphics{x.png}", r"\includegraphics"),
    ],
)
def test_what_pandoc_reads_otherwise_than_tex_is_told(rivers: Path, said: str, told: str) -> None:
    change(rivers, "templates/chapters/bridges.tex.j2", "The new one", f"{said} The new one")
    assert [found.message for found in made(rivers, charts=False).told] == [
        f'the page leaves out "{told}", which it does not know'
    ]


def test_labels_of_a_description_are_kept(rivers: Path) -> None:
    said = r"\begin{description}\item[No] x\end{description}"
    change(rivers, "templates/chapters/bridges.tex.j2", "The new one", f"{said} The new one")
    assert made(rivers, charts=False).told == ()


def test_no_label_of_a_template_takes_the_place_of_a_passage(rivers: Path) -> None:
    said = r"\section{One}\label{ev:guide-new} \hypertarget{bib:guide}{x} The new one"
    change(rivers, "templates/chapters/bridges.tex.j2", "The new one", said)
    html = made(rivers, charts=False).html
    assert html.count('id="ev:guide-new"') == html.count('id="bib:guide"') == 1


def test_a_reference_to_a_chapter_is_its_number(rivers: Path) -> None:
    change(rivers, "templates/chapters/bridges.tex.j2", "The new one", r"Chapter~\ref{chapter:bridges}. The new one")
    page = made(rivers, charts=False)
    assert page.told == ()
    assert "Chapter\N{NO-BREAK SPACE}<a" in page.html


@pytest.mark.parametrize(
    ("said", "printed"),
    [("(,,x'' <<y>>)", "(„x” «y»)"), (r"(\url{https://a.org/x,,y})", "https://a.org/x,,y"), ("($a << b$)", "&lt;&lt;")],
)
def test_signs_that_tex_s_fonts_make_are_those_signs(rivers: Path, said: str, printed: str) -> None:
    change(rivers, "templates/chapters/bridges.tex.j2", "The new one", f"{said} The new one")
    assert printed in made(rivers, charts=False).html
