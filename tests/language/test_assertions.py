"""What is said of a number, in English and in another language, comes to the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.language.assertions import assertion_at, bounds_of
from reportgen.language.english.assertions import Assertion
from reportgen.language.model import Words
from reportgen.language.quantities import Quantity
from reportgen.language.registry import KNOWN

GERMAN = KNOWN["de"]


def said(text: str, words: Words | None, number: Quantity | None = None) -> Assertion:
    start = text.index("50")
    return assertion_at(text, start, start + 2, number or Quantity(Decimal(50), unit="percent"), words)


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("It was at least 50", "Es waren mindestens 50"),
        ("It was about 50", "Es waren etwa 50"),
        ("It was more than 50", "Es waren mehr als 50"),
        ("It was at most 50", "Es waren höchstens 50"),
        ("It was 50", "Es waren 50"),
    ],
)
def test_bounds_are_those_of_english(english: str, german: str) -> None:
    assert said(english, None).bounds == said(german, GERMAN).bounds


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("It fell by 50", "Es sank um 50"),
        ("It rose by 50", "Es stieg um 50"),
        ("It fell to 50", "Es sank auf 50"),
        ("It was 50", "Es waren 50"),
    ],
)
def test_moves_are_those_of_english(english: str, german: str) -> None:
    one, two = said(english, None), said(german, GERMAN)
    assert (one.direction, one.moving) == (two.direction, two.moving)
    assert one.move == two.move or not one.direction


def test_over_is_a_bound_of_many_things_only() -> None:
    assert said("über 50 Brücken", GERMAN, Quantity(Decimal(50))).bounds == ("above",)
    few = "über 5 Flüsse"
    assert assertion_at(few, 5, 6, Quantity(Decimal(5)), GERMAN).bounds == ()


def test_qualifiers_are_read_in_english_and_in_the_language_of_the_brief() -> None:
    assert set(bounds_of("at least")) == {"at least"}
    assert bounds_of("mindestens", GERMAN) == ("at least",)
    assert bounds_of("mindestens") == ()
    assert bounds_of("geschätzt von ihnen", GERMAN) == ()
