"""What is said of a number that a passage has otherwise: what differs, in every case."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checks.test_readings import PAIRS
from reportgen.checks.claim_matching import Claim, bears_out
from reportgen.checks.claims import claimed_of
from reportgen.checks.near_misses import differing, mistaken
from reportgen.checks.passage_facts import parse_passage


def _told(row: str, passage: str) -> tuple[str, str] | None:
    value, scale, unit, measure = (part.strip() for part in row.split(";"))
    claimed = claimed_of(Decimal(value), unit, Decimal(scale), measure)
    facts = [parse_passage(passage.replace("\\n", "\n")).facts]
    other = mistaken(claimed, facts)
    held = bears_out(Claim("number", claimed, value), facts, {})
    return differing(claimed, other) if other and not other.unclear and not held else None


def test_no_number_is_said_to_differ_from_itself() -> None:
    said = {(row, passage): _told(row, passage) for lang, row, held, passage in PAIRS if lang == "en" and held == "no"}
    assert sum(each is not None for each in said.values()) > 150
    assert [at for at, each in said.items() if each and each[0] == each[1]] == []


@pytest.mark.parametrize(
    ("row", "passage", "theirs"),
    [
        ("12; 1; percent;", "They set 12 per cent lower limits.", "12 per cent in words that tell of a fall"),
        ("5; 1; percent;", "Prices fell 5 per cent.", "a fall of 5 per cent"),
        ("5; 1; USD;", "They took 5 boats and 12 dollars.", "5 of something else"),
        ("5; 1; USD;", "It is $5 per day.", "5 USD per day"),
        ("2.5; 1e6; USD;", "It cost $2.5m CAD.", "2.5 million CAD"),
    ],
)
def test_what_differs_is_said(row: str, passage: str, theirs: str) -> None:
    told = _told(row, passage)
    assert told is not None
    assert told[1] == theirs
