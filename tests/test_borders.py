"""Whatever a value begins with, and wherever a template puts it: all of it is printed, and changes no command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from reportgen import pipeline

pytestmark = [pytest.mark.tex, pytest.mark.usefixtures("shared_cache")]

BEGINNINGS = (
    *("skip 3cm", "plus 5cm", "sep 2cm", "series omega", "fil", "height 3cm", "]x", "[2cm]", "x,y=z", "*", "5", "pt"),
    *("-", "<", ",", "minus 1cm", "PLUS 1cm"),
)
# A value stands at each "@".
PLACES = (
    *(
        "\\par@",
        "\\par\\small@",
        "{\\bf@}",
        "\\begin{itemize}\\item@\\end{itemize}",
        "\\begin{itemize}\\item @\\end{itemize}",
    ),
    *(
        "x\\hskip 1em @",
        "\\vskip 2mm @",
        "x\\hskip 1em minus 1em @",
        "\\parskip=0pt @",
        "\\penalty0@",
        "\\par\\hrule @",
    ),
    *(
        "x\\vrule @",
        "\\par\\parindent=0pt\\leftskip 0pt @",
        "x\\kern1pt@",
        "\\looseness=0 @",
        "\\hangindent 0pt\\hangafter 1@",
    ),
    *(
        "\\begin{description}\\item[@]text\\end{description}",
        "\\section[@]{@}",
        "\\subsection[@]{Title}",
        "x\\\\@",
        "x\\@",
    ),
    *(
        "\\begin{figure}\\caption[@]{Caption @}\\end{figure}",
        "x-@",
        "x<@",
        "x,@",
        "x@@",
        "\\emph{\\em@}",
        "\\textbf{\\hskip 1pt@}",
    ),
)
HEAD = """title = "Bridges"
authors = ["Anna"]
date = "2020-02-29"
edition = "One"
[[chapters]]
id = "bridges"
title = "Bridges"
template = "templates/chapters/bridges.tex.j2"
""" + "".join(
    f'[[rules]]\ncode = "{code}"\nseverity = "ignore"\nreason = "no matter here"\n'
    for code in ("NUM003", "NUM005", "STM001")
)


def _project(folder: Path, beginning: str) -> list[str]:
    """Write a chapter that has a value at every place, once with its record and once as mere text; tell the values."""
    values: list[str] = []
    chapter = "\\setcounter{tocdepth}{3}\\tableofcontents\\listoffigures\n\n"
    for call in ('\\VAR{ value("b%d", "kind") }', '\\VAR{ (rows("bridges", id="b%d")|first)["kind"] }'):

        def printed(_: re.Match[str], call: str = call) -> str:
            number = len(values)
            values.append(f"{beginning} q{chr(97 + number // 26)}{chr(97 + number % 26)}z")
            return call % number

        for place in PLACES:
            chapter += re.sub("@", printed, place) + ' x\\VAR{ cite("guide-old") }.\n\n'
    (folder / "report.toml").write_text(HEAD, "utf-8")
    (folder / "templates/chapters/bridges.tex.j2").write_text(chapter, "utf-8")
    lines = [f'b{n},Bridge,elbe,"{value}",,,guide-old' for n, value in enumerate(values)]
    (folder / "data/bridges.csv").write_text("\n".join(["id,name,river,kind,opened,length,evidence", *lines]), "utf-8")
    path = folder / "data/datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    del package["resources"][2]
    package["resources"][1]["schema"]["fields"][3] = {"name": "kind", "type": "string"}
    path.write_text(json.dumps(package), "utf-8")
    return values


def _plain(text: str) -> str:
    """Leave out blanks, the ends of lines, capitals, and kinds of hyphens."""
    return re.sub(r"[\s\u00ad\ufffe\x02]", "", text.replace("\u2010", "-")).lower()


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_every_value_is_printed_wherever_it_stands(rivers: Path, beginning: str) -> None:
    values = _project(rivers, beginning)
    outcome = pipeline.build(rivers, lambda _: None)
    assert outcome.value is not None, [str(f) for f in outcome.findings if f.severity == "error"]
    with pypdfium2.PdfDocument(rivers / "build/brief.pdf") as document:
        printed = _plain("".join(page.get_textpage().get_text_bounded() for page in document))
    assert [value for value in values if _plain(value) not in printed] == []
