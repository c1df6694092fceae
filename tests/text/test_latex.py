from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reportgen.store.fingerprint import of_value, read_digest
from reportgen.text.latex import Latex, anchor, command, counted, digits, escape, identifier, joined

# What escaped text may hold: plain characters, and these commands.
HARMLESS = re.compile(
    r"\\(?:textbackslash|textasciicircum|textasciitilde|textasciigrave|textquotesingle|textquotedbl|textminus|allowbreak)\{\}"
    r"|\\[{}$&#%_/]|\\-|~|[^\\{}$&#%_^`'\"]"
)


def test_specials_are_escaped() -> None:
    assert escape("100 % & $5_x {a} #1 ^~\\") == (
        r"100 \% \& \$5\_x \{a\} \#1 \textasciicircum{}\textasciitilde{}\textbackslash{}"
    )


def test_ligatures_are_taken_apart() -> None:
    assert escape("a--b") == r"a-\/-b"
    assert escape("<<?`") == r"<\/<?\/\textasciigrave{}"


def test_no_command_takes_the_beginning_for_its_argument() -> None:
    assert (escape("[5cm] a"), escape(" * a"), escape("a [b]*")) == ("{}[5cm] a", "{} * a", "a [b]*")


def test_latex_passes_unchanged() -> None:
    made = Latex(r"\emph{x}")
    assert escape(made) is made


def test_line_breaks_become_blanks_and_control_characters_are_marked() -> None:
    assert escape("a\r\nb\x03c") == "a b\ufffdc"


@given(st.text())
def test_whatever_the_text_only_harmless_latex_comes_out(text: str) -> None:
    assert HARMLESS.sub("", escape(text).removeprefix("{}")) == ""


@given(st.text(), st.text())
def test_anchors_are_safe_and_tell_apart(one: str, other: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9.-]*", anchor(one))
    assert (anchor(one) == anchor(other)) == (one == other)


@given(st.text(max_size=30))
def test_a_name_for_tex_has_nothing_that_tex_acts_on(text: str) -> None:
    try:
        found = identifier(text)
    except ValueError:
        assert not re.fullmatch(r"[A-Za-z0-9./-]+", text)
    else:
        assert re.fullmatch(r"[A-Za-z0-9./-]+", found)


@given(st.text())
def test_nothing_but_64_digits_is_a_digest(text: str) -> None:
    assert read_digest(text) is None or (len(text) == 64 and set(text) <= set("0123456789abcdef"))
    assert str(digits(of_value(text))) == str(of_value(text))


def test_a_command_with_its_arguments() -> None:
    assert command("a", escape("{"), counted(3)) == r"\a{\{}{3}"
    assert joined((escape("a"), escape("b")), escape("&")) == r"a\&b"
    assert isinstance(anchor("a b"), Latex)
