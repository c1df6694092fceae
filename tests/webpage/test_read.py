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
