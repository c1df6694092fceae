"""English words for falling and rising by a number, and words that look like them."""

from __future__ import annotations

import pytest

from reportgen.language.english.directions import direction_at
from reportgen.language.numerals import numbers_in

WORDS = [
    ("Wages were eroded by 4 per cent", "down"),
    ("Shares were off 4 per cent", "down"),
    ("The index shed 4 per cent", "down"),
    ("Prices gave up 4 per cent", "down"),
    ("Output slipped by 4 per cent", "down"),
    ("Costs were pared by 4 per cent", "down"),
    ("Costs were trimmed by 4 per cent", "down"),
    ("Prices eased 4 per cent", "down"),
    ("Waters receded by 4 per cent", "down"),
    ("Output sagged 4 per cent", "down"),
    ("Demand ebbed by 4 per cent", "down"),
    ("Staff was whittled down by 4 per cent", "down"),
    ("Aid was scaled back by 4 per cent", "down"),
    ("The rouble lost ground by 4 per cent", "down"),
    ("Budgets were curtailed by 4 per cent", "down"),
    ("a dip of 4 per cent", "down"),
    ("a 4 per cent slide", "down"),
    ("an erosion of 4 per cent", "down"),
    ("Exports rallied 4 per cent", "up"),
    ("Exports rebounded by 4 per cent", "up"),
    ("Output was boosted by 4 per cent", "up"),
    ("Prices spiked 4 per cent", "up"),
    ("Wages were hiked by 4 per cent", "up"),
    ("Prices leapt 4 per cent", "up"),
    ("Output crept up by 4 per cent", "up"),
    ("Yields improved by 4 per cent", "up"),
    ("an upswing of 4 per cent", "up"),
    ("a 4 per cent rebound", "up"),
    ("Sales accelerated by 4 per cent", "up"),
    ("It shed light on 4 per cent of cases", ""),
    ("They lifted 4 tonnes of earth", ""),
    ("The bank advanced 4 million dollars", ""),
    ("A moderate 4 per cent of voters came", ""),
    ("He recovered 4 tonnes of tin", ""),
    ("It extends 4 km to the south", ""),
    ("The dam was built by 4 firms", ""),
    ("A firm 4 per cent voted", ""),
    ("They cut off 4 km of road", ""),
    ("The train dropped off 4 people", ""),
    ("a hike of 4 km in the hills", "up"),
    ("Improvements in 4 towns", ""),
    ("the crash of 4 planes", "down"),
    ("The road widened to 4 lanes", ""),
]


@pytest.mark.parametrize(("text", "direction"), WORDS)
def test_a_number_has_the_direction_of_the_words_around_it(text: str, direction: str) -> None:
    number = numbers_in(text)[-1]
    assert direction_at(text, number.start, number.end) == direction


def test_two_verbs_are_shared_out_between_two_numbers() -> None:
    text = "Exports and imports rose and fell by 20 and 5 per cent respectively"
    assert [direction_at(text, each.start, each.end) for each in numbers_in(text)] == ["up", "down"]
