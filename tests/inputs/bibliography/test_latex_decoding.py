"""LaTeX of bibliographies → text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.inputs.bibliography.latex_decoding import (
    DecodedField,
    _character,
    _parsed,
    _tidy,
    address,
    decode,
    verbatim,
)
from reportgen.inputs.bibliography.latex_subset import decode_subset
from reportgen.inputs.bibliography.markup import NOCASE as NOCASE_TAGS

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
        (r"$\alpha$ and $x^2$", "α and x²"),
        (r"CO$_2$ and H$_{2}$O: $10^{6}$", "CO₂ and H₂O: 10⁶"),
        (r"A${}_{2}$, $\mathrm{CO_2}$, H\textsubscript{2}O", "A₂, CO₂, H₂O"),
        (r"A $\times$ B, $\sim$5, 5$^\circ$C, 1$^{st}$, $\frac{1}{2}$", "A × B, ~5, 5°C, 1st, 1/2"),
        (r"A &amp; B \&amp; C &#8211; AT&T; a &lt; b", "A & B & C – AT&T; a < b"),
        ("<i>Homo <sub>2</sub></i> <scp>Nato</scp> a < b </i>", "Homo ₂ Nato a < b </i>"),
        (r"{\textless}i{\textgreater}Homo{\textless}/i{\textgreater}", "Homo"),
        (r"{\pounds}2, \S{} 9, \P{}, \copyright{}, \euro{}4, a\hspace{0pt}b", "£2, § 9, ¶, ©, €4, ab"),
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
        (r"CO$_2$: $10^{6}$", "CO<sub>2</sub>: 10<sup>6</sup>"),
        ("<em>Homo</em> <jats:italic>x</jats:italic>", "<i>Homo</i> <i>x</i>"),
        ("<scp>Nato</scp>", '<span style="font-variant:small-caps;">Nato</span>'),
        ("<span class='nocase'>EU <sup>2</sup></span>", f"{NOCASE}EU <sup>2</sup></span>"),
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
    assert decode(r"\sqrt") == DecodedField(r"\sqrt", r"\sqrt", ("LaTeX that cannot be read",))


def test_verbatim_fields_lose_only_needless_escapes() -> None:
    assert verbatim(r" https://x.org/a\_b\%20~c\#d ") == "https://x.org/a_b%20~c#d"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"10.1207/s15327051hci0702\_1", "10.1207/s15327051hci0702_1"),
        (r"10.1007/978-3-642-03655-2{\_}69", "10.1007/978-3-642-03655-2_69"),
        (r"15/16{\textless}1661::AID-SIM968{\textgreater}3.0.CO;2-2", "15/16<1661::AID-SIM968>3.0.CO;2-2"),
        (r"https://x.org/a\%20b\#c~d\_e?x=1\&y=\$2", "https://x.org/a%20b#c~d_e?x=1&y=$2"),
        ("https://x.org/a%20b#c~d_e?x=1&y=$2", "https://x.org/a%20b#c~d_e?x=1&y=$2"),
        (r"\url{https://x.org/a}", "https://x.org/a"),
        (r"http://x.org/$\sim$user/a{\textunderscore}b/", "http://x.org/~user/a_b/"),
        (r"http://x.org/{\~{}}user/a{\%}20b", "http://x.org/~user/a%20b"),
    ],
)
def test_addresses_lose_the_latex_of_reference_managers(source: str, text: str) -> None:
    assert address(source) == text


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
    easy = decode_subset(source, _character, NOCASE_TAGS)
    if easy is not None:
        full = _parsed(source)
        assert DecodedField(_tidy(easy[0]), _tidy(easy[1])) == full


@pytest.mark.parametrize(
    "source", [r"{The} {\"O}resund of {Oslo} and \'{e} -- 7", r"Smith \& S{\~a}o", "``x'' {A}~{B}"]
)
def test_what_most_fields_hold_goes_the_short_way(source: str) -> None:
    assert decode_subset(source, _character, NOCASE_TAGS) is not None
