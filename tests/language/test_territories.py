"""Countries and the like in the words of a language, in the forms that sentences have them in."""

from __future__ import annotations

import pytest

from reportgen.language.territories import territories_in


@pytest.mark.parametrize(
    ("tag", "text", "codes"),
    [
        ("en", "Germany's trade with Britain and the USA", ["DE", "GB", "US"]),
        ("de", "Deutschlands Handel mit der Bundesrepublik", ["DE", "DE"]),
        ("de", "im Vereinigten Königreich", ["GB"]),
        ("ru", "в России и Нигерии", ["RU", "NG"]),
        ("pl", "w Polsce i UE", ["PL", "EU"]),
        ("fr", "la France et l'ONU", ["FR", "UN"]),
        ("en", "in Africa", ["002"]),
        ("en", "Polander and Chadwick", []),
        ("xx", "Germany and EU", ["EU"]),
    ],
)
def test_a_territory_has_the_code_of_cldr_whatever_its_form(tag: str, text: str, codes: list[str]) -> None:
    found = list(territories_in(text, tag))
    assert [each.code for each, _, _ in found] == codes
    assert all(text[start:end].strip() == text[start:end] != "" for _, start, end in found)


def test_several_languages_are_looked_for_one_after_the_other_each_once() -> None:
    found = territories_in("Deutschland and Poland", "en", "de", "en")
    assert [each.code for each, _, _ in found] == ["PL", "DE"]
