"""Rows against passages, one pair a line of ``readings.txt``: what a reader would say of each.

``readings.de.txt`` and the like have passages in other languages.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.checks.claim_matching import Claim, bears_out
from reportgen.checks.claims import claimed_of
from reportgen.checks.passage_facts import parse_passage
from reportgen.language.notations import notation_of
from reportgen.language.registry import words_of

PAIRS = [
    (file.suffixes[0].strip(".") if len(file.suffixes) > 1 else "en", *line.split(" | ", 2))
    for file in sorted(Path(__file__).parent.glob("readings*.txt"))
    for line in file.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "row", "held", "passage"), PAIRS)
def test_a_passage_bears_out_what_it_says_and_no_more(language: str, row: str, held: str, passage: str) -> None:
    value, scale, unit, measure = (part.strip() for part in row.split(";"))
    claim = Claim("number", claimed_of(Decimal(value), unit, Decimal(scale), measure), value)
    text = passage.replace("\\n", "\n").replace("\\u00a0", "\u00a0").replace("\\u2009", "\u2009")
    facts = parse_passage(text, notation_of(language), words=words_of(language)).facts
    assert bears_out(claim, [facts], {}) is (held == "yes"), passage
