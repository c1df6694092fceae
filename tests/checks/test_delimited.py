"""Commands that read on to a sign, which a value may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline

CHAPTER = "templates/chapters/bridges.tex.j2"


def found(rivers: Path, text: str) -> list[str]:
    """Return the lines and messages of what is told of a text at the head of a chapter."""
    path = rivers / CHAPTER
    path.write_text(f"{text}\n{path.read_text('utf-8')}", "utf-8")
    findings = pipeline.check(rivers, lambda _: None).findings
    return [f"{f.location.line} {f.message.split()[0]}" for f in findings if f.code == "TPL030"]


@pytest.mark.parametrize(
    "text",
    [
        r"\def\x#1.{#1}",
        r"\def\x#1 {#1}",
        r"\gdef\x#1\stop{#1}",
        r"\edef\x#1#2;{#1}",
        r"\xdef\x(#1){#1}",
        r"\def\x#1#{\hbox#1}",
        r"\def\x\{#1\}{#1}",
        r"\NewDocumentCommand{\x}{u{.}}{#1}",
        r"\RenewDocumentCommand\x{d()m}{#1}",
        r"\DeclareDocumentCommand\x{m t!}{#1}",
        r"\NewExpandableDocumentCommand{\x}{r<>}{#1}",
        r"\NewDocumentEnvironment{\x}{O{1}D<>{2}}{#1}{}",
    ],
)
def test_a_command_that_reads_on_to_a_sign(rivers: Path, text: str) -> None:
    assert found(rivers, text) == [r"1 \x"]


@pytest.mark.parametrize(
    "text",
    [
        r"\def\x{word}",
        r"\def\x#1{#1}",
        r"\def\x #1{}",
        r"\def\x#1#2{(#1)}",
        r"\newcommand{\x}[2][d]{#1.#2}",
        r"\NewDocumentCommand{\x}{s o O{red} +m}{#3}",
        r"% \def\x#1.{#1}",
        r"\let\x=\emph \undef\x",
        r"\newcommand{\x}{\def}",
        r"\newcommand{\x}{\write1{\gdef\string\y{1}}}",
    ],
)
def test_a_command_that_takes_braces(rivers: Path, text: str) -> None:
    assert found(rivers, text) == []
