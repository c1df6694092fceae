"""Languages by their names, and their months."""

from __future__ import annotations

import pytest

from reportgen.text.languages import calendar_names, language_tag


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("English", "en"),
        (" german ", "de"),
        ("ngerman", "de"),
        ("british", "en-GB"),
        ("UKenglish", "en-GB"),
        ("Deutsch", "de"),
        ("français", "fr"),
        ("русский", "ru"),
        ("de", "de"),
        ("de_AT", "de-AT"),
        ("pt-br", "pt-BR"),
        ("sr-latn", "sr-Latn"),
        ("serbianc", "sr-Cyrl"),
        ("", ""),
        ("klingonese", ""),
        ("no such language", ""),
    ],
)
def test_a_language_has_a_tag_by_any_of_its_names(name: str, tag: str) -> None:
    assert language_tag(name) == tag


def test_months_have_all_their_forms() -> None:
    russian = calendar_names("ru", "months", "wide")
    assert russian["май"] == russian["мая"] == frozenset({5})
    assert calendar_names("de", "months", "wide")["märz"] == frozenset({3})
    assert len(calendar_names("en", "days", "wide")) == 7
    assert calendar_names("en", "days", "wide")["monday"] == frozenset({0})
