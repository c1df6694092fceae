"""Groups and environments that a file does not close."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.draft.balance import unbalanced


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a\nb {\\bf c\nd", 2, 'the "{" is never closed'),
        ("a\nb } c", 2, 'a "}" closes nothing that was opened in this file'),
        ("\\begin{quote}\na\n\nb", 1, r"\begin{quote} is never closed"),
        ("a\n\\end{quote}", 2, r"\end{quote} closes nothing that was opened in this file"),
        ("\\begin{quote}\n{a\n\\end{quote}", 2, r'the "{" is never closed: \end{quote} on line {other} comes before'),
        ("\\begin{a}\n\\end{b}", 2, r"\end{b} closes nothing: what is open is \begin{a} of line {other}"),
        ("a % {\n\\textbf{b % }\nc", 2, 'the "{" is never closed'),
        ("\\url{a%7Bb}\n{", 2, 'the "{" is never closed'),
        ("\\newcommand\\x{\\begin{a}}\n{", 2, 'the "{" is never closed'),
    ],
)
def test_what_is_not_closed_is_found_on_its_line(text: str, line: int, message: str) -> None:
    fault = unbalanced(text)
    assert fault is not None
    assert (fault.line, fault.message) == (line, message)


@pytest.mark.parametrize(
    "text",
    [
        r"a {b \{ c} \} \\{d} \%{e}",
        "\\begin{quote}a {b}\n\\end{quote} % } \\begin{a}",
        r"\verb|{| and \verb*+}+",
        "\\begin{verbatim}\n} \\begin{x}\n\\end{verbatim}",
        r"\href{https://x.org/a%7Bb}{text}",
        r"\newenvironment{note}{\begin{quote}}{\end{quote}}",
        r"\catcode`\{=12 {",
        "",
    ],
)
def test_what_is_balanced_passes(text: str) -> None:
    assert unbalanced(text) is None


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    groups = inner.map(lambda text: f"{{{text}}}")
    environments = st.tuples(st.sampled_from(["quote", "list"]), inner).map(
        lambda pair: rf"\begin{{{pair[0]}}}{pair[1]}\end{{{pair[0]}}}"
    )
    return st.lists(groups | environments | inner, max_size=4).map("\n".join)


@given(st.recursive(st.sampled_from(["a", r"\{", "% {\n", r"\\"]), nested, max_leaves=12), st.data())
def test_one_brace_too_few_or_too_many_is_found(text: str, data: st.DataObject) -> None:
    text += "\n"
    assert unbalanced(text) is None
    lines = text.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    lines.insert(at, data.draw(st.sampled_from(["{", "}"])))
    assert unbalanced("\n".join(lines)) is not None
