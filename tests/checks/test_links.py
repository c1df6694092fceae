"""References, labels and files of templates, told without TeX."""

from __future__ import annotations

import pytest

from reportgen.checks.links import check_links
from reportgen.draft.model import Draft, DraftFile, ExhibitUse, Usage
from reportgen.findings.model import Location
from reportgen.system.programs import which

PLACE = "templates/a.tex.j2"


def told(text: str, *others: str) -> list[str]:
    files = [
        DraftFile(f"chapters/{name}.tex", each, tuple(Location(PLACE, n) for n in range(1, each.count("\n") + 2)))
        for name, each in zip("abc", (text, *others), strict=False)
    ]
    placed = Usage(0, ExhibitUse("", (), (), "costs"), Location(PLACE), "chapters/a.tex")
    return [f"{f.location.line} {f.code} {f.message}" for f in check_links(Draft(tuple(files), (placed,)))]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (r"\label{a} \ref{a} \pageref{exhibit:costs} \exhibitref{costs}", []),
        ("x\n" + r"\ref{b}", ['2 TPL013 nothing in the brief is labelled "b"']),
        (r"\autoref{b}", ['1 TPL013 nothing in the brief is labelled "b"']),
        (r"\ref*{b}", ['1 TPL013 nothing in the brief is labelled "b"']),
        (r"\hyperref[b]{there}", ['1 TPL013 nothing in the brief is labelled "b"']),
        (r"\exhibitref{cost}", ['1 TPL013 nothing in the brief is labelled "exhibit:cost"']),
        (r"\label{a}\cref{a,b}", ['1 TPL013 nothing in the brief is labelled "b"']),
        (r"\newcommand\mine[1]{\label{m:#1}} \ref{m:x}", []),
        (r"% \ref{b} \label{a}" + "\n" + r"\label{a} \verb|\ref{b}|", []),
        ("\\begin{verbatim}\n\\ref{b}\n\\end{verbatim}\n\\ref{c}", ['4 TPL013 nothing in the brief is labelled "c"']),
        (r"100\% of \ref{b}", ['1 TPL013 nothing in the brief is labelled "b"']),
        ("\\label{a}\n\\label{a}", ['2 TPL014 a second place is labelled "a"']),
        (r"\label{exhibit:costs}", ['1 TPL014 a second place is labelled "exhibit:costs"']),
        (r"\input{setup} \input{chapters/a} \includegraphics[width=3mm]{exhibits/costs}", []),
        (r"\input{\jobname.x}", []),
        (r"\IfFileExists{x/y}{\input{x/y}}{}", []),
    ],
)
def test_labels_and_references(text: str, findings: list[str]) -> None:
    assert told(text) == findings


@pytest.mark.parametrize("name", ["images/none.png", "../secret.tex", "/etc/passwd"])
@pytest.mark.parametrize("call", [r"\includegraphics[width=2cm]", r"\input", r"\include"])
def test_files_that_tex_does_not_get(call: str, name: str) -> None:
    (found,) = told(f"x\n{call}{{{name}}}")
    assert found.startswith(f'2 TPL012 "{name}" is no file that TeX is given')


@pytest.mark.tex
def test_files_of_tex_are_there() -> None:
    assert which("kpsewhich")
    assert told(r"\input{article.cls}\input{ifpdf.sty}") == []
    (found,) = told(r"\input{nosuchfileanywhere}")
    assert found.startswith('1 TPL012 "nosuchfileanywhere"')


@pytest.mark.parametrize(
    ("name", "hint"),
    [("cost", 'did you mean "costs"?'), ("csots", 'did you mean "costs"?'), ("x", "name one of costs")],
)
def test_a_reference_to_no_exhibit_tells_of_those_that_are_placed(name: str, hint: str) -> None:
    placed = Usage(0, ExhibitUse("", (), (), "costs"), Location(PLACE), "chapters/a.tex")
    file = DraftFile("chapters/a.tex", rf"\exhibitref{{{name}}}", (Location(PLACE, 1),))
    assert [found.hint for found in check_links(Draft((file,), (placed,)))] == [hint]


def test_labels_stand_in_all_files() -> None:
    assert told(r"\ref{b}", r"\label{b}") == []
    assert told(r"\label{b}", r"\label{b}") == ['1 TPL014 a second place is labelled "b"']


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "run:setup.exe", "RUN:a"]
)
@pytest.mark.parametrize("call", [r"\href{%s}{text}", r"\url{%s}", r"\href[pdfnewwindow]{%s}{text}"])
def test_what_a_click_would_run(call: str, address: str) -> None:
    (found,) = told("x\n" + call % address)
    assert found.startswith(f'2 TPL017 "{address}" is no address of the web')


@pytest.mark.parametrize(
    "address", ["https://x.org/~a_b%7Ec", "http://x", "mailto:a@b.c", "www.x.org:80/a", "#part", "tel:+1", "urn:x"]
)
def test_addresses_of_the_web(address: str) -> None:
    assert told(rf"\href{{{address}}}{{text}} \url{{{address}}}") == []
    assert told(rf"\url{{{address}}} \ref{{b}}") == ['1 TPL013 nothing in the brief is labelled "b"']
