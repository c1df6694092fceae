"""Proper names in texts."""

from __future__ import annotations

import pytest

from reportgen.language.names import names_in


@pytest.mark.parametrize("label", ["Exhibit", "Figure", "Table", "Annex", "Map", "Part"])
def test_what_a_reference_points_to_is_no_name(label: str) -> None:
    assert list(names_in(f"The toll fell (see {label} \ufffc) in Oberau.")) == [("Oberau", "Oberau")]


def test_a_name_that_a_label_is_part_of_is_one() -> None:
    assert list(names_in("It was told by Map Makers.")) == [("Map Makers", "Map Makers")]
