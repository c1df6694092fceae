"""Numbers that are typed where no sentence is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline

CHAPTER = "templates/chapters/bridges.tex.j2"


def typed(folder: Path, text: str) -> list[tuple[int | None, str]]:
    path = folder / CHAPTER
    path.write_text(path.read_text("utf-8") + "\n" + text + "\n", "utf-8")
    found = pipeline.check(folder, lambda _: None).findings
    return [(f.location.line, f.message) for f in found if f.code == "NUM005"]


@pytest.mark.parametrize(
    "text",
    [
        r"\newcommand{\cost}{9 million}",
        r"\newcommand\cost[1][9]{#1 million}",
        r"\renewcommand*{\cost}[1]{\textbf{9 of #1}}",
        r"\providecommand{\cost}{9}",
        r"\def\cost{9}",
        r"\newenvironment{costs}{It cost 9}{.}",
        r"\newenvironment{costs}{It cost}{9.}",
        r"\setcounter{cost}{9}",
        r"\addtocounter{section}{9}",
        r"\addcontentsline{toc}{section}{All 9 of them}",
        r"\makebox[3cm][c]{9}",
        r"\verb|9|",
        "\\begin{verbatim}\n% 9\n\\end{verbatim}".replace("% ", "x "),
        r"\begin{tikzpicture}[scale=2]\draw (0,0) -- (1,1) node[above=3pt] {9};\end{tikzpicture}",
        r"$x = 9$",
        r"\begin{equation}9\end{equation}",
        r'\VAR{ "9" }',
        r'\VAR{ "no" ~ "9" }',
        r'\VAR{ "some 9" | when(true) }',
        r'\BLOCK{ set cost = "9" }\VAR{ cost }',
        r"\BLOCK{ set cost }9\BLOCK{ endset }\VAR{ cost }",
        r"\BLOCK{ macro cost() }9\BLOCK{ endmacro }\VAR{ cost() }",
        r"\VAR{ 8 + 1 }",
    ],
)
def test_a_number_wherever_it_is_typed(rivers: Path, text: str) -> None:
    begin = (rivers / CHAPTER).read_text("utf-8").count("\n") + 2
    found = typed(rivers, text)
    assert len(found) == 1
    assert "9" in found[0][1]
    assert (found[0][0] or 0) >= begin


@pytest.mark.parametrize(
    "text",
    [
        "% 9",
        r"\newcommand{\cost}[2]{#1 and #2\vspace{9pt}}",
        "\\newcommand{\\cost}{% 9\nmuch}",
        r"\setcounter{tocdepth}{2}",
        r"\begin{comment}9\end{comment}",
        r"\begin{tikzpicture}[scale=2]\draw[xshift=3pt] (0,0); \foreach \x in {1,2}{\draw (\x,0);}\end{tikzpicture}",
        r"\label{part9}\index{9}",
        r'\newcommand{\cost}{\VAR{ figure("cost-old") }}',
    ],
)
def test_what_prints_no_typed_number(rivers: Path, text: str) -> None:
    assert typed(rivers, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Only ½ of it.",
        "Some 2½ of it.",
        r"Only \textonequarter{} of it.",
        r"Only \textonehalf\ of it.",
        r"\nicefrac{1}{2} of it.",
        "Only ² of it.",
        r"The word\textonesuperior.",
        "Only Ⅻ of it.",
        "Only ⑫ of it.",
        "Built in mcmlxviii.",
        r"Built in \textsc{mcmlxviii}.",
        "It has xii gates.",
        r'It has \VAR{ "xii" } gates.',
    ],
)
def test_a_number_without_digits_is_typed_too(rivers: Path, text: str) -> None:
    assert typed(rivers, text)


@pytest.mark.parametrize(
    "text",
    [
        "It has a mix of vivid, civil and mild gates.",
        "It has many km² of land, and CO₂ is in its air.",
        "In the 1960s it was built, or in the mid-1970s.",
        "It took many ml, cm and mm.",
    ],
)
def test_words_and_units_are_no_typed_numbers(rivers: Path, text: str) -> None:
    assert typed(rivers, text) == []
