"""Pandoc's inlines → LaTeX."""

from __future__ import annotations

import pytest

from reportgen.citations.inlines import Inline, InlineWriter
from reportgen.text.latex import Latex

A: Inline = {"t": "Str", "c": "a"}
SPACE: Inline = {"t": "Space"}
NO_ATTRIBUTES = ["", [], []]


def link(text: str, target: str) -> Inline:
    return {"t": "Link", "c": [NO_ATTRIBUTES, [{"t": "Str", "c": text}], [target, ""]]}


@pytest.mark.parametrize(
    ("inline", "latex"),
    [
        ({"t": "Str", "c": "50% & _x_"}, r"50\% \& \_x\_"),
        ({"t": "SoftBreak"}, " "),
        ({"t": "Emph", "c": [A, SPACE, A]}, r"\emph{a a}"),
        ({"t": "Strong", "c": [A]}, r"\textbf{a}"),
        ({"t": "SmallCaps", "c": [A]}, r"\textsc{a}"),
        ({"t": "Superscript", "c": [A]}, r"\textsuperscript{a}"),
        ({"t": "Subscript", "c": [A]}, r"\textsubscript{a}"),
        ({"t": "Quoted", "c": [{"t": "SingleQuote"}, [A]]}, "‘a’"),
        ({"t": "Quoted", "c": [{"t": "DoubleQuote"}, [A]]}, "“a”"),
        ({"t": "Span", "c": [["", ["nocase"], []], [A]]}, "a"),
        ({"t": "Span", "c": [["", ["csl-left-margin"], []], [A, SPACE]]}, "a~"),
        ({"t": "Note", "c": [{"t": "Para", "c": [A]}]}, r"\footnote{a}"),
        ({"t": "Code", "c": [NO_ATTRIBUTES, r"\x"]}, r"\textbackslash{}x"),
        ({"t": "Math", "c": [{"t": "InlineMath"}, "x_1"]}, r"x\_1"),
        ({"t": "RawInline", "c": ["latex", r"\input{x}"]}, r"\textbackslash{}input\{x\}"),
        ({"t": "Image", "c": [NO_ATTRIBUTES, [A], ["file.png", ""]]}, "a"),
        ({"t": "Novelty", "c": [[A], "b"]}, "ab"),
        ({"t": "Latex", "c": Latex(r"\cited{a}{b}{c}")}, r"\cited{a}{b}{c}"),
        ({"t": "Latex", "c": r"\cited{a}"}, r"\textbackslash{}cited\{a\}"),
        (link("https://x.org/a_b%20{}", "https://x.org/a_b%20{}"), r"\url{https://x.org/a\_b\%20\%7B\%7D}"),
        (link("text_", "https://x.org/#ü &"), r"\href{https://x.org/\#\%C3\%BC\%20\&}{text\_}"),
    ],
)
def test_inline(inline: Inline, latex: str) -> None:
    assert InlineWriter().write([inline]) == latex


def test_addresses_within_a_link_are_not_linked() -> None:
    writer = InlineWriter(links=False)
    assert writer.write([link("https://x.org/_", "https://x.org/_")]) == r"\nolinkurl{https://x.org/\_}"
    assert writer.write([link("text", "https://x.org/")]) == "text"


def test_neighbours_are_escaped_as_one_text() -> None:
    assert InlineWriter().write([{"t": "Str", "c": "-"}, {"t": "Str", "c": "-"}]) == r"-\/-"


def test_stand_ins_are_replaced_once_and_escaped() -> None:
    writer = InlineWriter({ord("X"): "10% X"})
    assert writer.write([{"t": "Emph", "c": [{"t": "Str", "c": "sec. X"}]}]) == r"\emph{sec. 10\% X}"


@pytest.mark.parametrize(
    "target",
    [
        "run:calc",
        "RUN:calc",
        "file:///etc/passwd",
        "javascript:x",
        "data:text/html,x",
        "calc.exe",
        " run:x",
        "",
        "//x/y",
    ],
)
def test_what_is_no_address_of_the_web_is_no_link(target: str) -> None:
    link = {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "words"}], [target, ""]]}
    assert InlineWriter().write([link]) == "words"
    shown = {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": target}], [target, ""]]}
    assert "url" not in InlineWriter(links=False).write([shown])


@pytest.mark.parametrize("target", ["http://a.b", "HTTPS://a.b/c", "mailto:a@b.c", "doi:10.1/x"])
def test_addresses_of_the_web_are_links(target: str) -> None:
    link = {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "words"}], [target, ""]]}
    assert InlineWriter().write([link]) == rf"\href{{{target}}}{{words}}"
