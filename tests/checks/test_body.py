from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reading import read
from reportgen.checks.body import printed_files
from reportgen.checks.hardcoded_numbers import check_hardcoded_numbers
from reportgen.checks.statements import check_sourced, statements
from reportgen.draft.compose import compose
from reportgen.draft.model import Draft, DraftFile
from reportgen.findings.model import Location, collect
from reportgen.inputs.load import load

MAIN = "templates/brief.tex.j2"
A = r'\VAR{ cite("guide-old") }'


@pytest.fixture
def told(rivers: Path) -> Callable[..., list[str]]:
    """Put text into the main template, before or behind the beginning of the document: what is found there."""

    def look(body: str, preamble: str = "") -> list[str]:
        path = rivers / MAIN
        begin = "\\begin{document}\n"
        path.write_text(path.read_text("utf-8").replace(begin, preamble + begin + body + "\n", 1), "utf-8")
        project = collect(read(rivers)).value
        assert project is not None
        draft = collect(compose(project, collect(load(project)).value))
        assert draft.findings == ()
        typed = collect(check_hardcoded_numbers(draft.value)).findings
        unsourced = collect(check_sourced(statements(draft.value))).findings
        return [f"{f.code} {f.message}" for f in (*unsourced, *typed) if f.location.path == MAIN]

    return look


def test_a_main_template_as_it_should_be_is_not_accused(told: Callable[..., list[str]]) -> None:
    cover = r"{\Huge \VAR{ brief.title }}\par \VAR{ brief.authors }, \VAR{ brief.date } (\VAR{ brief.edition })"
    preamble = "\n".join(
        (
            r"\usepackage[a4paper,margin=25mm]{geometry}\geometry{top=2cm}\definecolor{x}{rgb}{0.1,0.2,0.3}",
            r"\setlength{\parskip}{6pt}\renewcommand{\arraystretch}{1.2}\newcommand{\boxed}[1]{\vspace{3mm}\textbf{#1}}",
            r"\makeatletter\renewcommand\section{\@startsection{section}{1}{0pt}{-3.5ex}{2ex}{\Large}}\makeatother",
            r"\fancyhead[L]{\leftmark}\hypersetup{pdfborder={0 0 1}}\AtBeginDocument{\setlength{\parindent}{0pt}}",
        )
    )
    assert told(f'{cover}\n\n\\section{{More}}\\boxed{{\\VAR{{ figure("cost-old") }} is the cost{A}.}}', preamble) == []


@pytest.mark.parametrize(
    "body",
    [
        "Trade fell in Minsk.",
        r"\textbf{Note:} it fell.",
        r"\begin{itemize}\item It fell.\end{itemize}",
        rf"It rose{A}.\footnote{{It fell.}}",
        r"\keyfinding{It fell}{It fell.}",
        r"In \VAR{ brief.title } it fell.",
        r"\VAR{ figure('cost-old') } is the cost.",
        r"\BLOCK{ macro said(what) }All of \VAR{ what } burnt.\BLOCK{ endmacro }\VAR{ said('it') }",
    ],
)
def test_sentences_of_the_main_template_need_a_source(told: Callable[..., list[str]], body: str) -> None:
    found = told(body)
    assert found
    assert {message.split()[0] for message in found} == {"STM001"}


@pytest.mark.parametrize(
    ("preamble", "body"),
    [
        ("", r"\section*{Trade of 81}"),
        ("", rf"Of 81 bridges{A}."),
        ("", r"\briefcover{Trade of 81}{}{}{}{}"),
        ("", r"\runningtitle{81 bridges}"),
        (r"\newcommand{\said}{81 bridges}", rf"The \said{A}."),
        (r"\newcommand{\inner}{81 bridges}\newcommand{\said}{The \inner}", rf"\said{A}."),
        (r"\newenvironment{notes}{81 bridges}{}", rf"\begin{{notes}}Here{A}.\end{{notes}}"),
        (r"\renewcommand{\contentsname}{81 bridges}", ""),
        (r"\title{81 bridges}", r"\maketitle"),
        (r"\fancyhead[L]{81 bridges}", ""),
        (r"\hypersetup{pdftitle={81 bridges}}", ""),
        (r"\AtBeginDocument{81 bridges}", ""),
    ],
)
def test_numbers_of_the_main_template_are_not_typed(told: Callable[..., list[str]], preamble: str, body: str) -> None:
    assert any(message.startswith('NUM005 "81" is typed') for message in told(body, preamble))


def test_what_report_toml_tells_is_checked_there_and_not_where_it_is_printed(
    rivers: Path, told: Callable[..., list[str]]
) -> None:
    path = rivers / "report.toml"
    path.write_text(path.read_text("utf-8").replace('title = "Bridges"', 'title = "Bridges of 1851"'), "utf-8")
    assert told(r"\VAR{ chapters[0].title } was dated \VAR{ brief.date }" + A + ".") == []


def test_what_stands_around_the_document_is_blank_on_its_lines() -> None:
    text = "\\newcommand{\\a}{A}\n\\newcommand{\\b}{B}\n\\begin{document}\nText \\b.\n\\end{document}\nmore\n"
    file = DraftFile("brief.tex", text, (Location("t", 1),))
    (read_file,) = printed_files(Draft((file,), ()))
    assert len(read_file.text) == len(text)
    lines = [line.strip() for line in read_file.text.split("\n")]
    assert lines == ["", "\\newcommand{\\b}{B}", "", "Text \\b.", "", "", ""]
