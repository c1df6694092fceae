"""What was typed, as LaTeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.edits.typed import typed, with_breaks
from reportgen.text.latex import Latex


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("50 % & more_", r"50 \% \& more\_"),
        (r"\VAR{ x } $5", r"\textbackslash{}VAR\{ x \} \$5"),
        ("“so” – it’s", "``so'' -- it's"),
        ('"so" it\'s', "``so'' it's"),
    ],
)
def test_signs_are_written_as_a_template_of_tex_has_them(text: str, made: str) -> None:
    assert typed(text, "plain words ``quoted''") == made


def test_signs_stay_where_a_template_has_them_itself() -> None:
    assert typed("“so” – it’s", "It’s so") == "“so” – it’s"


@given(st.text())
def test_nothing_that_is_typed_opens_a_call(text: str) -> None:
    made = typed(text, "")
    assert not any(opening in made for opening in (r"\VAR{", r"\BLOCK{", "\n"))


def test_line_breaks_stay_at_the_nearest_blank() -> None:
    assert with_breaks(Latex("one two three four"), "a b\nc d") == "one two\nthree four"
    assert with_breaks(Latex("one"), "a\nb") == "one"
