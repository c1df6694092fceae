"""Rows against passages, one pair a line of ``readings.txt``: what a reader would say of each."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.checks.claim_matching import Claim, bears_out
from reportgen.checks.claims import claimed_of
from reportgen.checks.passage_facts import read_passage

PAIRS = [
    line.split(" | ", 2)
    for line in Path(__file__).with_name("readings.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("row", "held", "passage"), PAIRS)
def test_a_passage_bears_out_what_it_says_and_no_more(row: str, held: str, passage: str) -> None:
    value, scale, unit, measure = (part.strip() for part in row.split(";"))
    claim = Claim("number", claimed_of(Decimal(value), unit, Decimal(scale), measure), value)
    text = passage.replace("\\n", "\n").replace("\\u00a0", "\u00a0").replace("\\u2009", "\u2009")
    assert bears_out(claim, [read_passage(text).facts], {}) is (held == "yes"), passage
