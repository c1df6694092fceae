"""Number words become digits, and places in what was respelled lead back to the first text."""

from __future__ import annotations

import pytest

from reportgen.language.number_words import in_digits
from reportgen.language.registry import KNOWN


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("de", "zwei Millionen Euro", "2 million EUR"),
        ("de", "zweitausend Brücken", "2000 Brücken"),
        ("de", "anderthalb Millionen", "1.5 million"),
        ("fr", "quatre-vingt-dix-sept ponts", "97 ponts"),
        ("fr", "soixante et onze ponts", "71 ponts"),
        ("es", "dos mil millones", "2 mrd"),
        ("cs", "půldruhého milionu", "1.5 million"),
        ("ru", "двадцать пять", "25"),
        ("de", "zwei Drittel", "⅔"),
        ("fr", "une ville", "une ville"),
        ("de", "Fluss ohne Zahl", "Fluss ohne Zahl"),
    ],
)
def test_number_words_are_written_in_digits(tag: str, text: str, expected: str) -> None:
    assert in_digits(text, KNOWN[tag]).text == expected


def test_a_place_leads_back_to_where_it_came_from() -> None:
    text = "Es sind zwei Millionen in der Stadt"
    made = in_digits(text, KNOWN["de"])
    at = made.text.index("2 million")
    assert text[made.origin(at) : made.origin(at + len("2 million"), end=True)] == "zwei Millionen"
    behind = made.text.index("Stadt")
    assert text[made.origin(behind) :] == "Stadt"
    assert made.origin(0) == 0
    assert made.origin(len(made.text), end=True) == len(text)


def test_a_full_stop_of_an_abbreviation_ends_no_sentence() -> None:
    assert in_digits("2,5 mil. Kč", KNOWN["cs"]).text == "2,5 million CZK"
    assert in_digits("5 Euro. Dann", KNOWN["de"]).text == "5 EUR. Dann"
