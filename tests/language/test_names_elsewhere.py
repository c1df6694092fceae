"""Proper names in other languages than English."""

from __future__ import annotations

import pytest

from reportgen.language.names_elsewhere import names_elsewhere, tells_names
from reportgen.language.registry import KNOWN


@pytest.mark.parametrize(
    ("tag", "text", "names"),
    [
        ("de", "Gestern sagte Ministerin Berg, dass es so sei.", {"Berg"}),
        ("de", "Die Europäische Kommission und die OSZE stimmten zu.", {"Europäische Kommission", "OSZE"}),
        ("de", "Das BIP der Stadt und die LKW der Bahn.", set()),
        ("de", "In der Stadt Lund steht eine Brücke.", {"Lund"}),
        ("de", "Das sagte Anna Pfeiler.", {"Anna Pfeiler"}),
        ("de", "Das Blaue Haus", {"Blaue Haus"}),
        ("ru", "Мост через Эльбу и НАТО", set()),
        ("pl", "Most na Odrze i NATO", {"NATO"}),
    ],
)
def test_names_are_told_as_far_as_a_language_tells_them(tag: str, text: str, names: set[str]) -> None:
    assert set(names_elsewhere(text, KNOWN[tag])) == names


def test_where_capitals_are_of_names_all_are_told() -> None:
    assert "Gustave Eiffel" in set(names_elsewhere("Il a été construit par Gustave Eiffel à la fin.", KNOWN["fr"]))
    assert "PIB" not in set(names_elsewhere("Le PIB du pays a augmenté.", KNOWN["fr"]))


def test_whether_all_names_are_told_is_known() -> None:
    assert tells_names(None)
    assert tells_names(KNOWN["fr"])
    assert not tells_names(KNOWN["de"])
    assert not tells_names(KNOWN["ru"])
