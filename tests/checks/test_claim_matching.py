from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.claim_matching import Claim, bears_out, claims_in, claims_of_date
from reportgen.checks.passage_facts import parse_passage
from reportgen.language.date_mentions import dates_in
from reportgen.language.days import Day
from reportgen.language.english.lexicon import PERCENT
from reportgen.language.names import phrase, symmetric
from reportgen.language.numerals import measure_of, numbers_in
from reportgen.language.quantities import RANK, Quantity

NUMBERS = [
    ("$28.3bn", "28300000000", "USD"),
    ("$ 28.3 billion", "28300000000", "USD"),
    ("28,300 million", "28300000000", ""),
    ("28.3 bln.", "28300000000", ""),
    ("28.3 billion dollars", "28300000000", "USD"),
    ("US$28.3 billion", "28300000000", "USD"),
    ("34 bln. rubles", "34000000000", "RUB"),
    ("$61M", "61000000", "USD"),
    ("$2.39B", "2390000000", "USD"),
    ("€1,250,000", "1250000", "EUR"),
    ("49.5%", "49.5", PERCENT),
    ("49.5 per cent", "49.5", PERCENT),
    ("49.5 percent", "49.5", PERCENT),
    ("39.70", "39.7", ""),
    ("225 million people", "225000000", ""),
    ("seven", "7", ""),
    ("twelve", "12", ""),
    ("twenty", "20", ""),
    ("twenty-five", "25", ""),
    ("Ninety", "90", ""),
    ("two hundred and six", "206", ""),
    ("three thousand", "3000", ""),
    ("two million", "2000000", ""),
    ("a dozen", "12", ""),
    ("twice", "2", "times"),
    ("trifold", "3", "times"),
    ("fourfold", "4", "times"),
    ("4-fold", "4", "times"),
    ("half", "0.5", ""),
    ("first", "1", RANK),
    ("24th", "24", RANK),
    ("24 th", "24", RANK),
    ("the largest", "1", RANK),
    ("none", "0", ""),
    ("no", "0", ""),
    ("three-stage", "3", ""),
    ("No.24", "24", "place"),
]


@pytest.mark.parametrize(("text", "total", "unit"), NUMBERS)
def test_a_number_is_found_however_it_is_printed(text: str, total: str, unit: str) -> None:
    found = numbers_in(f"they came to {text}, it is said")
    assert (Decimal(total), unit) in {(n.quantity.total, n.quantity.unit) for n in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$27-30", [("27", "USD"), ("30", "USD")]),
        ("10 to 15 per cent", [("10", PERCENT), ("15", PERCENT)]),
        ("8.5 and 9 billion dollars", [("8500000000", "USD"), ("9000000000", "USD")]),
        ("ten-fifteen years", [("10", "years"), ("15", "years")]),
        ("44 of 70", [("44", ""), ("70", "")]),
        ("the last two decades", [("2", ""), ("20", "years")]),
        ("U2 and G8 and G-8 and v1x", []),
        ("1.2.3", []),
    ],
)
def test_numbers_that_belong_together(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(n.quantity.total, n.quantity.unit) for n in numbers_in(text)] == [(Decimal(t), u) for t, u in expected]


def test_one_third_is_a_third() -> None:
    facts = [parse_passage("about one third of the bridges, two thirds of the tolls").facts]
    for value, held in (("0.33", True), ("0.67", True), ("0.3", True), ("0.34", False), ("0.5", False)):
        claim = Claim("number", Quantity(Decimal(value)), value)
        assert bears_out(claim, facts, {}) is held, value


DATES = [
    ("14.09.1995", Day(1995, 9, 14)),
    ("20.07.04", Day(2004, 7, 20)),
    ("28/07/2004", Day(2004, 7, 28)),
    ("04/28/2004", Day(2004, 4, 28)),
    ("2004-07-28", Day(2004, 7, 28)),
    ("2nd April 1996", Day(1996, 4, 2)),
    ("April 2 nd , 1996", Day(1996, 4, 2)),
    ("December 25th, 1998", Day(1998, 12, 25)),
    ("May 26, 2004", Day(2004, 5, 26)),
    ("20 June 2000", Day(2000, 6, 20)),
    ("23.December 2004", Day(2004, 12, 23)),
    ("2021 July 13", Day(2021, 7, 13)),
    ("Sept. 2001", Day(2001, 9)),
    ("Feb 1995", Day(1995, 2)),
    ("May of 1992", Day(1992, 5)),
    ("25 May", Day(None, 5, 25)),
    ("1990s", Day(1990, decade=True)),
    ("1990ies", Day(1990, decade=True)),
    ("1994-2000", Day(2000)),
    ("1998/99", Day(1999)),
    ("the second half of 2004", Day(2004, 7, to=12)),
    ("the first half of the 1990s", Day(1990, decade=True, part="first half of")),
    ("December 1991 and January 1992", Day(1991, 12)),
    ("May and June 2004", Day(2004, 5)),
    ("January-September 2014", Day(2014, 1)),
    ("in 2012. The next year", Day(2013)),
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_a_date_is_found_however_it_is_printed(text: str, day: Day) -> None:
    assert day in {dated.day for dated in dates_in(f"signed in {text}, they say")}


@pytest.mark.parametrize("text", ["$2000", "12,2000", "1.2000", "199 pages", "May I ask", "20001"])
def test_what_is_no_year(text: str) -> None:
    assert not [d for d in dates_in(text) if d.day.year]


PASSAGE = (
    "In May of 1992 the cities of Elbing and Kirchen signed the Bridge Treaty. In 1993 they were joined by "
    "Oberau. Tolls came to $39.7 billion in 2013, 49.5% of the trade; dues followed on December 25th, 1998. "
    "The U.S. engineers of the GU (U) AM line asked for 34 billion rubles."
)


@pytest.mark.parametrize(
    ("edtf", "held"),
    [
        ("1992", True),
        ("1992-05", True),
        ("1993-05", False),
        ("1992-06", False),
        ("1998-12-25", True),
        ("1998-12-26", False),
        ("1998-12", True),
        ("1992/1993", True),
        ("1992/1994", False),
        ("1992-05/..", True),
        ("1992~", True),
        ("1989~", False),
        ("1950?", True),
        ("199X", True),
    ],
)
def test_dates_of_rows_are_borne_out_part_by_part(edtf: str, held: bool) -> None:
    facts = [parse_passage(PASSAGE).facts]
    assert all(bears_out(c, facts, {}) for c in claims_of_date(edtf)) is held


@pytest.mark.parametrize(
    ("value", "scale", "unit", "held"),
    [
        ("39.7", "1e9", "USD", True),
        ("39.70", "1e9", "USD", True),
        ("39700", "1e6", "USD", True),
        ("39.7", "1e6", "USD", False),
        ("39.7", "1e9", "RUB", False),
        ("93.7", "1e9", "USD", False),
        ("49.5", "1", "percent", True),
        ("49.5", "1", "count", False),
        ("34", "1e9", "RUB", True),
    ],
)
def test_a_figure_is_borne_out_by_value_scale_and_unit(value: str, scale: str, unit: str, held: bool) -> None:
    claim = Claim("number", Quantity(Decimal(value), Decimal(scale), measure_of(unit)[1]), value)
    assert bears_out(claim, [parse_passage(PASSAGE).facts], {}) is held


def test_a_plain_number_of_a_table_whose_scale_stands_in_its_head() -> None:
    claim = Claim("number", Quantity(Decimal("39.7"), Decimal("1e9"), "USD"), "39.7")
    assert bears_out(claim, [parse_passage("tolls (billion dollars): 39.7").facts], {})


def test_a_day_in_one_passage_and_its_year_in_another() -> None:
    (claim,) = claims_of_date("2004-12-23")
    assert bears_out(claim, [parse_passage("on 23 December").facts, parse_passage("it was 2004").facts], {})
    assert not bears_out(claim, [parse_passage("on 23 December 2005").facts, parse_passage("it was 2004").facts], {})


NAMES = [
    ("The bridge links Elbing to Oberau.", ["Elbing", "Oberau"]),
    ("Elbing pays.", []),
    ("They met in May, on a Monday.", []),
    ("They signed the Bridge Treaty of Oberau.", ["Bridge Treaty of Oberau"]),
    ("NATO and the U.S. agree.", ["NATO", "US"]),
    ('It ended. "Oberau" paid; Elbing did not.', []),
    ("under Article 5 of the treaty", []),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_proper_names(text: str, names: list[str]) -> None:
    assert [c.text for c in claims_in(text) if c.kind == "name"] == names


VARIANTS = symmetric([("Elbing", "Elbingen"), ("Elbing", "Elbląg"), ("OBT", "Oberau Bridge Treaty")])


@pytest.mark.parametrize(
    ("name", "passage", "held"),
    [
        ("Elbing", "they left Elbing’s harbour", True),
        ("Elbingen", "they left Elbing", True),
        ("Elblag", "they left Elbingen", True),
        ("OBT", "the Oberau Bridge Treaties", True),
        ("OBT", "the Bridge Treaty of Oberau", False),
        ("Bridge Treaty of Oberau", "the Oberau bridge treaty", True),
        ("GUAM", "GU (U) AM", False),
        ("GUUAM", "GU (U) AM", True),
        ("Kirchen", "the church", False),
    ],
)
def test_names_are_borne_out_through_variants(name: str, passage: str, held: bool) -> None:
    assert bears_out(Claim("name", name, name), [parse_passage(passage).facts], VARIANTS) is held


def test_a_name_at_the_beginning_may_lend_its_first_word_to_the_sentence() -> None:
    for passage, held in (("the Bridge Treaty", True), ("the Treaty", True), ("the bridge", False)):
        claims = claims_in("Bridge Treaty signed")
        assert all(bears_out(c, [parse_passage(passage).facts], {}) for c in claims) is held, passage


def test_claims_of_a_text_have_kind_and_text() -> None:
    claims = claims_in("About 1,200 boats reached Oberau by 25 May 1992, three of them in the 1980s.", spelled=True)
    assert [(c.kind, c.text) for c in claims] == [
        ("date", "25 May 1992"),
        ("year", "1980s"),
        ("number", "1,200"),
        ("number", "three"),
        ("name", "Oberau"),
    ]


def test_words_for_numbers_claim_nothing_in_cells() -> None:
    assert claims_in("three of four took one road, the first") == ()


def test_phrases_are_compared_without_case_accents_and_endings() -> None:
    assert phrase("The Member-States’ Únion of the U.S.") == "member state union of us"


SCALES = {"": 1, " thousand": 10**3, " million": 10**6, " bn": 10**9, " mln.": 10**6, " billion": 10**9}
STYLES = ["{}", "${}", "$ {}", "{} dollars", "{}%", "{} per cent", "({})", "about {}"]


@given(
    value=st.decimals(min_value=Decimal("0.01"), max_value=Decimal(99999), places=2),
    scale=st.sampled_from(sorted(SCALES)),
    style=st.sampled_from(STYLES),
    grouped=st.booleans(),
    zeros=st.booleans(),
)
def test_any_number_in_any_style_is_recognised(
    value: Decimal, scale: str, style: str, grouped: bool, zeros: bool
) -> None:
    written = f"{value:,}" if grouped else f"{value}"
    if zeros is False and "." in written:
        written = written.rstrip("0").rstrip(".")
    plain = style.format(written + ("" if "%" in style or "cent" in style else scale))
    if plain.replace(" ", "").isdecimal() and len(written) == 4:
        return  # a bare number of four digits reads as a year
    total = value * (1 if "%" in style or "cent" in style else SCALES[scale])
    unit = "USD" if "$" in style or "dollar" in style else PERCENT if "%" in style or "cent" in style else ""
    claim = Claim("number", Quantity(total, Decimal(1), unit), str(value))
    assert bears_out(claim, [parse_passage(f"It came to {plain} in the end.").facts], {})


@given(
    st.dates(date(1000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y-%m-%d", "%b. %d, %Y"]),
)
def test_any_day_in_any_style_is_recognised(day: date, style: str) -> None:
    (claim,) = claims_of_date(day.isoformat())
    assert bears_out(claim, [parse_passage(f"They met on {day.strftime(style)}.").facts], {})
