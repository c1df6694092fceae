"""Which currency a sign that several have means."""

from __future__ import annotations

import pytest

from reportgen.language.english.money import meant


@pytest.mark.parametrize(
    ("sign", "name", "behind", "expected"),
    [
        ("$", "", " of it", ("USD", False)),
        ("$", "", " CAD", ("CAD", False)),
        ("$", "", " (Canadian)", ("CAD", False)),
        ("", "dollars", " (Australian)", ("AUD", False)),
        ("£", "", " sterling", ("GBP", False)),
        ("$", "", " USD", ("USD", False)),
        ("$", "", " Here it is", ("USD", False)),
        ("€", "USD", "", ("USD", True)),
        ("", "", " US", ("", True)),
        ("", "", " of it", ("", False)),
        ("xy$", "", "", ("", True)),
    ],
)
def test_what_names_a_country_counts_more(sign: str, name: str, behind: str, expected: tuple[str, bool]) -> None:
    text = f"{sign}2.5m {name}".strip()
    assert meant(sign, name, text + behind, len(text)) == expected
