"""Which way a number goes, by the words beside it."""

from __future__ import annotations

import pytest

from reportgen.language.english.directions import (
    direction_at,
    direction_of,
    falls_near,
    is_cost,
    is_lost,
    is_rank,
    moves_near,
)


def place(text: str) -> tuple[int, int]:
    start = text.index("5")
    end = start + len("5 per cent") if "5 per cent" in text else start + 1
    return start, end


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("It fell by 5 per cent", "down"),
        ("a decline of 5 per cent", "down"),
        ("a 5 per cent decline", "down"),
        ("It was 5 per cent lower", "down"),
        ("It was 5 per cent below the target", "down"),
        ("Exports grew by about 5 per cent", "up"),
        ("a surplus of 5 per cent", "up"),
        ("It rose to 5 per cent", ""),
        ("It was 5 per cent", ""),
        ("In 5 lower courts", ""),
        ("It fell. By 5 per cent", ""),
        ("rose and fell by 20 and 5 per cent", "down"),
    ],
)
def test_the_direction_of_a_number(text: str, direction: str) -> None:
    assert direction_at(text, *place(text)) == direction


@pytest.mark.parametrize(
    ("name", "direction"), [("decline of exports", "down"), ("growth of exports", "up"), ("exports", "")]
)
def test_the_direction_that_a_name_says(name: str, direction: str) -> None:
    assert direction_of(name) == direction


def test_words_near_a_number() -> None:
    fell, level, both = "As tolls fell, it cost 5 then", "It fell to 5 then", "It rose as tolls fell at 5"
    assert falls_near(fell, *place(fell))
    assert not falls_near(level, *place(level))
    assert not falls_near(both, *place(both))
    assert moves_near(both, *place(both))
    assert not moves_near("up to 5 of them", 6, 7)


def test_what_is_lost_is_no_fall() -> None:
    assert is_lost("It lost 5 of them", 8, False)
    assert is_lost("It cut 5 jobs", 7, True)
    assert not is_lost("It cut 5 per cent", 7, False)


def test_ranks_and_costs_are_known_by_their_measure() -> None:
    assert is_rank("rank among rivers")
    assert not is_rank("length")
    assert is_cost("spending on tolls")
    assert not is_cost("length")
