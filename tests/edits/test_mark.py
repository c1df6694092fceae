"""Marks before a template's own words, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.draft.model import Draft, DraftFile
from reportgen.edits.mark import BEHIND, CLOSE, FIRST, MARKS, MOST, USE, Marker, with_uses
from reportgen.findings.model import Location

PIECES = [
    "word ",
    r"\emph{",
    "}",
    r"\VAR{ a(b={}) }",
    r"\BLOCK{ if x }",
    "% note\n",
    "``",
    "---",
    r"\label{a b}",
    "$x$",
    "\n",
    "5",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_without_its_marks_a_template_is_as_it_was(text: str) -> None:
    marker = Marker()
    marked = marker.mark("t", text)
    assert re.sub(f"[{MARKS}]", "", marked) == text
    for place, found in zip(marker.places, re.finditer(f"[{MARKS}]", marked), strict=True):
        assert text[place.begin : place.end]
        assert marked[found.end() :].startswith(text[place.begin])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"A \emph{b}, c.", "A b , c ."),
        (r"\begin{tabular}{ll} x \end{tabular}", "x"),
        (r"\label{sec one}\exhibitref{a b} y", "y"),
        (r'\VAR{ cite("a", note="b } c") } z', "z"),
        (r"\#{ no words } but", "but"),
        (r"\newcommand{\x}{no words}" "\nyes", "yes"),
        (r"5\,\% of $a + b$", r"5 \% of"),
        (r"preamble \begin{document} text", "text"),
        ("it's ``so'' -- or", "it's `` so '' -- or"),
        (r"\vskip 3pt \includegraphics[width=2cm]{a b} end", "end"),
    ],
)
def test_words_are_marked_that_are_printed_as_text(text: str, words: str) -> None:
    marker = Marker()
    marker.mark("t", text)
    assert " ".join(text[p.begin : p.end] for p in marker.places) == words


def test_there_are_no_more_marks_than_characters_for_them() -> None:
    marker = Marker()
    marker.mark("t", "a " * (MOST + 5))
    assert len(marker.places) == MOST


def test_what_calls_print_is_marked_and_a_stop_behind_a_citation_keeps_its_place() -> None:
    text = f"cost $5 more\x030\x04{chr(FIRST)}. Next"
    file = DraftFile("a.tex", text, (Location("t", 1),), ((0, 5, 7), (1, 12, 15)))
    (made,) = with_uses(Draft((file,), ())).files
    assert made.text == f"cost {chr(USE)}$5{CLOSE} more\x030\x04.{BEHIND}{chr(FIRST)} Next"
