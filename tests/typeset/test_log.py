from __future__ import annotations

import pytest

from reportgen.findings.model import Location
from reportgen.typeset.log import read_log
from reportgen.typeset.model import Manuscript, TexFile

CHAPTER = TexFile("chapters/a.tex", b"one\ntwo\nthree\n", tuple(Location("templates/a.j2", n) for n in (1, 5, 9)))
MAIN = TexFile("brief.tex", b"x\n", (Location("templates/brief.j2", 1),))
OTHER = TexFile(
    "chapters/b.tex",
    b"\\ifnum1=1\nx \\bgroup y {z}\n\\hyperlink{nosuch}{\\begingroup}",
    tuple(Location("templates/b.j2", n) for n in (1, 2, 3)),
)
MANUSCRIPT = Manuscript({file.path: file for file in (CHAPTER, OTHER, MAIN)}, "pdflatex")
OPEN = "(./brief.tex (/usr/share/x.sty) (./setup.tex) (./chapters/a.tex\n"


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (
            "./chapters/a.tex:2: Undefined control sequence.\n",
            "templates/a.j2:5: error TEX001 tex-error: Undefined control sequence",
        ),
        (
            OPEN + "Overfull \\hbox (12.5pt too wide) in paragraph at lines 3--4\n",
            "templates/a.j2:9: warning TEX002 overfull-box: line is 12.5 pt too wide",
        ),
        (
            OPEN + "Overfull \\vbox (7.0pt too high) has occurred while \\output is active []\n",
            "templates/a.j2: warning TEX002 overfull-box: page or box is 7.0 pt too high",
        ),
        (
            OPEN + "LaTeX Warning: Reference `exhibit:x' on page 3 undefined on input line 2.\n",
            'templates/a.j2:5: error TEX003 undefined-reference: nothing is called "exhibit:x"',
        ),
        (
            "pdfTeX warning (dest): name{ev.x} has been referenced but does not exist, replaced by a fixed one\n",
            'brief.tex: error TEX003 undefined-reference: a link leads to "ev.x", which is nowhere',
        ),
        (
            OPEN + "LaTeX Warning: Float too large for page by 1746.7pt on input line 2.\n",
            "templates/a.j2:5: error TEX012 off-page: it is 1746.7 pt higher than a page, and what is below is cut off",
        ),
        (
            "reportgen: no language ngerman\n",
            'report.toml: warning CIT011 missing-language: TeX has no language "ngerman": '
            'hyphenation and names such as "Figure" and "Contents" are English',
        ),
        (
            "(\\end occurred inside a group)\n\n### semi simple group (level 1) entered at line 3 (\\begingroup)\n",
            'templates/b.j2:3: error TPL009 unclosed-group: "\\begingroup" is never closed',
        ),
        (
            "### simple group (level 1) entered at line 2 ({)\n### bottom level\n",
            'templates/b.j2:2: error TPL009 unclosed-group: "{" is never closed',
        ),
        (
            "(\\end occurred when \\ifnum on line 1 was incomplete)\n",
            'templates/b.j2:1: error TPL009 unclosed-group: "\\ifnum" is never closed',
        ),
        (
            "pdfTeX warning (dest): name{nosuch} has been referenced but does not exist, replaced by a fixed one\n",
            'templates/b.j2:3: error TEX003 undefined-reference: a link leads to "nosuch", which is nowhere',
        ),
        (
            OPEN + "Missing character: There is no \u0436 (U+0436) in font qplr8t!\n",
            'templates/a.j2: error TEX004 missing-glyph: font qplr8t has no "\u0436"',
        ),
        (
            "./brief.tex:1: LaTeX Error: File `nosuch.sty' not found.\n",
            'templates/brief.j2:1: error TEX005 missing-tex-file: TeX does not find "nosuch.sty"',
        ),
    ],
)
def test_the_log_points_at_templates(log: str, expected: str) -> None:
    assert [str(f) for f in read_log(log, MANUSCRIPT)] == [expected]


def test_small_overfull_boxes_pass() -> None:
    assert list(read_log(OPEN + "Overfull \\hbox (4.9pt too wide) in paragraph at lines 3--4\n", MANUSCRIPT)) == []


def test_files_that_have_ended_are_left() -> None:
    log = OPEN + ")\nOverfull \\hbox (12.5pt too wide) in paragraph at lines 1--1\n"
    assert [str(f.location) for f in read_log(log, MANUSCRIPT)] == ["templates/brief.j2:1"]
