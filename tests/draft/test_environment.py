"""Whatever a template does with what a data file says, none of it becomes a command of TeX."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.draft.builtins import FILTERS
from reportgen.draft.environment import environment
from reportgen.draft.line_map import resolve
from reportgen.findings.model import Location
from reportgen.text.latex import Latex, escape

CELL = r"\input{/etc/passwd} ^^5c $x$ % & # _ ~ ' ` % %s {0} \\"
HARMLESS = re.compile(
    r"(?:\\(?:textbackslash|textasciicircum|textasciitilde|textasciigrave|textquotesingle|textquotedbl|textminus"
    r"|allowbreak)\{\}|\\[{}$&#%_/-]|\{\}(?= *[\[*])|~|[^\\{}$&#%_^`'\"])*"
)
MACRO = r"\BLOCK{ macro m(y) }a\VAR{ y }b\VAR{ caller() if caller }\BLOCK{ endmacro }"
ARGUMENTS = ("", "(x)", "(x, x)", "(1, x)", "(3, True, x)", "('a', x)", "(attribute=x)", "(default=x)", "(x, x, 1)")
METHODS = ("format", "format_map", "upper", "join", "replace", "center", "ljust", "title", "split", "strip", "swapcase")
WHOLE = [
    r"\VAR{ x }",
    r"\VAR{ m(x) }",
    r"\VAR{ m(x) ~ x }",
    r"\VAR{ m(x) + x }",
    r"\VAR{ x + m(x) }",
    r"\VAR{ m(x) % x }",
    r"\VAR{ '%s' % x }",
    r"\VAR{ m(x)[:9] }",
    r"\VAR{ m(x)[3:] }",
    r"\VAR{ m(x)[::-1] }",
    r"\VAR{ m(x) * 2 }",
    r"\VAR{ [m(x), x]|first }",
    r"\VAR{ m(x)|e }",
    r"\VAR{ x|e|e }",
    r"\VAR{ [m(x), x]|join(x) }",
    r"\VAR{ m(x)|list|join }",
    r"\VAR{ m(caller=x.upper) }",
    r"\VAR{ m('', caller=x.title) }",
    r"\BLOCK{ call m(x) }\VAR{ x }\BLOCK{ endcall }",
    r"\BLOCK{ call(y) m(x) }\VAR{ y }\BLOCK{ endcall }",
    r"\BLOCK{ call '{c}'.format(c=x) }\BLOCK{ endcall }",
    r"\BLOCK{ call '{c}'.format_map({'c': x}) }\BLOCK{ endcall }",
    r"\BLOCK{ call dict(c=x) }\BLOCK{ endcall }",
    r"\BLOCK{ call x.upper() }\BLOCK{ endcall }",
    r"\BLOCK{ set y }\VAR{ x }\BLOCK{ endset }\VAR{ y }\VAR{ y[:9] }",
    r"\BLOCK{ for y in [x] recursive }\VAR{ y }\VAR{ loop.cycle(x, x) }\BLOCK{ endfor }",
    r"\BLOCK{ for y in [[x]] recursive }\VAR{ loop(y) if y is not string }\BLOCK{ endfor }",
    r"\BLOCK{ block b }\VAR{ x }\BLOCK{ endblock }\VAR{ self.b() }\VAR{ self.b()|upper }",
    r"\BLOCK{ with y = x }\VAR{ y }\BLOCK{ endwith }",
    r"\BLOCK{ import 'other' as o with context }\VAR{ o.n() }",
    r"\BLOCK{ include 'other' }",
    r"\BLOCK{ autoescape true }\VAR{ x }\BLOCK{ endautoescape }",
    r"\BLOCK{ filter format(x) }%s\BLOCK{ endfilter }",
    r"\BLOCK{ filter e }\VAR{ x }\BLOCK{ endfilter }",
]
FORMS = [
    *WHOLE,
    *(rf"\VAR{{ {value}|{name}{given} }}" for value in ("x", "m(x)") for name in FILTERS for given in ARGUMENTS),
    *(
        rf"\BLOCK{{ {start} {name}{given} }}{body}\BLOCK{{ {end} }}"
        for start, end in (("filter", "endfilter"), ("set y |", r"endset }\BLOCK{ set z = 1"))
        for name in FILTERS
        for given in ARGUMENTS
        for body in ("sa b", r"\VAR{ x }")
    ),
    *(
        rf"\BLOCK{{ call {value}.{name}{given} }}\BLOCK{{ endcall }}\VAR{{ {value}.{name}{given} }}"
        for value in ("x", "m(x)", "'{0}{x}'")
        for name in METHODS
        for given in ("()", "(x)", "(x, x=x)", "(9, x)")
    ),
]


def rendered(text: str, cell: str, kind: type[str] = Latex) -> str:
    templates = {"x": MACRO + text, "other": r"\BLOCK{ macro n() }\VAR{ x }\BLOCK{ endmacro }\VAR{ x }"}

    def finalize(value: object) -> str:
        return escape(str(value)) if kind is Latex and not isinstance(value, Latex) else kind(value)

    env = environment(templates.get, finalize, kind)
    return resolve(env.get_template("x").render(x=cell), Location("x")).text


def test_what_a_cell_says_stays_text() -> None:
    given = 0
    for text in FORMS:
        made = result(text, CELL)
        assert made is None or HARMLESS.fullmatch(made), (text, made)
        given += made is not None
    assert given > 300


def result(text: str, cell: str) -> str | None:
    try:
        return rendered(text, cell)
    except Exception:  # what cannot be done is a finding
        return None


@given(st.sampled_from(FORMS), st.text(st.sampled_from(r"\{}$&#%_^~'`[]*- ab%s0\n"), max_size=30))
def test_no_cell_becomes_a_command(text: str, cell: str) -> None:
    made = result(text, cell)
    assert made is None or HARMLESS.fullmatch(made), made


@pytest.mark.parametrize("form", [r"\VAR{ x }", r"\BLOCK{ filter replace('q', x) }q\BLOCK{ endfilter }"])
def test_plain_text_of_titles_is_not_escaped(form: str) -> None:
    assert rendered(form, CELL, str) == CELL


def test_what_a_template_says_itself_stays_latex() -> None:
    text = r"\emph{a}\BLOCK{ filter trim }x\BLOCK{ endfilter }\BLOCK{ set y }\textbf{b}\BLOCK{ endset }\VAR{ y }"
    assert rendered(text, "") == r"\emph{a}x\textbf{b}"


def test_a_web_pages_escaping_is_refused() -> None:
    with pytest.raises(Exception, match="autoescape"):
        rendered(r"\BLOCK{ autoescape true }<\BLOCK{ endautoescape }", "")
