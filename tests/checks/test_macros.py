"""What a draft's own commands print, as their sentences are read."""

from __future__ import annotations

import pytest

from reportgen.checks.macros import macros
from reportgen.draft.model import Draft, DraftFile


def read(*texts: str) -> dict[str, str]:
    files = tuple(DraftFile(f"{n}.tex", text, ()) for n, text in enumerate(texts))
    return dict(macros(Draft(files, ())))


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        (r"\newcommand{\town}{Old Town}", "town", "Old Town"),
        (r"\newcommand\town{Old Town}", "town", "Old Town"),
        (r"\newcommand*{\town}[1]{Old #1 Town}", "town", "Old Town"),
        (r"\newcommand{\town}[1][x]{Old Town}", "town", "Old Town"),
        (r"\renewcommand{\town}{\textbf{Old} Town}", "town", "Old Town"),
        (r"\providecommand{\town}{Old {Town}}", "town", "Old Town"),
        (r"\DeclareRobustCommand{\town}{Old Town}", "town", "Old Town"),
        (r"\NewDocumentCommand{\town}{m}{Old Town}", "town", "Old Town"),
        (r"\def\town#1{Old Town}", "town", "Old Town"),
        (r"\newenvironment{town}{Old Town:}{}", "begin town", "Old Town:"),
        (r"\newcommand{\town}{Old\{Town}", "town", "Old{Town"),
    ],
)
def test_the_words_of_a_definition(text: str, name: str, printed: str) -> None:
    found = read(text)
    assert " ".join(found[name].split()) == printed


def test_definitions_that_use_others_of_any_file_print_their_words() -> None:
    found = read(r"\newcommand{\town}{\kind{} Town}", r"\newcommand{\kind}{Old}")
    assert " ".join(found["town"].split()) == "Old Town"


def test_a_definition_in_a_comment_is_none() -> None:
    assert read("% \\newcommand{\\town}{Old Town}\nWords.") == {}
    assert read("No command is defined.") == {}


def test_definitions_that_use_themselves_come_to_an_end() -> None:
    found = read(r"\newcommand{\a}{x \b\b}\newcommand{\b}{y \a\a}")
    assert set(found) == {"a", "b"}
    assert all(len(text) <= 2000 for text in found.values())


def test_a_group_that_is_never_closed_is_read_to_the_end() -> None:
    assert set(read(r"\newcommand{\town}{Old Town")) == {"town"}
