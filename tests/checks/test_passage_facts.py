"""What a passage says, sentence by sentence."""

from __future__ import annotations

import time

import pytest

from reportgen.checks.passage_facts import read_passage


@pytest.mark.parametrize("letter", ["a", ",", "a."])
def test_a_word_without_an_end_is_read_in_time_that_grows_with_it(letter: str) -> None:
    begun = time.process_time()
    assert read_passage("He paid. She left. " + letter * 100_000).facts.text
    assert time.process_time() - begun < 20
