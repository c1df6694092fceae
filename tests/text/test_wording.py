from __future__ import annotations

from decimal import Context, Decimal

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from reportgen.project.model import Unit
from reportgen.text.languages import language_tag
from reportgen.text.wording import Wording

UNITS = {"USD": Unit(prefix="$"), "percent": Unit(suffix=" per cent"), "rank": Unit(ordinal=True)}
ENGLISH = Wording("en-GB", UNITS, {"since": "from"})
GERMAN = Wording("de-DE", UNITS, {"less than": "weniger als"})


@pytest.mark.parametrize(
    ("value", "unit", "scale", "qualifier", "text"),
    [
        ("39.70", "USD", "1e9", "", "$39.70 billion"),
        ("47", "USD", "1", "less than", "less than $47"),
        ("1234567", "", "1", "", "1,234,567"),
        ("49.5", "percent", "1", "", "49.5 per cent"),
        ("-0.5", "percent", "1", "", "\N{MINUS SIGN}0.5 per cent"),
        ("22", "rank", "1", "", "22nd"),
        ("112", "rank", "1", "", "112th"),
    ],
)
def test_quantities(value: str, unit: str, scale: str, qualifier: str, text: str) -> None:
    assert ENGLISH.quantity(Decimal(value), unit, Decimal(scale), qualifier) == text


@pytest.mark.parametrize(
    ("language", "value", "scale", "text"),
    [
        ("de", "39.7", "1e6", "39,7 Millionen"), ("de", "1", "1e6", "1 Million"), ("ru", "5", "1e6", "5 миллионов"),
        ("pl", "2", "1e9", "2 miliardy"), ("ha", "39.7", "1e6", "Miliyan 39.7"), ("sw", "3", "1e6", "milioni 3"),
        # Hindi counts by lakhs, Galician in thousands of millions, Chinese by ten thousands
        ("hi", "39.7", "1e6", "39,700,000"), ("gl", "39.7", "1e9", "39.700.000.000"),
        ("zh-Hans", "39.7", "1e6", "39,700,000"),
        # no words at all, or none for so much
        ("aa", "39.7", "1e6", "39,700,000"), ("ast", "1", "1e9", "1.000.000.000"),
        ("en", "39.7", "1e15", "39,700,000,000,000,000"),
        ("en", "39.7", "1e2", "3,970"), ("en", "39.7", "0.01", "0.397"),
    ],
)  # fmt: skip
def test_scales_of_all_languages(language: str, value: str, scale: str, text: str) -> None:
    assert Wording(language, {}, {}).scaled(Decimal(value), Decimal(scale)) == text


def test_every_language_says_everything() -> None:
    for tag in locale_identifiers():
        wording = Wording(tag.replace("_", "-"), UNITS, {})
        for exponent in (-2, 3, 6, 9, 12, 15):
            assert wording.quantity(Decimal("39.7"), "USD", Decimal(10) ** exponent).startswith("$")
        for edtf in ("2013-05", "2013-05-06", "2013~", "2013-05/2014-06", "199X", "2013/.."):
            assert wording.date(edtf)
            assert wording.date(edtf, short=True)
        assert wording.join(["a", "b", "c"])
        assert wording.spelled(3)


def test_quantities_follow_the_language() -> None:
    assert GERMAN.quantity(Decimal("1234.5"), "USD", Decimal("1e9"), "less than") == "weniger als $1.234,5 Milliarden"
    assert GERMAN.ordinal(3) == "3."
    assert GERMAN.join(["a", "b", "c"]) == "a, b und c"


@pytest.mark.parametrize(
    ("edtf", "text", "year"),
    [
        ("1992-05-25", "25 May 1992", "1992"),
        ("1992-05", "May 1992", "1992"),
        ("199X", "1990s", "1990s"),
        ("2005~", "circa 2005", "2005"),
        ("1991/1994", "1991–1994", "1991–1994"),
        ("2014-01/2014-09", "January to September 2014", "2014"),
        ("2003-05/2004-06", "May 2003 to June 2004", "2003–2004"),
        ("2014/..", "from 2014", "2014"),
    ],
)
def test_dates(edtf: str, text: str, year: str) -> None:
    assert ENGLISH.date(edtf) == text
    assert ENGLISH.year(edtf) == year


@pytest.mark.parametrize(
    ("edtf", "text"),
    [("1992-09-25", "25 Sept 1992"), ("1992-01", "Jan 1992"), ("2014-01/2014-09", "Jan–Sept 2014"), ("1992", "1992")],
)
def test_short_dates_for_tables(edtf: str, text: str) -> None:
    assert ENGLISH.date(edtf, short=True) == text


def test_small_numbers_in_words() -> None:
    assert [ENGLISH.spelled(n) for n in (0, 12, 13)] == ["zero", "twelve", "13"]
    assert GERMAN.spelled(3) == "3"


@pytest.mark.parametrize(
    ("name", "tag"),
    [("ngerman", "de"), ("Ukrainian", "uk"), ("armenian", "hy"), ("brazilian", "pt-BR"), ("en-GB", "en-GB"), ("", "")],
)
def test_languages_by_the_names_that_tex_and_cldr_have_for_them(name: str, tag: str) -> None:
    assert language_tag(name) == tag


@given(st.integers(-(10**60), 10**60), st.integers(-60, 60))
def test_a_number_of_any_size_is_written_in_full(digits: int, exponent: int) -> None:
    value = Decimal(digits).scaleb(exponent, Context(prec=100))
    written = Wording("en-GB", {}, {}).number(value)
    assert Decimal(written.replace(",", "").replace("\N{MINUS SIGN}", "-")) == value


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [("2.5", 0, "3"), ("3.5", 0, "4"), ("-2.5", 0, "\N{MINUS SIGN}3"), ("2.4999", 0, "2"), ("0.125", 2, "0.13")],
)
def test_a_half_is_rounded_up(value: str, decimals: int, written: str) -> None:
    assert ENGLISH.number(Decimal(value), decimals) == written
