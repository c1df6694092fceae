"""Each way to type a name in LaTeX is found, and no other name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.text.latex import escape
from reportgen.text.spellings import spelled


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Zürich", ["Zürich", r"Z\"urich", r"Z\"{u}rich", r"Z\" urich", "Zu\u0308rich"]),
        ("Élysée", ["Élysée", r"\'Elys\'ee", r"\'{E}lysée"]),
        ("Škoda", ["Škoda", r"\v{S}koda", r"\v Skoda"]),
        ("Malmö–Køge", ["Malmö–Køge", r"Malm\"o--K\o{}ge", r"Malmö--K\o ge"]),
        ("Åland Straße", ["Åland Straße", r"\r{A}land~Stra\ss{}e", "\\AA{}land\nStra\\ss e"]),
        ("naïf", ["naïf", r'na\"if', r'na\"\if', r'na\"{\i}f']),
        ("Côte d'Ivoire", ["Côte d'Ivoire", "Côte d’Ivoire", r"C\^ote~d'Ivoire", "Côte  \n  d'Ivoire"]),
        ("Trade & Tax 5%", [r"Trade \& Tax 5\%", "Trade \\&\nTax 5\\%"]),
        ("Old Bridge", ["Old Bridge", "Old~Bridge", "Old\nBridge"]),
    ],
)  # fmt: skip
def test_all_ways_to_type_a_name_are_known(name: str, typed: list[str]) -> None:
    for text in typed:
        assert re.fullmatch(spelled(name), text), text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Zürich", ["Zurich", r"Z\'urich", r"\"Zurich", r"Z\"\urich"]),
        ("Škoda", [r"\vSkoda", "Skoda"]),
        ("Køge", [r"K\oge", "Koge", r"K\oe ge"]),
        ("Old Bridge", ["OldBridge", "Old\n\nBridge", "Old Bridges", "old bridge", "Old-Bridge"]),
        ("A–B", ["A-B", "A---B"]),
        ("Trade & Tax", ["Trade & Tax", "Trade Tax"]),
    ],
)  # fmt: skip
def test_what_is_not_the_name_is_not_taken_for_it(name: str, typed: list[str]) -> None:
    for text in typed:
        assert not re.fullmatch(spelled(name), text), text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60))
def test_what_the_tool_itself_sets_is_found(name: str) -> None:
    assert re.fullmatch(spelled(name), escape(name))
