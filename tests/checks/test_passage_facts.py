"""What a passage says, sentence by sentence."""

from __future__ import annotations

import time

import pytest

from reportgen.checks.passage_facts import parse_passage
from reportgen.language.notations import Notation
from reportgen.language.registry import KNOWN


@pytest.mark.parametrize("letter", ["a", ",", "a.", "1,", "1.", "1'", "7", ".1", "1,234,", "1.1.2004"])
def test_a_word_without_an_end_is_read_in_time_that_grows_with_it(letter: str) -> None:
    begun = time.process_time()
    assert parse_passage("He paid. She left. " + letter * 30_000).facts.text
    assert time.process_time() - begun < 6


@pytest.mark.parametrize("language", ["", "de"])
@pytest.mark.parametrize("piece", ["(in millions of dollars) 40 ", "one ", "twenty five ", "12,5- ", "12,- "])
def test_numbers_in_a_row_are_read_in_time_that_grows_with_them(piece: str, language: str) -> None:
    begun = time.process_time()
    text = piece * (30_000 // len(piece))
    assert parse_passage(text, Notation.POINT, False, KNOWN.get(language)).facts.text
    assert time.process_time() - begun < 6
