"""Ways of numbers in the words of a language, where verbs may have two parts."""

from __future__ import annotations

import pytest

from reportgen.language.change_words import (
    direction_at,
    direction_of,
    ending_before,
    falls_near,
    first_clause,
    last_clause,
    level_at,
    moves_near,
)
from reportgen.language.registry import KNOWN

GERMAN = KNOWN["de"]


def place(text: str) -> tuple[int, int]:
    start = text.index("5")
    return start, start + len("5 Prozent") if "5 Prozent" in text else start + 1


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Die Ausfuhr sank um 5 Prozent", "down"),
        ("Die Ausfuhr ging um 5 Prozent zurück", "down"),
        ("Die Ausfuhr nahm um etwa 5 Prozent zu", "up"),
        ("Die Ausfuhr war 5 Prozent niedriger", "down"),
        ("Der Rückgang betrug 5 Prozent", "down"),
        ("Die Ausfuhr ist um 5 Prozent gegenüber dem Vorjahr gesunken", "down"),
        ("Die Ausfuhr sank auf 5 Prozent", ""),
        ("Die Ausfuhr betrug 5 Prozent", ""),
        ("Die Ausfuhr sank. Um 5 Prozent", ""),
    ],
)
def test_the_direction_of_a_number(text: str, direction: str) -> None:
    assert direction_at(text, *place(text), GERMAN) == direction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Ausfuhr sank auf 5 Prozent", ("to", "down")),
        ("Die Ausfuhr ging auf 5 Prozent zurück", ("to", "down")),
        ("Die Ausfuhr sank um 5 Prozent", ("", "")),
        ("Die Ausfuhr betrug 5 Prozent", ("", "")),
    ],
)
def test_the_level_that_something_came_to(text: str, expected: tuple[str, str]) -> None:
    assert level_at(text, *place(text), GERMAN) == expected


def test_words_near_a_number() -> None:
    fell = "Da die Ausfuhr sank, waren es 5"
    assert falls_near(fell, *place(fell), GERMAN)
    assert moves_near(fell, *place(fell), GERMAN)
    level = "Die Ausfuhr sank auf 5"
    assert not falls_near(level, *place(level), GERMAN)
    still = "Die Ausfuhr betrug 5"
    assert not moves_near(still, *place(still), GERMAN)


def test_names_have_directions() -> None:
    assert direction_of("Rückgang der Ausfuhr", GERMAN) == "down"
    assert direction_of("Zunahme der Ausfuhr", GERMAN) == "up"
    assert direction_of("Ausfuhr", GERMAN) == ""


def test_a_bound_ends_right_before_the_number() -> None:
    assert ending_before("Es waren mindestens ", GERMAN)
    assert not ending_before("mindestens waren es ", GERMAN)


def test_clauses_part_at_the_ends_of_sentences_and_not_at_days() -> None:
    assert last_clause("Es sank. Dann ") == "Dann "
    assert last_clause("am 5. Mai sank es ") == "am 5. Mai sank es "
    assert first_clause(" Prozent; dann") == " Prozent"
