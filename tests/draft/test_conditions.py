"""What TeX's conditions keep from print."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import pipeline
from reportgen.draft.conditions import UnclosedCondition, printed_part

CHAPTER = "templates/chapters/bridges.tex.j2"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (r"a \iffalse x\fi b", "a b"),
        ("a \\iffalse x\ny\\else z\\fi b", "a %\nzb"),
        (r"\iftrue a\else b\fi c", "ac"),
        (r"\iffalse \ifx a\b c\fi d\fi e", "e"),
        (r"\iffalse a\iffalse b\fi c\else d\fi e", "de"),
        (r"\ifnum1<2 \iffalse q\fi a\fi", r"\ifnum1<2 a\fi"),
        (r"$a \iff b$ \ifthenelse{a}{b}{c}", r"$a \iff b$ \ifthenelse{a}{b}{c}"),
        (r"\newif\ifdraft \ifdraft a\else b\fi", r"\newif\ifdraft \ifdraft a\else b\fi"),
        ("x\n\\begin{comment}\nx\n\\end{comment}\nz", "x\n%\n%\n%\nz"),
        ("x \\iffalse a\n\n\\fi\nz", "x %\n%\n%\nz"),
        ("% \\iffalse\nx", "% \\iffalse\nx"),
        (r"\verb|\iffalse| x", r"\verb|\iffalse| x"),
        ("\\begin{verbatim}\n\\iffalse\n\\end{verbatim}", "\\begin{verbatim}\n\\iffalse\n\\end{verbatim}"),
    ],
)
def test_what_is_never_printed_is_taken_out(text: str, printed: str) -> None:
    assert printed_part(text) == (printed, None)
    assert printed.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("x\n\\iffalse a", UnclosedCondition(2, r"\iffalse")),
        ("x\n\n\\ifx a b", UnclosedCondition(3, r"\ifx")),
        ("a\n\\fi", UnclosedCondition(2, r"\fi")),
        ("\\iffalse a\\fi\n\\iftrue b", UnclosedCondition(2, r"\iftrue")),
        ("\\newif\\ifdraft\n\\ifdraft b", UnclosedCondition(2, r"\ifdraft")),
    ],
)
def test_what_does_not_close_is_found_on_its_line(text: str, open_: UnclosedCondition) -> None:
    assert printed_part(text)[1] == open_


@given(st.lists(st.sampled_from([r"\iffalse ", r"\iftrue ", r"\else ", r"\fi ", "a", "\n", "% x\n"]), max_size=14))
def test_lines_stay_where_they_are(parts: list[str]) -> None:
    text = "".join(parts)
    assert printed_part(text)[0].count("\n") == text.count("\n")


def test_what_is_hidden_is_neither_stated_nor_used(rivers: Path) -> None:
    path = rivers / CHAPTER
    before = pipeline.check(rivers, lambda _: None)
    hidden = 'It cost 9. \\VAR{ figure("cost-new") } \\VAR{ chart("costs") }'
    path.write_text(
        f"{path.read_text('utf-8')}\n\\iffalse {hidden}\n\n\\fi\n\\begin{{comment}}\n{hidden}\n\\end{{comment}}\n"
    )
    assert pipeline.check(rivers, lambda _: None).findings == before.findings


@pytest.mark.parametrize("text", [r"\iffalse It is.", r"\newcommand{\x}{y}\begin{comment} It is.", r"\ifodd1 It is."])
def test_what_hides_the_rest_is_an_error_where_it_begins(rivers: Path, text: str) -> None:
    path = rivers / CHAPTER
    line = path.read_text("utf-8").count("\n") + 1
    path.write_text(f"{path.read_text('utf-8')}{text}\nIt goes on.\n", "utf-8")
    found = [f for f in pipeline.check(rivers, lambda _: None).findings if f.code == "TPL009"]
    assert [f.location.line for f in found] == [line]
