"""LaTeX of bibliographies → text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.inputs.latextext import _NOCASE, Decoded, _character, _parsed, _tidy, decode, verbatim
from reportgen.inputs.simplelatex import simple

NOCASE = '<span class="nocase">'


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"{\"O}sterreich, \v{s}, \c c, \ss{}, {\o}, \u{\i}", "Österreich, š, ç, ß, ø, ĭ"),
        (r"A \& B, 5\,\% or 50% of \$6, a\_b_c # d & e", "A & B, 5 % or 50% of $6, a_b_c # d & e"),
        ("``so'' -- and --- \\ldots", "“so” – and — …"),
        ("two\n   lines", "two lines"),
        ("a~b", "a\u00a0b"),
        (r"\emph{The {River}} \textsc{x} \enquote{q} \mbox{z}", "The River x “q” z"),
        (r"\href{https://x.org}{page} \url{https://x.org/a\_b}", "page <https://x.org> https://x.org/a_b"),
        (r"$\alpha$ and $x^2$", "α and x^2"),
        ("[Supplied title]", "[Supplied title]"),
        ("", ""),
    ],
)
def test_plain_text(source: str, text: str) -> None:
    decoded = decode(source)
    assert decoded.text == text
    assert decoded.problems == ()


@pytest.mark.parametrize(
    ("source", "rich"),
    [
        ("The {NATO} rivers", f"The {NOCASE}NATO</span> rivers"),
        ("{{All of It}}", f"{NOCASE}All of It</span>"),
        (r"{\"O}l and \emph{La {Loire}}", "Öl and <i>La Loire</i>"),
        (r"H\textsubscript{2}O \textbf{b}", "H<sub>2</sub>O <b>b</b>"),
        (r"\textsc{x}", '<span style="font-variant:small-caps;">x</span>'),
        ("{} a", "a"),
    ],
)
def test_rich_text(source: str, rich: str) -> None:
    assert decode(source).rich == rich


@pytest.mark.parametrize(
    ("source", "text", "problems"),
    [
        (r"a \bogus{b} c", "a b c", (r"\bogus",)),
        (r"\textit{\bogus x} \bogus", "x", (r"\bogus",)),
        (r"$\bogus$", "", (r"\bogus",)),
        (r"a\input{secret}b", "ab", (r"\input",)),
        (r"\begin{odd}x\end{odd}", "x", (r"\begin{odd}",)),
        ("{" * 90 + "x" + "}" * 90, "x", ("braces nested too deeply",)),
    ],
)
def test_what_cannot_be_decoded_is_told(source: str, text: str, problems: tuple[str, ...]) -> None:
    decoded = decode(source)
    assert (decoded.text, decoded.problems) == (text, problems)


def test_broken_latex_stays_as_it_is() -> None:
    assert decode(r"\sqrt") == Decoded(r"\sqrt", r"\sqrt", ("LaTeX that cannot be read",))


def test_verbatim_fields_lose_only_needless_escapes() -> None:
    assert verbatim(r" https://x.org/a\_b\%20~c\#d ") == "https://x.org/a_b%20~c#d"


_PIECES = (
    *(
        "a",
        "Oslo",
        " ",
        "{",
        "}",
        "~",
        "-",
        "--",
        "---",
        "`",
        "``",
        "'",
        "''",
        "?`",
        "!",
        "%",
        "&",
        "#",
        "_",
        "\n",
        "<",
    ),
    *(r"\&", r"\%", r"\_", r"\'e", r"\"{o}", r"{\"o}", r"\^i", r"\v{s}", r"\c{c}", r"\'\i", r"\emph{x}", r"\o ", "$x$"),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_the_short_way_gives_what_the_parser_gives(source: str) -> None:
    easy = simple(source, _character, _NOCASE)
    if easy is not None:
        full = _parsed(source)
        assert Decoded(_tidy(easy[0]), _tidy(easy[1])) == full


@pytest.mark.parametrize(
    "source", [r"{The} {\"O}resund of {Oslo} and \'{e} -- 7", r"Smith \& S{\~a}o", "``x'' {A}~{B}"]
)
def test_what_most_fields_hold_goes_the_short_way(source: str) -> None:
    assert simple(source, _character, _NOCASE) is not None
