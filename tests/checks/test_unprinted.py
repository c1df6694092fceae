"""What calls print where TeX prints no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline

CHAPTER = "templates/chapters/bridges.tex.j2"
VALUE = r'\VAR{ value("old", "name") }'


def found(rivers: Path, text: str) -> list[str]:
    """Return what is said of a value that stands at each "@" of a text."""
    with (rivers / CHAPTER).open("a", encoding="utf-8") as file:
        file.write("\n\n" + text.replace("@", VALUE) + '\\VAR{ cite("guide-old") }.\n')
    findings = pipeline.check(rivers, lambda _: None).findings
    return [f.message for f in findings if f.code == "TPL023"]


@pytest.mark.parametrize(
    ("text", "argument"),
    [
        (r"a\hspace{@} b", r"argument 1 of \hspace"),
        (r"a\vspace*{@} b", r"argument 1 of \vspace"),
        (r"a\phantom{\textbf{@}} b", r"argument 1 of \phantom"),
        (r"a\label{one-@} b", r"argument 1 of \label"),
        (r"a\textcolor{@}{b}", r"argument 1 of \textcolor"),
        (r"a\parbox[t]{@}{b}", r"argument 1 of \parbox"),
        (r"\newlength{\wide}\setlength{\wide}{@}a", r"argument 2 of \setlength"),
        (r"\newcommand{\x}[1]{}a\x{@} b", r"argument 1 of \x"),
        (r"\newcommand{\x}[2]{#1}a\x{b}{@} c", r"argument 2 of \x"),
        (r"\newcommand\x[1]{\vspace{#1}}a\x{@} b", r"argument 1 of \x"),
        (r"\def\x#1#2{#1}a\x{b}{@} c", r"argument 2 of \x"),
        (r"\gdef\x#1{\vspace{#1}}a\x{@} b", r"argument 1 of \x"),
    ],
)
def test_a_value_in_an_argument_that_is_not_printed(rivers: Path, text: str, argument: str) -> None:
    assert found(rivers, text) == [f'"Old Bridge" is {argument}, which prints no text there']


@pytest.mark.parametrize("defined", [r"\newcommand{\x}[1]{(#1)}", r"\def\x#1{(#1)}"])
def test_a_value_without_braces_behind_a_command_of_ones_own(rivers: Path, defined: str) -> None:
    assert found(rivers, rf"{defined}a\x @ b") == [r'of "Old Bridge" \x takes the first letter alone']


@pytest.mark.parametrize(
    "text",
    [
        r"a\textbf{@} b",
        r"a\textcolor{red}{@}",
        r"a\parbox{3cm}{@}",
        r"a\hspace{1cm}@ b",
        r"a\hspace{1cm}{@} b",
        r"a\label{x} @ b",
        r"\newcommand{\x}[1]{(#1)}a\x{@} b",
        r"\newcommand{\x}[2]{\hspace{#1}#2}a\x{1cm}{@} b",
        r"\newcommand{\x}[1]{\phantom{#1}#1}a\x{@} b",
        r"\newcommand{\x}[2][1cm]{\hspace{#1}#2}a\x[2cm]{@} b",
        r"\newcommand{\x}{word}a\x{} @ b",
        r"\def\x#1{(#1)}a\x{@} b",
        r"a % \hspace{" + "\n@ b",
    ],
)
def test_a_value_that_is_printed(rivers: Path, text: str) -> None:
    assert found(rivers, text) == []
