from __future__ import annotations

import time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.prose import BREAK, UNKNOWN, Lines, Paragraph, paragraphs
from reportgen.draft.model import DraftFile, token


def read(text: str, *numbers: int) -> tuple[Paragraph, ...]:
    return paragraphs(DraftFile("chapters/a.tex", text, ()), numbers)


def texts(text: str) -> list[str]:
    return [paragraph.text.strip() for paragraph in read(text)]


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"A \emph{wide} river", "A wide river"),
        (r"\textbf{A \emph{wide}} river", "A wide river"),
        (r"5\,\% of \$3 \& more\textbackslash{}", "5 % of $3 & more\\"),
        (r"10--15 and---so", "10–15 and—so"),
        ("``Yes'', he said: `no'", "“Yes”, he said: ‘no’"),
        (r"the~Elbe\ flows", "the Elbe flows"),
        ("a % not this\n   b", "a b"),
        (r"100\% sure", "100% sure"),
        (r"$x^2$ and \(y\)", "x2 and y"),
        (r"\traced{ev.1}{12 metres}\unknown{of water}", "12 metresof water"),
        (r"see \exhibitref{costs} on p.~\pageref{x}\label{y}", f"see Exhibit {UNKNOWN} on p. {UNKNOWN}"),
        (r"one\\[3pt] two\vspace{4mm}", "one two"),
        (r"\vskip 3mm plus 1mm two \kern-0.08em three", "two three"),
        (r"Stra\ss e, \'etude, M\"{u}ller, \v{C}apek, fa\c cade", "Straße, étude, Müller, Čapek, façade"),
        (r"\input{exhibits/a1}text", "text"),
        ("\\begin{quote}\n  It is wide.\n\\end{quote}", "“ It is wide.”"),
        (r"\textcolor{c1}{red} \href{http://a/1}{here}", "red here"),
        (r"\ldots{} and\dots", "… and…"),
        (r"a{}-{}-b \{c\}", "a--b {c}"),
        ("many    blanks\t here", "many blanks here"),
        ("}{ stray } braces", "stray braces"),
    ],
)
def test_commands_and_escapes_become_plain_text(latex: str, plain: str) -> None:
    assert texts(latex) == [plain]


def test_paragraphs_end_at_empty_lines_par_and_environments() -> None:
    assert texts("one\n\ntwo\\par three\n\\begin{answer}\nfour\n\\end{answer}\nfive") == [
        *("one", "two", "three", "four", "five")
    ]


def test_headings_and_captions_are_told_from_prose() -> None:
    found = read("\\section*{The \\emph{Elbe}}\nIt flows.\n\\caption[short]{A map}")
    assert [(p.text.strip(), p.kind) for p in found] == [
        ("The Elbe", "heading"),
        ("It flows.", "prose"),
        ("A map", "heading"),
    ]


def test_a_note_does_not_interrupt_its_paragraph() -> None:
    found = read("The river\\footnote{A long one.\n\nVery.} is wide.")
    assert [(p.text, p.kind) for p in found] == [
        ("The river is wide.", "prose"),
        ("A long one.", "aside"),
        ("Very.", "aside"),
    ]


def test_the_head_of_a_key_finding_is_a_sentence_of_its_paragraph() -> None:
    found = read("\\keyfinding{Bridges last}{They do.}\n\\keyfinding{Ferries go}{They went.}")
    assert [p.text.strip() for p in found] == [f"Bridges last{BREAK}They do.", f"Ferries go{BREAK}They went."]


def test_the_first_item_of_a_list_goes_on_with_what_leads_to_it() -> None:
    text = "Two things:\n\\begin{itemize}\n\\item one\n\\item two\n\\end{itemize}\nThen"
    assert texts(text) == [f"Two things: {BREAK}one", "two", "Then"]


def test_what_is_no_prose_is_left_out() -> None:
    text = "\\begin{tabular}{p{3cm}r}\na & b\n\\end{tabular}\\begin{verbatim}\\x 12\\end{verbatim}c"
    assert texts(text) == ["a ; b", "c"]


def test_tokens_have_places_and_numbers_a_sign() -> None:
    (paragraph,) = read(f"Wide{token(3)}. There are {token(4)} bridges.", 4)
    assert paragraph.text == f"Wide. There are {UNKNOWN} bridges."
    assert paragraph.tokens == ((4, 3), (16, 4))


def test_a_paragraph_of_tokens_alone_is_kept() -> None:
    assert [(p.text, p.tokens) for p in read(f"a\n\n{token(1)}\n\nb")] == [("a", ()), ("", ((0, 1),)), ("b", ())]


def test_each_character_leads_to_its_place() -> None:
    latex = "\\section{Head}\nA \\emph{wide}  river -- the~Elbe, \\'etude\n% no\n costs \\$5\\,\\%."
    for paragraph in read(latex):
        for place, char in enumerate(paragraph.text):
            source = latex[paragraph.offset(place)]
            assert source == normalize("NFD", char)[0] or source in "\\~-\n ", (place, char, source)


def test_parts_of_the_file_are_found_in_the_paragraph() -> None:
    latex = "It is \\traced{ev.a}{12 m} wide."
    (paragraph,) = read(latex)
    begin, end = latex.index("\\traced"), latex.index(" wide")
    assert paragraph.find(begin, end) == paragraph.text.index("12")
    assert paragraph.find(latex.index("m}"), end) == paragraph.text.index("m wide")
    assert paragraph.find(len(latex), len(latex) + 5) is None


def test_lines_count_from_one() -> None:
    lines = Lines("ab\nc\n\nd")
    assert [lines.at(n) for n in (0, 2, 3, 5, 6)] == [1, 1, 2, 3, 4]


COMMANDS = r"\emph{ \section{ \footnote{ \begin{itemize} \item \end{itemize} \keyfinding{ \begin{x} \end \verb \\[ \'"
SIGNS = r"{ } \ $ % ~ -- [ ] `` é word a.b. \traced{x}{1} \input{"
PIECES = st.sampled_from([*COMMANDS.split(), *SIGNS.split(), token(0), token(1), "\n\n", "\n", " "])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read_and_places_stay_inside_it(text: str) -> None:
    for paragraph in read(text, 1):
        offsets = [paragraph.offset(place) for place in range(len(paragraph.text))]
        assert offsets == sorted(offsets)
        assert all(0 <= offset < len(text) for offset in offsets)
        assert all(0 <= place <= len(paragraph.text) for place, _ in paragraph.tokens)


def test_a_long_text_is_read_in_linear_time() -> None:
    paragraph = "The \\emph{wide} river -- \\traced{ev}{12 m} -- flows.{} It is 5\\,\\% longer.\n\n"
    start = time.perf_counter()
    assert len(read(paragraph * 10_000)) == 10_000
    assert time.perf_counter() - start < 5


def test_a_line_of_many_blanks_is_read() -> None:
    assert texts("a  " * 5_000) == [" ".join("a" * 5_000)]
