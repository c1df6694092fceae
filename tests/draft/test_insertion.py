from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.draft.insertion import insert
from reportgen.draft.marks import mark_up
from reportgen.draft.model import TOKEN_CLOSE, TOKEN_OPEN, token
from reportgen.text.latex import escape

NAMES = (r"\par", r"\item", r"\small", r"\bf", r"\hrule", r"\vrule")
MEASURES = (
    *(
        r"\hskip 1em ",
        r"\hskip 1em",
        r"\vskip 2mm ",
        r"\hskip 1em minus 1em ",
        r"\parskip=0pt ",
    ),
    *(
        r"\penalty0",
        r"\advance\count0 by 1",
        "\\hskip 1em%\n",
        r"\hskip 1.5\baselineskip plus 1cm ",
        r"\vrule width 2cm ",
    ),
)
COMMANDS = (*NAMES, *MEASURES, "\\", r"\\\small", r"\hskip\baselineskip ", "\\hrule\n")
KEYWORDS = ("plus 5cm", "PLUS 5cm", " plus 5cm", "minus 1cm", "fil", "height 3cm", "width 2cm", "depth 1pt")
BEGINNINGS = (*KEYWORDS, "skip 3cm", "sep", "series", "é", "5", "pt", "em", "5cm", ",5", ".5")


def joined(*parts: str) -> str:
    return insert("".join(parts), {})[0]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_no_value_is_read_into_the_command_before_it(command: str, beginning: str) -> None:
    behind = joined(command, mark_up(f"{beginning} Old Bridge")).removeprefix(command)
    assert behind.lstrip("{} ") == f"{beginning} Old Bridge".lstrip()
    if command in MEASURES or (beginning in KEYWORDS and command != "\\"):
        assert behind.startswith("{}")
    elif command[-1].isalpha() or command == "\\":
        assert not behind[0].isalpha()


@given(st.sampled_from(COMMANDS), st.text(min_size=1))
def test_whatever_a_value_is_the_name_before_it_stays(command: str, value: str) -> None:
    made = joined(command, mark_up(value))
    assert made.startswith(command)
    assert made.endswith(escape(value))
    assert made.removeprefix(command).removesuffix(escape(value)) in {"", " ", "{}"}
    names = re.findall(r"\\(?:[^\W\d_]+|.)", command)
    assert re.findall(r"\\(?:[^\W\d_]+|.)", made, re.DOTALL)[: len(names)] == names
    assert command != "\\" or made.startswith("\\ ")


@given(st.text(min_size=1))
def test_a_value_ends_no_optional_argument_and_makes_no_option(value: str) -> None:
    made = joined(r"\item[", mark_up(value), "] x")
    inner = made.removeprefix(r"\item[").removesuffix("] x")
    shown = escape(value)
    if inner.removeprefix("{}") != f"{{{shown}}}":
        assert inner in {shown, f"{{}}{shown}"}
        assert "]" not in shown
        assert "," not in shown or re.fullmatch(r" ?[-+]?[\d.,]+ ?[A-Za-z ]*", shown)


@given(st.text(alphabet="ab \\x{}[]%-", max_size=40), st.text(alphabet="ab5", min_size=1, max_size=3))
def test_nothing_but_partings_is_added_to_a_template(text: str, value: str) -> None:
    made = joined(text, mark_up(value), text)
    assert made in {f"{text}{gap}{value}{text}" for gap in ("", " ", "{}")} | {f"{text}{{{value}}}{text}"}


@pytest.mark.parametrize(
    "whole",
    [
        r"\item $Elbe$",
        r"\vspace{$2cm$}",
        r"\setcounter{page}{$5$}",
        r"\hspace{$1em$ plus $2em$}",
        r"\label{sec-$-elbe-$-$-}",
        r"\includegraphics[width=$3cm$]{$elbe$.pdf}",
        r"\includegraphics[width=$0,5$\textwidth]{$elbe$.pdf}",
        "$Elbe$ & $5$ \\\\\n\\hline\n$Oder$ & $7pt$ \\\\[$2mm$]\n",
        r"\kern$5pt$ x",
        r"\parskip=$5pt$ x",
        r"\hskip $1em$ plus $5pt$ x",
        r"\raise$2pt$\hbox{$Elbe$}",
        r"\penalty$500$ x",
        r"\section[$Elbe$]{$Elbe$}",
        r"\noindent\textbf{$5$} of $5$; 1990--$1995$, $1990$--1995, $-5$ to $-7$",
        r"see [$Elbe$, page $5$], $a$, $b$? $c$!",
        r"$x_{$5$}^$2$",
        r"\hypertarget{a--$-b$}{x}",
        r"Section~\ref{$elbe$} in 5 $plus$ 7 $minus$ 2 $5$",
    ],
)
def test_values_that_a_template_wants_stay_as_they_are(whole: str) -> None:
    parts = whole.split("$")
    marked = "".join(mark_up(part) if n % 2 else part for n, part in enumerate(parts))
    assert insert(marked, {})[0] == "".join(escape(part) if n % 2 else part for n, part in enumerate(parts))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (["-", mark_up("-begins")], r"-\/-begins"),
        ([mark_up("ends-"), mark_up("-begins")], r"ends-\/-begins"),
        ([mark_up("ends-"), "-- and"], r"ends-\/-- and"),
        (["<", mark_up("<")], r"<\/<"),
        ([",", mark_up(",")], r",\/,"),
        ([mark_up("?"), "`"], r"?\/`"),
        (["-", mark_up(""), mark_up("-")], r"-\/-"),
        ([mark_up("Elbe?"), ","], "Elbe?,"),
    ],
)
def test_no_sign_of_a_value_is_joined_with_one_beside_it(marked: list[str], expected: str) -> None:
    assert joined(*marked) == expected


def test_numbers_that_begin_a_text_are_no_numbers_of_a_command() -> None:
    assert joined(r"\count0=", mark_up("5 Toll Bridge")) == r"\count0={}5 Toll Bridge"
    assert joined(r"\hskip 1", mark_up("pt Bridge")) == r"\hskip 1{}pt Bridge"
    assert joined(r"\hskip 1", mark_up("5")) == r"\hskip 1{}5"
    assert joined(r"\kern", mark_up("5pt"), mark_up("5")) == r"\kern5pt{}5"
    assert joined(r"\\[", mark_up("2cm] x"), "]") == r"\\[{}{2cm] x}]"
    assert joined(r"\\[", mark_up("2cm Bridge"), "]") == r"\\[{}2cm Bridge]"
    assert joined(r"\includegraphics[width=", mark_up("3cm x"), "]") == r"\includegraphics[width={}3cm x]"


def test_letters_behind_an_empty_value_complete_no_name() -> None:
    assert joined(r"\par", mark_up(""), "skip") == r"\par skip"
    assert joined(r"\par", mark_up(""), mark_up("skip")) == r"\par skip"


def test_what_is_set_later_is_parted_as_well() -> None:
    assert insert(rf"\item{token(0)}", {0: (7, token(7))}) == (rf"\item {token(7)}", ((7, 6, 9),), ())
    assert insert(rf"\item[{token(0)}]", {0: (7, token(7))}) == (rf"\item[{{{token(7)}}}]", ((7, 7, 10),), ())
    assert insert(rf"\penalty0{token(0)}", {0: (7, token(7))})[0] == rf"\penalty0{{}}{token(7)}"


def test_plain_text_is_not_parted() -> None:
    assert insert(f"AC-{token(0)}", {0: (3, "-5")}, parted=False) == ("AC--5", ((3, 3, 5),), ())


def test_what_is_no_token_or_value_of_ours_shows() -> None:
    assert insert(f"a{TOKEN_OPEN}99{TOKEN_CLOSE}b\x05c", {}) == ("a\ufffdbc", (), ())


@pytest.mark.parametrize("unit", [r"\par ", "5true pt ", "[", "{", "}", "-", "\\", " ", "%\n", r"\hskip 1em "])
def test_time_grows_with_the_text(unit: str) -> None:
    text, value = unit * (20_000 // len(unit)), mark_up("plus 5")
    begin = time.process_time()
    joined(text, value, text, mark_up(text), text, value)
    joined(*(unit + value for _ in range(2_000)))
    assert time.process_time() - begin < 2
