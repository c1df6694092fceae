"""Whatever a value begins with, and wherever a template puts it: all of it is printed, and changes no command."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from reportgen import pipeline

pytestmark = pytest.mark.tex

BEGINNINGS = (
    *("skip 3cm", "plus 5cm", "sep 2cm", "series omega", "fil", "height 3cm", "]x", "[2cm]", "x,y=z", "*", "5", "pt"),
    *("-", "<", ",", "minus 1cm", "PLUS 1cm"),
)
# The value stands at "@", or at each; "=" parts what is read from the page.
PLACES = (
    *("\\par@", "\\par\\small@", "{\\bf@}", "\\begin{itemize}\\item@\\end{itemize}", "\\begin{itemize}\\item @\\end{itemize}"),
    *("x\\hskip 1em @", "\\vskip 2mm @", "x\\hskip 1em minus 1em @", "\\parskip=0pt @", "\\penalty0@", "\\par\\hrule @"),
    *("x\\vrule @", "\\par\\parindent=0pt\\leftskip 0pt @", "x\\kern1pt@", "\\looseness=0 @", "\\hangindent 0pt\\hangafter 1@"),
    *("\\begin{description}\\item[@]text\\end{description}", "\\section[@]{@}", "\\subsection[@]{Title}", "x\\\\@", "x\\@"),
    *("\\begin{figure}\\caption[@]{Caption @}\\end{figure}", "x-@", "x<@", "x,@", "x@@", "\\emph{\\em@}", "\\textbf{\\hskip 1pt@}"),
)
HEAD = """title = "Bridges"
authors = ["Anna"]
date = "2020-02-29"
edition = "One"
[[rules]]
code = "NUM005"
severity = "ignore"
reason = "no matter here"
[[chapters]]
id = "bridges"
title = "Bridges"
template = "templates/chapters/bridges.tex.j2"
"""


def _project(folder: Path, beginning: str) -> list[str]:
    """Write a chapter that has a value at every place, by turns with its record and as mere text; tell the values."""
    values: list[str] = []
    chapter = ""

    def printed(_: re.Match[str]) -> str:
        number = len(values)
        values.append(f"{beginning} q{chr(97 + number // 26)}{chr(97 + number % 26)}z")
        calls = (f'\\VAR{{ value("b{number}", "kind") }}', f'\\VAR{{ rows("bridges")[{number}]["kind"] }}')
        return calls[number % 2]

    for turn in range(2):
        chapter += "\\par x\n" * turn
        for place in PLACES:
            chapter += re.sub("@", printed, place) + ' x\\VAR{ cite("guide-old") }.\n\n'
        values += [f"{beginning} none"] * (1 - len(values) % 2)
    (folder / "report.toml").write_text(HEAD, "utf-8")
    (folder / "templates/chapters/bridges.tex.j2").write_text(chapter, "utf-8")
    lines = [f'b{n},Bridge,elbe,"{value}",1999,1,guide-old' for n, value in enumerate(values)]
    (folder / "data/bridges.csv").write_text("\n".join(["id,name,river,kind,opened,length,evidence", *lines]), "utf-8")
    return [value for value in values if "none" not in value]


def _plain(text: str) -> str:
    """Leave out blanks, the ends of lines, capitals, and kinds of hyphens."""
    return re.sub(r"[\s\u00ad\ufffe\x02]", "", text.replace("\u2010", "-")).lower()
