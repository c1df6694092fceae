"""Names of units and scales in all languages, by CLDR."""

from __future__ import annotations

import pytest

from reportgen.language.unit_names import unit_names


@pytest.mark.parametrize(
    ("tag", "name", "meaning"),
    [
        ("de", "hektar", "hectares"),
        ("it", "tonnellate", "tonnes"),
        ("de", "us-dollar", "USD"),
        ("fr", "kilomètres carrés", "square kilometres"),
        ("es", "millones", "million"),
        ("ru", "миллион", "million"),
        ("de", "brücke", ""),
    ],
)
def test_a_name_is_found(tag: str, name: str, meaning: str) -> None:
    assert unit_names(tag).find(name) == meaning


def test_forms_that_cldr_lacks_are_found_by_their_stem() -> None:
    assert unit_names("ru").inflected("гектарами") == "hectares"
    assert unit_names("ru").inflected("гектарностями") == ""
    assert unit_names("ru").inflected("га") == ""


def test_rates_are_english_ones() -> None:
    assert unit_names("de").rates["pro monat"] == "per month"
    assert all(each.startswith("per ") for each in unit_names("fr").rates.values())


@pytest.mark.parametrize("tag", ["en", "", "xx"])
def test_english_and_unknown_languages_have_none(tag: str) -> None:
    names = unit_names(tag)
    assert (names.names, names.stems, names.rates) == ({}, {}, {})
