"""Names of months and weekdays in the forms that sentences have."""

from __future__ import annotations

from reportgen.language.calendar import NUMBER, DateWords
from reportgen.language.registry import KNOWN


def test_months_have_all_their_forms() -> None:
    assert {"januar": 1, "dezember": 12}.items() <= KNOWN["de"].dates.months.items()
    russian = KNOWN["ru"].dates.months
    assert {"январь": 1, "января": 1, "январе": 1, "маем": 5}.items() <= russian.items()
    assert KNOWN["cs"].dates.months["prosinci"] == 12, "a form of the table's own"
    assert set(russian.values()) == set(range(1, 13))


def test_short_months_of_english_stand_in_tables_of_every_language() -> None:
    short = KNOWN["de"].dates.short_months
    assert {"jan": 1, "sept": 9, "march": 3}.items() <= short.items()
    assert "" not in short
    assert short["märz"] == 3


def test_weekdays_begin_with_monday() -> None:
    assert KNOWN["de"].dates.weekdays["montag"] == 0
    assert KNOWN["fr"].dates.weekdays["dimanche"] == 6


def test_decades_and_centuries_have_a_place_for_their_number() -> None:
    for tag, words in KNOWN.items():
        assert words.dates.decade.count(NUMBER) == words.dates.century.count(NUMBER) == 1, tag
        assert len(words.dates.ordinals) == 4
    assert DateWords("xx").decade.endswith(NUMBER)
